package dev.nabla.distribution;

import dev.nabla.op.Exponentials;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * The distribution of Laplace: exp(−|x − μ|/b) / 2b.
 *
 * @param location μ; broadcast against the scale
 * @param scale b, above 0
 */
public record Laplace(Tensor location, Tensor scale) implements Reparameterized {
  private static final double LOG_2 = Math.log(2);

  /** Checks and broadcasts the parameters. */
  public Laplace {
    Tensor shared = Parameters.shared("laplace", location, scale);
    scale = Parameters.requirePositive("laplace", "scale", Parameters.shared("laplace", scale, location));
    location = Parameters.requireFinite("laplace", "location", shared);
  }

  @Override
  public Shape batchShape() {
    return location.shape();
  }

  @Override
  public Tensor mean() {
    return location;
  }

  @Override
  public Tensor variance() {
    return scale.pow(2).mul(2);
  }

  @Override
  public Tensor logProb(Tensor value) {
    return Parameters.fitting("laplace", this, value).sub(location).abs().div(scale).neg().sub(scale.log()).sub(LOG_2);
  }

  @Override
  public Tensor entropy() {
    return scale.log().add(1 + LOG_2);
  }

  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return icdf(Parameters.uniform(rng, location.dtype(), Parameters.extents(this, shape)));
  }

  /** The probability of values up to this one. */
  public Tensor cdf(Tensor value) {
    Tensor distance = Parameters.fitting("laplace", this, value).sub(location).div(scale);
    return distance.sign().mul(Exponentials.expm1(distance.abs().neg())).mul(-0.5).add(0.5);
  }

  /** The value up to which the probability is {@code p}. */
  public Tensor icdf(Tensor p) {
    Tensor fromMiddle = Parameters.fitting("laplace", this, p).sub(0.5);
    return location.sub(scale.mul(fromMiddle.sign()).mul(Exponentials.log1p(fromMiddle.abs().mul(-2))));
  }
}
