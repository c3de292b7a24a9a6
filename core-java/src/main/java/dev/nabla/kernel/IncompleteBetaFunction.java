package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The regularised incomplete beta function I(x) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 - t)ᵇ⁻¹ dt for a, b &gt; 0 and 0 ≤ x ≤ 1,
 * within 4 ulp, with all derivatives with respect to a and b.
 *
 * <p>The smaller one of I and 1 - I is computed: by a continued fraction, or, if a and b are both large, by quadrature:
 * with the odds t/(1 - t) = x/(1 - x)·exp(-s) the integral is xᵃ(1 - x)ᵇ/B(a, b) ∫₀^∞ exp(-g(s)) ds with a convex g(s)
 * = as + (a + b) ln(1 + x(e⁻ˢ - 1)). So every value takes bounded time.
 */
public final class IncompleteBetaFunction {
  /** From here on the fraction takes longer than quadrature near the mean, where it has most terms. */
  private static final int LARGE = 1500;

  /** Up to here ay is small beside 1. */
  private static final double SMALL = 0.5;

  /** From here on products overflow. */
  private static final double HUGE = 0x1p500;

  /** Beside such a b an a up to this is small: even a√a is below the last digit of b·SCALE. */
  private static final double MODERATE = 0x1p150;

  /** The x from which on bx is larger than any such a. */
  private static final double BEYOND = 0x1p-250;

  private static final double SCALE = 0x1p-200;

  /** Smaller ones count but for small x. */
  private static final double TINY = 0x1p-900;

  private static final double NEGLIGIBLE = 0x1p-58;

  private IncompleteBetaFunction() {}

  /** I(x). */
  public static double value(double a, double b, double x) {
    if (!(a > 0 && b > 0 && x >= 0 && x <= 1) || Double.isInfinite(a) || Double.isInfinite(b)) {
      return Double.NaN;
    }
    return x == 0 || x == 1 ? x : value(a, b, DoubleDouble.of(x), DoubleDouble.sum(1, -x));
  }

  /** I(x) for 0 &lt; x &lt; 1 and y = 1 - x. */
  static double value(double a, double b, DoubleDouble x, DoubleDouble y) {
    if (Double.isInfinite(a + b)) {
      return value(a / 4, b / 4, x, y); // so large that it is a step at a/b
    }
    if (isFar(a, b)) {
      DoubleDouble more = x.times(1 / SCALE);
      return x.high() > BEYOND ? 1 : value(a, b * SCALE, more, DoubleDouble.sum(1, -more.high()));
    }
    if (isSmall(a, b, y)) {
      return smallUpper(a, b, y);
    }
    if (a < TINY && isSmall(b, a, x)) {
      return 1 - smallUpper(b, a, x); // of which the fraction would be out of range
    }
    return b >= 1 && isUpper(a, b, x, y) ? 1 - below(b, Math.max(a, TINY), y, x)
        : below(Math.max(a, TINY), b, x, y);
  }

  /** Whether only bx counts, of which b is a factor that can be scaled: products of b overflow. */
  private static boolean isFar(double a, double b) {
    return b > HUGE && a < MODERATE;
  }

  /** Whether 1 - I is a power of y but for a small factor. */
  static boolean isSmall(double a, double b, DoubleDouble y) {
    return b < 1 && y.high() <= SMALL && a * y.high() <= SMALL;
  }

  /** ln p - ln I, where I is the share: for small a and x with more digits, since in x it counts 1/a times. */
  static double logRatio(DoubleDouble logP, double p, double share, double a, double b, DoubleDouble x) {
    if (!isSmall(b, a, x)) {
      return Math.log(p / share);
    }
    return logP.minus(smallExponent(b, a, x)).rounded() - Math.log1p(a * smallSum(b, a, x.high()));
  }

