package dev.nabla.kernel;

/**
 * Taylor polynomials in two small numbers ε and δ, up to εᵐ and δⁿ: coefficient (i, j) stands at i(n + 1) + j. With them an
 * algorithm that is run for a + ε and b + δ gives the derivatives of its result with respect to a and b, divided by factorials
 * (A. Griewank, A. Walther, <i>Evaluating derivatives</i>, chapter 13).
 */
final class BivariateTaylor {
  private final int m;
  private final int n;

  BivariateTaylor(int m, int n) {
    this.m = m;
    this.n = n;
  }

  /** value + s·ε + t·δ. */
  double[] linear(double value, double s, double t) {
    double[] x = new double[(m + 1) * (n + 1)];
    x[0] = value;
    set(x, 1, 0, s);
    set(x, 0, 1, t);
    return x;
  }

  /** Sets a coefficient if it is kept at all. */
  void set(double[] x, int i, int j, double value) {
    if (i <= m && j <= n) {
      x[i * (n + 1) + j] = value;
    }
  }

  double[] times(double[] x, double[] y) {
    double[] product = new double[x.length];
    for (int i = 0; i <= m; i++) {
      for (int j = 0; j <= n; j++) {
        for (int k = 0; k <= i; k++) {
          for (int l = 0; l <= j; l++) {
            product[i * (n + 1) + j] += x[k * (n + 1) + l] * y[(i - k) * (n + 1) + j - l];
          }
        }
      }
    }
    return product;
  }

  double[] times(double[] x, double c) {
    double[] product = x.clone();
    for (int i = 0; i < x.length; i++) {
      product[i] *= c;
    }
    return product;
  }

  double[] plus(double[] x, double[] y) {
    double[] sum = x.clone();
    for (int i = 0; i < x.length; i++) {
      sum[i] += y[i];
    }
    return sum;
  }

  double[] plus(double[] x, double c) {
    double[] sum = x.clone();
    sum[0] += c;
    return sum;
  }

  /** 1/x: with x = x₀(1 + r) it is the sum of (-r)ᵏ/x₀, of which only the first m + n do not vanish. */
  double[] reciprocal(double[] x) {
    double[] less = times(x, -1 / x[0]);
    less[0] = 0;
    double[] sum = linear(1, 0, 0);
    for (int k = 0; k < m + n; k++) {
      sum = plus(times(sum, less), 1);
    }
    return times(sum, 1 / x[0]);
  }

  /** exp x where x has no constant part. */
  double[] exponential(double[] x) {
    double[] sum = linear(1, 0, 0);
    for (int k = m + n; k > 0; k--) {
      sum = plus(times(times(sum, x), 1.0 / k), 1);
    }
    return sum;
  }

  /** The derivative of order (m, n): the last coefficient times m! n!. */
  double derivative(double[] x) {
    double product = x[x.length - 1];
    for (int i = 2; i <= m; i++) {
      product *= i;
    }
    for (int j = 2; j <= n; j++) {
      product *= j;
    }
    return product;
  }
}
