package dev.nabla.kernel;

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
      for (int j = 0; j < n; j++) {
        scale(y, first + j * inner, tile.sums, tile.width);
      }
    });
  }

  private static void scale(float[] y, int from, float[] s, int n) {
    for (int i = 0; i < n; i++) {
      y[from + i] *= s[i];
    }
  }

  static void logSoftmax(float[] x, int xo, int outer, int n, int inner, float[] y) {
    tiles(outer, n, inner, (tile, first) -> {
      tile.maxima(x, xo + first);
      tile.exponentials(x, xo + first, null, 0);
      tile.logarithms();
      for (int j = 0; j < n; j++) {
        subtract(x, xo + first + j * inner, tile.maxima, tile.sums, y, first + j * inner, tile.width);
      }
    });
  }

  private static void subtract(float[] x, int xo, float[] max, float[] rest, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (x[xo + i] - max[i]) - rest[i];
    }
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
      for (int j = 0; j < n; j++) {
        scaleDifference(g, y, first + j * inner, tile.sums, out, tile.width);
      }
    });
  }

  private static void scaleDifference(float[] g, float[] y, int from, float[] dot, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[from + i] = y[from + i] * (g[from + i] - dot[i]);
    }
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
      clear();
      for (int j = 0; j < rows; j += ROWS) {
        int end = Math.min(j + ROWS, rows);
        if (y == null) {
          reducing.addRows(g, from + j * stride, end - j, stride, sums, 0, width);
        } else {
          for (int k = j; k < end; k++) {
            addProducts(g, y, from + k * stride, sums, width);
          }
        }
        flush();
      }
      for (int i = 0; i < width; i++) {
        sums[i] = (float) totals[i];
      }
    }

    private static void addProducts(float[] g, float[] y, int from, float[] sums, int n) {
      for (int i = 0; i < n; i++) {
        sums[i] += g[from + i] * y[from + i];
      }
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