  /**
   * Whether 1 - I is the smaller one or the one whose fraction is shorter: for a, b ≥ 1 beyond (a - 1/3)/(a + b - 2/3),
   * which is about the median, else somewhat below bx - ay = 1, where the first convergent of the fraction of I is
   * infinite.
   */
  private static boolean isUpper(double a, double b, DoubleDouble x, DoubleDouble y) {
    double difference = x.high() - y.high();
    return BetaDensity.beyondMean(a, b, x, y).high() > (a < 1 ? -0.75 * difference : difference / 3);
  }

  private static double below(double a, double b, DoubleDouble x, DoubleDouble y) {
    DoubleDouble sum = Math.min(a, b) >= LARGE ? DoubleDouble.product(a, TailIntegral.of(BetaDecay.of(a, b, x, y)))
        : DoubleDouble.of(a).dividedBy(evenFraction(a, b, x.high(), BetaDensity.beyondMean(a, b, x, y)));
    return BetaDensity.times(sum, 0, a, b, x, y);
  }

  /**
   * The even part of the continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions (A. R.
   * DiDonato, A. H. Morris, "Significant digit computation of the incomplete beta function ratios", 1992, (9)). Its
   * terms are positive as long as they are fewer than b, so that nothing cancels near the mean; {@code beyond} is bx -
   * ay. Forwards its convergents are watched until they stand, as in Steed's algorithm, backwards it is computed, so
   * that rounding errors shrink.
   */
  private static DoubleDouble evenFraction(double a, double b, double x, DoubleDouble beyondMean) {
    double beyond = beyondMean.rounded();
    double[] numerators = new double[32];
    double[] denominators = new double[32];
    denominators[0] = a * (1 - beyond) / (a + 1);
    double d = 1 / denominators[0];
    double term = 1;
    int m = 0;
    while (Math.abs(term) > NEGLIGIBLE) {
      m++;
      if (m == numerators.length) {
        numerators = Arrays.copyOf(numerators, 2 * m);
        denominators = Arrays.copyOf(denominators, 2 * m);
      }
      double odd = a + (2 * m - 1);
      double numerator = (a + (m - 1)) / odd * ((a + b + (m - 1)) / odd) * m * (b - m) * x * x;
      double denominator = m + m * (b - m) * x / odd + (a + m) * (1 - beyond + m * (2 - x)) / (a + 2 * m + 1);
      numerators[m] = numerator;
      denominators[m] = denominator;
      double product = numerator * d;
      d = 1 / (denominator + product);
      term *= -product * d;
    }
    double value = denominators[m];
    for (int i = m; i > 1; i--) {
      value = denominators[i - 1] + numerators[i] / value;
    }
    DoubleDouble first = DoubleDouble.of(1).minus(beyondMean).times(a).dividedBy(DoubleDouble.sum(a, 1));
    return first.plus(numerators[1] / value);
  }

  /**
   * I for small b and y, where it is near 0: 1 - yᵇ/(b B(a, b)) (1 + b Σ (1 - a)…(k - a) yᵏ/(k! (b + k))), of which the
   * first two parts are the exponential function of a small number less 1.
   */
  private static double smallUpper(double a, double b, DoubleDouble y) {
    double exponent = smallExponent(a, b, y).rounded();
    return -Math.expm1(exponent) - Math.exp(exponent) * (b * smallSum(a, b, y.high()));
  }

  private static double smallSum(double a, double b, double y) {
    double term = 1;
    double sum = 0;
    for (int k = 1; Math.abs(term) > NEGLIGIBLE * Math.abs(sum); k++) {
      term *= (k - a) / k * y;
      sum += term / (b + k);
    }
    return sum;
  }

