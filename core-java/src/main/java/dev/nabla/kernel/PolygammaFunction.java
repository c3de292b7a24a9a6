package dev.nabla.kernel;

/**
 * ψ⁽ⁿ⁾(x), the derivative of order n of {@link GammaFunction#digamma}: by Hurwitz's zeta function it is
 * (-1)ⁿ⁺¹ n! ζ(n + 1, x) with ζ(s, x) = Σ 1/(x + k)ˢ over k ≥ 0. Within 4 ulp for n up to 4; beyond, the error grows
 * with n.
 */
final class PolygammaFunction {
  /** B₂ₖ/(2k)! for k = 1, 2, …, of the summation formula of Euler and Maclaurin. */
  private static final double[] BERNOULLI = {
    1 / 12.0, -1 / 720.0, 1 / 30240.0, -1 / 1209600.0, 1 / 47900160.0, -691 / 1307674368000.0, 1 / 74724249600.0,
    -3617 / 10670622842880000.0, 43867 / 5109094217170944000.0
  };

  /** Terms that are summed one by one reach as far as this, and half the exponent further. */
  private static final int LARGE = 12;

  /** The greatest order: beyond, n! is no number. */
  static final int GREATEST_ORDER = 170;

  private PolygammaFunction() {}

  /** ψ⁽ⁿ⁾(x); at the poles +∞ for odd n and NaN for even n, whose sides differ in sign. NaN for orders there are not. */
  static double at(double order, double x) {
    int n = (int) order;
    if (n == 0) {
      return GammaFunction.digamma(x);
    }
    if (Double.isNaN(x) || n < 0 || n > GREATEST_ORDER) {
      return Double.NaN;
    }
    double sign = n % 2 == 0 ? -1 : 1;
    if (x == Double.POSITIVE_INFINITY) {
      return sign * 0.0;
    }
    if (x <= 0 && x == Math.rint(x)) {
      return n % 2 == 0 || x == Double.NEGATIVE_INFINITY ? Double.NaN : Double.POSITIVE_INFINITY;
    }
    return sign * timesFactorial(n, x > 0 ? zeta(n + 1, x) : reflected(n + 1, x), x);
  }

  /** n!·ζ; by logarithms where ζ is out of range, though the product may not be. */
  private static double timesFactorial(int n, double zeta, double x) {
    if (Math.abs(zeta) >= Double.MIN_NORMAL || x < 0) {
      double factorial = 1;
      for (int k = 2; k <= n; k++) {
        factorial *= k;
      }
      return factorial * zeta;
    }
    // What underflows is n! / xⁿ⁺¹, and for large x that times x/n + 1/2.
    double log = zeta != 0 ? Math.log(Math.abs(zeta)) : Math.log(x / n + 0.5) - (n + 1) * Math.log(x);
    return Math.copySign(Math.exp(GammaFunction.logGamma(n + 1.0) + log), zeta);
  }

  /** ζ(s, x) for x > 0; the terms are added from the smallest on, so that the greatest has the last word. */
  private static double zeta(int s, double x) {
    int terms = (int) Math.max(0, Math.ceil(LARGE + s / 2.0 - x));
    double sum = tail(s, x + terms);
    for (int k = terms - 1; k >= 0; k--) {
      sum += power(x + k, s);
    }
    return sum;
  }

  /** ζ(s, z) for large z: z¹⁻ˢ/(s - 1) + z⁻ˢ/2 + Σ B₂ₖ/(2k)! · s(s + 1)…(s + 2k - 2) z¹⁻ˢ⁻²ᵏ. */
  private static double tail(int s, double z) {
    double rising = s / z;
    double series = 0;
    for (int k = 0; k < BERNOULLI.length; k++) {
      series += BERNOULLI[k] * rising;
      rising *= (s + 2 * k + 1) / z * ((s + 2 * k + 2) / z);
    }
    return power(z, s - 1) * (1.0 / (s - 1) + (0.5 + series) / z);
  }

  /** ζ(s, x) for x &lt; 0: the sum of 1/(x + k)ˢ over all integers k, less that over k &lt; 0, which is ±ζ(s, 1 - x). */
  private static double reflected(int s, double x) {
    double r = x - Math.rint(x);
    double parity = s % 2 == 0 ? 1 : -1;
    double beyond = parity * zeta(s, 1 - x);
    if (Math.abs(r) > 0.25) {
      return cotangentDerivative(s - 1, r) - beyond;
    }
    return power(r, s) + (zeta(s, 1 + r) + parity * zeta(s, 1 - r) - beyond);
  }

  /**
   * The sum of 1/(r + k)ⁿ⁺¹ over all integers k: (-1)ⁿ/n! times the derivative of order n of π cot πr. With c = cot πr it is
   * a polynomial in c whose coefficients have one sign, so that it does not cancel where it vanishes, between the poles.
   */
  private static double cotangentDerivative(int n, double r) {
    double[] coefficients = new double[n + 2];
    coefficients[1] = Math.PI;
    for (int k = 1; k <= n; k++) {
      double[] next = new double[n + 2];
      for (int j = 1; j <= k; j++) {
        double slope = j * coefficients[j] * Math.PI / k; // of cʲ, whose derivative is -πj(1 + c²)cʲ⁻¹
        next[j - 1] += slope;
        next[j + 1] += slope;
      }
      coefficients = next;
    }
    return Polynomial.at(Math.copySign(Math.tan(Math.PI * (0.5 - Math.abs(r))), r), coefficients);
  }

  /** 1/zˢ. */
  private static double power(double z, int s) {
    return s == 1 ? 1 / z : s == 2 ? 1 / (z * z) : Math.pow(z, -s);
  }
}
