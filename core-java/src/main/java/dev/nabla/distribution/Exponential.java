package dev.nabla.distribution;

import dev.nabla.op.Exponentials;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * The exponential distribution: r exp(−rx) for x ≥ 0.
 *
 * @param rate r, above 0
 */
public record Exponential(Tensor rate) implements Reparameterized {
  /** Checks the parameter. */
  public Exponential {
    rate = Parameters.requirePositive("exponential", "rate", Parameters.floating(rate));
  }

  @Override
  public Shape batchShape() {
    return rate.shape();
  }

  @Override
  public Tensor mean() {
    return rate.pow(-1);
  }

  @Override
  public Tensor variance() {
    return rate.pow(-2);
  }

  @Override
  public Tensor logProb(Tensor value) {
    return Parameters.within(Parameters.fitting("exponential", this, value).ge(0), rate.log().sub(rate.mul(value)));
  }

  @Override
  public Tensor entropy() {
    return rate.log().neg().add(1);
  }

  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return icdf(rng.rand(rate.dtype(), Parameters.extents(this, shape)));
  }

  /** The probability of values up to this one. */
  public Tensor cdf(Tensor value) {
    Tensor x = Parameters.fitting("exponential", this, value);
    return Exponentials.expm1(rate.mul(x.maximum(Tensor.zerosLike(x))).neg()).neg();
  }

  /** The value up to which the probability is {@code p}. */
  public Tensor icdf(Tensor p) {
    return Exponentials.log1p(Parameters.fitting("exponential", this, p).neg()).neg().div(rate);
  }
}
