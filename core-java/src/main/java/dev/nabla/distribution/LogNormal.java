package dev.nabla.distribution;

import dev.nabla.op.Exponentials;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * The distribution of exp z for a normal z.
 *
 * @param logarithm the distribution of z
 */
public record LogNormal(Normal logarithm) implements Reparameterized {
  /** With the mean and the deviation of the logarithm. */
  public static LogNormal of(Tensor mean, Tensor deviation) {
    return new LogNormal(new Normal(mean, deviation));
  }

  @Override
  public Shape batchShape() {
    return logarithm.batchShape();
  }

  @Override
  public Tensor mean() {
    return logarithm.mean().add(logarithm.variance().mul(0.5)).exp();
  }

  @Override
  public Tensor variance() {
    return Exponentials.expm1(logarithm.variance()).mul(mean().pow(2));
  }

  @Override
  public Tensor logProb(Tensor value) {
    Tensor positive = Parameters.fitting("logNormal", this, value).gt(0);
    Tensor z = Parameters.moved(positive, value, 1).log();
    return Parameters.within(positive, logarithm.logProb(z).sub(z));
  }

  @Override
  public Tensor entropy() {
    return logarithm.entropy().add(logarithm.mean());
  }

  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return logarithm.rsample(rng, shape).exp();
  }

  /** The probability of values up to this one. */
  public Tensor cdf(Tensor value) {
    return logarithm.cdf(Parameters.fitting("logNormal", this, value).maximum(Tensor.zerosLike(value)).log());
  }

  /** The value up to which the probability is {@code p}. */
  public Tensor icdf(Tensor p) {
    return logarithm.icdf(Parameters.fitting("logNormal", this, p)).exp();
  }
}
