package dev.nabla.kernel;

/**
 * Reductions of floating numbers over the middle axis of {@code [outer, n, inner]}; results are {@code [outer, inner]}.
 *
 * <p>Sums do not lose accuracy with their length: of 10⁷ ones the float sum is exact. The order of operations follows
 * from the three extents, never from the number of threads. MAX, MIN, {@link #argMax} and {@link #argMin} take NaN for the
 * extreme; among equals the first one counts.
 */
public final class FloatReductions {
  /** Elements that are not worth the attention of a second thread. */
  static final int PIECE = 1 << 15;

  private FloatReductions() {}

  /** Elements in row-major order that are computed as they are needed. */
  interface Pieces {
    /** An array that begins with the elements {@code [from, to)}, until this thread asks for others. */
    float[] piece(int from, int to);
  }

  /** Reduces the elements {@code [from, to)}. */
  private interface PieceReduction {
    double of(int from, int to);
  }

  /** y[o, i] = f over j of x[o, j, i]; {@code x} begins at {@code xo}, {@code y} at 0. */
  public static void reduce(Reduction f, float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner != 1) {
      FloatColumns.reduce(f, x, xo, outer, n, inner, y);
    } else if (n > PIECE) {
      FloatReducing loops = FloatReducing.of(n);
      longRows(f, (from, to) -> row(loops, f, x, xo + from, to - from), outer, n, y);
    } else {
      int grain = PIECE / Math.max(1, n);
      if (outer <= grain) {
        rows(f, x, xo, n, y, 0, outer);
      } else {
        Parallel.range(outer, grain, (from, to) -> rows(f, x, xo, n, y, from, to));
      }
    }
  }

  /** y[o] = f over j of x[o, j], in the same order. */
  static void reduce(Reduction f, Pieces x, int outer, int n, float[] y) {
    if (n > PIECE) {
      FloatReducing loops = FloatReducing.of(n);
      longRows(f, (from, to) -> row(loops, f, x.piece(from, to), 0, to - from), outer, n, y);
    } else {
      Parallel.range(outer, PIECE / Math.max(1, n),
          (from, to) -> rows(f, x.piece(from * n, to * n), -from * n, n, y, from, to));
    }
  }

  /** y[o, i] = the first j for which x[o, j, i] is greatest; n is at least 1. */
  public static void argMax(float[] x, int xo, int outer, int n, int inner, long[] y) {
    arg(Reduction.MAX, x, xo, outer, n, inner, y);
  }

  /** y[o, i] = the first j for which x[o, j, i] is least; n is at least 1. */
  public static void argMin(float[] x, int xo, int outer, int n, int inner, long[] y) {
    arg(Reduction.MIN, x, xo, outer, n, inner, y);
  }

  private static void rows(Reduction f, float[] x, int xo, int n, float[] y, int from, int to) {
    FloatReducing loops = FloatReducing.of(n);
    for (int o = from; o < to; o++) {
      y[o] = (float) row(loops, f, x, xo + o * n, n);
    }
  }

  /** The maximum of floats is itself when widened, so that one type serves all four functions. */
  static double row(FloatReducing loops, Reduction f, float[] x, int from, int n) {
    return switch (f) {
      case SUM -> loops.sum(x, from, n);
      case PROD -> loops.product(x, from, n);
      case MAX -> loops.max(x, from, n);
      case MIN -> loops.min(x, from, n);
    };
  }

  private static void longRows(Reduction f, PieceReduction x, int outer, int n, float[] y) {
    int pieces = (n - 1) / PIECE + 1;
    double[] parts = new double[outer * pieces];
    Parallel.run(parts.length, t -> {
      int start = t / pieces * n;
      int from = t % pieces * PIECE;
      parts[t] = x.of(start + from, start + Math.min(from + PIECE, n));
    });
    for (int o = 0; o < outer; o++) {
      y[o] = (float) combine(f, parts, o * pieces, pieces);
    }
  }

  /** Pairwise, because a sum of doubles has nothing wider to be kept in. */
  static double combine(Reduction f, double[] parts, int from, int n) {
    if (n == 1) {
      return parts[from];
    }
    int half = n >> 1;
    return combine(f, combine(f, parts, from, half), combine(f, parts, from + half, n - half));
  }

  static double combine(Reduction f, double a, double b) {
    return switch (f) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
    };
  }

  private static void arg(Reduction extreme, float[] x, int xo, int outer, int n, int inner, long[] y) {
    if (inner >= FloatColumns.NARROW && n <= FloatColumns.COUNTABLE) {
      FloatColumns.arg(extreme, x, xo, outer, n, inner, y);
      return;
    }
    if (inner != 1) {
      FloatPlainReductions.arg(extreme, x, xo, outer, n, inner, y);
      return;
    }
    int grain = Math.max(1, PIECE / n);
    if (outer <= grain) {
      argRows(extreme, x, xo, n, y, 0, outer);
    } else {
      Parallel.range(outer, grain, (from, to) -> argRows(extreme, x, xo, n, y, from, to));
    }
  }

  private static void argRows(Reduction extreme, float[] x, int xo, int n, long[] y, int from, int to) {
    FloatReducing loops = FloatReducing.of(n);
    for (int o = from; o < to; o++) {
      y[o] = argRow(loops, extreme, x, xo + o * n, n);
    }
  }

  /** Block by block: first the extreme, which is fast, and only where it beats those before, its place. */
  private static long argRow(FloatReducing loops, Reduction extreme, float[] x, int row, int n) {
    boolean greatest = extreme == Reduction.MAX;
    float best = 0;
    long at = -1;
    for (int from = 0; from < n; from += FloatReducing.BLOCK) {
      int length = Math.min(FloatReducing.BLOCK, n - from);
      float m = greatest ? loops.max(x, row + from, length) : loops.min(x, row + from, length);
      if (at < 0 || m != m || (greatest ? m > best : m < best)) {
        best = m;
        at = from + loops.indexOf(x, row + from, length, m);
        if (m != m) {
          break;
        }
      }
    }
    return at;
  }
}
