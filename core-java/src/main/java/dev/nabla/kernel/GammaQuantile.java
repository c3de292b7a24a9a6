package dev.nabla.kernel;

/** The inverse of the incomplete gamma function P with respect to x. */
final class GammaQuantile {
  /** Of the least number above 0, and somewhat less. */
  private static final double LEAST_LOGARITHM = -746;

  /** Where the logarithm of x is below, P is a power of x: the next factor is 1 - xa/(a + 1). */
  private static final double POWER = -45;

  /** For the bounds of a search, which are only sure but for rounding errors. */
  private static final double MARGIN = 1e-9;

  private GammaQuantile() {}

  /** The x at which P(a, x) is p. */
  static double at(double a, double p) {
    return p <= 1 ? at(a, p, 1 - p) : Double.NaN;
  }

  /** The z at which P(a, exp z) is p = 1 - q; both are given, because the smaller one has the digits. */
  static double logarithm(double a, double p, double q) {
    double power = p > 0 && q > 0 && a > 0 ? power(a, p, q) : Double.NaN;
    return power < POWER ? power : Math.log(at(a, p, q));
  }

  private static double at(double a, double p, double q) {
    if (!(a > 0 && p >= 0 && q >= 0) || a == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    if (p == 0 || q == 0) {
      return p == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    double power = power(a, p, q);
    if (power < POWER) {
      return power < LEAST_LOGARITHM ? 0 : exactPower(a, p, q);
    }
    DoubleDouble logP = logarithm(p, q);
    // P ≤ xᵃ/Γ(a + 1), the median lies between a - 1/3 and a, and beyond 2a + 1600 is less than any number.
    double least = Math.max(Math.exp(power), p < q ? 0 : a - 1.0 / 3) * (1 - MARGIN);
    double most = p <= q ? Math.max(a, least) * (1 + MARGIN) : Math.min(2 * a + 1600, Double.MAX_VALUE);
    double guess = guess(a, p, q, Math.exp(power));
    return QuantileSearch.of(x -> step(x, a, p, q, logP), guess, least, most).rounded();
  }

  /** For ln P(a, exp z) = ln p, or for the logarithms of Q and q where they are smaller. */
  private static QuantileSearch.Step step(double x, double a, double p, double q, DoubleDouble logP) {
    double density = GammaDensity.times(DoubleDouble.of(a), 0, a, x);
    boolean lower = p <= q || a < 1 && x < 0.5;
    double share = lower ? IncompleteGammaFunction.lower(a, x) : IncompleteGammaFunction.upper(a, x);
    if (share == 0 || density == 0) {
      return QuantileSearch.Step.onlyTowards(lower ? 1 : -1);
    }
    double missing = lower ? IncompleteGammaFunction.logRatio(logP, p, share, a, x) : Math.log(q / share);
    return QuantileSearch.Step.of(missing, (lower ? density : -density) / share, a - x, -x);
  }

  private static DoubleDouble logarithm(double p, double q) {
    return p <= q ? DoubleDouble.log(DoubleDouble.of(p)) : DoubleDouble.logOnePlus(DoubleDouble.of(-q));
  }

  /** ln x for p = xᵃ/Γ(a + 1), which is what P is for small x: all digits of it where x itself would underflow. */
  private static double power(double a, double p, double q) {
    double logGamma = a < 1 ? GammaFunction.logGammaOnePlus(a) : GammaFunction.logGamma(a + 1);
    return ((p < 0.5 ? Math.log(p) : Math.log1p(-q)) + logGamma) / a;
  }

  /** (p Γ(a + 1))^(1/a), rounded once. */
  private static double exactPower(double a, double p, double q) {
    DoubleDouble logGamma = a < 1 ? DoubleDouble.of(GammaFunction.logGammaOnePlus(a))
        : DoubleDouble.log(ReciprocalGamma.onePlus(a)).negative();
    return DoubleDouble.scaledExponential(logarithm(p, q).plus(logGamma).dividedBy(a), DoubleDouble.of(1), 0);
  }

  /**
   * In the lower tail the power and what is next in its series, for large a, after E. B. Wilson and M. M. Hilferty
   * (1931), the cube of a normal variable, else the upper tail xᵃ⁻¹e⁻ˣ/Γ(a) (A. R. DiDonato, A. H. Morris, "Computation
   * of the incomplete gamma function ratios and their inverse", 1986, (21) and (25)).
   */
  private static double guess(double a, double p, double q, double power) {
    double part = power / (a + 1);
    if (part < 0.3) {
      return power * (1 + part * (1 + part * (3 * a + 5) / (2 * (a + 2))));
    }
    double y = -Math.log(q) - GammaFunction.logGamma(a);
    if (a < 1 && y > 1) {
      double u = y - (1 - a) * Math.log(y);
      return y - (1 - a) * Math.log(u) - Math.log1p((1 - a) / (1 + u));
    }
    double normal = p <= q ? NormalFunction.quantile(p) : -NormalFunction.quantile(q);
    double deviation = 1 / (3 * Math.sqrt(a));
    double root = 1 - deviation * deviation + normal * deviation;
    return a < 1 ? power * (1 + part) : a * root * root * root;
  }
}
