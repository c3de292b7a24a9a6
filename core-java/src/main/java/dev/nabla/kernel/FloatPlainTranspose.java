package dev.nabla.kernel;

/** Copies a tile of a matrix so that its columns become rows. */
final class FloatPlainTranspose {
  /** Lines of the source that are read side by side: as many as the first cache holds where their addresses collide. */
  private static final int LINES = 8;

  private FloatPlainTranspose() {}

  /** y[yo + r·ys + c] = x[xo + r + c·xs] for r &lt; rows and c &lt; columns. */
  static void tile(float[] x, int xo, int xs, float[] y, int yo, int ys, int rows, int columns) {
    int whole = columns - columns % LINES;
    for (int column = 0; column < whole; column += LINES) {
      lines(x, xo + column * xs, xs, y, yo + column, ys, rows);
    }
    for (int row = 0; row < rows; row++) {
      for (int column = whole; column < columns; column++) {
        y[yo + row * ys + column] = x[xo + row + column * xs];
      }
    }
  }

  /** No vectors: to exchange elements within them took as long as to store each alone, or longer. */
  private static void lines(float[] x, int xo, int xs, float[] y, int yo, int ys, int rows) {
    for (int row = 0; row < rows; row++) {
      int from = xo + row;
      int to = yo + row * ys;
      y[to] = x[from];
      y[to + 1] = x[from + xs];
      y[to + 2] = x[from + 2 * xs];
      y[to + 3] = x[from + 3 * xs];
      y[to + 4] = x[from + 4 * xs];
      y[to + 5] = x[from + 5 * xs];
      y[to + 6] = x[from + 6 * xs];
      y[to + 7] = x[from + 7 * xs];
    }
  }
}
