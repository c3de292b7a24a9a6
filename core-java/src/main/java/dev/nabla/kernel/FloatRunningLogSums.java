package dev.nabla.kernel;

/**
 * Running logarithms of sums of exponentials. A sum is kept as a multiple of the exponential of the greatest element so
 * far, so that it takes one exponential for each element: that of what it lies below or above the greatest before it.
 * Exponentials and logarithms of a block are computed together, because loops of them are many times as fast.
 */
final class FloatRunningLogSums {
  /** Elements that are computed together, and most columns. */
  static final int BLOCK = 256;

  private final DoubleElementwise loops;
  private final FloatWidening widening;
  private final double[] values;
  private final double[] sums;
  private final double[] terms;
  private final double[] greatest;

  /** For at most {@code n} columns, {@link #BLOCK} or fewer, or a row of {@code n} elements. */
  FloatRunningLogSums(int n) {
    int length = Math.min(n, BLOCK);
    loops = DoubleElementwise.forRun(length);
    widening = FloatWidening.of(length);
    values = new double[length];
    sums = new double[length];
    terms = new double[length];
    greatest = new double[length];
  }

  /** One more element of {@code n} columns, whose greatest elements so far are {@code max}, at first -∞. */
  void extend(float[] x, int xo, int n, double[] max, float[] y, int yo) {
    widening.widen(x, xo, values, 0, n);
    for (int i = 0; i < n; i++) {
      terms[i] = exponent(values[i], max[i]);
    }
    loops.unary(Unary.EXP, terms, 0, terms, 0, n);
    for (int i = 0; i < n; i++) {
      double v = values[i];
      if (v > max[i]) {
        sums[i] = sums[i] * terms[i] + 1;
        max[i] = v;
      } else {
        sums[i] += terms[i];
      }
    }
    finish(sums, max, n, y, yo);
  }

  /** A row of {@code n} elements. */
  void row(float[] x, int xo, int n, float[] y, int yo) {
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      widening.widen(x, xo + from, values, 0, count);
      double before = max;
      for (int j = 0; j < count; j++) {
        double v = values[j];
        terms[j] = exponent(v, max);
        max = v > max ? v : max;
        greatest[j] = max;
      }
      loops.unary(Unary.EXP, terms, 0, terms, 0, count);
      for (int j = 0; j < count; j++) {
        sum = greatest[j] > before ? sum * terms[j] + 1 : sum + terms[j];
        before = greatest[j];
        sums[j] = sum;
      }
      finish(sums, greatest, count, y, yo + from);
    }
  }

  /** -|v - max|; of two equal infinities, which add nothing to each other's sums, -∞. Before the first there is no sum. */
  private static double exponent(double v, double max) {
    if (v > max) {
      return max == Double.NEGATIVE_INFINITY ? 0 : max - v;
    }
    return v == max && Double.isInfinite(v) ? Double.NEGATIVE_INFINITY : v - max;
  }

  private void finish(double[] sums, double[] max, int n, float[] y, int yo) {
    loops.unary(Unary.LOG, sums, 0, terms, 0, n);
    for (int i = 0; i < n; i++) {
      terms[i] += max[i];
    }
    widening.narrow(terms, 0, y, yo, n);
  }
}
