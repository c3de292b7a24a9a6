package dev.nabla.kernel;

/**
 * The incomplete gamma functions P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt and Q = 1 - P for a &gt; 0 and x ≥ 0, within 4 ulp,
 * with all derivatives with respect to a.
 *
 * <p>The smaller one of both is computed: by the series P = xᵃe⁻ˣ/Γ(a + 1) · Σ xⁿ/((a + 1)…(a + n)), by the continued
 * fraction of Q, or, for large a and x of about the same size, where both take too many terms, by quadrature: with t =
 * x·exp(∓s) the integrals are xᵃe⁻ˣ/Γ(a) ∫₀^∞ exp(-g(s)) ds with g(s) = |x - a|·s + x·(e^∓s - 1 ± s), which is convex.
 * So every value takes bounded time. Derivatives are Taylor polynomials in a: each number of the algorithm is an array
 * of its derivatives, divided by factorials (A. Griewank, A. Walther, <i>Evaluating derivatives</i>, chapter 13).
 */
public final class IncompleteGammaFunction {
  /** From here on quadrature takes no longer than the others, for x/a within the bounds that follow. */
  private static final int LARGE = 40;

  /** Up to here x is small beside 1. */
  private static final double SMALL = 0.5;

  private static final double SMALL_RATIO = 0.3;
  private static final double LARGE_RATIO = 3;

  /** Beneath this fraction of a sum terms do not count, even if hundreds of them follow. */
  private static final double NEGLIGIBLE = 0x1p-60;

  private IncompleteGammaFunction() {}

  /** P(a, x). */
  public static double lower(double a, double x) {
    if (!inside(a, x)) {
      return atTheEdge(a, x, 0);
    }
    return isBelow(a, x) ? below(a, x) : 1 - above(a, x);
  }

  /** Q(a, x). */
  public static double upper(double a, double x) {
    if (!inside(a, x)) {
      return atTheEdge(a, x, 1);
    }
    return isBelow(a, x) ? 1 - below(a, x) : above(a, x);
  }

  static boolean inside(double a, double x) {
    return a > 0 && x > 0 && a < Double.POSITIVE_INFINITY && x < Double.POSITIVE_INFINITY;
  }

  private static double atTheEdge(double a, double x, double atZero) {
    if (!(a >= 0 && x >= 0) || a == 0 && x == 0 || Double.isInfinite(a) && Double.isInfinite(x)) {
      return Double.NaN;
    }
    return x == 0 || a == Double.POSITIVE_INFINITY ? atZero : 1 - atZero;
  }

  /** Whether P is the smaller one, or about as small: the median is near a - 1/3, for small a near 2^(-1/a). */
  private static boolean isBelow(double a, double x) {
    return a < 1 ? a * Math.log(x) < -0.7 : x - a < -1.0 / 3;
  }

  private static double below(double a, double x) {
    return takesQuadrature(a, x)
        ? GammaDensity.times(DoubleDouble.product(a, TailIntegral.of(Decay.downwards(a, x))), 0, a, x)
        : GammaDensity.times(series(a, x), 0, a, x);
  }

  private static double above(double a, double x) {
    if (x < SMALL) {
      return smallUpper(a, x);
    }
    double integral = takesQuadrature(a, x) ? TailIntegral.of(Decay.upwards(a, x)) : fraction(a, x);
    return GammaDensity.times(DoubleDouble.product(a, integral), 0, a, x);
  }

  static boolean takesQuadrature(double a, double x) {
    return a >= LARGE && x > SMALL_RATIO * a && x < LARGE_RATIO * a;
  }

  /** Minus the logarithm of tᵃ e⁻ᵗ over its value at x, downwards for t = x·exp(-s), upwards for t = x·exp(s). */
  record Decay(double slope, double curvature, int direction) implements TailIntegral.Decay {
    static Decay downwards(double a, double x) {
      return new Decay(a - x, x, -1);
    }

    static Decay upwards(double a, double x) {
      return new Decay(x - a, x, 1);
    }

    @Override
    public double at(double s) {
      return slope * s + curvature * TailIntegral.exponentialRest(direction * s);
    }
  }

