package dev.nabla.kernel;

/** sin(πx)/(πx), which is 1 at 0, and its derivatives of any order. */
final class CardinalSine {
  private static final int GREATEST_ORDER = 170;

  private CardinalSine() {}

  /** sin(πx)/(πx), 1 at 0: the zeros are exactly the other integers. */
  static double at(double x) {
    if (x == 0) {
      return 1;
    }
    if (Double.isInfinite(x)) {
      return 0;
    }
    double a = Math.abs(x);
    double r = a - 2 * Math.rint(a / 2); // in [-1, 1], with the same sine
    double sine = Math.sin(Math.PI * Math.min(Math.abs(r), 1 - Math.abs(r)));
    return Math.copySign(sine, r) / (Math.PI * a);
  }

  /** The derivative of a given order with respect to x; NaN for orders below 0 or above {@link #GREATEST_ORDER}. */
  static double derivative(double order, double x) {
    int n = (int) order;
    if (n < 0 || n > GREATEST_ORDER) {
      return Double.NaN;
    }
    double a = Math.PI * Math.abs(x);
    double value = Double.isInfinite(x) ? 0 : a < 1 + n / 2.0 ? series(n, a) : recurrence(n, x);
    return (x < 0 && n % 2 == 1 ? -1 : 1) * Math.pow(Math.PI, n) * value;
  }

  /** sin t/t = Σ (-1)ᵏ t²ᵏ/(2k + 1)!, each term differentiated n times; recurrence would cancel here. */
  private static double series(int n, double t) {
    int k = (n + 1) / 2;
    double term = k % 2 == 0 ? 1 : -1;
    for (int j = 1; j <= 2 * k - n; j++) {
      term *= t / j;
    }
    term /= 2 * k + 1; // (2k)!/(2k - n)! · tᵐ/(2k + 1)! with m = 2k - n, which is 0 or 1
    double sum = 0;
    double square = t * t;
    while (sum + term != sum) {
      sum += term;
      int m = 2 * k - n;
      term *= -square / ((m + 1.0) * (m + 2.0)) * ((2 * k + 1.0) / (2 * k + 3.0));
      k++;
    }
    return sum;
  }

  /** With s(t) = sin t/t: t s⁽ⁿ⁾ + n s⁽ⁿ⁻¹⁾ is the n-th derivative of the sine. */
  private static double recurrence(int n, double x) {
    double a = Math.abs(x);
    double r = a - 2 * Math.rint(a / 2); // in [-1, 1], with the same sine and cosine
    double sine = Math.sin(Math.PI * r);
    double cosine = Math.cos(Math.PI * r);
    double t = Math.PI * a;
    double s = sine / t;
    for (int k = 1; k <= n; k++) {
      double turned = switch (k % 4) {
        case 0 -> sine;
        case 1 -> cosine;
        case 2 -> -sine;
        default -> -cosine;
      };
      s = (turned - k * s) / t;
    }
    return s;
  }
}
