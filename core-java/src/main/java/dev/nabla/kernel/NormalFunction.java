package dev.nabla.kernel;

/** The distribution function Φ of the standard normal distribution and what belongs to it, in both tails. */
public final class NormalFunction {
  private static final double ROOT_HALF = ErrorFunction.ROOT_HALF;
  private static final double ROOT_2_BY_PI = Math.sqrt(2 / Math.PI);

  /** Below minus this the derivatives of the hazard come from its continued fraction, which takes 800/x² terms. */
  private static final double FAR = 2;

  private NormalFunction() {}

  /** Φ(x), within 4 ulp down to the smallest numbers near -38. */
  public static double cumulative(double x) {
    if (Math.abs(x) < 0.5) {
      return 0.5 + ErrorFunction.erf(x * ROOT_HALF) / 2;
    }
    return x > 0 ? 1 - lower(-x) : Double.isNaN(x) ? x : lower(x);
  }

  /** Φ(x) for x ≤ 0: exp(-x²/2) with the rounding error of the square, for Φ is as sensitive to x as x is large. */
  private static double lower(double x) {
    if (x < -39) {
      return 0;
    }
    double square = x * x;
    double rest = Math.fma(x, x, -square);
    return ErrorFunction.product(Math.exp(-square / 2), ErrorFunction.scaledNormalComplement(-x) / 2, 0, rest / 2);
  }

  /** ln Φ(x). */
  public static double logCumulative(double x) {
    if (x < -1) {
      return Math.log(ErrorFunction.scaledNormalComplement(-x) / 2) - x * x / 2;
    }
    return Math.log1p(-cumulative(-x));
  }

  /** φ(x)/Φ(x), the derivative of ln Φ: near -x for large negative x. */
  public static double hazard(double x) {
    if (x <= 0) {
      double scaled = ErrorFunction.scaledNormalComplement(-x);
      return scaled == 0 ? -x : ROOT_2_BY_PI / scaled;
    }
    double square = x * x;
    double rest = Math.fma(x, x, -square);
    return square > 1500 ? 0 : ROOT_2_BY_PI / 2 * Math.exp(-square / 2) * (1 - rest / 2) / cumulative(x);
  }

  /** The derivative of order n of φ/Φ, from r′ = -r·(x + r). */
  public static double hazard(int n, double x) {
    if (n == 0) {
      return hazard(x);
    }
    if (x < -FAR) {
      return farHazard(n, -x);
    }
    double[] r = new double[n + 1];
    r[0] = hazard(x);
    if (r[0] == 0) {
      return 0;
    }
    for (int k = 0; k < n; k++) {
      double sum = r[k] * (x + r[0]);
      double binomial = 1;
      for (int i = 1; i <= k; i++) {
        binomial = binomial * (k - i + 1) / i;
        sum += binomial * r[k - i] * (i == 1 ? 1 + r[1] : r[i]);
      }
      r[k + 1] = -sum;
    }
    return r[n];
  }

  /**
   * The same for n ≥ 1 at -t, where r and t nearly cancel: r = t + 1/(t + 2/(t + 3/(t + …))), P. S. Laplace's continued
   * fraction, in powers of the distance from t.
   */
  private static double farHazard(int n, double t) {
    double[] fraction = new double[n + 1];
    for (int k = 10 + (int) (800 / (t * t)); k > 0; k--) {
      fraction[0] += t;
      fraction[1] += 1;
      fraction = quotient(k, fraction);
    }
    double derivative = n == 1 ? 1 + fraction[1] : fraction[n];
    for (int i = 1; i <= n; i++) {
      derivative *= -i;
    }
    return derivative;
  }

  /** c over a power series, as far as that is known. */
  private static double[] quotient(double c, double[] series) {
    double[] y = new double[series.length];
    y[0] = c / series[0];
    for (int j = 1; j < y.length; j++) {
      double sum = 0;
      for (int i = 1; i <= j; i++) {
        sum += series[i] * y[j - i];
      }
      y[j] = -sum / series[0];
    }
    return y;
  }

  /** The x with Φ(x) = p; ∓∞ at 0 and 1, NaN outside. */
  public static double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    if (p > 0.75) {
      return -lowerQuantile(1 - p);
    }
    return p >= 0.25 ? ErrorFunction.inverse(2 * p - 1) / ROOT_HALF : lowerQuantile(p);
  }

  /**
   * An approximation of three digits (M. Abramowitz, I. A. Stegun, <i>Handbook of mathematical functions</i>, 26.2.23),
   * refined by three of Newton's steps for ln Φ, which is nearly a parabola there.
   */
  private static double lowerQuantile(double p) {
    double log = Math.log(p);
    double t = Math.sqrt(-2 * log);
    double x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
    for (int step = 0; step < 3; step++) {
      double excess = x > -37 ? Math.log(cumulative(x) / p) : logCumulative(x) - log;
      x -= excess / hazard(x);
    }
    return x;
  }
}
