package dev.nabla.distribution;

import dev.nabla.op.Entropies;
import dev.nabla.op.Exponentials;
import dev.nabla.op.Sampling;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * 1 with probability p, else 0.
 *
 * @param logits ln(p/(1 − p)); ±∞ is certainty
 */
public record Bernoulli(Tensor logits) implements Distribution {
  /** Checks the parameter. */
  public Bernoulli {
    logits = Parameters.require("bernoulli", "logit", "is a number", Parameters.floating(logits),
        logits.detach().eq(logits.detach()));
  }

  /** With these probabilities of 1. */
  public static Bernoulli ofProbabilities(Tensor probabilities) {
    Tensor p = Parameters.floating(probabilities);
    Parameters.require("bernoulli", "probability", "lies between 0 and 1", p,
        p.detach().ge(0).logicalAnd(p.detach().le(1)));
    return new Bernoulli(SpecialFunctions.logit(p));
  }

  /** The probabilities of 1. */
  public Tensor probabilities() {
    return logits.sigmoid();
  }

  @Override
  public Shape batchShape() {
    return logits.shape();
  }

  @Override
  public Tensor mean() {
    return probabilities();
  }

  @Override
  public Tensor variance() {
    return probabilities().mul(logits.neg().sigmoid());
  }

  /** Of 0 and 1, or false and true; −∞ of other numbers. */
  @Override
  public Tensor logProb(Tensor value) {
    Tensor one = Parameters.fitting("bernoulli", this, value).ne(0);
    Tensor inside = value.eq(0).logicalOr(value.to(logits.dtype()).eq(1));
    Tensor against = Tensor.where(one, logits.neg(), logits);
    return Parameters.within(inside, softplus(against).neg());
  }

  @Override
  public Tensor entropy() {
    return Entropies.entr(probabilities()).add(Entropies.entr(logits.neg().sigmoid()));
  }

  /** Zeros and ones in the type of the parameter. */
  @Override
  public Tensor sample(Rng rng, int... shape) {
    Tensor p = probabilities().detach().expand(Shape.of(Parameters.extents(this, shape)));
    return Sampling.bernoulli(rng, p).to(logits.dtype());
  }

  /** ln(1 + eˣ), which is −ln of the probability against whose odds x are. */
  static Tensor softplus(Tensor x) {
    return Exponentials.logaddexp(x, Tensor.zeros(Shape.SCALAR, x.dtype()));
  }
}
