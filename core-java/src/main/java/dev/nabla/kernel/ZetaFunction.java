package dev.nabla.kernel;

/** Hurwitz's zeta function ζ(s, q) = Σ 1/(q + k)ˢ over k ≥ 0, for real s > 1 and q > 0. */
public final class ZetaFunction {
  /** B₂ₖ/(2k)! for k = 1, 2, …, of the summation formula of Euler and Maclaurin. */
  private static final double[] BERNOULLI = {
    1 / 12.0, -1 / 720.0, 1 / 30240.0, -1 / 1209600.0, 1 / 47900160.0, -691 / 1307674368000.0, 1 / 74724249600.0,
    -3617 / 10670622842880000.0, 43867 / 5109094217170944000.0
  };

  /** Terms that are summed one by one reach as far as this, and half the exponent further. */
  private static final int LARGE = 12;

  private ZetaFunction() {}

  /** ζ(s, q): ∞ at s = 1 and at whole q ≤ 0, NaN for smaller s and for other q ≤ 0. */
  public static double at(double s, double q) {
    if (!(s > 1) || !(q > 0)) {
      boolean pole = s == 1 && q > 0 || s >= 1 && q <= 0 && q == Math.rint(q);
      return pole ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    if (q == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double first = Math.pow(q, -s);
    if (s > 700) {
      return first * (1 + Math.pow(1 + 1 / q, -s)); // the others are below rounding unless q is large, where first is 0
    }
    int terms = (int) Math.max(0, Math.ceil(LARGE + s / 2 - q));
    double sum = tail(s, q + terms);
    for (int k = terms - 1; k >= 0; k--) {
      sum += Math.pow(q + k, -s);
    }
    return sum;
  }

  /** ζ(s, z) for large z: z¹⁻ˢ/(s - 1) + z⁻ˢ/2 + Σ B₂ₖ/(2k)! · s(s + 1)…(s + 2k - 2) z¹⁻ˢ⁻²ᵏ. */
  private static double tail(double s, double z) {
    double rising = s / z;
    double series = 0;
    for (int k = 0; k < BERNOULLI.length; k++) {
      series += BERNOULLI[k] * rising;
      rising *= (s + 2 * k + 1) / z * ((s + 2 * k + 2) / z);
    }
    return Math.pow(z, -s) * (z / (s - 1) + 0.5 + series);
  }
}
