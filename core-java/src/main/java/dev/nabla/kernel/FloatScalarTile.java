package dev.nabla.kernel;

/** Tiles in plain loops along the rows of the result, which the compiler turns into vector instructions by itself. */
final class FloatScalarTile extends FloatTile {
  private static final int ROWS = 4;
  private static final int UNIT = 32;

  @Override
  int rows() {
    return ROWS;
  }

  @Override
  int unit() {
    return UNIT;
  }

  @Override
  void wide(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c, int co,
      int cStride) {
    multiply(3 * UNIT, depth, a, ao, b, bo, from, fo, fromStride, c, co, cStride);
  }

  @Override
  void slim(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c, int co,
      int cStride) {
    multiply(2 * UNIT, depth, a, ao, b, bo, from, fo, fromStride, c, co, cStride);
  }

  @Override
  float dot(float[] x, int xo, float[] y, int yo, int n) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xo + i] * y[yo + i];
    }
    return sum;
  }

  private static void multiply(int width, int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo,
      int fromStride, float[] c, int co, int cStride) {
    for (int row = 0; row < ROWS; row++) {
      int target = co + row * cStride;
      System.arraycopy(from, fo + row * fromStride, c, target, width);
      FloatPlainProducts.addRow(width, depth, a, ao + row, ROWS, b, bo, width, c, target);
    }
  }
}
