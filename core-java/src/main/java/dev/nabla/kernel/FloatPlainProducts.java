package dev.nabla.kernel;

import java.util.Arrays;

/** Matrix products in plain loops: for integers all there is, for floating numbers what small and thin products need. */
public final class FloatPlainProducts {
  /** Multiplications that are worth handing to another thread. */
  private static final int GRAIN = 1 << 15;

  private FloatPlainProducts() {}

  /** c = a · b; row and column strides of a and b are arbitrary, rows of c are contiguous and {@code crs} apart. */
  public static void multiply(int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs,
      int bcs, float[] c, int co, int crs) {
    long rowCost = n * (k + 1L);
    Parallel.range(m, (int) (GRAIN / (rowCost + 1)) + 1, (from, to) -> {
      for (int i = from; i < to; i++) {
        int row = co + i * crs;
        Arrays.fill(c, row, row + n, 0);
        addRow(n, k, a, ao + i * ars, acs, b, bo, brs, bcs, c, row);
      }
    });
  }

  /** c += a · b for one row of the result, over any strides. */
  static void addRow(int n, int k, float[] a, int ao, int acs, float[] b, int bo, int brs, int bcs, float[] c,
      int co) {
    if (bcs == 1) {
      addRow(n, k, a, ao, acs, b, bo, brs, c, co);
      return;
    }
    for (int j = 0; j < n; j++) {
      float sum = 0;
      for (int p = 0; p < k; p++) {
        sum += a[ao + p * acs] * b[bo + p * brs + j * bcs];
      }
      c[co + j] += sum;
    }
  }

  /** The same where rows of b are contiguous: four of them at a time, so that c is read and written a quarter as often. */
  static void addRow(int n, int k, float[] a, int ao, int acs, float[] b, int bo, int brs, float[] c, int co) {
    int p = 0;
    for (; p < k - 3; p += 4) {
      float a0 = a[ao + p * acs];
      float a1 = a[ao + (p + 1) * acs];
      float a2 = a[ao + (p + 2) * acs];
      float a3 = a[ao + (p + 3) * acs];
      int b0 = bo + p * brs;
      int b1 = b0 + brs;
      int b2 = b1 + brs;
      int b3 = b2 + brs;
      for (int j = 0; j < n; j++) {
        c[co + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + a2 * b[b2 + j] + a3 * b[b3 + j];
      }
    }
    if (p < k - 1) {
      float a0 = a[ao + p * acs];
      float a1 = a[ao + (p + 1) * acs];
      int b0 = bo + p * brs;
      int b1 = b0 + brs;
      for (int j = 0; j < n; j++) {
        c[co + j] += a0 * b[b0 + j] + a1 * b[b1 + j];
      }
      p += 2;
    }
    if (p < k) {
      float a0 = a[ao + p * acs];
      int b0 = bo + p * brs;
      for (int j = 0; j < n; j++) {
        c[co + j] += a0 * b[b0 + j];
      }
    }
  }
}
