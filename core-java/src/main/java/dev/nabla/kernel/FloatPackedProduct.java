package dev.nabla.kernel;

import java.util.Arrays;

/**
 * A product over packed panels (K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS
 * 34(3), 2008): every operand is copied once, in the order in which the inner loop reads it, whatever its strides; then
 * blocks of the result are computed, each from panels that the second cache holds.
 *
 * <p>A sum runs over the depth in ascending order, wherever the depth is cut, so that blocks only decide what is fast. They
 * follow from the extents alone.
 */
final class FloatPackedProduct {
  /** Most rows, columns and depth packed at a time: what bounds the memory that a thread keeps for panels. */
  private static final int SLAB = 2048;
  private static final int SLAB_DEPTH = 1024;

  /** Most depth of one sweep of the inner loop: a panel of the right matrix stays near L1 while all rows meet it. */
  private static final int SWEEP = 384;

  /** Most panels in a block of the result, whose operands should fit L2. */
  private static final int BLOCK_ROWS = 16;
  private static final int BLOCK_COLUMNS = 5;

  /** Blocks that balance the load of many threads, and multiplications below which a block is not cut for that. */
  private static final int ENOUGH_BLOCKS = 32;
  private static final int SMALL_BLOCK = 1 << 19;

  /** Elements that one task packs. */
  private static final int PACKED = 1 << 14;

  private final FloatTile tile;
  private final FloatPacker left;
  private final FloatPacker right;
  private final FloatResult result;
  private final float[] zeros;

  /** {@code left} shows the transposed left matrix: its panels too are rows of the depth. */
  FloatPackedProduct(FloatTile tile, FloatPacker left, FloatPacker right, FloatResult result) {
    this.tile = tile;
    this.left = left;
    this.right = right;
    this.result = result;
    this.zeros = new float[3 * tile.unit()];
  }

  void run(int m, int n, int k) {
    int depth = even(k, SLAB_DEPTH);
    for (int column = 0; column < n; column += SLAB) {
      for (int p = 0; p < k; p += depth) {
        for (int row = 0; row < m; row += SLAB) {
          new Slab(row, column, p, Math.min(SLAB, m - row), Math.min(SLAB, n - column), Math.min(depth, k - p), k).run();
        }
      }
    }
  }

  /** The length of pieces of at most {@code most} that are as equal as can be. */
  private static int even(int n, int most) {
    int pieces = (n - 1) / most + 1;
    return (n - 1) / pieces + 1;
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

    /** Panels of the left matrix; those of the right one, of which the first {@code wide} have three units. */
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
      int units = Math.max(2, pieces(n, tile.unit()));
      int slim = (3 - units % 3) % 3;
      wide = (units - 2 * slim) / 3;
      columnPanels = wide + slim;
      rightPanels = rowPanels * tile.rows() * depth;
      panels = FloatScratch.own().panels(rightPanels + units * tile.unit() * depth);
    }

    /** Where a panel of the right matrix begins, in columns of the slab. */
    private int start(int columnPanel) {
      return (2 * columnPanel + Math.min(columnPanel, wide)) * tile.unit();
    }

    private int width(int columnPanel) {
      return (columnPanel < wide ? 3 : 2) * tile.unit();
    }

    void run() {
      pack();
      int blockRows = Math.min(BLOCK_ROWS, rowPanels);
      int blockColumns = Math.min(BLOCK_COLUMNS, columnPanels);
      while (pieces(rowPanels, blockRows) * pieces(columnPanels, blockColumns) < ENOUGH_BLOCKS
          && (long) blockRows * tile.rows() * width(0) * blockColumns * depth > SMALL_BLOCK) {
        if (blockRows * tile.rows() > blockColumns * width(0)) {
          blockRows = (blockRows + 1) / 2;
        } else if (blockColumns > 1) {
          blockColumns = (blockColumns + 1) / 2;
        } else {
          break;
        }
      }
      int height = blockRows;
      int breadth = blockColumns;
      int down = pieces(rowPanels, height);
      Parallel.run(down * pieces(columnPanels, breadth), task -> {
        int top = task % down * height;
        int side = task / down * breadth;
        block(top, Math.min(top + height, rowPanels), side, Math.min(side + breadth, columnPanels));
      });
    }

