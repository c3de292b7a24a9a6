package dev.nabla.kernel;

/**
 * How to transform sequences of one length, with the roots of unity that this takes: y[k] = Σ x[j] exp(-2πi jk/n).
 *
 * <p>Lengths whose prime factors are small are cut into them, all others are done by a convolution; both take O(n log n).
 */
abstract class FloatFourierPlan {
  private static final PlanCache<FloatFourierPlan> PLANS =
      new PlanCache<>(n -> FloatMixedRadix.fits(n) ? new FloatMixedRadix(n) : new FloatChirpTransform(n));

  /** The length. */
  final int n;

  FloatFourierPlan(int n) {
    this.n = n;
  }

  /** The plan for sequences of {@code n} elements, at least one. */
  static FloatFourierPlan of(int n) {
    return PLANS.of(n);
  }

  /** How many elements of each lane the space must hold. */
  abstract int room();

  /** Transforms every lane; the result is where the space is read. */
  abstract void run(FloatFourierSpace space, int lanes);

  /** Whether a sequence by itself is transformed as fast as many side by side, which then need not be gathered. */
  abstract boolean runsAlone();

  /** Transforms one sequence from x to y, times {@code scale}, in a space of its own. */
  void runAlone(FloatFourierPlanes x, FloatFourierPlanes y, float scale, FloatFourierSpace space) {
    System.arraycopy(x.re(), x.reAt(), space.re, 0, n);
    System.arraycopy(x.im(), x.imAt(), space.im, 0, n);
    run(space, 1);
    FloatButterflies lines = FloatButterflies.of(n);
    lines.copy(space.re, 0, n, scale, y.re(), y.reAt(), n, 1, n);
    lines.copy(space.im, 0, n, scale, y.im(), y.imAt(), n, 1, n);
  }

  /** The same with exp(+2πi jk/n). */
  final void runInverse(FloatFourierSpace space, int lanes) {
    space.exchange();
    run(space, lanes);
    space.exchange();
  }
}
