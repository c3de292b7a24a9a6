package dev.nabla.kernel;

/**
 * xᵃ yᵇ / (a B(a, b)) with y = 1 - x, for finite a, b &gt; 0, the factor that the incomplete beta function has in
 * front.
 */
final class BetaDensity {
  private static final int LARGE = GammaDensity.LARGE;

  /** Where e to the power of minus this is 0 after all that powers of 8 can do for it. */
  private static final double FAR = 4000;

  private BetaDensity() {}

  /** factor · xᵃ yᵇ / (a B(a, b)) · 2ⁿ, rounded to a number but once; a + b must not overflow. */
  static double times(DoubleDouble factor, int n, double a, double b, DoubleDouble x, DoubleDouble y) {
    if (a >= LARGE && b >= LARGE) {
      return bothLarge(factor, n, a, b, x, y);
    }
    if (a >= LARGE) {
      int ofA = Math.getExponent(a);
      int ofB = Math.getExponent(b);
      DoubleDouble quotient = DoubleDouble.quotient(Math.scalb(b, -ofB), Math.scalb(a, -ofA));
      DoubleDouble product = factor.times(ReciprocalGamma.onePlus(b)).times(quotient);
      return oneLarge(product, n + ofB - ofA, a, b, x, y);
    }
    if (b >= LARGE) {
      return oneLarge(factor.times(ReciprocalGamma.onePlus(a)), n, b, a, y, x);
    }
    DoubleDouble exponent = DoubleDouble.log(x).times(a).plus(DoubleDouble.log(y).times(b));
    DoubleDouble sum = DoubleDouble.sum(a, b);
    DoubleDouble ofSum = ReciprocalGamma.onePlus(sum.high());
    ofSum = ofSum.plus(-sum.low() * Math.log(sum.high() + 0.5) * ofSum.high()); // ψ(1 + s)
    DoubleDouble ofBoth = ReciprocalGamma.onePlus(a).times(ReciprocalGamma.onePlus(b));
    DoubleDouble reciprocal = ofBoth.times(DoubleDouble.of(b).dividedBy(sum)).dividedBy(ofSum);
    return DoubleDouble.scaledExponential(exponent, factor.times(reciprocal), n);
  }

  /** bx - ay = (a + b)x - a. */
  static DoubleDouble beyondMean(double a, double b, DoubleDouble x, DoubleDouble y) {
    return x.times(b).minus(y.times(a));
  }

  /** By Stirling's formula: with s = a + b the powers are those of sx/a and sy/b, of which neither grows beyond e. */
  private static double bothLarge(DoubleDouble factor, int n, double a, double b, DoubleDouble x, DoubleDouble y) {
    double sum = a + b;
    DoubleDouble beyond = beyondMean(a, b, x, y);
    DoubleDouble ofA = decay(a, b, x, beyond);
    DoubleDouble ofB = decay(b, a, y, beyond.negative());
    double rest = GammaFunction.stirlingRest(a) + GammaFunction.stirlingRest(b) - GammaFunction.stirlingRest(sum);
    return DoubleDouble.scaledExponential(ofA.plus(ofB).plus(rest).negative(),
        factor.times(DoubleDouble.quotient(Math.sqrt(a / sum * b / GammaDensity.TWO_PI), a)), n);
  }

  /** The same where only a is large, less 1/Γ(b), which is in the factor: (sy)ᵇ e^(-sy) is what a gamma density has. */
  private static double oneLarge(DoubleDouble factor, int n, double a, double b, DoubleDouble x, DoubleDouble y) {
    if (a * y.high() > FAR) {
      return 0;
    }
    double sum = a + b;
    DoubleDouble share = y.times(DoubleDouble.sum(a, b));
    DoubleDouble power = DoubleDouble.log(share).times(b).minus(share);
    double rest = GammaFunction.stirlingRest(sum) - GammaFunction.stirlingRest(a);
    return DoubleDouble.scaledExponential(power.minus(decay(a, b, x, beyondMean(a, b, x, y))).plus(rest),
        factor.times(Math.sqrt(a / sum)), n);
  }

  /** a(t - ln(1 + t)) with t = beyond/a and 1 + t = (a + b)x/a. */
  private static DoubleDouble decay(double a, double b, DoubleDouble x, DoubleDouble beyond) {
    DoubleDouble u = DoubleDouble.sum(a, b).dividedBy(a).times(x);
    if (u.high() < Double.MIN_NORMAL) {
      return DoubleDouble.of(2 * DoubleDouble.FAR);
    }
    DoubleDouble deviance = GammaDensity.deviance(u, beyond.dividedBy(a));
    return deviance.high() * a > DoubleDouble.FAR ? DoubleDouble.of(2 * DoubleDouble.FAR) : deviance.times(a);
  }
}
