package dev.nabla.kernel;

/**
 * A product over packed panels (K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS
 * 34(3), 2008): every operand is copied once, in the order in which the inner loop reads it, whatever its strides; then
 * blocks of the result are computed, each from panels that the second cache holds.
 *
 * <p>A sum runs over the depth in ascending order, wherever the depth is cut, so that blocks only decide what is fast. They
 * follow from the extents alone.
 */
final class FloatPackedProduct {
  /** Most rows and columns packed at a time: what bounds the memory that a thread keeps for panels. */
  private static final int SLAB = 2048;

  /** Most panels in a block of the result, whose operands fit the second cache. */
  private static final int BLOCK_ROWS = 20;
  private static final int BLOCK_COLUMNS = 4;

  /** Blocks that balance the load of many threads, and multiplications below which a block is not cut for that. */
  private static final int ENOUGH_BLOCKS = 32;
  private static final int SMALL_BLOCK = 1 << 19;

  /** Rows of the left matrix that one task packs. */
  private static final int STRIP_ROWS = 48;

  /** Steps of the right matrix's depth that one task packs: of all panels, or of one if its columns are contiguous. */
  private static final int STRIP_DEPTH = 32;
  private static final int PANEL_DEPTH = 128;

  private final FloatTile tile;
  private final FloatPacker left;
  private final FloatPacker right;
  private final FloatResult result;
  private final float[] zeros;

  FloatPackedProduct(FloatTile tile, FloatPacker left, FloatPacker right, FloatResult result) {
    this.tile = tile;
    this.left = left;
    this.right = right;
    this.result = result;
    this.zeros = new float[tile.wideColumns()];
  }

  void run(int m, int n, int k) {
    int depth = pieces(k, pieces(k, FloatTile.SWEEP));
    for (int column = 0; column < n; column += SLAB) {
      for (int p = 0; p < k; p += depth) {
        for (int row = 0; row < m; row += SLAB) {
          new Slab(row, column, p, Math.min(SLAB, m - row), Math.min(SLAB, n - column), Math.min(depth, k - p), k)
              .run();
        }
      }
    }
  }

  private static int pieces(int n, int grain) {
    return (n - 1) / grain + 1;
  }

  /** A part of the product whose panels are packed at the same time. */
  private final class Slab {
    private final int row;
    private final int column;
    private final int first;
    private final int m;
    private final int n;
    private final int depth;
    private final boolean last;

    /** Panels of the left matrix; those of the right one, of which the first {@code wide} are wide. */
    private final int rowPanels;
    private final int columnPanels;
    private final int wide;

    private final float[] panels;

    /** Where the panels of the right matrix begin. */
    private final int rightPanels;

    Slab(int row, int column, int first, int m, int n, int depth, int k) {
      this.row = row;
      this.column = column;
      this.first = first;
      this.m = m;
      this.n = n;
      this.depth = depth;
      this.last = first + depth == k;
      rowPanels = pieces(m, tile.rows());
      int rest = n % tile.wideColumns();
      boolean slim = rest > 0 && rest <= tile.slimColumns();
      wide = n / tile.wideColumns() + (rest > 0 && !slim ? 1 : 0);
      columnPanels = wide + (slim ? 1 : 0);
      rightPanels = FloatScratch.LINE_START + rowPanels * tile.rows() * FloatTile.PITCH;
      panels = FloatScratch.own().panels(rightPanels + columnPanels * tile.wideColumns() * depth);
    }

    private int width(int columnPanel) {
      return columnPanel < wide ? tile.wideColumns() : tile.slimColumns();
    }

    void run() {
      pack();
      int height = Math.min(BLOCK_ROWS, rowPanels);
      int breadth = Math.min(BLOCK_COLUMNS, columnPanels);
      while (pieces(rowPanels, height) * pieces(columnPanels, breadth) < ENOUGH_BLOCKS
          && (long) height * tile.rows() * breadth * tile.wideColumns() * depth > SMALL_BLOCK) {
        if (height * tile.rows() > breadth * tile.wideColumns() || breadth == 1) {
          height = (height + 1) / 2;
        } else {
          breadth = (breadth + 1) / 2;
        }
      }
      blocks(height, breadth);
    }

    private void blocks(int height, int breadth) {
      int down = pieces(rowPanels, height);
      Parallel.run(down * pieces(columnPanels, breadth), task -> {
        int top = task % down * height;
        int side = task / down * breadth;
        block(top, Math.min(top + height, rowPanels), side, Math.min(side + breadth, columnPanels));
      });
    }

