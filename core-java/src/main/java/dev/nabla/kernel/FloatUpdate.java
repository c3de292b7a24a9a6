package dev.nabla.kernel;

/**
 * c −= a · b within larger matrices: where blocked factorisations spend nearly all their time. Operands are packed into
 * the panels of {@link FloatTile}, the left one with its sign changed; they may lie in the array of c, but not in c.
 */
final class FloatUpdate {
  /** Multiplications up to which plain loops are done before panels would be packed. */
  private static final int TINY = 2048;

  /** Columns up to which rows are done one by one. */
  private static final int NARROW = 32;

  /** Multiplications that are worth handing to another thread. */
  private static final int TASK = 1 << 18;

  private final FloatTile tile = FloatTile.chosen();
  private final int m;
  private final int n;
  private final int depth;
  private final float[] panels;
  private final int rightPanels;

  private FloatUpdate(int m, int n, int depth) {
    this.m = m;
    this.n = n;
    this.depth = depth;
    rightPanels = FloatScratch.LINE_START + pieces(m, tile.rows()) * tile.rows() * FloatTile.PITCH;
    panels = FloatScratch.own().panels(rightPanels + pieces(n, tile.wideColumns()) * tile.wideColumns() * depth);
  }

  /** c −= a · b for an m×k and a k×n matrix of any strides; rows of c are contiguous and {@code crs} apart. */
  static void subtract(int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs, int bcs,
      float[] c, int co, int crs) {
    run(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, c, co, crs, false);
  }

  /** The same for the upper triangle of a square c; what becomes of the elements below it is not defined. */
  static void subtractUpper(int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs, int bcs,
      float[] c, int co, int crs) {
    run(n, n, k, a, ao, ars, acs, b, bo, brs, bcs, c, co, crs, true);
  }

  private static void run(int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs, int bcs,
      float[] c, int co, int crs, boolean upper) {
    if ((long) m * n * k <= TINY || n <= NARROW) {
      for (int i = 0; i < m; i++) {
        subtractRow(n, k, a, ao + i * ars, acs, b, bo, brs, bcs, c, co + i * crs);
      }
      return;
    }
    for (int p = 0; p < k; p += FloatTile.SWEEP) {
      FloatUpdate sweep = new FloatUpdate(m, n, Math.min(FloatTile.SWEEP, k - p));
      sweep.pack(new FloatMatrix(a, ao + p * acs, ars, acs), new FloatMatrix(b, bo + p * brs, brs, bcs));
      sweep.multiply(c, co, crs, upper);
    }
  }

  /** c −= Σ a[p] · b[p] for one row of the result. */
  static void subtractRow(int n, int k, float[] a, int ao, int acs, float[] b, int bo, int brs, int bcs, float[] c,
      int co) {
    if (bcs != 1) {
      for (int j = 0; j < n; j++) {
        float sum = c[co + j];
        for (int p = 0; p < k; p++) {
          sum -= a[ao + p * acs] * b[bo + p * brs + j * bcs];
        }
        c[co + j] = sum;
      }
      return;
    }
    FloatElimination.chosen().subtractRow(n, k, a, ao, acs, b, bo, brs, c, co);
  }

  private static int pieces(int n, int grain) {
    return (n - 1) / grain + 1;
  }

  private void pack(FloatMatrix left, FloatMatrix right) {
    left.pack(0, 0, m, depth, panels, FloatScratch.LINE_START, FloatTile.PITCH);
    for (int i = 0; i < m; i++) {
      int row = FloatScratch.LINE_START + i * FloatTile.PITCH;
      for (int p = row; p < row + depth; p++) {
        panels[p] = -panels[p];
      }
    }
    for (int column = 0; column < n; column += tile.wideColumns()) {
      int width = width(column);
      right.pack(0, column, depth, Math.min(width, n - column), panels, rightPanels + column * depth, width);
    }
  }

  /** Slim where the rest of the columns fits a slim tile. */
  private int width(int column) {
    return n - column <= tile.slimColumns() ? tile.slimColumns() : tile.wideColumns();
  }

  private void multiply(float[] c, int co, int crs, boolean upper) {
    int columnPanels = pieces(n, tile.wideColumns());
    int grain = (int) (TASK / ((long) m * tile.wideColumns() * depth)) + 1;
    Parallel.range(columnPanels, grain, (from, to) -> {
      for (int panel = from; panel < to; panel++) {
        int column = panel * tile.wideColumns();
        int bottom = upper ? Math.min(m, column + width(column)) : m;
        for (int row = 0; row < bottom; row += tile.rows()) {
          tile(row, column, c, co + row * crs + column, crs);
        }
      }
    });
  }

  private void tile(int row, int column, float[] c, int co, int crs) {
    int rows = Math.min(tile.rows(), m - row);
    int width = width(column);
    int columns = Math.min(width, n - column);
    if (rows == tile.rows() && columns == width) {
      multiply(row, column, c, co, crs);
      return;
    }
    float[] aside = FloatScratch.own().tile(tile.rows() * width);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(c, co + r * crs, aside, r * width, columns);
    }
    multiply(row, column, aside, 0, width);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(aside, r * width, c, co + r * crs, columns);
    }
  }

  private void multiply(int row, int column, float[] c, int co, int crs) {
    int ao = FloatScratch.LINE_START + row * FloatTile.PITCH;
    int bo = rightPanels + column * depth;
    if (width(column) == tile.wideColumns()) {
      tile.wide(depth, panels, ao, panels, bo, c, co, crs, c, co, crs);
    } else {
      tile.slim(depth, panels, ao, panels, bo, c, co, crs, c, co, crs);
    }
  }
}
