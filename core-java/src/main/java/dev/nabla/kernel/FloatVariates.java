package dev.nabla.kernel;

/** Random numbers that rejection gives: element i draws from a stream of its own, named by key and i. */
public final class FloatVariates {
  /** Elements that are worth the attention of a second thread. */
  private static final int GRAIN = 1 << 7;

  private FloatVariates() {}

  /**
   * y[i] = ln x with x from the gamma distribution of shape a[ao+i] and scale 1; as a logarithm, because for small shapes most
   * x are smaller than any number.
   *
   * <p>G. Marsaglia, W. W. Tsang: <i>A simple method for generating gamma variables</i>, 2000. A shape below 1 is raised by 1,
   * and ln u/a is added.
   */
  public static void logGamma(long key, float[] a, int ao, float[] y) {
    Parallel.range(y.length, GRAIN, (from, to) -> {
      for (int i = from; i < to; i++) {
        y[i] = (float) logGamma(new VariateStream(key, i), a[ao + i]);
      }
    });
  }

  /** y[i] from the Poisson distribution of mean rate[ro+i]. */
  public static void poisson(long key, float[] rate, int ro, float[] y) {
    Parallel.range(y.length, GRAIN, (from, to) -> {
      for (int i = from; i < to; i++) {
        y[i] = (float) poisson(new VariateStream(key, i), rate[ro + i]);
      }
    });
  }

  private static double logGamma(VariateStream stream, double a) {
    if (!(a > 0 && a < Double.POSITIVE_INFINITY)) {
      return Double.NaN;
    }
    double raised = a < 1 ? a + 1 : a;
    double boost = a < 1 ? Math.log(stream.uniform()) / a : 0;
    double d = raised - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = stream.normal();
      double root = 1 + c * x;
      if (root > 0) {
        double v = root * root * root;
        double logV = 3 * Math.log1p(c * x);
        if (Math.log(stream.uniform()) < 0.5 * x * x + d * (1 - v + logV)) {
          return Math.log(d) + logV + boost;
        }
      }
    }
  }

  /** Small means by inversion; others by transformed rejection (W. Hörmann, 1993, algorithm PTRS). */
  private static double poisson(VariateStream stream, double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      return Double.NaN;
    }
    if (rate < 10) {
      double share = Math.exp(-rate);
      double u = stream.uniform();
      int k = 0;
      while (u > share && share > 0) {
        u -= share;
        k++;
        share *= rate / k;
      }
      return k;
    }
    double b = 0.931 + 2.53 * Math.sqrt(rate);
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    while (true) {
      double u = stream.uniform() - 0.5;
      double v = stream.uniform();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + rate + 0.43);
      if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) {
        return k;
      }
      if (k >= 0 && (us >= 0.013 || v <= us)
          && Math.log(v * inverseAlpha / (a / (us * us) + b))
              <= k * Math.log(rate) - rate - GammaFunction.logGamma(k + 1)) {
        return k;
      }
    }
  }
}
