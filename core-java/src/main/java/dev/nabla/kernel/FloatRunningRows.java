package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Running sums and products along rows whose elements are neighbours, in double precision. An operation waits for the one
 * before it, but four rows do not wait for each other; and neither do four pieces of one long row, once it is known what
 * the elements before each of them amount to.
 */
final class FloatRunningRows {
  private static final int CHAINS = 4;

  /** Elements of a row that are converted at a time: those of four rows stay in L1. */
  private static final int BLOCK = 256;

  /** From one row's block to the next: at a distance of 4096 bytes a load would wait for a store that it has not to do with. */
  private static final int STRIDE = BLOCK + 8;

  /** A long row is summed in pieces of this length. */
  private static final int PIECE = 1 << 13;

  private final Reduction operation;
  private final double[] wide = new double[CHAINS * STRIDE];
  private final double[] running = new double[CHAINS];

  private FloatRunningRows(Reduction operation) {
    this.operation = operation;
  }

  /** y = the running results of {@code x}, which begins at {@code xo}: rows of {@code n} elements; sum or product. */
  static void run(Reduction operation, float[] x, int xo, int rows, int n, float[] y) {
    if (operation == Reduction.SUM && rows < CHAINS && n >= CHAINS * PIECE) {
      for (int row = 0; row < rows; row++) {
        sumPieces(x, xo + row * n, n, y, row * n);
      }
      return;
    }
    int groups = (rows - 1) / CHAINS + 1;
    Parallel.range(rows == 0 ? 0 : groups, (int) (PIECE / Math.max(1, (long) CHAINS * n)) + 1, (from, to) -> {
      FloatRunningRows work = new FloatRunningRows(operation);
      for (int row = CHAINS * from; row < Math.min(CHAINS * to, rows); row += CHAINS) {
        Arrays.fill(work.running, operation == Reduction.SUM ? 0 : 1);
        work.group(x, xo + row * n, Math.min(CHAINS, rows - row), n, y, row * n);
      }
    });
  }

  /** First what each piece amounts to, then its running sums, from what those before it amount to. */
  private static void sumPieces(float[] x, int xo, int n, float[] y, int yo) {
    int pieces = (n - 1) / PIECE + 1;
    int groups = (pieces - 1) / CHAINS + 1;
    double[] before = new double[CHAINS * groups + 1];
    Parallel.run(groups, group -> {
      FloatRunningRows work = new FloatRunningRows(Reduction.SUM);
      work.pieces(x, xo, CHAINS * group, n, null, 0);
      System.arraycopy(work.running, 0, before, CHAINS * group + 1, CHAINS);
    });
    for (int piece = 1; piece < before.length; piece++) {
      before[piece] += before[piece - 1];
    }
    Parallel.run(groups, group -> {
      FloatRunningRows work = new FloatRunningRows(Reduction.SUM);
      System.arraycopy(before, CHAINS * group, work.running, 0, CHAINS);
      work.pieces(x, xo, CHAINS * group, n, y, yo);
    });
  }

  /** A group of pieces of one row; where the last one is short, each by itself. */
  private void pieces(float[] x, int xo, int piece, int n, float[] y, int yo) {
    int from = piece * PIECE;
    if (n - from >= CHAINS * PIECE) {
      group(x, xo + from, CHAINS, PIECE, y, yo + from);
      return;
    }
    for (int k = 0; k < CHAINS && from < n; k++, from += PIECE) {
      alone(x, xo + from, k, Math.min(PIECE, n - from), y, yo + from);
    }
  }

  /** Runs of {@code n} elements, at most {@link #CHAINS}, one behind the other. */
  private void group(float[] x, int xo, int rows, int n, float[] y, int yo) {
    if (rows < CHAINS) {
      for (int row = 0; row < rows; row++) {
        alone(x, xo + row * n, row, n, y, yo + row * n);
      }
      return;
    }
    FloatWidening loops = FloatWidening.of(Math.min(n, BLOCK));
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      for (int row = 0; row < CHAINS; row++) {
        loops.widen(x, xo + row * n + from, wide, row * STRIDE, count);
      }
      if (operation == Reduction.SUM) {
        sum(wide, count, running);
      } else {
        multiply(wide, count, running);
      }
      for (int row = 0; row < CHAINS && y != null; row++) {
        loops.narrow(wide, row * STRIDE, y, yo + row * n + from, count);
      }
    }
  }

  /** One run, whose result so far is {@code running[k]}; without {@code y} only that is wanted. */
  private void alone(float[] x, int xo, int k, int n, float[] y, int yo) {
    FloatWidening loops = FloatWidening.of(Math.min(n, BLOCK));
    double r = running[k];
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      loops.widen(x, xo + from, wide, 0, count);
      r = operation == Reduction.SUM ? sum(wide, count, r) : multiply(wide, count, r);
      if (y != null) {
        loops.narrow(wide, 0, y, yo + from, count);
      }
    }
    running[k] = r;
  }

  private static double sum(double[] x, int n, double start) {
    double s = start;
    for (int j = 0; j < n; j++) {
      x[j] = s += x[j];
    }
    return s;
  }

  private static double multiply(double[] x, int n, double start) {
    double p = start;
    for (int j = 0; j < n; j++) {
      x[j] = p *= x[j];
    }
    return p;
  }

  private static void sum(double[] x, int n, double[] running) {
    double s0 = running[0], s1 = running[1], s2 = running[2], s3 = running[3];
    for (int j = 0; j < n; j++) {
      x[j] = s0 += x[j];
      x[STRIDE + j] = s1 += x[STRIDE + j];
      x[2 * STRIDE + j] = s2 += x[2 * STRIDE + j];
      x[3 * STRIDE + j] = s3 += x[3 * STRIDE + j];
    }
    keep(running, s0, s1, s2, s3);
  }

  private static void multiply(double[] x, int n, double[] running) {
    double p0 = running[0], p1 = running[1], p2 = running[2], p3 = running[3];
    for (int j = 0; j < n; j++) {
      x[j] = p0 *= x[j];
      x[STRIDE + j] = p1 *= x[STRIDE + j];
      x[2 * STRIDE + j] = p2 *= x[2 * STRIDE + j];
      x[3 * STRIDE + j] = p3 *= x[3 * STRIDE + j];
    }
    keep(running, p0, p1, p2, p3);
  }

  private static void keep(double[] running, double r0, double r1, double r2, double r3) {
    running[0] = r0;
    running[1] = r1;
    running[2] = r2;
    running[3] = r3;
  }
}
