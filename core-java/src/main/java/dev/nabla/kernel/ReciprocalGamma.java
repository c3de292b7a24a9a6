package dev.nabla.kernel;

/** 1/Γ(1 + a) for small a ≥ 0. */
final class ReciprocalGamma {
  /**
   * (1/Γ(1 + f) - 1)/(f(1 - f)) for 0 ≤ f ≤ 1 in powers of 2f - 1: it interpolates values of 60 digits at Chebyshev
   * nodes.
   */
  private static final double[] BETWEEN = {
    0.5135166683820503, -0.0823490528905662, -0.013137767143494183, 0.005201960131401079, -0.0003960520815676645,
    -6.743603966588264e-05, 1.725403260884339e-05, -1.1631820854027882e-06, -1.0112761920119944e-07,
    2.711182656057035e-08, -2.0838499696953126e-09, -3.037147826175108e-11, 2.1817310916490996e-11,
    -2.0800291018571888e-12, 5.570520438243067e-14, 8.495942188950757e-15, -1.1360431177438273e-15
  };

  private ReciprocalGamma() {}

  /** 1/Γ(1 + a) = 1/(a(a - 1)…(f + 1)Γ(1 + f)), unrounded, with an error of a third of a unit in the last place. */
  static DoubleDouble onePlus(double a) {
    DoubleDouble product = DoubleDouble.of(1);
    double f = a;
    while (f > 1) {
      product = product.times(f);
      f -= 1;
    }
    double less = f * (1 - f) * Polynomial.at(2 * f - 1, BETWEEN);
    return DoubleDouble.sum(1, less).dividedBy(product);
  }
}
