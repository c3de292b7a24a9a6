package dev.nabla.tensor;

/** Where a function of one element is smooth: the numbers that samples are drawn from. */
public enum Domain {
  /** All numbers; drawn from the normal distribution. */
  REALS,
  /** Numbers above 0; drawn between 0.5 and 2. */
  POSITIVE,
  /** Numbers below 0; drawn between −2 and −0.5. */
  NEGATIVE,
  /** All but the neighbourhood of 0; magnitudes between 0.5 and 2, of either sign. */
  AWAY_FROM_ZERO,
  /** Between −1 and 1, the ends excluded; drawn between −0.9 and 0.9. */
  UNIT_BALL,
  /** Between 0 and 1, the ends excluded; drawn between 0.1 and 0.9. */
  UNIT_INTERVAL,
  /** Numbers above 1; drawn between 1.5 and 3. */
  ABOVE_ONE,
  /** All but the neighbourhood of whole numbers; drawn between −2.7 and 2.7, at least 0.3 from the nearest. */
  BETWEEN_INTEGERS;

  /** A float64 tensor of numbers of this domain, the same ones for the same seed. */
  public Tensor draw(long seed, int... shape) {
    Rng rng = Rng.of(seed);
    Tensor magnitude = rng.rand(DType.FLOAT64, shape).mul(1.5).add(0.5);
    return switch (this) {
      case REALS -> rng.randn(DType.FLOAT64, shape);
      case POSITIVE -> magnitude;
      case NEGATIVE -> magnitude.neg();
      case AWAY_FROM_ZERO -> magnitude.mul(rng.bernoulli(0.5, shape).to(DType.FLOAT64).mul(2).sub(1));
      case UNIT_BALL -> rng.rand(DType.FLOAT64, shape).mul(1.8).sub(0.9);
      case UNIT_INTERVAL -> rng.rand(DType.FLOAT64, shape).mul(0.8).add(0.1);
      case ABOVE_ONE -> magnitude.add(1);
      case BETWEEN_INTEGERS -> rng.rand(DType.FLOAT64, shape).mul(0.4).add(0.3)
          .add(rng.randint(-3, 3, shape).to(DType.FLOAT64));
    };
  }
}
