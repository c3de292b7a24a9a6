package dev.nabla.kernel;

import java.util.Arrays;

/**
 * ½(S + Sᵀ) = L·Lᵀ with a lower triangle L. It is computed as U = Lᵀ, because its rows are contiguous, and halved again
 * and again, so that nearly all the work is products of rectangles.
 */
public final class FloatCholesky {
  /** Rows that are eliminated one after the other. */
  private static final int BASE = 16;

  /** Multiplications that are worth handing to another thread. */
  private static final int TASK = 1 << 16;

  /** Multiplications of a matrix from which it is cut itself, and not the batch. */
  private static final long LARGE = 1 << 27;

  private FloatCholesky() {}

  /**
   * Factors {@code batch} contiguous n×n matrices of {@code x} to {@code y}.
   *
   * @param failures per matrix 1 + the number of the first pivot that is not positive, or 0; a pivot that is NaN is
   *     none
   */
  public static void factor(int batch, int n, float[] x, int xo, float[] y, int[] failures) {
    int size = n * n;
    long cost = (long) n * size;
    int grain = cost >= LARGE ? Math.max(1, batch) : (int) (TASK / (cost + 1)) + 1;
    Parallel.range(batch, grain, (from, to) -> {
      float[] u = new float[size];
      for (int i = from; i < to; i++) {
        load(n, x, xo + i * size, u);
        failures[i] = factor(n, u, 0, n);
        new FloatMatrix(u, 0, 1, n).pack(0, 0, n, n, y, i * size, n);
      }
    });
  }

  private static void load(int n, float[] x, int xo, float[] u) {
    new FloatMatrix(x, xo, 1, n).pack(0, 0, n, n, u, 0, n);
    for (int i = 0; i < n * n; i++) {
      u[i] = 0.5f * u[i] + 0.5f * x[xo + i];
    }
  }

  /** U of the n×n matrix at {@code uo}; zeros below its diagonal. */
  private static int factor(int n, float[] u, int uo, int rs) {
    if (n <= BASE) {
      return eliminate(n, u, uo, rs);
    }
    int half = (n / 2 + BASE - 1) / BASE * BASE;
    int rest = n - half;
    int failure = factor(half, u, uo, rs);
    if (failure > 0) {
      return failure;
    }
    int right = uo + half;
    int corner = uo + half * (rs + 1);
    FloatTriangles.solve(true, false, half, rest, u, uo, 1, rs, u, right, rs);
    FloatUpdate.subtractUpper(rest, half, u, right, 1, rs, u, right, rs, 1, u, corner, rs);
    for (int i = half; i < n; i++) {
      Arrays.fill(u, uo + i * rs, uo + i * rs + half, 0);
    }
    failure = factor(rest, u, corner, rs);
    return failure > 0 ? failure + half : 0;
  }

  private static int eliminate(int n, float[] u, int uo, int rs) {
    for (int k = 0; k < n; k++) {
      int row = uo + k * rs;
      FloatElimination.chosen().subtractRow(n - k, k, u, uo + k, rs, u, uo + k, rs, u, row + k);
      float pivot = u[row + k];
      if (pivot <= 0) {
        return k + 1;
      }
      float root = (float) Math.sqrt(pivot);
      Arrays.fill(u, row, row + k, 0);
      for (int j = row + k; j < row + n; j++) {
        u[j] /= root;
      }
    }
    return 0;
  }
}
