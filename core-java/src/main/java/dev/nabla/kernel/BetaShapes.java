package dev.nabla.kernel;

/**
 * Derivatives of the incomplete beta function and of its density with respect to its parameters a and b, of all orders,
 * as Taylor polynomials.
 */
final class BetaShapes {
  /** From here on ln a - ψ(a) is known by itself. */
  private static final int LARGE = 10;

  /** From here on it takes no longer than the fraction, of which each term costs several products of polynomials. */
  private static final int QUADRATURE = 300;

  private static final double NEGLIGIBLE = 0x1p-56;

  private final int orderOfA;
  private final int orderOfB;
  private final double a;
  private final double b;
  private final DoubleDouble x;
  private final DoubleDouble y;
  private final BivariateTaylor taylor;

  /** A power of 2 that ε and δ count in, so that coefficients for small a + b do not overflow. */
  private final double unit;

  private BetaShapes(int orderOfA, int orderOfB, double a, double b, DoubleDouble x, DoubleDouble y) {
    this.orderOfA = orderOfA;
    this.orderOfB = orderOfB;
    this.a = a;
    this.b = b;
    this.x = x;
    this.y = y;
    taylor = new BivariateTaylor(orderOfA, orderOfB);
    unit = a + b < 1 ? Math.scalb(1.0, Math.max(Math.getExponent(a + b), Double.MIN_EXPONENT)) : 1;
  }

  /** The derivative of I of order (i, j); y is 1 - x. */
  static double derivative(int i, int j, double a, double b, DoubleDouble x, DoubleDouble y) {
    // Near bx - ay = 1 the first convergent would have no digits.
    if (BetaDensity.beyondMean(a, b, x, y).high() > 0.75 * (y.high() - x.high())) {
      return -new BetaShapes(j, i, b, a, y, x).below();
    }
    return new BetaShapes(i, j, a, b, x, y).below();
  }

  /** The derivative of order (i, j) of xᵃ⁻¹ yᵇ⁻¹ / B(a, b). */
  static double density(int i, int j, double a, double b, DoubleDouble x, DoubleDouble y) {
    return new BetaShapes(i, j, a, b, x, y).density();
  }

  private double density() {
    int ofX = Math.getExponent(x.high());
    double product = Math.scalb(x.high(), -ofX) * y.high();
    if (a < 1) {
      double[] factor = taylor.times(factor(1), taylor.linear(a / unit, 1, 0));
      return rounded(taylor.derivative(factor) / product, Math.getExponent(unit) - ofX);
    }
    int ofA = Math.getExponent(a);
    return rounded(Math.scalb(a, -ofA) / product * taylor.derivative(factor(0)), ofA - ofX);
  }

  /** A derivative of I for x up to about the mean. */
  private double below() {
    if (Math.min(a, b) >= QUADRATURE) {
      return rounded(a * taylor.derivative(taylor.times(factor(0), moments())), 0);
    }
    return rounded(taylor.derivative(taylor.times(factor(1), fraction())), 0);
  }

  /** The quotient is over that of {@link #factor} · 2ⁿ, in units. */
  private double rounded(double quotient, int n) {
    int units = n - (orderOfA + orderOfB) * Math.getExponent(unit);
    if (b >= 1) {
      return BetaDensity.times(DoubleDouble.of(quotient), units, a, b, x, y);
    }
    int ofB = Math.getExponent(b);
    double mantissa = Math.scalb(b, -ofB);
    return BetaDensity.times(DoubleDouble.of(quotient / mantissa), units + Math.getExponent(unit) - ofB, a, b, x, y);
  }

  /**
   * How xᵃ yᵇ Γ(a + b) / (Γ(a + shift) Γ(b)) changes with a and b, over what it is; the shift is 0 or 1. For small b
   * its zero and pole are factors of their own, b/(a + b), and the b that it is over is left out, for its reciprocal
   * may overflow.
   */
  private double[] factor(int shift) {
    if (b >= 1) {
      return taylor.exponential(slopes(shift, 0));
    }
    double[] sum = taylor.linear(1, unit / (a + b), unit / (a + b));
    double[] share = taylor.times(taylor.linear(b / unit, 0, 1), taylor.reciprocal(sum));
    return taylor.times(share, taylor.exponential(slopes(shift, 1)));
  }

