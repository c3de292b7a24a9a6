package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
import java.util.Arrays;

/**
 * The softmax family down the columns of matrices [n, inner], for {@link FloatRows}: row after row as they lie in memory,
 * with the running maxima and sums of a tile of columns in the nearest cache.
 */
final class FloatSoftColumns {
  /** Columns of one piece of work. */
  private static final int TILE = 256;

  /** Rows whose terms are added in float before double takes over. */
  private static final int ROWS = 64;

  private FloatSoftColumns() {}

  static void softmax(float[] x, int xo, int outer, int n, int inner, float[] y) {
    tiles(outer, n, inner, (tile, first) -> {
      tile.maxima(x, xo + first);
      tile.exponentials(x, xo + first, y, first);
      tile.reciprocals();
      PairLoop multiply = tile.loop(Binary.MUL);
      for (int j = 0; j < n; j++) {
        int row = first + j * inner;
        multiply.run(y, row, tile.sums, 0, y, row, tile.width);
      }
    });
  }

  static void logSoftmax(float[] x, int xo, int outer, int n, int inner, float[] y) {
    tiles(outer, n, inner, (tile, first) -> {
      tile.maxima(x, xo + first);
      tile.exponentials(x, xo + first, null, 0);
      tile.logarithms();
      PairLoop subtract = tile.loop(Binary.SUB);
      for (int j = 0; j < n; j++) {
        int row = first + j * inner;
        subtract.run(x, xo + row, tile.maxima, 0, y, row, tile.width);
        subtract.run(y, row, tile.sums, 0, y, row, tile.width);
      }
    });
  }

  static void logSumExp(float[] x, int xo, int outer, int n, int inner, float[] y) {
    tiles(outer, n, inner, (tile, first) -> {
      tile.maxima(x, xo + first);
      tile.exponentials(x, xo + first, null, 0);
      int to = tile.outer * inner + tile.column;
      for (int i = 0; i < tile.width; i++) {
        float max = tile.maxima[i];
        y[to + i] = FloatRows.isFinite(max) ? (float) (max + Math.log(tile.totals[i])) : max;
      }
    });
  }

  static void softmaxGradient(float[] g, float[] y, int outer, int n, int inner, float[] out) {
    tiles(outer, n, inner, (tile, first) -> {
      tile.sum(g, y, first);
      PairLoop subtract = tile.loop(Binary.SUB);
      PairLoop multiply = tile.loop(Binary.MUL);
      for (int j = 0; j < n; j++) {
        int row = first + j * inner;
        subtract.run(g, row, tile.sums, 0, out, row, tile.width);
        multiply.run(y, row, out, row, out, row, tile.width);
      }
    });
  }

  static void logSoftmaxGradient(float[] g, float[] y, int outer, int n, int inner, float[] out) {
    tiles(outer, n, inner, (tile, first) -> {
      tile.sum(g, null, first);
      FloatNormalizing loops = FloatNormalizing.of(tile.width);
      for (int j = 0; j < n; j++) {
        loops.subtractExpColumns(g, y, first + j * inner, tile.sums, out, tile.width);
      }
    });
  }

  /** Work on a tile whose first element stands at {@code first} of contiguous [outer, n, inner]. */
  @FunctionalInterface
  private interface Work {
    void on(Tile tile, int first);
  }

  private static void tiles(int outer, int n, int inner, Work work) {
    int tiles = (inner - 1) / TILE + 1;
    int grain = (int) (FloatRows.PIECE / Math.max(1, (long) n * Math.min(inner, TILE))) + 1;
    Parallel.range(outer * tiles, grain, (from, to) -> {
      Tile tile = new Tile(n, inner);
      for (int t = from; t < to; t++) {
        tile.outer = t / tiles;
        tile.column = t % tiles * TILE;
        tile.width = Math.min(TILE, inner - tile.column);
        work.on(tile, tile.outer * n * inner + tile.column);
      }
    });
  }

  /** The running results of some columns. */
  private static final class Tile {
    final int rows;
    final int stride;
    final float[] maxima;
    final float[] sums;
    final double[] totals;
    int outer;
    int column;
    int width;

    Tile(int rows, int stride) {
      this.rows = rows;
      this.stride = stride;
      int width = Math.min(TILE, stride);
      maxima = new float[width];
      sums = new float[width];
      totals = new double[width];
    }

    void maxima(float[] x, int from) {
      Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
      FloatReducing.of(width).raise(x, from, rows, stride, maxima, 0, width);
    }

    /** totals = Σ exp(x - maxima), whose terms are also stored if there is a {@code y}. */
    void exponentials(float[] x, int from, float[] y, int to) {
      FloatNormalizing loops = FloatNormalizing.of(width);
      clear();
      for (int j = 0; j < rows; j++) {
        if (y == null) {
          loops.expSumColumns(x, from + j * stride, maxima, sums, width);
        } else {
          loops.expColumns(x, from + j * stride, maxima, y, to + j * stride, sums, width);
        }
        if (j % ROWS == ROWS - 1) {
          flush();
        }
      }
      flush();
    }

    /** sums = Σ g⊙y, or Σ g if there is no {@code y}. */
    void sum(float[] g, float[] y, int from) {
      FloatReducing reducing = FloatReducing.of(width);
      PairLoop multiply = loop(Binary.MUL);
      PairLoop add = loop(Binary.ADD);
      float[] products = new float[width];
      clear();
      for (int j = 0; j < rows; j += ROWS) {
        int end = Math.min(j + ROWS, rows);
        if (y == null) {
          reducing.addRows(g, from + j * stride, end - j, stride, sums, 0, width);
        } else {
          for (int k = j; k < end; k++) {
            multiply.run(g, from + k * stride, y, from + k * stride, products, 0, width);
            add.run(sums, 0, products, 0, sums, 0, width);
          }
        }
        flush();
      }
      for (int i = 0; i < width; i++) {
        sums[i] = (float) totals[i];
      }
    }

    /** The loop for one row of the tile. */
    PairLoop loop(Binary f) {
      return FloatPlainArithmetic.forRun(width).pairs(f);
    }

    private void clear() {
      Arrays.fill(sums, 0);
      Arrays.fill(totals, 0);
    }

    private void flush() {
      for (int i = 0; i < width; i++) {
        totals[i] += sums[i];
        sums[i] = 0;
      }
    }

    void reciprocals() {
      for (int i = 0; i < width; i++) {
        sums[i] = (float) (1 / totals[i]);
      }
    }

    void logarithms() {
      for (int i = 0; i < width; i++) {
        sums[i] = (float) Math.log(totals[i]);
      }
    }
  }
}
