package dev.nabla.distribution;

import dev.nabla.op.Extremes;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * The uniform distribution over low ≤ x &lt; high.
 *
 * @param low the lower end; broadcast against the upper one
 * @param high the upper end, above the lower one
 */
public record Uniform(Tensor low, Tensor high) implements Reparameterized {
  /** Checks and broadcasts the parameters. */
  public Uniform {
    Tensor shared = Parameters.requireFinite("uniform", "low", Parameters.shared("uniform", low, high));
    high = Parameters.requireFinite("uniform", "high", Parameters.shared("uniform", high, low));
    low = shared;
    Parameters.require("uniform", "high", "is above low", high, low.detach().lt(high.detach()));
  }

  @Override
  public Shape batchShape() {
    return low.shape();
  }

  @Override
  public Tensor mean() {
    return low.add(high).mul(0.5);
  }

  @Override
  public Tensor variance() {
    return width().pow(2).div(12);
  }

  @Override
  public Tensor logProb(Tensor value) {
    Tensor x = Parameters.fitting("uniform", this, value);
    return Parameters.within(x.ge(low).logicalAnd(x.lt(high)), width().log().neg());
  }

  @Override
  public Tensor entropy() {
    return width().log();
  }

  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return rng.rand(low.dtype(), Parameters.extents(this, shape)).mul(width()).add(low);
  }

  /** The probability of values up to this one. */
  public Tensor cdf(Tensor value) {
    return Extremes.clamp(Parameters.fitting("uniform", this, value).sub(low).div(width()), 0.0, 1.0);
  }

  /** The value up to which the probability is {@code p}. */
  public Tensor icdf(Tensor p) {
    return Parameters.fitting("uniform", this, p).mul(width()).add(low);
  }

  private Tensor width() {
    return high.sub(low);
  }
}
