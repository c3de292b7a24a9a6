package dev.nabla.kernel;

/** The inverse of the incomplete gamma function P with respect to x. */
final class GammaQuantile {
  /** Of the least number above 0. */
  private static final double LEAST_LOGARITHM = Math.log(Double.MIN_VALUE);

  /** From here on x is a but for a small deviation. */
  private static final double LARGE = 0x1p20;

  /** After a step so small beside the deviation the next one has all digits. */
  private static final double DIGITS_HALVED = 0x1p-27;

  private GammaQuantile() {}

  /** The x at which P(a, x) is p. */
  static double at(double a, double p) {
    if (!(p <= 1) || a == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double q = 1 - p;
    if (a < LARGE || !(p > 0 && q > 0)) {
      double x = Math.exp(logarithm(a, p, q));
      // What exp makes of a rounded exponent is mended by one more step.
      double step = stepAt(x, a, p, q);
      return Math.abs(step) < 0.5 ? x + x * step : x;
    }
    return Math.abs(p - 0.5) > 0.5 ? Double.NaN : large(a, p, q);
  }

  /** The deviation is small beside x, of which the logarithm would lose it. */
  private static double large(double a, double p, double q) {
    double deviation = 1 / Math.sqrt(a);
    double x = a * Math.pow(1 - deviation * deviation / 9 + normal(p, q) * deviation / 3, 3);
    for (int i = 0; i < 20; i++) {
      double step = stepAt(x, a, p, q);
      if (!Double.isFinite(step)) {
        return x; // no number is nearer
      }
      x += x * step;
      if (Math.abs(step) <= DIGITS_HALVED * deviation) {
        break;
      }
    }
    return x;
  }

  /** The z at which P(a, exp z) is p = 1 - q; both are given, because the smaller one has the digits. */
  static double logarithm(double a, double p, double q) {
    if (!(a > 0 && p >= 0 && q >= 0)) {
      return Double.NaN;
    }
    if (p == 0 || q == 0) {
      return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double power = power(a, p, q);
    if (power < LEAST_LOGARITHM) {
      return power;
    }
    double z = guess(a, p, q, power);
    double enough = DIGITS_HALVED / Math.sqrt(Math.max(1, a));
    for (int i = 0; i < 200; i++) {
      // Both logarithms are concave in z: after one step Newton's method approaches from one side.
      double step = stepAt(Math.exp(z), a, p, q);
      z += Double.isFinite(step) ? step : (Math.log(a) - z) / 8; // so far out that nothing is left
      if (Math.abs(step) <= Math.max(enough, 0x1p-50 * Math.abs(z))) {
        break;
      }
    }
    return z;
  }

  /** Newton's step for ln P(a, exp z) = ln p, or for the logarithms of Q and q where they are smaller. */
  private static double stepAt(double x, double a, double p, double q) {
    double slope = GammaDensity.times(a, 0, a, x);
    if (p <= q || a < 1 && x < 0.5) {
      DoubleDouble log = p <= q ? DoubleDouble.log(DoubleDouble.of(p)) : DoubleDouble.logOneMinus(q);
      double share = IncompleteGammaFunction.lower(a, x);
      return share == 0 ? Double.NaN : IncompleteGammaFunction.logRatio(log, p, share, a, x) * share / slope;
    }
    double share = IncompleteGammaFunction.upper(a, x);
    return share == 0 ? Double.NaN : -Math.log(q / share) * share / slope;
  }

  /** ln x for p = xᵃ/Γ(a + 1), which is what P is for small x: all digits of it where x itself would underflow. */
  private static double power(double a, double p, double q) {
    return ((p < 0.5 ? Math.log(p) : Math.log1p(-q)) + GammaFunction.logGamma(a + 1)) / a;
  }

  /** After E. B. Wilson and M. M. Hilferty (1931) cube roots are nearly normal; the far lower tail is a power. */
  private static double guess(double a, double p, double q, double power) {
    if (a < 0.5) {
      return Math.min(power, Math.log(Math.max(1, -Math.log(q))));
    }
    double root = 1 - 1 / (9 * a) + normal(p, q) / (3 * Math.sqrt(a));
    return root <= 0 ? power : Math.max(power, Math.log(a) + 3 * Math.log(root));
  }

  private static double normal(double p, double q) {
    return p <= q ? NormalFunction.quantile(p) : -NormalFunction.quantile(q);
  }
}
