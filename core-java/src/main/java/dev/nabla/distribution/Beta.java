package dev.nabla.distribution;

import dev.nabla.op.BetaAndZeta;
import dev.nabla.op.Entropies;
import dev.nabla.op.Exponentials;
import dev.nabla.op.Extremes;
import dev.nabla.op.GammaSampling;
import dev.nabla.op.IncompleteBeta;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * The beta distribution: xᵃ⁻¹ (1 − x)ᵇ⁻¹ / B(a, b) for x between 0 and 1.
 *
 * @param alpha a, above 0; broadcast against b
 * @param beta b, above 0
 */
public record Beta(Tensor alpha, Tensor beta) implements Reparameterized {
  /** Checks and broadcasts the parameters. */
  public Beta {
    Tensor shared = Parameters.shared("beta", alpha, beta);
    beta = Parameters.requirePositive("beta", "beta", Parameters.shared("beta", beta, alpha));
    alpha = Parameters.requirePositive("beta", "alpha", shared);
  }

  @Override
  public Shape batchShape() {
    return alpha.shape();
  }

  @Override
  public Tensor mean() {
    return alpha.div(alpha.add(beta));
  }

  @Override
  public Tensor variance() {
    Tensor sum = alpha.add(beta);
    return alpha.div(sum).mul(beta.div(sum)).div(sum.add(1));
  }

  @Override
  public Tensor logProb(Tensor value) {
    Tensor inside = Parameters.fitting("beta", this, value).ge(0).logicalAnd(value.le(1));
    Tensor x = Parameters.moved(inside, value.to(alpha.dtype()), 0.5);
    Tensor density = Exponentials.xlogy(alpha.sub(1), x).add(Entropies.xlog1py(beta.sub(1), x.neg()))
        .sub(BetaAndZeta.betaln(alpha, beta));
    return Parameters.within(inside, density);
  }

  @Override
  public Tensor entropy() {
    Tensor sum = alpha.add(beta);
    return BetaAndZeta.betaln(alpha, beta).sub(alpha.sub(1).mul(SpecialFunctions.digamma(alpha)))
        .sub(beta.sub(1).mul(SpecialFunctions.digamma(beta))).add(sum.sub(2).mul(SpecialFunctions.digamma(sum)));
  }

  /** x/(x + y) of two gamma variates, by their logarithms, with the gradients of both; for small parameters it rounds to 0 or 1. */
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    Shape all = Shape.of(Parameters.extents(this, shape));
    Tensor x = GammaSampling.logGamma(rng, alpha.expand(all));
    Tensor y = GammaSampling.logGamma(rng, beta.expand(all));
    return x.sub(y).sigmoid();
  }

  /** The probability of values up to this one. */
  public Tensor cdf(Tensor value) {
    Tensor x = Parameters.fitting("beta", this, value).to(alpha.dtype());
    return IncompleteBeta.betainc(alpha, beta, Extremes.clamp(x, 0.0, 1.0));
  }

  /** The value up to which the probability is {@code p}, which broadcasts: 0 for 0, 1 for 1, NaN outside of [0, 1]. */
  public Tensor icdf(Tensor p) {
    return IncompleteBeta.betaincinv(alpha, beta, Parameters.fitting("beta", this, p).to(alpha.dtype()));
  }
}
