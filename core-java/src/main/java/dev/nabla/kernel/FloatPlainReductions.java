package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Reductions over the middle axis of {@code [outer, n, inner]} for every type of number, in plain loops. A sum is kept in
 * the type of its elements, which suits integers: they wrap around as Java's do. Floating numbers have reductions of their
 * own, which add accurately.
 */
public final class FloatPlainReductions {
  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 15;

  private FloatPlainReductions() {}

  /** y[o, i] = f over j of x[o, j, i]; MAX and MIN are never asked for with n == 0. */
  public static void reduce(Reduction f, float[] x, int xo, int outer, int n, int inner, float[] y) {
    int grain = grain(n, inner);
    if (outer <= grain) {
      reduce(f, x, xo, n, inner, y, 0, outer);
    } else {
      Parallel.range(outer, grain, (from, to) -> reduce(f, x, xo, n, inner, y, from, to));
    }
  }

  /** y[o, i] = the first j for which x[o, j, i] is greatest. */
  public static void argMax(float[] x, int xo, int outer, int n, int inner, long[] y) {
    arg(Reduction.MAX, x, xo, outer, n, inner, y);
  }

  /** y[o, i] = the first j for which x[o, j, i] is least. */
  public static void argMin(float[] x, int xo, int outer, int n, int inner, long[] y) {
    arg(Reduction.MIN, x, xo, outer, n, inner, y);
  }

  static void arg(Reduction extreme, float[] x, int xo, int outer, int n, int inner, long[] y) {
    int grain = grain(n, inner);
    if (outer <= grain) {
      arg(extreme, x, xo, n, inner, y, 0, outer);
    } else {
      Parallel.range(outer, grain, (from, to) -> arg(extreme, x, xo, n, inner, y, from, to));
    }
  }

  private static int grain(int n, int inner) {
    return (int) (PIECE / Math.max(1, (long) n * inner)) + 1;
  }

  private static void reduce(Reduction f, float[] x, int xo, int n, int inner, float[] y, int from, int to) {
    for (int o = from; o < to; o++) {
      int first = xo + o * n * inner;
      if (inner == 1) {
        y[o] = row(f, x, first, n);
      } else {
        columns(f, x, first, n, inner, y, o * inner);
      }
    }
  }

  private static float row(Reduction f, float[] x, int from, int n) {
    float r = n == 0 ? identity(f) : x[from];
    int end = from + n;
    switch (f) {
      case SUM -> {
        for (int i = from + 1; i < end; i++) {
          r += x[i];
        }
      }
      case PROD -> {
        for (int i = from + 1; i < end; i++) {
          r *= x[i];
        }
      }
      case MAX -> {
        for (int i = from + 1; i < end; i++) {
          r = Math.max(r, x[i]);
        }
      }
      case MIN -> {
        for (int i = from + 1; i < end; i++) {
          r = Math.min(r, x[i]);
        }
      }
    }
    return r;
  }

  private static float identity(Reduction f) {
    return f == Reduction.PROD ? 1 : 0;
  }

  private static void columns(Reduction f, float[] x, int from, int n, int inner, float[] y, int yo) {
    if (n == 0) {
      Arrays.fill(y, yo, yo + inner, identity(f));
      return;
    }
    System.arraycopy(x, from, y, yo, inner);
    for (int j = 1; j < n; j++) {
      combine(f, x, from + j * inner, inner, y, yo);
    }
  }

  private static void combine(Reduction f, float[] x, int from, int n, float[] y, int yo) {
    switch (f) {
      case SUM -> {
        for (int i = 0; i < n; i++) {
          y[yo + i] += x[from + i];
        }
      }
      case PROD -> {
        for (int i = 0; i < n; i++) {
          y[yo + i] *= x[from + i];
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          y[yo + i] = Math.max(y[yo + i], x[from + i]);
        }
      }
      case MIN -> {
        for (int i = 0; i < n; i++) {
          y[yo + i] = Math.min(y[yo + i], x[from + i]);
        }
      }
    }
  }

  private static void arg(Reduction extreme, float[] x, int xo, int n, int inner, long[] y, int from, int to) {
    for (int o = from; o < to; o++) {
      for (int i = 0; i < inner; i++) {
        int first = xo + o * n * inner + i;
        y[o * inner + i] = extreme == Reduction.MAX ? greatest(x, first, n, inner) : least(x, first, n, inner);
      }
    }
  }

  /** A number that is not equal to itself (only floating types have one) counts as the extreme. */
  private static int greatest(float[] x, int from, int n, int stride) {
    int at = 0;
    float best = x[from];
    for (int j = 1; j < n && best == best; j++) {
      float v = x[from + j * stride];
      if (!(v <= best)) {
        best = v;
        at = j;
      }
    }
    return at;
  }

  private static int least(float[] x, int from, int n, int stride) {
    int at = 0;
    float best = x[from];
    for (int j = 1; j < n && best == best; j++) {
      float v = x[from + j * stride];
      if (!(v >= best)) {
        best = v;
        at = j;
      }
    }
    return at;
  }
}
