package dev.nabla.distribution;

import dev.nabla.op.BetaAndZeta;
import dev.nabla.op.Exponentials;
import dev.nabla.op.GammaSampling;
import dev.nabla.op.IncompleteBeta;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * Student's t distribution: (1 + t²/ν)^(−(ν + 1)/2) / (σ √ν B(1/2, ν/2)) with t = (x − μ)/σ.
 *
 * @param degrees ν, the degrees of freedom, above 0; all three broadcast
 * @param location μ
 * @param scale σ, above 0
 */
public record StudentT(Tensor degrees, Tensor location, Tensor scale) implements Reparameterized {
  /** Checks and broadcasts the parameters. */
  public StudentT {
    Tensor both = Parameters.shared("studentT", location, scale);
    Tensor nu = Parameters.shared("studentT", degrees, both);
    location = Parameters.requireFinite("studentT", "location", Parameters.shared("studentT", location, nu));
    scale = Parameters.requirePositive("studentT", "scale", Parameters.shared("studentT", scale, nu));
    degrees = Parameters.requirePositive("studentT", "degrees", nu);
  }

  @Override
  public Shape batchShape() {
    return degrees.shape();
  }

  /** NaN for up to one degree of freedom. */
  @Override
  public Tensor mean() {
    return Tensor.where(degrees.gt(1), location, number(Double.NaN));
  }

  /** ∞ for up to two degrees of freedom, NaN for up to one. */
  @Override
  public Tensor variance() {
    Tensor many = degrees.gt(2);
    Tensor nu = Parameters.moved(many, degrees, 3);
    Tensor few = Tensor.where(degrees.gt(1), number(Double.POSITIVE_INFINITY), number(Double.NaN));
    return Tensor.where(many, scale.pow(2).mul(nu.div(nu.sub(2))), few);
  }

  @Override
  public Tensor logProb(Tensor value) {
    Tensor square = Parameters.fitting("studentT", this, value).sub(location).div(scale).pow(2).div(degrees);
    return degrees.add(1).mul(-0.5).mul(Exponentials.log1p(square)).sub(normaliser());
  }

  @Override
  public Tensor entropy() {
    Tensor half = degrees.add(1).mul(0.5);
    return half.mul(SpecialFunctions.digamma(half).sub(SpecialFunctions.digamma(degrees.mul(0.5)))).add(normaliser());
  }

  /** ln (σ √ν B(1/2, ν/2)). */
  private Tensor normaliser() {
    return scale.log().add(degrees.log().mul(0.5)).add(BetaAndZeta.betaln(degrees.mul(0.5), number(0.5)));
  }

  /** A normal variate over the root of a gamma variate, with the gradient of both. */
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    Shape all = Shape.of(Parameters.extents(this, shape));
    Tensor normal = rng.randn(degrees.dtype(), all.extents());
    Tensor half = degrees.mul(0.5).expand(all);
    Tensor logarithm = half.log().sub(GammaSampling.logGamma(rng, half));
    return normal.mul(logarithm.mul(0.5).exp()).mul(scale).add(location);
  }

  /** The probability of values up to this one. */
  public Tensor cdf(Tensor value) {
    Tensor t = Parameters.fitting("studentT", this, value).sub(location).div(scale);
    Tensor share = degrees.div(t.pow(2).add(degrees));
    Tensor tail = IncompleteBeta.betainc(degrees.mul(0.5), number(0.5), share).mul(0.5);
    return Tensor.where(t.lt(0), tail, tail.neg().add(1));
  }

  private Tensor number(double c) {
    return Tensor.full(c, Shape.SCALAR, degrees.dtype());
  }
}
