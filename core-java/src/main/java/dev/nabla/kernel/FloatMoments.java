package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Mean and variance over the middle axis of {@code [outer, n, inner]}, in two passes: the second adds what is
 * left when the mean has been taken away, and its squares; the former, which would be 0, corrects for the mean having been
 * rounded (T. F. Chan, G. H. Golub, R. J.
 * LeVeque: <i>Algorithms for computing the sample variance</i>, 1983).
 */
public final class FloatMoments {
  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 14;

  private static final int TILE = 256;
  private static final int ROWS = FloatReducing.ROWS;

  private FloatMoments() {}

  /**
   * y = Σ(x - mean)² / (n - correction), [outer, inner]; NaN if the divisor is not positive.
   *
   * @param mean where the means go, or null
   */
  public static void variance(float[] x, int xo, int outer, int n, int inner, double correction, float[] mean,
      float[] y) {
    double divisor = n - correction > 0 ? n - correction : Double.NaN;
    if (inner == 1) {
      Parallel.range(outer, PIECE / Math.max(1, n) + 1, (from, to) -> {
        double[] sums = new double[2];
        for (int o = from; o < to; o++) {
          row(x, xo + o * n, n, divisor, sums, mean, y, o);
        }
      });
    } else if (inner > 0) {
      int tile = Math.min(inner, TILE);
      int tiles = (inner - 1) / TILE + 1;
      Parallel.range(outer * tiles, (int) (PIECE / Math.max(1, (long) n * tile)) + 1, (from, to) -> {
        Tile columns = new Tile(n, inner, tile);
        for (int t = from; t < to; t++) {
          int first = t % tiles * TILE;
          columns.width = Math.min(TILE, inner - first);
          columns.run(x, xo + t / tiles * n * inner + first, divisor, mean, y, t / tiles * inner + first);
        }
      });
    }
  }

  private static void row(float[] x, int from, int n, double divisor, double[] sums, float[] mean, float[] y, int o) {
    FloatReducing loops = FloatReducing.of(n);
    float shift = (float) (loops.sum(x, from, n) / n);
    Arrays.fill(sums, 0);
    for (int b = 0; b < n; b += FloatReducing.BLOCK) {
      loops.addDeviations(x, from + b, Math.min(FloatReducing.BLOCK, n - b), shift, sums);
    }
    if (mean != null) {
      mean[o] = (float) (shift + sums[0] / n);
    }
    y[o] = (float) (squares(sums[0], sums[1], n) / divisor);
  }

  /** Σ(x - mean)² from the sums of x - m and of (x - m)² for an m near the mean. */
  private static double squares(double sum, double squares, int n) {
    double rest = squares - sum * sum / n;
    return rest < 0 ? 0 : rest;
  }

  /** The running sums of some columns: in float for a block of rows, in double beyond. */
  private static final class Tile {
    final int rows;
    final int stride;
    final float[] shifts;
    final float[] block;
    final float[] squareBlock;
    final double[] sums;
    final double[] squares;
    int width;

    Tile(int rows, int stride, int width) {
      this.rows = rows;
      this.stride = stride;
      shifts = new float[width];
      block = new float[width];
      squareBlock = new float[width];
      sums = new double[width];
      squares = new double[width];
    }

    void run(float[] x, int from, double divisor, float[] mean, float[] y, int to) {
      FloatReducing loops = FloatReducing.of(width);
      Arrays.fill(sums, 0);
      Arrays.fill(squares, 0);
      for (int j = 0; j < rows; j += ROWS) {
        loops.addRows(x, from + j * stride, Math.min(ROWS, rows - j), stride, block, 0, width);
        move(block, sums);
      }
      for (int i = 0; i < width; i++) {
        shifts[i] = (float) (sums[i] / rows);
        sums[i] = 0;
      }
      for (int j = 0; j < rows; j += ROWS) {
        int height = Math.min(ROWS, rows - j);
        loops.addRowDeviations(x, from + j * stride, height, stride, shifts, block, squareBlock, width);
        move(block, sums);
        move(squareBlock, squares);
      }
      for (int i = 0; i < width; i++) {
        if (mean != null) {
          mean[to + i] = (float) (shifts[i] + sums[i] / rows);
        }
        y[to + i] = (float) (FloatMoments.squares(sums[i], squares[i], rows) / divisor);
      }
    }

    private void move(float[] terms, double[] totals) {
      for (int i = 0; i < width; i++) {
        totals[i] += terms[i];
        terms[i] = 0;
      }
    }
  }
}
