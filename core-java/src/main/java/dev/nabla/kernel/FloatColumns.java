package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Reductions down the columns of matrices [n, inner]. Rows are read as they lie in memory, several at a time,
 * and the results of a tile of columns stay in the nearest cache.
 */
final class FloatColumns {
  /** Below this many columns a loop over them is too short to be worth starting. */
  static final int NARROW = 64;

  /** Rows that {@link #arg} can tell from each other by a float. */
  static final int COUNTABLE = 1 << 24;

  /** Columns of one piece of work. */
  private static final int TILE = 1024;

  /** The same where a tile is not cut by rows: with few columns all threads shall have some. */
  private static final int ARG_TILE = 256;

  private static final int ROWS = FloatReducing.ROWS;

  /** Matrices up to this size are reduced one column after the other. */
  private static final int SMALL = 512;

  /** With as many pieces as this there is enough to do for all threads without splitting columns. */
  private static final int ENOUGH = 16;

  private FloatColumns() {}

  /** y[o, i] = f over j of x[o, j, i]. */
  static void reduce(Reduction f, float[] x, int xo, int outer, int n, int inner, float[] y) {
    long size = (long) n * inner;
    if (size <= SMALL || n == 1) {
      int grain = (int) (FloatReductions.PIECE / Math.max(1, size)) + 1;
      if (outer <= grain) {
        strided(f, x, xo, n, inner, y, 0, outer);
      } else {
        Parallel.range(outer, grain, (from, to) -> strided(f, x, xo, n, inner, y, from, to));
      }
    } else if (inner < NARROW) {
      narrow(f, x, xo, outer, n, inner, y);
    } else {
      wide(f, x, xo, outer, n, inner, y);
    }
  }

  private static void strided(Reduction f, float[] x, int xo, int n, int inner, float[] y, int from, int to) {
    for (int o = from; o < to; o++) {
      for (int i = 0; i < inner; i++) {
        y[o * inner + i] = (float) column(f, x, xo + o * n * inner + i, n, inner);
      }
    }
  }

  private static double column(Reduction f, float[] x, int from, int n, int stride) {
    int end = from + n * stride;
    double r = identity(f);
    switch (f) {
      case SUM -> {
        for (int i = from; i < end; i += stride) {
          r += x[i];
        }
      }
      case PROD -> {
        for (int i = from; i < end; i += stride) {
          r *= x[i];
        }
      }
      case MAX -> {
        for (int i = from; i < end; i += stride) {
          r = Math.max(r, x[i]);
        }
      }
      case MIN -> {
        for (int i = from; i < end; i += stride) {
          r = Math.min(r, x[i]);
        }
      }
    }
    return r;
  }

