package dev.nabla.kernel;

/**
 * Triangular systems T·X = B, solved in place of B. T has any strides, so that a transposed one is the other triangle
 * with its strides exchanged. Halved again and again, until nearly all the work is products of rectangles.
 */
public final class FloatTriangles {
  /** Rows that are eliminated one after the other. */
  private static final int BASE = 16;

  /** Multiplications that are worth handing to another thread. */
  private static final int TASK = 1 << 16;

  private FloatTriangles() {}

  /**
   * Solves {@code batch} systems of contiguous m×m matrices {@code t}, from {@code to} on, and m×n matrices {@code b}
   * from 0 on. {@code zeros[i]} becomes 1 + the number of the first zero on the diagonal of matrix i, or 0.
   *
   * @param lower which triangle is read, and {@code unit} whether its diagonal is taken to be 1 without being read
   */
  public static void solve(boolean lower, boolean unit, int batch, int m, int n, float[] t, int to, float[] b,
      int[] zeros) {
    int grain = (int) Math.min(batch, TASK / ((long) m * m * n + 1) + 1);
    Parallel.range(batch, grain, (from, end) -> {
      for (int i = from; i < end; i++) {
        int start = to + i * m * m;
        zeros[i] = unit ? 0 : zero(m, t, start, m + 1);
        solve(lower, unit, m, n, t, start, m, 1, b, i * m * n, n);
      }
    });
  }

  /** 1 + the number of the first zero on a diagonal, or 0. */
  static int zero(int n, float[] t, int to, int step) {
    for (int i = 0; i < n; i++) {
      if (t[to + i * step] == 0) {
        return i + 1;
      }
    }
    return 0;
  }

  static void solve(boolean lower, boolean unit, int m, int n, float[] t, int to, int trs, int tcs, float[] b, int bo,
      int brs) {
    if (m <= BASE) {
      eliminate(lower, unit, m, n, t, to, trs, tcs, b, bo, brs);
      return;
    }
    int half = (m / 2 + BASE - 1) / BASE * BASE;
    int rest = m - half;
    int corner = to + half * (trs + tcs);
    int below = bo + half * brs;
    if (lower) {
      solve(true, unit, half, n, t, to, trs, tcs, b, bo, brs);
      FloatUpdate.subtract(rest, n, half, t, to + half * trs, trs, tcs, b, bo, brs, 1, b, below, brs);
      solve(true, unit, rest, n, t, corner, trs, tcs, b, below, brs);
    } else {
      solve(false, unit, rest, n, t, corner, trs, tcs, b, below, brs);
      FloatUpdate.subtract(half, n, rest, t, to + half * tcs, trs, tcs, b, below, brs, 1, b, bo, brs);
      solve(false, unit, half, n, t, to, trs, tcs, b, bo, brs);
    }
  }

  private static void eliminate(boolean lower, boolean unit, int m, int n, float[] t, int to, int trs, int tcs,
      float[] b, int bo, int brs) {
    for (int step = 0; step < m; step++) {
      int i = lower ? step : m - 1 - step;
      int first = lower ? 0 : i + 1;
      int row = bo + i * brs;
      FloatElimination.chosen()
          .subtractRow(n, step, t, to + i * trs + first * tcs, tcs, b, bo + first * brs, brs, b, row);
      if (!unit) {
        float pivot = t[to + i * (trs + tcs)];
        for (int j = row; j < row + n; j++) {
          b[j] /= pivot;
        }
      }
    }
  }
}
