package dev.nabla.distribution;

import dev.nabla.op.BetaAndZeta;
import dev.nabla.op.Exponentials;
import dev.nabla.op.GammaSampling;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/**
 * The distribution of Dirichlet over probabilities of n classes: ∏ xᵢ^(aᵢ − 1) / B(a), where the xᵢ are not negative and add up
 * to 1. One event is the last axis.
 *
 * @param concentration a, [… , n], above 0
 */
public record Dirichlet(Tensor concentration) implements Reparameterized {
  /** How far from 1 a sum of probabilities may be: what rounding to float32 leaves of one, and more. */
  private static final double TOLERANCE = 1e-6;

  /** Checks the parameter. */
  public Dirichlet {
    if (concentration.rank() == 0 || concentration.extent(-1) == 0) {
      throw new IllegalArgumentException("dirichlet: concentration needs at least one class along its last axis, got "
          + "shape " + concentration.shape());
    }
    concentration = Parameters.requirePositive("dirichlet", "concentration", Parameters.floating(concentration));
  }

  @Override
  public Shape batchShape() {
    return concentration.shape().without(concentration.rank() - 1);
  }

  @Override
  public Shape eventShape() {
    return Shape.of(concentration.extent(-1));
  }

  @Override
  public Tensor mean() {
    return concentration.div(total());
  }

  @Override
  public Tensor variance() {
    Tensor mean = mean();
    return mean.mul(mean.neg().add(1)).div(total().add(1));
  }

  /**
   * The density with respect to the first n − 1 components: −∞ unless all components are 0 or more and their sum is 1,
   * give or take 1e-6.
   */
  @Override
  public Tensor logProb(Tensor value) {
    requireClasses(value);
    Tensor numbers = Parameters.fitting("dirichlet", this, value).to(concentration.dtype());
    Tensor inside = numbers.ge(0);
    Tensor wholes = numbers.detach().sum(-1).sub(1).abs().lt(TOLERANCE);
    Tensor x = Parameters.moved(inside, numbers, 1);
    Tensor density = Exponentials.xlogy(concentration.sub(1), x).sum(-1).sub(BetaAndZeta.lbeta(concentration));
    return Parameters.within(inside.all(-1).logicalAnd(wholes), density);
  }

  private void requireClasses(Tensor value) {
    if (value.rank() == 0 || value.extent(-1) != concentration.extent(-1)) {
      throw new ShapeException("dirichlet: a value has a component for each of the " + concentration.extent(-1)
          + " classes along its last axis, got shape " + value.shape());
    }
  }

  @Override
  public Tensor entropy() {
    Tensor total = concentration.sum(-1);
    return BetaAndZeta.lbeta(concentration)
        .add(total.sub((double) concentration.extent(-1)).mul(SpecialFunctions.digamma(total)))
        .sub(concentration.sub(1).mul(SpecialFunctions.digamma(concentration)).sum(-1));
  }

  /** Gamma variates over their sum, by their logarithms, with the gradients of all. */
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return GammaSampling.logGamma(rng, concentration.expand(Shape.of(Parameters.extents(this, shape)))).softmax(-1);
  }

  private Tensor total() {
    return concentration.sum(Axes.KEEP, -1);
  }
}