  private static double identity(Reduction f) {
    return switch (f) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  /** Several short rows are read as one long row; its columns are then reduced to those that were asked for. */
  private static void narrow(Reduction f, float[] x, int xo, int outer, int n, int inner, float[] y) {
    int together = 2 * NARROW / inner;
    int rows = n / together;
    int width = together * inner;
    double[] totals = totals(f, x, xo, outer, n * inner, rows, width);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double r = column(f, x, xo + (o * n + rows * together) * inner + i, n - rows * together, inner);
        for (int k = i; k < width; k += inner) {
          r = FloatReductions.combine(f, r, totals[o * width + k]);
        }
        y[o * inner + i] = (float) r;
      }
    }
  }

  private static void wide(Reduction f, float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (n > ROWS || f == Reduction.PROD) {
      double[] totals = totals(f, x, xo, outer, n * inner, n, inner);
      for (int i = 0; i < totals.length; i++) {
        y[i] = (float) totals[i];
      }
      return;
    }
    int tiles = (inner - 1) / TILE + 1;
    Parallel.range(outer * tiles, FloatReductions.PIECE / (n * Math.min(inner, TILE)) + 1, (from, to) -> {
      for (int t = from; t < to; t++) {
        int o = t / tiles;
        int first = t % tiles * TILE;
        block(f, x, xo + o * n * inner + first, n, inner, Math.min(TILE, inner - first), y, o * inner + first);
      }
    });
  }

  /** Of matrices [rows, width], each {@code distance} after the other: the results of all columns, [outer, width]. */
  private static double[] totals(Reduction f, float[] x, int xo, int outer, int distance, int rows, int width) {
    int tiles = (width - 1) / TILE + 1;
    int tile = Math.min(TILE, width);
    int height = rows;
    if (outer * tiles < ENOUGH) {
      height = Math.min(rows, Math.max(1, FloatReductions.PIECE / tile / ROWS) * ROWS);
    }
    int chunks = (rows - 1) / height + 1;
    int chunk = height;
    double[] parts = new double[outer * chunks * width];
    int grain = FloatReductions.PIECE / tile / height + 1;
    Parallel.range(outer * tiles * chunks, grain, (from, to) -> {
      float[] block = new float[tile];
      for (int t = from; t < to; t++) {
        int o = t / (tiles * chunks);
        int c = t / tiles % chunks;
        int first = t % tiles * TILE;
        tile(f, x, xo + o * distance + c * chunk * width + first, Math.min(chunk, rows - c * chunk), width,
            Math.min(TILE, width - first), block, parts, (o * chunks + c) * width + first);
      }
    });
    return chunks == 1 ? parts : combined(f, parts, outer, chunks, width);
  }

  private static double[] combined(Reduction f, double[] parts, int outer, int chunks, int width) {
    double[] totals = new double[outer * width];
    for (int o = 0; o < outer; o++) {
      System.arraycopy(parts, o * chunks * width, totals, o * width, width);
      for (int c = 1; c < chunks; c++) {
        for (int i = 0; i < width; i++) {
          totals[o * width + i] =
              FloatReductions.combine(f, totals[o * width + i], parts[(o * chunks + c) * width + i]);
        }
      }
    }
    return totals;
  }

  /** A tile of any height; sums of few rows are float, sums of those double. */
  private static void tile(Reduction f, float[] x, int from, int rows, int stride, int width, float[] block, double[] y,
      int yo) {
    switch (f) {
      case SUM -> {
        Arrays.fill(y, yo, yo + width, 0);
        for (int r = 0; r < rows; r += ROWS) {
          block(f, x, from + r * stride, Math.min(ROWS, rows - r), stride, width, block, 0);
          for (int i = 0; i < width; i++) {
            y[yo + i] += block[i];
          }
        }
      }
      case PROD -> {
        Arrays.fill(y, yo, yo + width, 1);
        for (int r = 0; r < rows; r++) {
          for (int i = 0; i < width; i++) {
            y[yo + i] *= x[from + r * stride + i];
          }
        }
      }
      case MAX, MIN -> {
        block(f, x, from, rows, stride, width, block, 0);
        for (int i = 0; i < width; i++) {
          y[yo + i] = block[i];
        }
      }
    }
  }

  /** y[i] = the extreme of a column, or its sum in float, which suits few rows. */
  private static void block(Reduction f, float[] x, int from, int rows, int stride, int width, float[] y, int yo) {
    FloatReducing loops = FloatReducing.of(width);
    System.arraycopy(x, from, y, yo, width);
    switch (f) {
      case SUM -> loops.addRows(x, from + stride, rows - 1, stride, y, yo, width);
      case MAX -> loops.raise(x, from + stride, rows - 1, stride, y, yo, width);
      case MIN -> loops.lower(x, from + stride, rows - 1, stride, y, yo, width);
      case PROD -> throw new AssertionError(f);
    }
  }

  /** y[o, i] = the first j for which x[o, j, i] is greatest (MAX) or least (MIN). */
  static void arg(Reduction extreme, float[] x, int xo, int outer, int n, int inner, long[] y) {
    int tiles = (inner - 1) / ARG_TILE + 1;
    int grain = (int) (FloatReductions.PIECE / ((long) n * Math.min(inner, ARG_TILE))) + 1;
    Parallel.range(outer * tiles, grain, (from, to) -> {
      float[] best = new float[ARG_TILE];
      float[] at = new float[ARG_TILE];
      for (int t = from; t < to; t++) {
        int o = t / tiles;
        int first = t % tiles * ARG_TILE;
        argTile(extreme, x, xo + o * n * inner + first, n, inner, Math.min(ARG_TILE, inner - first), best, at, y,
            o * inner + first);
      }
    });
  }

  private static void argTile(Reduction extreme, float[] x, int from, int n, int stride, int width, float[] best,
      float[] at, long[] y, int yo) {
    FloatReducing loops = FloatReducing.of(width);
    float sign = extreme == Reduction.MAX ? 1 : -1;
    for (int i = 0; i < width; i++) {
      best[i] = sign * x[from + i];
    }
    Arrays.fill(at, 0, width, 0);
    for (int j = 1; j < n; j += ROWS) {
      loops.keepGreater(sign, x, from + j * stride, Math.min(ROWS, n - j), stride, j, best, at, width);
    }
    for (int i = 0; i < width; i++) {
      y[yo + i] = (long) at[i];
    }
  }
}