    /** Packs the right matrix once for all slabs below each other, the left one for each. */
    private void pack() {
      int rowGrain = Math.max(1, PACKED / (tile.rows() * depth));
      int columnGrain = Math.max(1, PACKED / (width(0) * depth));
      int leftTasks = pieces(rowPanels, rowGrain);
      int rightTasks = row == 0 ? pieces(columnPanels, columnGrain) : 0;
      Parallel.run(leftTasks + rightTasks, task -> {
        if (task < leftTasks) {
          int to = Math.min((task + 1) * rowGrain, rowPanels);
          for (int panel = task * rowGrain; panel < to; panel++) {
            packLeft(panel);
          }
        } else {
          int to = Math.min((task - leftTasks + 1) * columnGrain, columnPanels);
          for (int panel = (task - leftTasks) * columnGrain; panel < to; panel++) {
            packRight(panel);
          }
        }
      });
    }

    private void packLeft(int panel) {
      int rows = tile.rows();
      int top = panel * rows;
      pack(left, row + top, Math.min(rows, m - top), rows, top * depth);
    }

    private void packRight(int panel) {
      int start = start(panel);
      pack(right, column + start, Math.min(width(panel), n - start), width(panel), rightPanels + start * depth);
    }

    private void pack(FloatPacker matrix, int from, int valid, int width, int offset) {
      if (valid < width) {
        Arrays.fill(panels, offset, offset + width * depth, 0);
      }
      matrix.pack(first, from, depth, valid, panels, offset, width);
    }

    /** Computes a block of the result, given in panels. */
    private void block(int top, int bottom, int side, int end) {
      int sweep = even(depth, SWEEP);
      for (int p = 0; p < depth; p += sweep) {
        int length = Math.min(sweep, depth - p);
        for (int columnPanel = side; columnPanel < end; columnPanel++) {
          for (int rowPanel = top; rowPanel < bottom; rowPanel++) {
            tile(rowPanel, columnPanel, p, length);
          }
        }
      }
      if (last) {
        int right = end == columnPanels ? n : start(end);
        result.finish(row + top * tile.rows(), row + Math.min(bottom * tile.rows(), m), column + start(side),
            column + right);
      }
    }

    private void tile(int rowPanel, int columnPanel, int p, int length) {
      int y = rowPanel * tile.rows();
      int x = start(columnPanel);
      int width = width(columnPanel);
      int ao = y * depth + p * tile.rows();
      int bo = rightPanels + x * depth + p * width;
      boolean fresh = first + p == 0;
      int co = result.at(row + y, column + x);
      if (y + tile.rows() > m || x + width > n) {
        edge(fresh, Math.min(tile.rows(), m - y), Math.min(width, n - x), width, length, ao, bo, column + x, co);
      } else if (!fresh) {
        multiply(width, length, ao, bo, result.c(), co, result.stride(), result.c(), co, result.stride());
      } else if (result.bias() != null) {
        multiply(width, length, ao, bo, result.bias(), result.biasOffset() + column + x, 0, result.c(), co,
            result.stride());
      } else {
        multiply(width, length, ao, bo, zeros, 0, 0, result.c(), co, result.stride());
      }
    }

    /** A tile that does not lie wholly in the result: computed aside, its valid part copied. */
    private void edge(boolean fresh, int rows, int columns, int width, int length, int ao, int bo, int x, int co) {
      float[] aside = FloatScratch.own().tile((tile.rows() + 1) * width);
      int start = tile.rows() * width;
      float[] c = result.c();
      if (!fresh) {
        for (int r = 0; r < rows; r++) {
          System.arraycopy(c, co + r * result.stride(), aside, r * width, columns);
        }
        multiply(width, length, ao, bo, aside, 0, width, aside, 0, width);
      } else if (result.bias() != null) {
        System.arraycopy(result.bias(), result.biasOffset() + x, aside, start, columns);
        multiply(width, length, ao, bo, aside, start, 0, aside, 0, width);
      } else {
        multiply(width, length, ao, bo, zeros, 0, 0, aside, 0, width);
      }
      for (int r = 0; r < rows; r++) {
        System.arraycopy(aside, r * width, c, co + r * result.stride(), columns);
      }
    }

    private void multiply(int width, int length, int ao, int bo, float[] from, int fo, int fromStride, float[] c, int co,
        int cStride) {
      if (width == 3 * tile.unit()) {
        tile.wide(length, panels, ao, panels, bo, from, fo, fromStride, c, co, cStride);
      } else {
        tile.slim(length, panels, ao, panels, bo, from, fo, fromStride, c, co, cStride);
      }
    }
  }
}
