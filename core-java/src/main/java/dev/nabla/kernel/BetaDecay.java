package dev.nabla.kernel;

/**
 * Minus the logarithm of tᵃ (1 - t)ᵇ over its value at x, where the odds of t are those of x times exp(-s). Of both
 * ways to write it, by x and exp(-s) or by y = 1 - x and exp(s), that of the smaller number loses no digits.
 *
 * @param slope a - (a + b)x
 * @param small the smaller one of x and y
 * @param direction -1 if that is x, 1 if it is y
 */
record BetaDecay(double slope, double curvature, double sum, double small, int direction)
    implements TailIntegral.Decay {
  /** 2/3, 2/5, …. */
  private static final double[] LOGARITHM = {
    2 / 3.0, 2 / 5.0, 2 / 7.0, 2 / 9.0, 2 / 11.0, 2 / 13.0, 2 / 15.0, 2 / 17.0, 2 / 19.0
  };

  static BetaDecay of(double a, double b, DoubleDouble x, DoubleDouble y) {
    double slope = -BetaDensity.beyondMean(a, b, x, y).rounded();
    double sum = a + b;
    boolean lower = x.high() <= y.high();
    return new BetaDecay(slope, sum * x.high() * y.high(), sum, lower ? x.high() : y.high(), lower ? -1 : 1);
  }

  @Override
  public double at(double s) {
    double rest = TailIntegral.exponentialRest(direction * s);
    double t = small * (rest + direction * s);
    return slope * s + sum * (small * rest - deviance(t));
  }

  /** t - ln(1 + t); for small t, with r = t/(2 + t), the logarithm is 2(r + r³/3 + r⁵/5 + …), and t - 2r = rt. */
  static double deviance(double t) {
    if (Math.abs(t) > 0.3) {
      return t - Math.log(1 + t);
    }
    double r = t / (2 + t);
    return r * (t - r * r * Polynomial.at(r * r, LOGARITHM));
  }
}
