package dev.nabla.kernel;

/** xᵃ e⁻ˣ / Γ(a + 1) for finite a, x &gt; 0, the factor that the incomplete gamma functions have in common. */
final class GammaDensity {
  /**
   * From here on Stirling's formula is exact, and the factor is split as C. Loader did for the binomial distribution.
   */
  static final int LARGE = 8;

  static final double TWO_PI = 2 * Math.PI;

  /** Where e⁻ˣ is 0 even after all that a ≤ 8 can do for it. */
  private static final double FAR = 2000;

  /** Beneath this x/a nothing is left of (x/a)⁸. */
  private static final double NEAR_ZERO = 0x1p-400;

  private GammaDensity() {}

  /** factor · xᵃ e⁻ˣ / Γ(a + 1) · 2ⁿ, rounded to a number but once: the factor may be out of range without the rest. */
  static double times(DoubleDouble factor, int n, double a, double x) {
    if (a >= LARGE) {
      if (x / a < NEAR_ZERO || x / a > FAR) {
        return 0;
      }
      DoubleDouble exponent = decay(a, x).plus(GammaFunction.stirlingRest(a)).negative();
      return DoubleDouble.scaledExponential(exponent, factor.dividedBy(4 * Math.sqrt(TWO_PI / 16 * a)), n);
    }
    if (x > FAR) {
      return 0;
    }
    DoubleDouble exponent = DoubleDouble.log(DoubleDouble.of(x)).times(a).plus(-x);
    return DoubleDouble.scaledExponential(exponent, factor.times(ReciprocalGamma.onePlus(a)), n);
  }

  /** x - a - a ln(x/a) ≥ 0, minus the exponent. */
  static DoubleDouble decay(double a, double x) {
    DoubleDouble deviance = deviance(DoubleDouble.quotient(x, a), DoubleDouble.sum(x, -a).dividedBy(a));
    return deviance.high() * a > DoubleDouble.FAR ? DoubleDouble.of(2 * DoubleDouble.FAR) : deviance.times(a);
  }

  /**
   * t - ln u with u = 1 + t; for small t, with r = t/(2 + t), the logarithm is 2(r + r³/3 + r⁵/5 + …), and t - 2r = rt.
   */
  static DoubleDouble deviance(DoubleDouble u, DoubleDouble t) {
    if (Math.abs(t.high()) > 0.1) {
      return t.minus(DoubleDouble.log(u));
    }
    DoubleDouble r = t.dividedBy(t.plus(2));
    DoubleDouble cube = r.times(r).times(r);
    double square = r.high() * r.high();
    double sum = 0;
    for (int k = 15; k >= 5; k -= 2) {
      sum = sum * square + 2.0 / k;
    }
    DoubleDouble third = cube.times(2).dividedBy(3);
    return r.times(t).minus(third).plus(-cube.high() * square * sum);
  }
}
