package dev.nabla.kernel;

import java.util.Arrays;

/**
 * A product of few rows with a matrix whose columns are contiguous, such as a batch with the weights of a linear layer,
 * computed as its transpose: cᵀ = bᵀ · aᵀ. Rows of bᵀ are copied as they lie, by the task that multiplies them; what has to
 * be transposed is only the smaller a and, tile by tile, the result. A batch that meets several matrices one after the
 * other (a layer and then its tangent, or several layers) is transposed once.
 */
final class FloatTransposedProduct {
  /** Rows of a above which the result is the larger part of what is to be transposed. */
  private static final int MOST_ROWS = 128;

  /** Elements of a up to which its panels stay in the second cache. */
  private static final int MOST = 1 << 17;

  /** Panels of bᵀ in a task: the columns of the result that it writes are a cache line and a half. */
  private static final int STRIP_PANELS = 4;

  /** Steps of the depth of a that one task packs. */
  private static final int PACKED_DEPTH = 128;

  private final FloatTile tile;
  private final FloatMatrix left;
  private final FloatMatrix right;
  private final FloatResult result;

  /** Extents of cᵀ and the depth. */
  private final int rows;
  private final int columns;
  private final int k;

  /** Panels of aᵀ, of which the first {@code wide} are wide. */
  private final int columnPanels;
  private final int wide;
  private float[] panels;

  /** Rows of cᵀ in a task. */
  private final int strip;

  /** How the panels of aᵀ follow from its array. */
  private record Packing(FloatTile tile, int offset, int rowStride, int columnStride, int columns, int k) {}

  /**
   * Whether b, of such strides, is what this is for, and transposing it would cost more than transposing a and c and adding
   * up what tiles hold beyond the result.
   */
  static boolean suits(FloatTile tile, int m, int n, int k, int brs, int bcs) {
    return brs == 1 && bcs != 1 && m <= MOST_ROWS && (long) m * k <= MOST && (long) n * k > (long) m * (n + k)
        && (filled(tile, m) - m) * 4 <= m;
  }

  /** Columns of whole tiles that cover {@code columns}. */
  private static int filled(FloatTile tile, int columns) {
    int rest = columns % tile.wideColumns();
    int last = rest == 0 ? 0 : rest <= tile.slimColumns() ? tile.slimColumns() : tile.wideColumns();
    return columns - rest + last;
  }

  /**
   * c = activation(a · b + bias) for an m×k and a k×n matrix.
   *
   * @param left bᵀ
   * @param right aᵀ
   */
  FloatTransposedProduct(FloatTile tile, int m, int n, int k, FloatMatrix left, FloatMatrix right, FloatResult result) {
    this.tile = tile;
    this.left = left;
    this.right = right;
    this.result = result;
    this.rows = n;
    this.columns = m;
    this.k = k;
    int filled = filled(tile, m);
    columnPanels = pieces(filled, tile.wideColumns());
    wide = filled / tile.wideColumns();
    strip = STRIP_PANELS * tile.rows();
  }

  private static int pieces(int n, int grain) {
    return (n - 1) / grain + 1;
  }

  /**
   * Computes the product.
   *
   * @param lasting whether nobody writes into a any more, so that its panels may serve the thread's next product
   */
  void run(boolean lasting) {
    FloatScratch scratch = FloatScratch.own();
    Packing packing = new Packing(tile, right.offset(), right.rowStride(), right.columnStride(), columns, k);
    panels = scratch.panelsOf(right.values(), packing);
    if (panels == null) {
      panels = scratch.panels(FloatScratch.LINE_START + filled(tile, columns) * k);
      int pieces = pieces(k, PACKED_DEPTH);
      Parallel.run(columnPanels * pieces, task -> packRight(task / pieces, task % pieces * PACKED_DEPTH));
      if (lasting) {
        scratch.keepPanelsOf(right.values(), packing);
      }
    }
    Parallel.run(pieces(rows, strip), task -> strip(task * strip));
  }

  private int width(int columnPanel) {
    return columnPanel < wide ? tile.wideColumns() : tile.slimColumns();
  }

  private int valid(int columnPanel) {
    return Math.min(width(columnPanel), columns - columnPanel * tile.wideColumns());
  }

  private int rightAt(int columnPanel, int p) {
    return FloatScratch.LINE_START + columnPanel * tile.wideColumns() * k + p * width(columnPanel);
  }

  private void packRight(int panel, int p) {
    right.pack(p, panel * tile.wideColumns(), Math.min(PACKED_DEPTH, k - p), valid(panel), panels, rightAt(panel, p),
        width(panel));
  }

  /** Computes some rows of cᵀ. Their panels lie in the thread's own scratch, and after them the sums, block by block. */
  private void strip(int row) {
    int count = Math.min(strip, rows - row);
    float[] scratch = FloatScratch.own().tile(sumsAt(columnPanels));
    for (int panel = 0; panel < columnPanels; panel++) {
      start(row, count, panel, scratch);
    }
    int depth = pieces(k, pieces(k, FloatTile.SWEEP));
    for (int p = 0; p < k; p += depth) {
      int length = Math.min(depth, k - p);
      left.pack(row, p, count, length, scratch, 0, FloatTile.PITCH);
      for (int panel = 0; panel < columnPanels; panel++) {
        add(count, panel, p, length, scratch);
      }
    }
    for (int panel = 0; panel < columnPanels; panel++) {
      finish(row, count, panel, scratch);
    }
  }

  /** Where the sums of a panel's columns begin in the scratch. */
  private int sumsAt(int columnPanel) {
    return strip * (FloatTile.PITCH + columnPanel * tile.wideColumns());
  }

  /** Sums start from the bias, whose rows are columns here. */
  private void start(int row, int count, int panel, float[] scratch) {
    int to = sumsAt(panel);
    int width = width(panel);
    float[] bias = result.bias();
    if (bias == null) {
      Arrays.fill(scratch, to, to + count * width, 0);
      return;
    }
    int from = result.biasAt(panel * tile.wideColumns(), row);
    if (result.biasStride() != 0) {
      FloatPlainTranspose.tile(bias, from, result.biasStride(), scratch, to, width, count, valid(panel));
      return;
    }
    for (int i = 0; i < count; i++) {
      Arrays.fill(scratch, to + i * width, to + (i + 1) * width, bias[from + i]);
    }
  }

  private void add(int count, int panel, int p, int depth, float[] scratch) {
    int width = width(panel);
    int bo = rightAt(panel, p);
    for (int i = 0; i < count; i += tile.rows()) {
      int ao = i * FloatTile.PITCH;
      int co = sumsAt(panel) + i * width;
      if (panel < wide) {
        tile.wide(depth, scratch, ao, panels, bo, scratch, co, width, scratch, co, width);
      } else {
        tile.slim(depth, scratch, ao, panels, bo, scratch, co, width, scratch, co, width);
      }
    }
  }

  private void finish(int row, int count, int panel, float[] scratch) {
    int from = sumsAt(panel);
    int size = count * width(panel);
    if (result.activation() != null) {
      FloatElementwise.forRun(size).unary(result.activation(), scratch, from, scratch, from, size);
    }
    FloatPlainTranspose.tile(scratch, from, width(panel), result.c(), result.at(panel * tile.wideColumns(), row),
        result.stride(), valid(panel), count);
  }
}
