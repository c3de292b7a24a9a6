package dev.nabla.kernel;

/** The inverse of the incomplete beta function with respect to x. */
final class BetaQuantile {
  /** Larger odds come out by those of the complement: they may be out of range, and their reciprocals have no digits. */
  private static final double LARGE_ODDS = 0x1p880;

  /** Of the least number above 0. */
  private static final double LEAST_LOGARITHM = Math.log(Double.MIN_VALUE);

  /** After a step so small beside the deviation the next one has all digits. */
  private static final double DIGITS_HALVED = 0x1p-27;

  /** From here on the deviation of both is small. */
  private static final double LARGE = 0x1p20;

  private BetaQuantile() {}

  /** The x at which I(x) is p. */
  static double at(double a, double b, double p) {
    if (!(a > 0 && b > 0 && p >= 0 && p <= 1) || Double.isInfinite(a) || Double.isInfinite(b)) {
      return Double.NaN;
    }
    if (p == 0 || p == 1) {
      return p;
    }
    double against = p <= 0.5 ? Double.POSITIVE_INFINITY : odds(b, a, 1 - p);
    boolean direct = against >= 1 && IncompleteBetaFunction.isSmall(b, a, DoubleDouble.of(1 / (1 + against)));
    if (against < LARGE_ODDS && !direct) {
      return 1 / (1 + against);
    }
    double odds = odds(a, b, p);
    return odds == Double.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
  }

  /**
   * x/(1 - x) for I(x) = p, which is at most ½ or belongs to an x near 0, by Newton's method for ln I as a function of
   * z = ln(x/(1 - x)): it is concave and nearly a line in the lower tail, and the line it comes from lies above it, so that no
   * step need go beyond that. Nor where I was found to underflow: such steps are halved.
   */
  private static double odds(double a, double b, double p) {
    double floor = (Math.log(p) + Math.log(a) + BetaFunction.log(a, b)) / a;
    if (floor < LEAST_LOGARITHM) {
      return 0;
    }
    DoubleDouble logP = p < 0.5 ? DoubleDouble.log(DoubleDouble.of(p)) : DoubleDouble.logOneMinus(1 - p);
    if (Math.min(a, b) >= LARGE) {
      return large(a, b, p, logP);
    }
    double known = Math.log(a / b);
    double deviations = a < 1 || b < 1 ? Double.NEGATIVE_INFINITY : NormalFunction.quantile(p);
    double z = Math.max(floor, known + deviations * Math.sqrt(1 / a + 1 / b));
    double enough = DIGITS_HALVED * Math.min(1, Math.sqrt(1 / a + 1 / b));
    boolean lost = false;
    double step = 1;
    for (int i = 0;
        i < 200 && Math.abs(step) > Math.max(enough, 0x1p-50 * Math.abs(z)) && Math.exp(z) <= Double.MAX_VALUE;
        i++) {
      step = step(a, b, p, logP, Math.exp(z));
      if (!Double.isFinite(step)) {
        lost = true;
        floor = z;
        step = (known - z) / 2;
      } else {
        known = z;
        step = lost && z + step <= floor ? (floor - z) / 2 : Math.max(step, floor - z);
      }
      z += step;
    }
    double w = Math.exp(z);
    double last = step(a, b, p, logP, w); // mends what exp makes of a rounded exponent
    return Math.abs(last) < 0.5 ? w + w * last : w;
  }

  /** The deviation is small beside the odds, of which the logarithm would lose it. */
  private static double large(double a, double b, double p, DoubleDouble logP) {
    double deviation = Math.sqrt(1 / a + 1 / b);
    double w = a / b * Math.exp(NormalFunction.quantile(p) * deviation);
    for (int i = 0; i < 20; i++) {
      double step = step(a, b, p, logP, w);
      if (!Double.isFinite(step)) {
        return w; // no number is nearer
      }
      w += w * step;
      if (Math.abs(step) <= DIGITS_HALVED * deviation) {
        break;
      }
    }
    return w;
  }

  private static double step(double a, double b, double p, DoubleDouble logP, double w) {
    DoubleDouble sum = DoubleDouble.sum(1, w);
    DoubleDouble x = DoubleDouble.of(w).dividedBy(sum);
    DoubleDouble y = DoubleDouble.of(1).dividedBy(sum);
    double share = IncompleteBetaFunction.value(a, b, x, y);
    double log = IncompleteBetaFunction.logRatio(logP, p, share, a, b, x);
    return share > 0 ? log * share / BetaDensity.times(a, 0, a, b, x, y) : Double.NaN;
  }
}
