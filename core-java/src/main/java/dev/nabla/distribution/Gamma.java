package dev.nabla.distribution;

import dev.nabla.op.Exponentials;
import dev.nabla.op.GammaSampling;
import dev.nabla.op.IncompleteGamma;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * The gamma distribution: rᵃ xᵃ⁻¹ exp(−rx) / Γ(a) for x &gt; 0.
 *
 * @param concentration a, above 0; broadcast against the rate
 * @param rate r, above 0
 */
public record Gamma(Tensor concentration, Tensor rate) implements Reparameterized {
  /** Checks and broadcasts the parameters. */
  public Gamma {
    Tensor shared = Parameters.shared("gamma", concentration, rate);
    rate = Parameters.requirePositive("gamma", "rate", Parameters.shared("gamma", rate, concentration));
    concentration = Parameters.requirePositive("gamma", "concentration", shared);
  }

  @Override
  public Shape batchShape() {
    return rate.shape();
  }

  @Override
  public Tensor mean() {
    return concentration.div(rate);
  }

  @Override
  public Tensor variance() {
    return concentration.div(rate.pow(2));
  }

  @Override
  public Tensor logProb(Tensor value) {
    Tensor inside = Parameters.fitting("gamma", this, value).ge(0);
    Tensor x = Parameters.moved(inside, value.to(rate.dtype()), 1);
    Tensor density = concentration.mul(rate.log()).add(Exponentials.xlogy(concentration.sub(1), x)).sub(rate.mul(x))
        .sub(SpecialFunctions.lgamma(concentration));
    return Parameters.within(inside, density);
  }

  @Override
  public Tensor entropy() {
    return concentration.sub(rate.log()).add(SpecialFunctions.lgamma(concentration))
        .sub(concentration.sub(1).mul(SpecialFunctions.digamma(concentration)));
  }

  /** With the gradient along the quantiles; for small concentrations values may round to 0. */
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    Tensor each = concentration.expand(Shape.of(Parameters.extents(this, shape)));
    return GammaSampling.logGamma(rng, each).exp().div(rate);
  }

  /** The probability of values up to this one. */
  public Tensor cdf(Tensor value) {
    Tensor x = Parameters.fitting("gamma", this, value).to(rate.dtype());
    return IncompleteGamma.gammainc(concentration, rate.mul(x.maximum(Tensor.zerosLike(x))));
  }

  /** The value up to which the probability is {@code p}, which broadcasts: 0 for 0, ∞ for 1, NaN outside of [0, 1]. */
  public Tensor icdf(Tensor p) {
    return IncompleteGamma.gammaincinv(concentration, Parameters.fitting("gamma", this, p).to(rate.dtype())).div(rate);
  }
}
