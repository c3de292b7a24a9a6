package dev.nabla.kernel;

/**
 * The incomplete gamma functions P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt and Q = 1 - P for a &gt; 0 and x ≥ 0, with all derivatives
 * with respect to a.
 *
 * <p>Below a + 1 the series P = xᵃe⁻ˣ/Γ(a + 1) · Σ xⁿ/((a + 1)…(a + n)) is summed, beyond it the continued fraction of Q, both
 * as Taylor polynomials in a: each number of the algorithm is an array of its derivatives, divided by factorials (A. Griewank,
 * A. Walther, <i>Evaluating derivatives</i>, chapter 13). Both take some √a terms. For a up to 3000 the
 * largest error of a value that was measured is 18 ulp; it grows like √a.
 */
public final class IncompleteGammaFunction {
  private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);

  /** From here on the leading factor is split as C. Loader did for the binomial distribution. */
  private static final int LARGE = 8;

  /** So many square roots cost no more digits than an exponent of some hundreds does. */
  private static final int ROOTS = 5;

  /** Of the least number above 0. */
  private static final double LEAST_LOGARITHM = Math.log(Double.MIN_VALUE);

  /** Beneath this fraction of a sum terms do not count, even if thousands of them follow. */
  private static final double NEGLIGIBLE = 0x1p-62;

  private IncompleteGammaFunction() {}

  /** P(a, x). */
  public static double lower(double a, double x) {
    if (!(a > 0 && x > 0) || a == Double.POSITIVE_INFINITY || x == Double.POSITIVE_INFINITY) {
      return atTheEdge(a, x, 0);
    }
    return inSeries(a, x) ? leading(a, x) * series(0, a, x)[0] : 1 - upper(a, x);
  }

  /** Q(a, x). */
  public static double upper(double a, double x) {
    if (!(a > 0 && x > 0) || a == Double.POSITIVE_INFINITY || x == Double.POSITIVE_INFINITY) {
      return atTheEdge(a, x, 1);
    }
    if (a < 1 && x < 1) {
      return smallUpper(a, x);
    }
    return a >= 1 && inSeries(a, x) ? 1 - lower(a, x) : a * leading(a, x) * fraction(0, a, x)[0];
  }

  private static double atTheEdge(double a, double x, double atZero) {
    if (!(a >= 0 && x >= 0) || a == 0 && x == 0 || Double.isInfinite(a) && Double.isInfinite(x)) {
      return Double.NaN;
    }
    return x == 0 || a == Double.POSITIVE_INFINITY ? atZero : 1 - atZero;
  }

  private static boolean inSeries(double a, double x) {
    return x < Math.max(a + 1, 1.5);
  }

  /** The derivative of P with respect to x: xᵃ⁻¹ e⁻ˣ / Γ(a). */
  public static double density(double a, double x) {
    if (!(a > 0 && x >= 0)) {
      return Double.NaN;
    }
    return x > 0 ? a * leading(a, x) / x : a < 1 ? Double.POSITIVE_INFINITY : a == 1 ? 1 : 0;
  }

  /** The derivative of P of order k ≥ 1 with respect to a. */
  public static double shapeDerivative(int k, double a, double x) {
    if (!(a > 0 && x >= 0)) {
      return Double.NaN;
    }
    double slope = x == 0 || x == Double.POSITIVE_INFINITY ? 0 : a * leading(a, x);
    return slope == 0 ? 0 : slope * shapeQuotient(k, a, Math.log(x), x);
  }

  /** The derivative of P of order k ≥ 1 with respect to a at x = exp(z), over that with respect to z, which is x·density. */
  public static double shapeQuotient(int k, double a, double z) {
    return shapeQuotient(k, a, z, Math.exp(z));
  }

  private static double shapeQuotient(int k, double a, double z, double x) {
    if (!(a > 0 && x < Double.POSITIVE_INFINITY)) {
      return Double.NaN;
    }
    boolean below = inSeries(a, x);
    double[] factor = exponential(slopes(k, below ? a + 1 : a, z));
    double[] sum = below ? series(k, a, x) : fraction(k, a, x);
    double coefficient = 0;
    double factorial = 1;
    for (int i = 0; i <= k; i++) {
      coefficient += factor[i] * sum[k - i];
      factorial *= Math.max(1, i);
    }
    return factorial * (below ? coefficient / a : -coefficient);
  }

  /** xᵃ e⁻ˣ / Γ(a + 1). */
  private static double leading(double a, double x) {
    if (a >= LARGE) {
      return poisson(a, x) * Math.exp(-GammaFunction.stirlingRest(a)) / (ROOT_2_PI * Math.sqrt(a));
    }
    if (x > 1400) {
      return 0;
    }
    double half = Math.exp(-x / 2); // e⁻ˣ may be out of range while the product is not
    double logGamma = a <= 1 ? GammaFunction.logGammaOnePlus(a) : GammaFunction.logGamma(a + 1);
    return half * Math.pow(x, a) * Math.exp(-logGamma) * half;
  }

  /**
   * (x/a)ᵃ exp(a - x): near x = a by the small difference of logarithms, farther out as it stands, which keeps all digits; where
   * one of both factors is out of range, as the square of its root, or the root of that.
   */
  private static double poisson(double a, double x) {
    double u = x / a;
    double t = (x - a) / a;
    double difference = a - x;
    double greatest = Math.max(a * Math.abs(Math.log(u)), Math.abs(difference));
    if (Math.abs(t) <= 0.4 && a * t * t < 16 || greatest > 700 << ROOTS) {
      return Math.exp(-a * deviance(u, t));
    }
    int roots = 0;
    while (greatest > 700 << roots) {
      roots++;
    }
    double root = Math.pow(u, Math.scalb(a, -roots)) * Math.exp(Math.scalb(difference, -roots));
    for (int i = 0; i < roots; i++) {
      root *= root;
    }
    double part = difference - a;
    double lost = a - (difference - part) - (x + part) + Math.fma(-u, a, x) / u; // by the difference, and by a·ln u
    return root * (1 + lost);
  }

  /** t - ln u with u = 1 + t; for small t, with r = t/(2 + t), the logarithm is 2(r + r³/3 + r⁵/5 + …), and t - 2r = rt. */
  static double deviance(double u, double t) {
    if (Math.abs(t) > 0.4) {
      return t - Math.log(u);
    }
    double r = t / (2 + t);
    double square = r * r;
    double sum = 0;
    for (int k = 31; k >= 3; k -= 2) {
      sum = sum * square + 1.0 / k;
    }
    return r * t - 2 * r * square * sum;
  }

  /** Q for small a and x, where P is near 1: -(xᵃ/Γ(1 + a) - 1) less the sum of (-x)ⁿ a/((a + n) n!) times xᵃ/Γ(1 + a). */
  private static double smallUpper(double a, double x) {
    double exponent = a * Math.log(x) - GammaFunction.logGammaOnePlus(a);
    double term = 1;
    double sum = 0;
    for (int n = 1; n < 40; n++) {
      term *= -x / n;
      sum += term * a / (a + n);
    }
    return -Math.expm1(exponent) - Math.exp(exponent) * sum;
  }

  /** Coefficients of ε(z - ψ(c)) - ψ'(c) ε²/2! - ψ''(c) ε³/3! - …: how ln(xᵃ/Γ(c)) changes with a. */
  private static double[] slopes(int k, double c, double z) {
    double[] slopes = new double[k + 1];
    double factorial = 1;
    for (int i = 1; i <= k; i++) {
      factorial *= i;
      slopes[i] = i == 1 ? z - GammaFunction.digamma(c) : -PolygammaFunction.at(i - 1, c) / factorial;
    }
    return slopes;
  }

  /** Coefficients of the exponential of a polynomial without a constant part. */
  private static double[] exponential(double[] l) {
    double[] e = new double[l.length];
    e[0] = 1;
    for (int n = 1; n < e.length; n++) {
      for (int i = 1; i <= n; i++) {
        e[n] += i * l[i] * e[n - i] / n;
      }
    }
    return e;
  }

  /** Coefficients of Σ xⁿ/((c + 1)…(c + n)) with c = a + ε. */
  private static double[] series(int k, double a, double x) {
    double[] term = new double[k + 1];
    term[0] = 1;
    double[] sum = term.clone();
    int n = 0;
    do {
      n++;
      double before = 0;
      for (int i = 0; i <= k; i++) {
        before = (x * term[i] - before) / (a + n);
        term[i] = before;
        sum[i] += before;
      }
    } while (n <= k || counts(term, sum));
    return sum;
  }

  private static boolean counts(double[] term, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      if (Math.abs(term[i]) > NEGLIGIBLE * Math.abs(sum[i])) {
        return true;
      }
    }
    return false;
  }

  /**
   * Coefficients of 1/(x + 1 - c - 1(1 - c)/(x + 3 - c - 2(2 - c)/(x + 5 - c - …))) with c = a + ε, by Steed's algorithm, which
   * sums up the differences of its convergents.
   */
  private static double[] fraction(int k, double a, double x) {
    double[] d = new double[k + 1];
    double[] b = new double[k + 1];
    double[] product = new double[k + 1];
    b[0] = x + 1 - a;
    set(b, k, -1);
    reciprocal(b, d);
    double[] term = d.clone();
    double[] sum = d.clone();
    for (int n = 1; n <= k || counts(term, sum); n++) {
      // d = 1/(b + n(c - n)·d)
      for (int i = k; i >= 0; i--) {
        product[i] = n * ((a - n) * d[i] + (i > 0 ? d[i - 1] : 0));
      }
      b[0] = x + 2 * n + 1 - a;
      product[0] += b[0];
      set(product, k, (k > 0 ? product[1] : 0) - 1);
      reciprocal(product, d);
      // term = (b·d - 1)·term
      for (int i = k; i >= 0; i--) {
        product[i] = b[0] * d[i] - (i > 0 ? d[i - 1] : 1);
      }
      multiply(product, term);
      for (int i = 0; i <= k; i++) {
        sum[i] += term[i];
      }
    }
    return sum;
  }

  private static void set(double[] polynomial, int k, double linear) {
    if (k > 0) {
      polynomial[1] = linear;
    }
  }

  private static void reciprocal(double[] x, double[] y) {
    y[0] = 1 / x[0];
    for (int n = 1; n < x.length; n++) {
      double sum = 0;
      for (int i = 1; i <= n; i++) {
        sum += x[i] * y[n - i];
      }
      y[n] = -sum * y[0];
    }
  }

  /** y = x·y. */
  private static void multiply(double[] x, double[] y) {
    for (int n = y.length - 1; n >= 0; n--) {
      double sum = 0;
      for (int i = 0; i <= n; i++) {
        sum += x[i] * y[n - i];
      }
      y[n] = sum;
    }
  }

  /** The x at which P(a, x) is p. */
  public static double quantile(double a, double p) {
    if (!(p <= 1) || a == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double q = 1 - p;
    double x = Math.exp(logQuantile(a, p, q));
    // What exp makes of a rounded exponent is mended by one more step.
    double step = stepAt(x, a, p, q);
    return Math.abs(step) < 0.5 ? x + x * step : x;
  }

  /** The z at which P(a, exp z) is p = 1 - q; both are given, because the smaller one has the digits. */
  public static double logQuantile(double a, double p, double q) {
    if (!(a > 0 && p >= 0 && q >= 0)) {
      return Double.NaN;
    }
    if (p == 0 || q == 0) {
      return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double power = power(a, p, q);
    if (power < LEAST_LOGARITHM) {
      return power;
    }
    double z = guess(a, p, q, power);
    for (int step = 0; step < 200; step++) {
      // Both logarithms are concave in z: after one step Newton's method approaches from one side.
      double move = stepAt(Math.exp(z), a, p, q);
      if (Double.isFinite(move)) {
        z += move;
      } else {
        z += (Math.log(a) - z) / 8; // so far out that nothing is left
      }
      if (Math.abs(move) <= 0x1p-50 * Math.max(1, Math.abs(z))) {
        break;
      }
    }
    return z;
  }

  /** Newton's step for ln P(a, exp z) = ln p, or for the logarithms of Q and q where they are smaller. */
  private static double stepAt(double x, double a, double p, double q) {
    return p <= q ? step(lower(a, x), p, a, x) : -step(upper(a, x), q, a, x);
  }

  private static double step(double share, double wanted, double a, double x) {
    return share == 0 ? Double.NaN : Math.log(wanted / share) * share / (a * leading(a, x));
  }

  /** ln x for p = xᵃ/Γ(a + 1), which is what P is for small x: all digits of it where x itself would underflow. */
  private static double power(double a, double p, double q) {
    return ((p < 0.5 ? Math.log(p) : Math.log1p(-q)) + GammaFunction.logGamma(a + 1)) / a;
  }

  /** After E. B. Wilson and M. M. Hilferty (1931) cube roots are nearly normal; the far lower tail is a power. */
  private static double guess(double a, double p, double q, double power) {
    if (a < 0.5) {
      return Math.min(power, Math.log(Math.max(1, -Math.log(q))));
    }
    double normal = p <= q ? NormalFunction.quantile(p) : -NormalFunction.quantile(q);
    double root = 1 - 1 / (9 * a) + normal / (3 * Math.sqrt(a));
    return root <= 0 ? power : Math.max(power, Math.log(a) + 3 * Math.log(root));
  }
}
