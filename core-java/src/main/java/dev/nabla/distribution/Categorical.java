package dev.nabla.distribution;

import dev.nabla.op.Entropies;
import dev.nabla.op.Masking;
import dev.nabla.op.Rounding;
import dev.nabla.op.Sampling;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * One of n classes, which are numbered from 0.
 *
 * @param logits the logarithms of the probabilities along the last axis, [… , n]; whatever they add up to, they are normalised
 */
public record Categorical(Tensor logits) implements Distribution {
  /** Checks and normalises the parameter. */
  public Categorical {
    if (logits.rank() == 0 || logits.extent(-1) == 0) {
      throw new IllegalArgumentException(
          "categorical: logits need at least one class along their last axis, got shape " + logits.shape());
    }
    logits = Parameters.require("categorical", "logit", "is below ∞, and one of a row is above −∞",
        Parameters.floating(logits).logSoftmax(-1), logits.detach().logSoftmax(-1).le(0));
  }

  /** With these probabilities, which need not add up to 1. */
  public static Categorical ofProbabilities(Tensor probabilities) {
    Tensor p = Parameters.floating(probabilities);
    Parameters.require("categorical", "probability", "is 0 or more and finite", p,
        p.detach().ge(0).logicalAnd(p.detach().lt(Double.POSITIVE_INFINITY)));
    return new Categorical(p.log());
  }

  /** The probabilities of all classes, [… , n]. */
  public Tensor probabilities() {
    return logits.exp();
  }

  @Override
  public Shape batchShape() {
    return logits.shape().without(logits.rank() - 1);
  }

  /** The mean of the class's number. */
  @Override
  public Tensor mean() {
    return probabilities().mul(numbers()).sum(-1);
  }

  /** The variance of the class's number. */
  @Override
  public Tensor variance() {
    return probabilities().mul(numbers().sub(mean().unsqueeze(-1)).pow(2)).sum(-1);
  }

  /** @throws IndexOutOfBoundsException when a value is no class */
  @Override
  public Tensor logProb(Tensor value) {
    requireClasses(value.detach().underlying());
    Shape shape = value.shape().broadcast(batchShape(), "categorical");
    Tensor rows = logits.expand(shape.concat(Shape.of(logits.extent(-1))));
    return rows.gather(-1, value.to(DType.INT64).expand(shape).unsqueeze(-1)).squeeze(-1);
  }

  private void requireClasses(Tensor values) {
    int n = logits.extent(-1);
    Tensor fits = values.ge(0).logicalAnd(values.lt(n)).logicalAnd(values.eq(Rounding.trunc(values)));
    if (fits.all().item() == 0) {
      throw new IndexOutOfBoundsException(
          "categorical: the value " + Masking.maskedSelect(values, fits.logicalNot()).get(0)
              + " is none of the " + n + " classes, which are 0 to " + (n - 1));
    }
  }

  @Override
  public Tensor entropy() {
    return Entropies.entr(probabilities()).sum(-1);
  }

  /** Numbers of classes, int64. */
  @Override
  public Tensor sample(Rng rng, int... shape) {
    Shape rows = Shape.of(Parameters.extents(this, shape)).concat(Shape.of(logits.extent(-1)));
    return Sampling.multinomial(rng, probabilities().detach().expand(rows), 1, true).squeeze(-1);
  }

  private Tensor numbers() {
    return Tensor.arange(logits.extent(-1)).to(logits.dtype());
  }
}
