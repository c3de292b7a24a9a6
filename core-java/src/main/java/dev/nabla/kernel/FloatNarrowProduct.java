package dev.nabla.kernel;

import java.util.Arrays;

/**
 * A product of so few columns that one vector holds a row of the result, such as the last layer of a classifier. Only the
 * right matrix is packed, its rows a vector apart; the left one has contiguous rows or contiguous columns.
 */
record FloatNarrowProduct(FloatNarrowTile tile, float[] a, int ao, int ars, int acs, FloatResult result) {
  /** Elements of the packed right matrix up to which it stays in the second cache. */
  private static final int MOST = 1 << 16;

  /** Multiplications of one task, unused lanes included. */
  private static final int TASK = 1 << 17;

  private static final int ROWS = FloatNarrowTile.ROWS;

  static boolean suits(FloatNarrowTile tile, int m, int n, int k, int ars, int acs) {
    return (acs == 1 || ars == 1) && m >= ROWS && n <= tile.columns() && (long) k * tile.columns() <= MOST;
  }

  void run(int m, int n, int k, FloatPacker right) {
    int width = tile.columns();
    float[] panel = FloatScratch.own().panels(FloatScratch.LINE_START + (k + 1) * width);
    if (shared()) { // what all rows start from lies before the panel's first
      start(0, n, panel, FloatScratch.LINE_START);
    }
    right.pack(0, 0, k, n, panel, FloatScratch.LINE_START + width, width);
    int strips = (m - 1) / ROWS + 1;
    Parallel.range(strips, TASK / (ROWS * width * k) + 1, (first, end) -> {
      int bottom = Math.min(end * ROWS, m);
      for (int row = first * ROWS; row < bottom; row += ROWS) {
        strip(row, m, n, k, panel);
      }
      result.finish(first * ROWS, bottom, 0, n);
    });
  }

  /** Whether all rows start from the same. */
  private boolean shared() {
    return result.biasStride() == 0;
  }

  private void start(int row, int n, float[] to, int offset) {
    if (result.bias() == null) {
      Arrays.fill(to, offset, offset + n, 0);
    } else {
      System.arraycopy(result.bias(), result.biasAt(row, 0), to, offset, n);
    }
  }

  /** The rows of the result from {@code row}; the last strip computes some of its neighbour's again, but writes its own. */
  private void strip(int row, int m, int n, int k, float[] panel) {
    int top = Math.min(row, m - ROWS);
    int width = tile.columns();
    float[] aside = FloatScratch.own().tile(ROWS * width);
    if (shared()) {
      multiply(top, k, panel, panel, FloatScratch.LINE_START, 0, aside);
    } else {
      for (int i = 0; i < ROWS; i++) {
        start(top + i, n, aside, i * width);
      }
      multiply(top, k, panel, aside, 0, width, aside);
    }
    for (int i = row; i < Math.min(row + ROWS, m); i++) {
      System.arraycopy(aside, (i - top) * width, result.c(), result.at(i, 0), n);
    }
  }

  private void multiply(int top, int k, float[] panel, float[] from, int fo, int fromStride, float[] aside) {
    int right = FloatScratch.LINE_START + tile.columns();
    if (acs == 1) {
      tile.rows(k, a, ao + top * ars, ars, panel, right, from, fo, fromStride, aside, 0);
    } else {
      tile.columns(k, a, ao + top, acs, panel, right, from, fo, fromStride, aside, 0);
    }
  }
}
