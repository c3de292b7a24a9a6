package dev.nabla.distribution;

import dev.nabla.op.Exponentials;
import dev.nabla.op.GammaSampling;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/**
 * The distribution of Poisson over whole numbers: rᵏ exp(−r) / k!.
 *
 * @param rate r, 0 or more
 */
public record Poisson(Tensor rate) implements Distribution {
  /** Checks the parameter. */
  public Poisson {
    rate = Parameters.floating(rate);
    Parameters.require("poisson", "rate", "is 0 or more and finite", rate,
        rate.detach().ge(0).logicalAnd(rate.detach().lt(Double.POSITIVE_INFINITY)));
  }

  @Override
  public Shape batchShape() {
    return rate.shape();
  }

  @Override
  public Tensor mean() {
    return rate;
  }

  @Override
  public Tensor variance() {
    return rate;
  }

  @Override
  public Tensor logProb(Tensor value) {
    Tensor number = Parameters.fitting("poisson", this, value).to(rate.dtype());
    Tensor inside = number.ge(0).logicalAnd(number.eq(number.to(DType.INT64).to(rate.dtype())));
    Tensor k = Parameters.moved(inside, number, 0);
    Tensor probability = Exponentials.xlogy(k, rate).sub(rate).sub(SpecialFunctions.lgamma(k.add(1)));
    return Parameters.within(inside, probability);
  }

  /** The sum over all numbers up to where nothing is left that a float64 would show. */
  @Override
  public Tensor entropy() {
    Tensor rates = rate.underlying();
    double largest = rates.size() == 0 ? 0 : rates.max().item();
    int[] column = new int[rate.rank() + 1];
    Arrays.fill(column, 1);
    column[0] = (int) (largest + 12 * Math.sqrt(largest) + 40);
    Tensor logarithms = logProb(Tensor.arange(column[0]).to(rate.dtype()).reshape(column));
    Tensor p = logarithms.exp();
    return Tensor.where(p.gt(0), p.mul(Parameters.moved(p.gt(0), logarithms, 0)), Tensor.zerosLike(p)).sum(0).neg();
  }

  /** Whole numbers in the type of the parameter. */
  @Override
  public Tensor sample(Rng rng, int... shape) {
    return GammaSampling.poisson(rng, rate.expand(Shape.of(Parameters.extents(this, shape))));
  }
}
