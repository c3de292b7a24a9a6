package dev.nabla.kernel;

import java.util.function.LongBinaryOperator;

/** Functions of pairs of whole numbers. */
public final class WholeNumberMaps {
  /** Elements that are worth a hand-over to another thread. */
  private static final int GRAIN = 1 << 13;

  private WholeNumberMaps() {}

  /** y[i] = f(a[ao+i], b[bo+i]); y may be a or b from its beginning. */
  public static void map(LongBinaryOperator f, long[] a, int ao, long[] b, int bo, long[] y) {
    Parallel.range(y.length, GRAIN, (from, to) -> {
      for (int i = from; i < to; i++) {
        y[i] = f.applyAsLong(a[ao + i], b[bo + i]);
      }
    });
  }
}
