package dev.nabla.kernel;

/** The inverse of the incomplete beta function with respect to x. */
final class BetaQuantile {
  /**
   * Larger odds come out by those of the complement: they may be out of range, and their reciprocals have no digits.
   */
  private static final double LARGE_ODDS = 0x1p880;

  /** Of the least number above 0. */
  private static final double LEAST_LOGARITHM = Math.log(Double.MIN_VALUE);

  /** For the bounds of a search, which are only sure but for rounding errors. */
  private static final double MARGIN = 1e-9;

  private BetaQuantile() {}

  /** The x at which I(x) is p. */
  static double at(double a, double b, double p) {
    if (!(a > 0 && b > 0 && p >= 0 && p <= 1) || Double.isInfinite(a) || Double.isInfinite(b)) {
      return Double.NaN;
    }
    if (p == 0 || p == 1) {
      return p;
    }
    if (p > 0.5) {
      DoubleDouble against = odds(b, a, 1 - p);
      DoubleDouble x = DoubleDouble.of(1).dividedBy(against.plus(1));
      boolean direct = against.high() >= 1 && IncompleteBetaFunction.isSmall(b, a, x);
      if (against.high() < LARGE_ODDS && !direct) {
        return x.rounded();
      }
    }
    DoubleDouble odds = odds(a, b, p);
    return odds.high() < LARGE_ODDS ? odds.dividedBy(odds.plus(1)).rounded() : 1;
  }

  /** x/(1 - x) for I(x) = p, which is at most ½ or belongs to an x near 0. */
  private static DoubleDouble odds(double a, double b, double p) {
    double power = (Math.log(p) + Math.log(a) + BetaFunction.log(a, b)) / a;
    if (power < LEAST_LOGARITHM) {
      return DoubleDouble.of(0);
    }
    DoubleDouble logP =
        p < 0.5 ? DoubleDouble.log(DoubleDouble.of(p)) : DoubleDouble.logOnePlus(DoubleDouble.of(p - 1));
    double least = Math.exp(power) * (1 - MARGIN);
    return QuantileSearch.of(w -> step(a, b, p, logP, w), guess(a, b, p, Math.exp(power)), least, Double.MAX_VALUE);
  }

  private static QuantileSearch.Step step(double a, double b, double p, DoubleDouble logP, double w) {
    DoubleDouble sum = DoubleDouble.sum(1, w);
    DoubleDouble x = DoubleDouble.of(w).dividedBy(sum);
    DoubleDouble y = DoubleDouble.of(1).dividedBy(sum);
    double share = IncompleteBetaFunction.value(a, b, x, y);
    double density = BetaDensity.times(DoubleDouble.of(a), 0, a, b, x, y);
    if (share == 0 || density == 0) {
      return QuantileSearch.Step.onlyTowards(share < p ? 1 : -1);
    }
    double missing = IncompleteBetaFunction.logRatio(logP, p, share, a, b, x);
    double slope = a * y.high() - b * x.high();
    return QuantileSearch.Step.of(missing, density / share, slope, -(a + b) * x.high() * y.high());
  }

  /**
   * In the lower tail I = wᵃ/(a B(a, b)) for odds of w, and what is next in its series; else an odd function of a
   * normal variable (M. Abramowitz, I. A. Stegun, <i>Handbook of mathematical functions</i>, 26.5.22), for small a or b
   * a power of the smaller one of x and y.
   */
  private static double guess(double a, double b, double p, double power) {
    double part = power * (a + b) / (a + 1);
    if (part < 0.3) {
      return power * (1 + part);
    }
    if (a >= 1 && b >= 1) {
      double normal = NormalFunction.quantile(p);
      double s = 1 / (2 * a - 1);
      double t = 1 / (2 * b - 1);
      double h = 2 / (s + t);
      double lambda = (normal * normal - 3) / 6;
      double root = normal * Math.sqrt(Math.max(0, h + lambda)) / h;
      return a / b * Math.exp(2 * (root + (t - s) * (lambda + 5.0 / 6 - 2 / (3 * h))));
    }
    double ofX = Math.exp(-a * Math.log1p(b / a)) / a;
    double ofY = Math.exp(-b * Math.log1p(a / b)) / b;
    double sum = ofX + ofY;
    double x = Math.pow(a * sum * p, 1 / a);
    double y = Math.pow(b * sum * (1 - p), 1 / b);
    return p < ofX / sum ? x / (1 - x) : (1 - y) / y;
  }
}
