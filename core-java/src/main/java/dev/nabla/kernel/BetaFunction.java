package dev.nabla.kernel;

/** ln |B(a, b)| = ln |Γ(a) Γ(b) / Γ(a + b)|, for large arguments without the cancellation of the three logarithms. */
public final class BetaFunction {
  /** From here on Stirling's formula is exact. */
  private static final int LARGE = 8;

  private static final double LOG_ROOT_2_PI = 0.9189385332046727;

  private BetaFunction() {}

  /** ln |B(a, b)|. */
  public static double log(double a, double b) {
    double small = Math.min(a, b);
    double large = Math.max(a, b);
    if (large == Double.POSITIVE_INFINITY && small > 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (!(small > 0)) {
      return GammaFunction.logGamma(a) + GammaFunction.logGamma(b) - GammaFunction.logGamma(a + b);
    }
    // B(small, large) = B(small, large + 1) · (1 + small/large)
    double factor = 1;
    while (large < LARGE) {
      factor *= 1 + small / large;
      large += 1;
    }
    return Math.log(factor) + withLarge(small, large);
  }

  private static double withLarge(double small, double large) {
    double rest = GammaFunction.stirlingRest(large) - GammaFunction.stirlingRest(large + small);
    double ratio = Math.log1p(small / large);
    if (small < LARGE) {
      // ln Γ(large) - ln Γ(large + small) by Stirling's formula
      double difference = small - (large + small - 0.5) * ratio - small * Math.log(large) + rest;
      return GammaFunction.logGamma(small) + difference;
    }
    return LOG_ROOT_2_PI + GammaFunction.stirlingRest(small) + rest - 0.5 * Math.log(large) - large * ratio
        + (small - 0.5) * (Math.log(small / large) - ratio);
  }
}
