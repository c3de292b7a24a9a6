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

  /** The same with exp(+2πi jk/n). */
  final void runInverse(FloatFourierSpace space, int lanes) {
    space.exchange();
    run(space, lanes);
    space.exchange();
  }
}
