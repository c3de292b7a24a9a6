package dev.nabla.kernel;

/**
 * The modified Bessel functions of the first kind of whole order ν ≥ 0: I(x) = Σ (x/2)²ᵐ⁺ᵛ / (m! (m + ν)!), also times
 * exp(-|x|).
 *
 * <p>That series has no negative terms; for large x Hankel's asymptotic series takes over (NIST Digital Library of
 * Mathematical Functions, 10.40.1).
 */
public final class BesselFunction {
  /** From here on, and from 2ν² on, the asymptotic series reaches full precision. */
  private static final int LARGE = 20;

  private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);

  private BesselFunction() {}

  /** I of order ν at x. */
  public static double modified(int order, double x) {
    double a = Math.abs(x);
    if (a < large(order)) {
      return signed(order, x, series(order, a, 1));
    }
    double half = Math.exp(a / 2); // e^a leaves the range of numbers before I does
    return signed(order, x, half == Double.POSITIVE_INFINITY ? half : half * asymptotic(order, a) * half);
  }

  /** exp(-|x|)·I of order ν at x. */
  public static double scaled(int order, double x) {
    double a = Math.abs(x);
    return signed(order, x, a < large(order) ? series(order, a, Math.exp(-a)) : asymptotic(order, a));
  }

  private static double large(int order) {
    return Math.min(Math.max(LARGE, 2.0 * order * order), 600);
  }

  private static double signed(int order, double x, double magnitude) {
    return x < 0 && order % 2 == 1 ? -magnitude : magnitude;
  }

  /**
   * The sum of all terms from the first on, which grow and then fall; {@code factor} keeps them within range. What rounding
   * takes from (a/2)², every term multiplies by its number, and is given back at the end.
   */
  private static double series(int order, double a, double factor) {
    double quarter = a * a / 4;
    double rest = Math.fma(a, a, -a * a) / 4;
    double term = factor;
    for (int k = 1; k <= order; k++) {
      term *= a / (2 * k);
    }
    double sum = 0;
    double lost = 0;
    double moment = 0;
    for (int m = 1; term > sum * 0x1p-58; m++) {
      double y = term - lost; // what rounding takes from the sum is added to the next term (W. Kahan)
      double next = sum + y;
      lost = next - sum - y;
      sum = next;
      moment += (m - 1) * term;
      term *= quarter / ((double) m * (m + order));
    }
    return quarter == 0 ? sum : sum + moment * (rest / quarter);
  }

  /** 1/√(2πa) · (1 - (μ - 1)/8a + (μ - 1)(μ - 9)/(2! (8a)²) - …) with μ = 4ν². */
  private static double asymptotic(int order, double a) {
    if (Double.isInfinite(a)) {
      return 0;
    }
    double mu = 4.0 * order * order;
    double term = 1;
    double sum = 0;
    for (int k = 1; Math.abs(term) > 0x1p-58 && k < 2 * a; k++) {
      sum += term;
      term *= ((2 * k - 1.0) * (2 * k - 1.0) - mu) / (8 * a * k);
    }
    return sum / (ROOT_2_PI * Math.sqrt(a));
  }
}