  /** Σ xⁿ/((a + 1)…(a + n)), the terms with their rounding errors. */
  private static DoubleDouble series(double a, double x) {
    double term = 1;
    double rest = 0; // of the term, by rounding
    double sum = 1;
    double lost = 0;
    for (int n = 1; term > NEGLIGIBLE * sum; n++) {
      double c = a + n;
      double r = 1 / c;
      double q = x * r;
      double beneath = n > a ? a - (c - n) : n - (c - a);
      double ofQuotient = (Math.fma(-q, c, x) - q * beneath) * r;
      double next = term * q;
      rest = Math.fma(term, q, -next) + term * ofQuotient + rest * q;
      term = next;
      double total = sum + term;
      lost += term - (total - sum) + rest;
      sum = total;
    }
    return DoubleDouble.sum(sum, lost);
  }

  /**
   * 1/(x + 1 - a - 1(1 - a)/(x + 3 - a - 2(2 - a)/(x + 5 - a - …))) from its end, where rounding errors shrink from
   * term to term. So many terms were found to be enough for a ≤ 40 and for x ≥ 3a.
   */
  private static double fraction(double a, double x) {
    int terms = (int) (8 + (96 + 3.3 * Math.min(a, LARGE) * Math.sqrt(Math.min(a, LARGE))) / x);
    double difference = x - a;
    double beneath = difference + (2 * terms + 1);
    for (int n = terms; n > 0; n--) {
      beneath = difference + (2 * n - 1) + n * (a - n) / beneath;
    }
    return 1 / beneath;
  }

  /**
   * Q for small a and x, where P is near 1: -(xᵃ/Γ(1 + a) - 1) less the sum of (-x)ⁿ a/((a + n) n!) times xᵃ/Γ(1 + a).
   */
  private static double smallUpper(double a, double x) {
    double exponent = a * Math.log(x) - GammaFunction.logGammaOnePlus(a);
    return -Math.expm1(exponent) - Math.exp(exponent) * (a * smallSum(a, x));
  }

  private static double smallSum(double a, double x) {
    double term = 1;
    double sum = 0;
    for (int n = 1; Math.abs(term) > NEGLIGIBLE; n++) {
      term *= -x / n;
      sum += term / (a + n);
    }
    return sum;
  }

  /** ln p - ln P, where P is the share: for small a and x with more digits, since in x it counts 1/a times. */
  static double logRatio(DoubleDouble logP, double p, double share, double a, double x) {
    if (a >= 1 || x >= SMALL) {
      return Math.log(p / share);
    }
    DoubleDouble power = DoubleDouble.log(DoubleDouble.of(x)).times(a);
    return logP.minus(power).rounded() + GammaFunction.logGammaOnePlus(a) - Math.log1p(a * smallSum(a, x));
  }

  /** The derivative of P with respect to x: xᵃ⁻¹ e⁻ˣ / Γ(a). */
  public static double density(double a, double x) {
    if (!(a > 0 && x >= 0)) {
      return Double.NaN;
    }
    if (x == 0) {
      return a < 1 ? Double.POSITIVE_INFINITY : a == 1 ? 1 : 0;
    }
    if (!inside(a, x)) {
      return 0;
    }
    int exponent = Math.getExponent(x);
    return GammaDensity.times(DoubleDouble.quotient(a, Math.scalb(x, -exponent)), -exponent, a, x);
  }

  /** The derivative of P of order k ≥ 1 with respect to a. */
  public static double shapeDerivative(int k, double a, double x) {
    if (!(a > 0 && x >= 0)) {
      return Double.NaN;
    }
    return inside(a, x) ? GammaShapes.derivative(k, a, x) : 0;
  }

  /**
   * The derivative of P of order k ≥ 1 with respect to a at x = exp(z), over that with respect to z, which is
   * x·density.
   */
  public static double shapeQuotient(int k, double a, double z) {
    return a > 0 && z < Double.POSITIVE_INFINITY ? GammaShapes.quotient(k, a, z, Math.exp(z)) : Double.NaN;
  }

  /** The x at which P(a, x) is p. */
  public static double quantile(double a, double p) {
    return GammaQuantile.at(a, p);
  }

  /** The z at which P(a, exp z) is p = 1 - q; both are given, because the smaller one has the digits. */
  public static double logQuantile(double a, double p, double q) {
    return GammaQuantile.logarithm(a, p, q);
  }
}
