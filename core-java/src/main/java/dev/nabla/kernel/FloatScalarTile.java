package dev.nabla.kernel;

/** Tiles in plain loops along the rows of the result, which the compiler turns into vector instructions by itself. */
final class FloatScalarTile extends FloatTile {
  private static final int ROWS = 4;
  private static final int WIDE = 128;
  private static final int SLIM = 32;

  @Override
  int rows() {
    return ROWS;
  }

  @Override
  int wideColumns() {
    return WIDE;
  }

  @Override
  int slimColumns() {
    return SLIM;
  }

  @Override
  void wide(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c, int co,
      int cStride) {
    multiply(WIDE, depth, a, ao, b, bo, from, fo, fromStride, c, co, cStride);
  }

  @Override
  void slim(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c, int co,
      int cStride) {
    multiply(SLIM, depth, a, ao, b, bo, from, fo, fromStride, c, co, cStride);
  }

  @Override
  float dot(float[] x, int xo, float[] y, int yo, int n) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xo + i] * y[yo + i];
    }
    return sum;
  }

  @Override
  void outer(int m, int n, float[] a, int ao, int as, float[] b, int bo, float[] c, int co, int crs) {
    for (int i = 0; i < m; i++) {
      float factor = a[ao + i * as];
      int row = co + i * crs;
      for (int j = 0; j < n; j++) {
        c[row + j] = 0 + factor * b[bo + j];
      }
    }
  }

  private static void multiply(int width, int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo,
      int fromStride, float[] c, int co, int cStride) {
    for (int row = 0; row < ROWS; row++) {
      int target = co + row * cStride;
      System.arraycopy(from, fo + row * fromStride, c, target, width);
      FloatPlainProducts.addRow(width, depth, a, ao + row * PITCH, 1, b, bo, width, c, target);
    }
  }
}
