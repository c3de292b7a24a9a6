package dev.nabla.kernel;

import dev.nabla.kernel.IncompleteGammaFunction.Decay;

/**
 * Derivatives of the incomplete gamma function P with respect to its parameter a, of all orders, as Taylor polynomials.
 */
final class GammaShapes {
  /** From here on ln a - ψ(a) is known by itself. */
  private static final int LARGE = 10;

  /** Beneath this fraction of a sum terms do not count, even if hundreds of them follow. */
  private static final double NEGLIGIBLE = 0x1p-62;

  private GammaShapes() {}

  /** The derivative of P of order k ≥ 1 with respect to a. */
  static double derivative(int k, double a, double x) {
    return GammaDensity.times(DoubleDouble.of(overDensity(k, a, Math.log(x), x)), 0, a, x);
  }

  /** The same over x times the derivative with respect to x; z is ln x. */
  static double quotient(int k, double a, double z, double x) {
    return x < Double.POSITIVE_INFINITY ? overDensity(k, a, z, x) / a : Double.NaN;
  }

  /** The derivative over xᵃ e⁻ˣ / Γ(a + 1), which for small a is a number where that over Γ(a) is not. */
  private static double overDensity(int k, double a, double z, double x) {
    boolean below = a < 1 ? x < 1.5 : x < a;
    boolean quadrature = IncompleteGammaFunction.takesQuadrature(a, x);
    double[] sum = quadrature
        ? TailIntegral.moments(k, below ? -1 : 1, below ? Decay.downwards(a, x) : Decay.upwards(a, x))
        : below ? series(k, a, x) : fraction(k, a, x);
    boolean shifted = below && !quadrature || a < 1;
    double[] factor = exponential(slopes(k, shifted ? a + 1 : a, z, x));
    if (shifted && !below) {
      multiplyByShape(a, factor);
    }
    double coefficient = 0;
    double factorial = 1;
    for (int i = 0; i <= k; i++) {
      coefficient += factor[i] * sum[k - i];
      factorial *= Math.max(1, i);
    }
    return factorial * ((shifted ? 1 : a) * (below ? coefficient : -coefficient));
  }

  private static void multiplyByShape(double a, double[] factor) {
    for (int i = factor.length - 1; i >= 0; i--) {
      factor[i] = a * factor[i] + (i > 0 ? factor[i - 1] : 0);
    }
  }

  /** Coefficients of ε(z - ψ(c)) - ψ'(c) ε²/2! - ψ''(c) ε³/3! - …: how ln(xᵃ/Γ(c)) changes with a. */
  private static double[] slopes(int k, double c, double z, double x) {
    double[] slopes = new double[k + 1];
    double factorial = 1;
    for (int i = 1; i <= k; i++) {
      factorial *= i;
      slopes[i] = i == 1 ? firstSlope(c, z, x) : -PolygammaFunction.at(i - 1, c) / factorial;
    }
    return slopes;
  }

  /** z - ψ(c), which is small where x is near a large c. */
  private static double firstSlope(double c, double z, double x) {
    double t = (x - c) / c;
    return c >= LARGE && Math.abs(t) < 0.5 ? Math.log1p(t) + GammaFunction.logLessDigamma(c)
        : z - GammaFunction.digamma(c);
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
   * Coefficients of 1/(x + 1 - c - 1(1 - c)/(x + 3 - c - 2(2 - c)/(x + 5 - c - …))) with c = a + ε, by Steed's
   * algorithm, which sums up the differences of its convergents.
   */
  private static double[] fraction(int k, double a, double x) {
    double[] d = new double[k + 1];
    double[] b = new double[k + 1];
    double[] product = new double[k + 1];
    b[0] = x - a + 1;
    set(b, k, -1);
    reciprocal(b, d);
    double[] term = d.clone();
    double[] sum = d.clone();
    for (int n = 1; n <= k || counts(term, sum); n++) {
      // d = 1/(b + n(c - n)·d)
      for (int i = k; i >= 0; i--) {
        product[i] = n * ((a - n) * d[i] + (i > 0 ? d[i - 1] : 0));
      }
      b[0] = x - a + (2 * n + 1);
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
}
