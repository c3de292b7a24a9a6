package dev.nabla.tensor;

import java.util.List;

/**
 * An operator that is not differentiable everywhere: it has kinks, ties or jumps, where its gradient follows a
 * convention. {@link Subgradient#STRICT} refuses to take it there. Where a slope is infinite, as that of the root at 0,
 * is no kink: the gradient says so itself.
 */
public interface Kinked extends Op {
  /**
   * Where the operator is not differentiable.
   *
   * @param x the inputs
   * @return bool, of the shape of the input concerned or of the shape that the inputs are broadcast to
   */
  Tensor kinks(List<Tensor> x);
}
