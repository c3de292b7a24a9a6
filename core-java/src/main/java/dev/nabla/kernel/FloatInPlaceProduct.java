package dev.nabla.kernel;

/** A product of small matrices with contiguous rows, read where they lie. */
final class FloatInPlaceProduct {
  /** Elements of the right matrix up to which it stays in the second cache without being packed. */
  private static final int MOST = 1 << 16;

  /** Rows above which packing pays: packed vectors begin at cache lines, those of a given matrix seldom do. */
  private static final int MOST_ROWS = 128;

  /** Multiplications of one task. */
  private static final int TASK = 1 << 16;

  private FloatInPlaceProduct() {}

  /** Whether whole tiles cover the result without much waste. The last tile overlaps its neighbour instead of being cut. */
  static boolean suits(FloatInPlaceTile tile, int m, int n, int k) {
    int width = tile.columns();
    return m >= FloatInPlaceTile.ROWS && m <= MOST_ROWS && n >= width && (n - 1) / width * width * 5 < n * 4 + width
        && (long) n * k <= MOST;
  }

  static void run(FloatInPlaceTile tile, int m, int n, int k, float[] a, int ao, int ars, float[] b, int bo, int brs,
      FloatResult result) {
    int rows = FloatInPlaceTile.ROWS;
    int strips = (m - 1) / rows + 1;
    int tasks = Math.max(1, Math.min(strips / 2, m * n * k / TASK)); // two strips at least, so that no overlap crosses tasks
    float[] from = result.bias() == null ? new float[n] : result.bias();
    Parallel.run(tasks, task -> {
      int top = strips * task / tasks * rows;
      int bottom = Math.min(strips * (task + 1) / tasks * rows, m);
      for (int column = 0; column < n; column += tile.columns()) {
        int j = Math.min(column, n - tile.columns());
        for (int row = top; row < bottom; row += rows) {
          int i = Math.min(row, bottom - rows);
          tile.multiply(k, a, ao + i * ars, ars, b, bo + j, brs, from, result.biasAt(i, j), result.biasStride(),
              result.c(), result.at(i, j), result.stride());
        }
      }
      result.finish(top, bottom, 0, n);
    });
  }
}
