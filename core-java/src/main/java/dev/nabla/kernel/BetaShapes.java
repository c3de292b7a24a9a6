package dev.nabla.kernel;

/**
 * Derivatives of the incomplete beta function and of its density with respect to its parameters a and b, of all orders, as Taylor
 * polynomials.
 */
final class BetaShapes {
  /** From here on ln a - ψ(a) is known by itself. */
  private static final int LARGE = 10;

  private static final double NEGLIGIBLE = 0x1p-56;

  private BetaShapes() {}

  /** The derivative of I of order (i, j); y is 1 - x. */
  static double derivative(int i, int j, double a, double b, DoubleDouble x, DoubleDouble y) {
    return x.high() > (a + 1) / (a + b + 2) ? -below(j, i, b, a, y, x) : below(i, j, a, b, x, y);
  }

  /** The derivative of order (i, j) of xᵃ⁻¹ yᵇ⁻¹ / B(a, b). */
  static double density(int i, int j, double a, double b, DoubleDouble x, DoubleDouble y) {
    BivariateTaylor taylor = new BivariateTaylor(i, j);
    double quotient = i + j == 0 ? 1 : taylor.derivative(taylor.exponential(slopes(taylor, i, j, a, b, x, y, 0)));
    int exponent = Math.getExponent(x.high());
    return BetaDensity.times(DoubleDouble.of(a / Math.scalb(x.high(), -exponent) / y.high() * quotient), -exponent, a, b, x, y);
  }

  /** A derivative of I for x up to about the mean. */
  private static double below(int i, int j, double a, double b, DoubleDouble x, DoubleDouble y) {
    BivariateTaylor taylor = new BivariateTaylor(i, j);
    boolean quadrature = IncompleteBetaFunction.takesQuadrature(a, b);
    double[] factor = taylor.exponential(slopes(taylor, i, j, a, b, x, y, quadrature ? 0 : 1));
    double[] sum = quadrature ? moments(i, j, a, b, x, y) : fraction(taylor, a, b, x.high());
    double quotient = taylor.derivative(taylor.times(factor, sum));
    return BetaDensity.times(DoubleDouble.of(quadrature ? a * quotient : quotient), 0, a, b, x, y);
  }

  /** How ln(xᵃ yᵇ Γ(a + b) / (Γ(a + shift) Γ(b))) changes with a and b; the shift is 0 or 1. */
  private static double[] slopes(BivariateTaylor taylor, int m, int n, double a, double b, DoubleDouble x,
      DoubleDouble y,
      int shift) {
    double[] l = taylor.linear(0, slope(a, b, x, y) - (shift == 0 ? 0 : 1 / a), slope(b, a, y, x));
    double iFactorial = 1;
    for (int i = 0; i <= m; i++) {
      iFactorial *= Math.max(1, i);
      double both = iFactorial;
      for (int j = 0; j <= n; j++) {
        both *= Math.max(1, j);
        if (i + j > 1) {
          double coefficient = PolygammaFunction.at(i + j - 1, a + b);
          coefficient -= j == 0 ? PolygammaFunction.at(i - 1, a + shift) : i == 0 ? PolygammaFunction.at(j - 1, b) : 0;
          taylor.set(l, i, j, coefficient / both);
        }
      }
    }
    return l;
  }

  /** ln x - ψ(a) + ψ(a + b), which is small where x is near the mean and a is large. */
  private static double slope(double a, double b, DoubleDouble x, DoubleDouble y) {
    double t = BetaDensity.beyondMean(a, b, x, y).high() / a;
    if (a >= LARGE && Math.abs(t) < 0.5) {
      return Math.log1p(t) + GammaFunction.logLessDigamma(a) - GammaFunction.logLessDigamma(a + b);
    }
    double log = x.high() < 0.5 ? Math.log(x.high()) : Math.log1p(-y.high());
    return log - GammaFunction.digamma(a) + GammaFunction.digamma(a + b);
  }

  /** Coefficients of the integral of {@link BetaDecay} for a + ε and b + δ. */
  private static double[] moments(int m, int n, double a, double b, DoubleDouble x,
      DoubleDouble y) {
    double[] sums = new double[(m + 1) * (n + 1)];
    TailIntegral.forEach(BetaDecay.of(a, b, x, y), (s, weight) -> {
      double ofA = -Math.log1p(y.high() * Math.expm1(s));
      double ofB = -Math.log1p(x.high() * Math.expm1(-s));
      double term = weight;
      for (int i = 0; i <= m; i++) {
        double both = term;
        for (int j = 0; j <= n; j++) {
          sums[i * (n + 1) + j] += both;
          both *= ofB / (j + 1);
        }
        term *= ofA / (i + 1);
      }
    });
    return sums;
  }

  /** 1/(1 + d₁/(1 + d₂/(1 + …))) by Steed's algorithm, which sums up the differences of its convergents. */
  private static double[] fraction(BivariateTaylor taylor, double a, double b, double x) {
    double[] d = taylor.linear(1, 0, 0);
    double[] term = d;
    double[] sum = d;
    for (int n = 1; n == 1 || counts(term, sum); n++) {
      d = taylor.reciprocal(taylor.plus(taylor.times(coefficient(taylor, n, a, b, x), d), 1));
      term = taylor.times(taylor.plus(d, -1), term);
      sum = taylor.plus(sum, term);
    }
    return sum;
  }

  /** -(a + k)(a + b + k) x / ((a + 2k)(a + 2k + 1)) for n = 2k + 1, k(b - k) x / ((a + 2k - 1)(a + 2k)) for n = 2k. */
  private static double[] coefficient(BivariateTaylor taylor, int n, double a, double b, double x) {
    int k = n / 2;
    double[] above = n % 2 == 0 ? taylor.linear(k * (b - k) * x, 0, k * x)
        : taylor.times(taylor.linear(-(a + k) * x, -x, 0), taylor.linear(a + b + k, 1, 1));
    double[] beneath = taylor.times(taylor.linear(a + n - 1, 1, 0), taylor.linear(a + n, 1, 0));
    return taylor.times(above, taylor.reciprocal(beneath));
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
