package dev.nabla.distribution;

import dev.nabla.op.NormalIntegrals;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * The normal distribution: exp(−(x − μ)²/2σ²) / σ√2π.
 *
 * @param mean μ; broadcast against the deviation
 * @param deviation σ, above 0
 */
public record Normal(Tensor mean, Tensor deviation) implements Reparameterized {
  /** Checks and broadcasts the parameters. */
  public Normal {
    Tensor shared = Parameters.shared("normal", mean, deviation);
    deviation = Parameters.requirePositive("normal", "deviation", Parameters.shared("normal", deviation, mean));
    mean = Parameters.requireFinite("normal", "mean", shared);
  }

  @Override
  public Shape batchShape() {
    return mean.shape();
  }

  @Override
  public Tensor variance() {
    return deviation.pow(2);
  }

  @Override
  public Tensor logProb(Tensor value) {
    return standard(value).pow(2).mul(-0.5).sub(deviation.log()).sub(Parameters.LOG_ROOT_2_PI);
  }

  @Override
  public Tensor entropy() {
    return deviation.log().add(Parameters.LOG_ROOT_2_PI + 0.5);
  }

  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return rng.randn(mean.dtype(), Parameters.extents(this, shape)).mul(deviation).add(mean);
  }

  /** The probability of values up to this one. */
  public Tensor cdf(Tensor value) {
    return NormalIntegrals.ndtr(standard(value));
  }

  /** The value up to which the probability is {@code p}. */
  public Tensor icdf(Tensor p) {
    return NormalIntegrals.ndtri(Parameters.fitting("normal", this, p)).mul(deviation).add(mean);
  }

  private Tensor standard(Tensor value) {
    return Parameters.fitting("normal", this, value).sub(mean).div(deviation);
  }
}