  /** How ln(xᵃ yᵇ Γ(a + b + t) / (Γ(a + s) Γ(b + t))) changes with a and b; s and t are 0 or 1. */
  private double[] slopes(int s, int t) {
    double[] l = taylor.linear(0, unit * slope(a, b, x, y, s, t), unit * slope(b, a, y, x, t, t));
    double ofA = 1;
    for (int i = 0; i <= orderOfA; i++) {
      double both = ofA;
      for (int j = 0; j <= orderOfB; j++) {
        if (i + j > 1) {
          double coefficient = PolygammaFunction.at(i + j - 1, a + b + t);
          coefficient -= j == 0 ? PolygammaFunction.at(i - 1, a + s) : i == 0 ? PolygammaFunction.at(j - 1, b + t) : 0;
          taylor.set(l, i, j, coefficient * both);
        }
        both *= unit / (j + 1);
      }
      ofA *= unit / (i + 1);
    }
    return l;
  }

  /** ln x - ψ(a + s) + ψ(a + b + t), which is small where x is near the mean and a is large; s and t are 0 or 1. */
  private static double slope(double a, double b, DoubleDouble x, DoubleDouble y, int s, int t) {
    double excess = BetaDensity.beyondMean(a, b, x, y).high() / a;
    if (a >= LARGE && Math.abs(excess) < 0.5) {
      double steps = t / (a + b) - s / a;
      return Math.log1p(excess) + GammaFunction.logLessDigamma(a) - GammaFunction.logLessDigamma(a + b) + steps;
    }
    double log = x.high() < 0.5 ? Math.log(x.high()) : Math.log1p(-y.high());
    return log - GammaFunction.digamma(a + s) + GammaFunction.digamma(a + b + t);
  }

  /** Coefficients of the integral of {@link BetaDecay} for a + ε and b + δ. */
  private double[] moments() {
    double[] sums = new double[(orderOfA + 1) * (orderOfB + 1)];
    TailIntegral.forEach(BetaDecay.of(a, b, x, y), (s, weight) -> {
      double ofA = -Math.log1p(y.high() * Math.expm1(s));
      double ofB = -Math.log1p(x.high() * Math.expm1(-s));
      double term = weight;
      for (int i = 0; i <= orderOfA; i++) {
        double both = term;
        for (int j = 0; j <= orderOfB; j++) {
          sums[i * (orderOfB + 1) + j] += both;
          both *= ofB / (j + 1);
        }
        term *= ofA / (i + 1);
      }
    });
    return sums;
  }

  /**
   * The fraction of {@link IncompleteBetaFunction}, by Steed's algorithm, which sums up the differences of its
   * convergents.
   */
  private double[] fraction() {
    double[] d = taylor.reciprocal(firstDenominator());
    double[] term = d;
    double[] sum = d;
    for (int m = 1; m == 1 || counts(term, sum); m++) {
      double[] product = taylor.times(numerator(m), d);
      d = taylor.reciprocal(taylor.plus(denominator(m), product));
      term = taylor.times(taylor.times(taylor.times(product, d), term), -1);
      sum = taylor.plus(sum, term);
    }
    return sum;
  }

  /** 1 + ay - bx + m(2 - x). */
  private double[] difference(int m) {
    double[] beyond = taylor.linear(BetaDensity.beyondMean(a, b, x, y).rounded(), -unit * y.high(), unit * x.high());
    return taylor.plus(taylor.times(beyond, -1), 1 + m * (2 - x.high()));
  }

  /** (1 + ay - bx)/(a + 1). */
  private double[] firstDenominator() {
    return taylor.times(difference(0), taylor.reciprocal(ofA(1)));
  }

  /** m + m(b - m)x/(a + 2m - 1) + (a + m)(1 + ay - bx + m(2 - x))/(a + 2m + 1). */
  private double[] denominator(int m) {
    double p = m * x.high();
    double[] first = taylor.times(taylor.linear((b - m) * p, 0, unit * p), taylor.reciprocal(ofA(2 * m - 1)));
    double[] second = taylor.times(taylor.times(ofA(m), difference(m)), taylor.reciprocal(ofA(2 * m + 1)));
    return taylor.plus(taylor.plus(first, second), m);
  }

  /** (a + m - 1)(a + b + m - 1)m(b - m)x²/(a + 2m - 1)², of the first the factor a is in front of the fraction. */
  private double[] numerator(int m) {
    double p = x.high();
    double[] odd = taylor.reciprocal(ofA(2 * m - 1));
    double[] sum = taylor.times(taylor.linear(a + b + (m - 1), unit, unit), odd);
    double[] product = taylor.times(taylor.times(sum, taylor.linear((b - m) * p, 0, unit * p)), m * p);
    return taylor.times(product, m == 1 ? odd : taylor.times(ofA(m - 1), odd));
  }

  /** a + m. */
  private double[] ofA(int m) {
    return taylor.linear(a + m, unit, 0);
  }

  private static boolean counts(double[] term, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      if (Math.abs(term[i]) > NEGLIGIBLE * Math.abs(sum[i])) {
        return true;
      }
    }
    return false;
  }
}
