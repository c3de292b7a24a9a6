package dev.nabla.kernel;

/** The inverse of the incomplete gamma function P with respect to x. */
final class GammaQuantile {
  /** Of the least number above 0. */
  private static final double LEAST_LOGARITHM = Math.log(Double.MIN_VALUE);

  private GammaQuantile() {}

  /** The x at which P(a, x) is p. */
  static double at(double a, double p) {
    if (!(p <= 1) || a == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double q = 1 - p;
    double x = Math.exp(logarithm(a, p, q));
    // What exp makes of a rounded exponent is mended by one more step.
    double step = stepAt(x, a, p, q);
    return Math.abs(step) < 0.5 ? x + x * step : x;
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
    for (int step = 0; step < 200; step++) {
      // Both logarithms are concave in z: after one step Newton's method approaches from one side.
      double move = stepAt(Math.exp(z), a, p, q);
      if (Double.isFinite(move)) {
        z += move;
      } else {
        z += (Math.log(a) - z) / 8; // so far out that nothing is left
      }
      if (Math.abs(move) <= 0x1p-50 * Math.max(1, Math.abs(z))) {
        break;
      }
    }
    return z;
  }

  /** Newton's step for ln P(a, exp z) = ln p, or for the logarithms of Q and q where they are smaller. */
  private static double stepAt(double x, double a, double p, double q) {
    return p <= q ? step(IncompleteGammaFunction.lower(a, x), p, a, x)
        : -step(IncompleteGammaFunction.upper(a, x), q, a, x);
  }

  private static double step(double share, double wanted, double a, double x) {
    return share == 0 ? Double.NaN : Math.log(wanted / share) * share / GammaDensity.times(a, 0, a, x);
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
    double normal = p <= q ? NormalFunction.quantile(p) : -NormalFunction.quantile(q);
    double root = 1 - 1 / (9 * a) + normal / (3 * Math.sqrt(a));
    return root <= 0 ? power : Math.max(power, Math.log(a) + 3 * Math.log(root));
  }
}