    /** Packs the right matrix once for all slabs below each other, the left one for each. */
    private void pack() {
      int leftTasks = pieces(m, STRIP_ROWS);
      int side = right.contiguousColumns() ? 1 : columnPanels;
      int length = right.contiguousColumns() ? PANEL_DEPTH : STRIP_DEPTH;
      int strips = pieces(depth, length);
      int rightTasks = row == 0 ? strips * (columnPanels / side) : 0;
      Parallel.run(leftTasks + rightTasks, task -> {
        if (task < leftTasks) {
          packLeft(task * STRIP_ROWS);
        } else {
          int panel = (task - leftTasks) / strips * side;
          packRight(panel, panel + side, (task - leftTasks) % strips * length, length);
        }
      });
    }

    private void packLeft(int top) {
      int rows = Math.min(STRIP_ROWS, m - top);
      left.pack(row + top, first, rows, depth, panels, top * FloatTile.PITCH, FloatTile.PITCH);
    }

    /**
     * Packs a strip of some panels: a short one of all panels where rows of the right matrix are best read as a whole, a
     * long one of a single panel where its columns are, so that either way few runs of memory are read side by side.
     */
    private void packRight(int from, int to, int p, int most) {
      int length = Math.min(most, depth - p);
      for (int panel = from; panel < to; panel++) {
        int start = panel * tile.wideColumns();
        int width = width(panel);
        right.pack(first + p, column + start, length, Math.min(width, n - start), panels, rightAt(panel, p), width);
      }
    }

    private int rightAt(int columnPanel, int p) {
      return rightPanels + columnPanel * tile.wideColumns() * depth + p * width(columnPanel);
    }

    /** Computes a block of the result, given in panels; all rows meet a panel of the right matrix while it is near. */
    private void block(int top, int bottom, int side, int end) {
      for (int columnPanel = side; columnPanel < end; columnPanel++) {
        for (int rowPanel = top; rowPanel < bottom; rowPanel++) {
          tile(rowPanel * tile.rows(), columnPanel);
        }
      }
      if (last) {
        result.finish(row + top * tile.rows(), row + Math.min(bottom * tile.rows(), m),
            column + side * tile.wideColumns(), column + Math.min(end * tile.wideColumns(), n));
      }
    }

    private void tile(int top, int columnPanel) {
      int x = columnPanel * tile.wideColumns();
      int rows = Math.min(tile.rows(), m - top);
      int columns = Math.min(width(columnPanel), n - x);
      int co = result.at(row + top, column + x);
      if (rows < tile.rows() || columns < width(columnPanel)) {
        edge(top, columnPanel, rows, columns, co);
      } else if (first > 0) {
        multiply(top, columnPanel, result.c(), co, result.stride(), result.c(), co, result.stride());
      } else if (result.bias() != null) {
        int from = result.biasAt(row + top, column + x);
        multiply(top, columnPanel, result.bias(), from, result.biasStride(), result.c(), co, result.stride());
      } else {
        multiply(top, columnPanel, zeros, 0, 0, result.c(), co, result.stride());
      }
    }

    /** A tile that does not lie wholly in the result: computed aside, its valid part copied. */
    private void edge(int top, int columnPanel, int rows, int columns, int co) {
      int width = width(columnPanel);
      float[] aside = FloatScratch.own().tile(tile.rows() * width);
      float[] c = result.c();
      if (first > 0) {
        copy(c, co, result.stride(), aside, 0, width, rows, columns);
        multiply(top, columnPanel, aside, 0, width, aside, 0, width);
      } else if (result.bias() != null) {
        int from = result.biasAt(row + top, column + columnPanel * tile.wideColumns());
        copy(result.bias(), from, result.biasStride(), aside, 0, width, rows, columns);
        multiply(top, columnPanel, aside, 0, width, aside, 0, width);
      } else {
        multiply(top, columnPanel, zeros, 0, 0, aside, 0, width);
      }
      copy(aside, 0, width, c, co, result.stride(), rows, columns);
    }

    private static void copy(float[] x, int xo, int xs, float[] y, int yo, int ys, int rows, int columns) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(x, xo + r * xs, y, yo + r * ys, columns);
      }
    }

    private void multiply(int top, int columnPanel, float[] from, int fo, int fromStride, float[] c, int co,
        int cStride) {
      int ao = top * FloatTile.PITCH;
      int bo = rightAt(columnPanel, 0);
      if (columnPanel < wide) {
        tile.wide(depth, panels, ao, panels, bo, from, fo, fromStride, c, co, cStride);
      } else {
        tile.slim(depth, panels, ao, panels, bo, from, fo, fromStride, c, co, cStride);
      }
    }
  }
}
