package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Functions of truth values over strided operands; offsets and strides as in {@link FloatPlainMaps}. The output is
 * contiguous from its beginning unless it has strides of its own.
 *
 * <p>The function is chosen once a run. Loops see contiguous operands, which the compiler makes vectors of; those with
 * other steps are copied into blocks.
 */
public final class BooleanMaps {
  /** Elements that are worth a hand-over to another thread. */
  private static final int GRAIN = 1 << 15;

  /** Elements that are copied at a time. */
  private static final int BLOCK = 1024;

  private BooleanMaps() {}

  /** y[yo+i] = f(a[ao+i], b[bo+i]) for i &lt; n. */
  @FunctionalInterface
  private interface PairLoop {
    void run(boolean[] a, int ao, boolean[] b, int bo, boolean[] y, int yo, int n);
  }

  /** y = f(a, b). */
  public static void logic(
      Logic f, int[] shape, boolean[] a, int ao, int[] as, boolean[] b, int bo, int[] bs, boolean[] y) {
    pairs(loop(f), shape, a, ao, as, b, bo, bs, y);
  }

  /** y[yo+i] = f(a[ao+i], b[bo+i]) for i &lt; n; y may be a or b at the same place. */
  static void logic(Logic f, boolean[] a, int ao, boolean[] b, int bo, boolean[] y, int yo, int n) {
    loop(f).run(a, ao, b, bo, y, yo, n);
  }

  private static PairLoop loop(Logic f) {
    return switch (f) {
      case AND -> BooleanMaps::and;
      case OR -> BooleanMaps::or;
      case XOR -> BooleanMaps::differ;
    };
  }

  /** y = f(a, b) with false before true. */
  public static void compare(
      Comparison f, int[] shape, boolean[] a, int ao, int[] as, boolean[] b, int bo, int[] bs, boolean[] y) {
    switch (f) {
      case EQ -> pairs(BooleanMaps::equal, shape, a, ao, as, b, bo, bs, y);
      case NE -> pairs(BooleanMaps::differ, shape, a, ao, as, b, bo, bs, y);
      case LT -> pairs(BooleanMaps::less, shape, a, ao, as, b, bo, bs, y);
      case LE -> pairs(BooleanMaps::lessOrEqual, shape, a, ao, as, b, bo, bs, y);
      case GT -> pairs(BooleanMaps::less, shape, b, bo, bs, a, ao, as, y);
      case GE -> pairs(BooleanMaps::lessOrEqual, shape, b, bo, bs, a, ao, as, y);
    }
  }

  private static void pairs(
      PairLoop loop, int[] shape, boolean[] a, int ao, int[] as, boolean[] b, int bo, int[] bs, boolean[] y) {
    StridedLoops loops = new StridedLoops(shape, as, bs, null);
    int left = loops.step(0);
    int right = loops.step(1);
    loops.forEach(ao, bo, 0, GRAIN, (p, q, none, place, n) -> run(loop, a, p, left, b, q, right, y, place, n));
  }

  private static void run(
      PairLoop loop, boolean[] a, int ao, int as, boolean[] b, int bo, int bs, boolean[] y, int yo, int n) {
    if (as == 1 && bs == 1) {
      loop.run(a, ao, b, bo, y, yo, n);
      return;
    }
    int most = Math.min(n, BLOCK);
    boolean[] left = as == 1 ? a : repeated(a[ao], most);
    boolean[] right = bs == 1 ? b : repeated(b[bo], most);
    for (int i = 0; i < n; i += most) {
      int count = Math.min(most, n - i);
      if (as != 1 && as != 0) {
        copy(a, ao + i * as, as, left, 0, 1, count);
      }
      if (bs != 1 && bs != 0) {
        copy(b, bo + i * bs, bs, right, 0, 1, count);
      }
      loop.run(left, as == 1 ? ao + i : 0, right, bs == 1 ? bo + i : 0, y, yo + i, count);
    }
  }

  private static boolean[] repeated(boolean value, int n) {
    boolean[] values = new boolean[n];
    Arrays.fill(values, value);
    return values;
  }

  /** y = c ? a : b. */
  public static void select(int[] shape, boolean[] c, int co, int[] cs, boolean[] a, int ao, int[] as, boolean[] b,
      int bo, int[] bs, boolean[] y) {
    StridedLoops loops = new StridedLoops(shape, as, bs, cs);
    int left = loops.step(0);
    int right = loops.step(1);
    int choice = loops.step(2);
    loops.forEach(ao, bo, co, GRAIN, (p, q, r, place, n) -> {
      for (int i = 0; i < n; i++) {
        y[place + i] = c[r + i * choice] ? a[p + i * left] : b[q + i * right];
      }
    });
  }

  /** y[yo + i·ys] = x[xo + i·xs] for every index i of the shape. */
  public static void copy(int[] shape, boolean[] x, int xo, int[] xs, boolean[] y, int yo, int[] ys) {
    StridedLoops loops = new StridedLoops(shape, xs, ys, null);
    int from = loops.step(0);
    int to = loops.step(1);
    loops.forEach(xo, yo, 0, GRAIN, (p, q, none, place, n) -> {
      if (from == 1 && to == 1) {
        System.arraycopy(x, p, y, q, n);
      } else {
        copy(x, p, from, y, q, to, n);
      }
    });
  }

  private static void copy(boolean[] x, int xo, int xs, boolean[] y, int yo, int ys, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i * ys] = x[xo + i * xs];
    }
  }

  private static void and(boolean[] a, int ao, boolean[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] & b[bo + i];
    }
  }

  private static void or(boolean[] a, int ao, boolean[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] | b[bo + i];
    }
  }

  private static void differ(boolean[] a, int ao, boolean[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] ^ b[bo + i];
    }
  }

  private static void equal(boolean[] a, int ao, boolean[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] == b[bo + i];
    }
  }

  private static void less(boolean[] a, int ao, boolean[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = !a[ao + i] & b[bo + i];
    }
  }

  private static void lessOrEqual(boolean[] a, int ao, boolean[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = !a[ao + i] | b[bo + i];
    }
  }
}
