package dev.nabla.kernel;

/** Copies a tile of a matrix so that its columns become rows; the subclass does it in vectors. */
class FloatPlainTranspose {
  /** Side of a block whose lines of source and destination stay in L1 even where their addresses collide. */
  private static final int BLOCK = 8;

  static FloatPlainTranspose chosen() {
    return Chosen.LOOPS;
  }

  static FloatPlainTranspose scalar() {
    return Scalar.LOOPS;
  }

  static FloatPlainTranspose vector() {
    return Vector.LOOPS;
  }

  /** y[yo + r·ys + c] = x[xo + r + c·xs] for r &lt; rows and c &lt; columns. */
  void tile(float[] x, int xo, int xs, float[] y, int yo, int ys, int rows, int columns) {
    for (int row = 0; row < rows; row += BLOCK) {
      for (int column = 0; column < columns; column += BLOCK) {
        int bottom = Math.min(row + BLOCK, rows);
        int right = Math.min(column + BLOCK, columns);
        for (int r = row; r < bottom; r++) {
          for (int c = column; c < right; c++) {
            y[yo + r * ys + c] = x[xo + r + c * xs];
          }
        }
      }
    }
  }

  /** The same for a tile in few neighbouring lines, which do not displace one another from L1. */
  void near(float[] x, int xo, int xs, float[] y, int yo, int ys, int rows, int columns) {
    tile(x, xo, xs, y, yo, ys, rows, columns);
  }

  private static final class Scalar {
    static final FloatPlainTranspose LOOPS = new FloatPlainTranspose();
  }

  /** Loads the Vector API, and only when asked. */
  private static final class Vector {
    static final FloatPlainTranspose LOOPS = new FloatPlainVectorTranspose();
  }

  private static final class Chosen {
    static final FloatPlainTranspose LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
