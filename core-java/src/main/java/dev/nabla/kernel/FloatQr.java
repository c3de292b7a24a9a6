package dev.nabla.kernel;

import java.util.Arrays;

/** A = Q·R with orthonormal columns of Q and an upper triangle R, by reflections of columns, which lie in rows here. */
public final class FloatQr {
  /** Multiplications that are worth handing to another thread. */
  private static final int TASK = 1 << 16;

  private FloatQr() {}

  /**
   * Factors {@code batch} contiguous m×n matrices, m ≥ n. To {@code y} goes for each matrix Q, m×n, and under it R,
   * n×n.
   */
  public static void reduced(int batch, int m, int n, float[] x, int xo, float[] y) {
    run(batch, m, n, n, x, xo, (i, a, q) -> {
      int to = i * (m + n) * n;
      new FloatMatrix(q, 0, 1, m).pack(0, 0, m, n, y, to, n);
      new FloatMatrix(a, 0, 1, m).pack(0, 0, n, n, y, to + m * n, n);
      clearBelow(n, n, y, to + m * n, n);
    });
  }

  /**
   * The same for any m and n, and all m columns of Q: to {@code y} goes for each matrix Q, m×m, and beside it R, m×n.
   */
  public static void complete(int batch, int m, int n, float[] x, int xo, float[] y) {
    run(batch, m, n, m, x, xo, (i, a, q) -> {
      int to = i * m * (m + n);
      new FloatMatrix(q, 0, 1, m).pack(0, 0, m, m, y, to, m + n);
      new FloatMatrix(a, 0, 1, m).pack(0, 0, m, n, y, to + m, m + n);
      clearBelow(m, n, y, to + m, m + n);
    });
  }

  /** Takes what became of matrix i: the columns of A, in rows, and those of Q. */
  private interface Result {
    void put(int i, float[] a, float[] q);
  }

  private static void run(int batch, int m, int n, int columns, float[] x, int xo, Result result) {
    int grain = (int) (TASK / ((long) m * n * columns + 1)) + 1;
    Parallel.range(batch, grain, (from, to) -> {
      float[] a = new float[n * m];
      float[] q = new float[columns * m];
      float[] tau = new float[Math.min(m, n)];
      FloatReflectionBlock block = FloatReflectionBlock.forReflections(tau.length, m, Math.max(n, columns));
      for (int i = from; i < to; i++) {
        new FloatMatrix(x, xo + i * m * n, 1, n).pack(0, 0, n, m, a, 0, m);
        factor(m, n, a, tau, block);
        FloatReflectionBlock.orthonormal(block, m, columns, tau.length, a, 0, m, tau, q, 0, m);
        result.put(i, a, q);
      }
    });
  }

  /**
   * R in the first elements of each row of {@code a}, and after them the reflections that make it. Where there is a
   * block, it brings the reflections of some columns to all columns after them.
   */
  private static void factor(int m, int n, float[] a, float[] tau, FloatReflectionBlock block) {
    FloatReflectionPanel panel = new FloatReflectionPanel(m);
    int count = tau.length;
    if (block == null) {
      panel.factor(0, count, m, a, tau);
      panel.apply(count, count, n, m, a, tau);
      return;
    }
    for (int k = 0; k < count; k += FloatReflectionBlock.WIDTH) {
      int end = Math.min(k + FloatReflectionBlock.WIDTH, count);
      panel.factor(k, end, m, a, tau);
      if (end < n) {
        block.load(end - k, m - k, a, k * (m + 1), m, tau, k);
        block.apply(false, n - end, a, end * m + k, m);
      }
    }
  }

  private static void clearBelow(int rows, int columns, float[] y, int yo, int stride) {
    for (int i = 1; i < rows; i++) {
      Arrays.fill(y, yo + i * stride, yo + i * stride + Math.min(i, columns), 0);
    }
  }
}
