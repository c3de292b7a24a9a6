package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Running products and linear recurrences along rows whose elements are neighbours, in double precision, one element after
 * the other. An operation waits for the one before it, but four rows do not wait for each other.
 */
final class FloatRunningRows {
  private static final int CHAINS = 4;

  /** Elements of a row that are converted at a time: those of four rows stay in L1. */
  private static final int BLOCK = 256;

  /** From one row's block to the next: at a distance of 4096 bytes a load would wait for a store that it has not to do with. */
  private static final int STRIDE = BLOCK + 8;

  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 13;

  private final FloatWidening loops;
  private final boolean backward;
  private final double[] factors;
  private final double[] terms;
  private final double[] running = new double[CHAINS];

  private FloatRunningRows(FloatWidening loops, boolean products, boolean backward) {
    this.loops = loops;
    this.backward = backward;
    factors = new double[CHAINS * STRIDE];
    terms = products ? null : new double[CHAINS * STRIDE];
  }

  /** y[j] = a[0] · … · a[j]; {@code a} begins at {@code ao}: rows of {@code n} elements. */
  static void products(float[] a, int ao, int rows, int n, float[] y) {
    run(a, ao, null, 0, rows, n, false, y);
  }

  /** y[j] = a[j] · y[j - 1] + b[j] with 0 before the first; backward j + 1 stands for j - 1, from the end. */
  static void recurrences(float[] a, int ao, float[] b, int bo, int rows, int n, boolean backward, float[] y) {
    run(a, ao, b, bo, rows, n, backward, y);
  }

  private static void run(float[] a, int ao, float[] b, int bo, int rows, int n, boolean backward, float[] y) {
    FloatWidening loops = FloatWidening.of(rows, n);
    int groups = rows == 0 ? 0 : (rows - 1) / CHAINS + 1;
    Parallel.range(groups, (int) (PIECE / Math.max(1, (long) CHAINS * n)) + 1, (from, to) -> {
      FloatRunningRows work = new FloatRunningRows(loops, b == null, backward);
      for (int row = CHAINS * from; row < Math.min(CHAINS * to, rows); row += CHAINS) {
        work.group(a, ao + row * n, b, bo + row * n, Math.min(CHAINS, rows - row), n, y, row * n);
      }
    });
  }

  /** At most {@link #CHAINS} rows. */
  private void group(float[] a, int ao, float[] b, int bo, int rows, int n, float[] y, int yo) {
    Arrays.fill(running, terms == null ? 1 : -0.0);
    int blocks = n == 0 ? 0 : (n - 1) / BLOCK + 1;
    for (int block = 0; block < blocks; block++) {
      int from = (backward ? blocks - 1 - block : block) * BLOCK;
      int count = Math.min(BLOCK, n - from);
      for (int row = 0; row < rows; row++) {
        loops.widen(a, ao + row * n + from, factors, row * STRIDE, count);
        if (terms != null) {
          loops.widen(b, bo + row * n + from, terms, row * STRIDE, count);
        }
      }
      compute(rows, count, block == 0);
      for (int row = 0; row < rows; row++) {
        loops.narrow(factors, row * STRIDE, y, yo + row * n + from, count);
      }
    }
  }

  /** Puts results in the place of the factors. */
  private void compute(int rows, int count, boolean begins) {
    if (terms == null && rows == CHAINS) {
      multiply(factors, count, running);
    } else if (terms == null) {
      for (int row = 0; row < rows; row++) {
        running[row] = multiply(factors, row * STRIDE, count, running[row]);
      }
    } else {
      int first = backward ? count - 1 : 0;
      for (int row = 0; begins && row < rows; row++) {
        factors[row * STRIDE + first] = 0; // whatever it is: 0 · -0 + b is b
      }
      if (rows == CHAINS && backward) {
        recurBackward(factors, terms, count, running);
      } else if (rows == CHAINS) {
        recur(factors, terms, count, running);
      } else {
        for (int row = 0; row < rows; row++) {
          running[row] = recur(factors, terms, row * STRIDE + first, backward ? -1 : 1, count, running[row]);
        }
      }
    }
  }

  private static double multiply(double[] a, int from, int n, double start) {
    double p = start;
    for (int j = from; j < from + n; j++) {
      a[j] = p *= a[j];
    }
    return p;
  }

  private static void multiply(double[] a, int n, double[] running) {
    double p0 = running[0], p1 = running[1], p2 = running[2], p3 = running[3];
    for (int j = 0; j < n; j++) {
      a[j] = p0 *= a[j];
      a[STRIDE + j] = p1 *= a[STRIDE + j];
      a[2 * STRIDE + j] = p2 *= a[2 * STRIDE + j];
      a[3 * STRIDE + j] = p3 *= a[3 * STRIDE + j];
    }
    keep(running, p0, p1, p2, p3);
  }

  private static double recur(double[] a, double[] b, int first, int step, int n, double start) {
    double r = start;
    for (int j = 0, at = first; j < n; j++, at += step) {
      a[at] = r = a[at] * r + b[at];
    }
    return r;
  }

  private static void recur(double[] a, double[] b, int n, double[] running) {
    double r0 = running[0], r1 = running[1], r2 = running[2], r3 = running[3];
    for (int j = 0; j < n; j++) {
      a[j] = r0 = a[j] * r0 + b[j];
      a[STRIDE + j] = r1 = a[STRIDE + j] * r1 + b[STRIDE + j];
      a[2 * STRIDE + j] = r2 = a[2 * STRIDE + j] * r2 + b[2 * STRIDE + j];
      a[3 * STRIDE + j] = r3 = a[3 * STRIDE + j] * r3 + b[3 * STRIDE + j];
    }
    keep(running, r0, r1, r2, r3);
  }

  private static void recurBackward(double[] a, double[] b, int n, double[] running) {
    double r0 = running[0], r1 = running[1], r2 = running[2], r3 = running[3];
    for (int j = n - 1; j >= 0; j--) {
      a[j] = r0 = a[j] * r0 + b[j];
      a[STRIDE + j] = r1 = a[STRIDE + j] * r1 + b[STRIDE + j];
      a[2 * STRIDE + j] = r2 = a[2 * STRIDE + j] * r2 + b[2 * STRIDE + j];
      a[3 * STRIDE + j] = r3 = a[3 * STRIDE + j] * r3 + b[3 * STRIDE + j];
    }
    keep(running, r0, r1, r2, r3);
  }

  private static void keep(double[] running, double r0, double r1, double r2, double r3) {
    running[0] = r0;
    running[1] = r1;
    running[2] = r2;
    running[3] = r3;
  }
}