  /**
   * ln yᵇ Γ(a + b)/(Γ(a) Γ(1 + b)) for b &lt; 1, with a small relative error: by Stirling's formula with ln(y(c + b)),
   * for c that is as many steps larger than a as that takes.
   */
  private static DoubleDouble smallExponent(double a, double b, DoubleDouble y) {
    DoubleDouble sum = DoubleDouble.of(-GammaFunction.logGammaOnePlus(b));
    double c = a;
    if (c < GammaDensity.LARGE) {
      DoubleDouble first =
          b / a > HUGE ? DoubleDouble.log(DoubleDouble.of(b)).minus(DoubleDouble.log(DoubleDouble.of(a)))
              : DoubleDouble.logOnePlus(DoubleDouble.quotient(b, a));
      DoubleDouble others = DoubleDouble.of(0); // (1 + b/(a + 1))(1 + b/(a + 2))… - 1
      for (c += 1; c < GammaDensity.LARGE; c += 1) {
        DoubleDouble factor = DoubleDouble.quotient(b, c);
        others = others.plus(factor).plus(others.times(factor));
      }
      sum = sum.minus(first).minus(DoubleDouble.logOnePlus(others));
    }
    double t = b / c;
    double rest = GammaFunction.stirlingRestDifference(c, b) - Math.log1p(t) / 2 - c * BetaDecay.deviance(t);
    return DoubleDouble.log(y.times(DoubleDouble.sum(c, b))).times(b).plus(sum).plus(rest);
  }

  /** The derivative of I of order i with respect to a and j with respect to b, not both 0. */
  public static double shapeDerivative(int i, int j, double a, double b, double x) {
    if (x == 0 || x == 1 || Double.isNaN(value(a, b, x))) {
      return value(a, b, x) * 0;
    }
    return shapeDerivative(i, j, a, b, DoubleDouble.of(x), DoubleDouble.sum(1, -x));
  }

  private static double shapeDerivative(int i, int j, double a, double b, DoubleDouble x, DoubleDouble y) {
    if (Double.isInfinite(a + b)) { // beyond the first all orders underflow
      return shapeDerivative(i, j, a / 4, b / 4, x, y) * Math.scalb(1.0, -i - j);
    }
    if (isFar(b, a)) {
      return -shapeDerivative(j, i, b, a, y, x);
    }
    if (isFar(a, b)) {
      DoubleDouble more = x.times(1 / SCALE);
      return x.high() > BEYOND ? 0
          : shapeDerivative(i, j, a, b * SCALE, more, DoubleDouble.sum(1, -more.high())) * Math.pow(SCALE, j);
    }
    return BetaShapes.derivative(i, j, a, b, x, y);
  }

  /** The derivative of order (i, j) of the density xᵃ⁻¹ (1 - x)ᵇ⁻¹ / B(a, b) with respect to a and b. */
  public static double density(int i, int j, double a, double b, double x) {
    if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) {
      return Double.NaN;
    }
    if (x == 0 || x == 1) {
      double near = x == 0 ? a : b;
      double far = x == 0 ? b : a;
      return i + j == 0 && near <= 1 ? near < 1 ? Double.POSITIVE_INFINITY : far : 0;
    }
    return density(i, j, a, b, DoubleDouble.of(x), DoubleDouble.sum(1, -x));
  }

  private static double density(int i, int j, double a, double b, DoubleDouble x, DoubleDouble y) {
    if (Double.isInfinite(a + b)) { // it is as the root of a and b, and beyond the second all orders underflow
      return density(i, j, a / 4, b / 4, x, y) * (i + j == 0 ? 2 : 0.5);
    }
    if (isFar(b, a)) {
      return density(j, i, b, a, y, x);
    }
    if (isFar(a, b)) {
      DoubleDouble more = x.times(1 / SCALE);
      return x.high() > BEYOND ? 0
          : density(i, j, a, b * SCALE, more, DoubleDouble.sum(1, -more.high())) / SCALE * Math.pow(SCALE, j);
    }
    return BetaShapes.density(i, j, a, b, x, y);
  }

  /** The x at which I(x) is p. */
  public static double quantile(double a, double b, double p) {
    return BetaQuantile.at(a, b, p);
  }
}
