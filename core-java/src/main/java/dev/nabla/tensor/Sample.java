package dev.nabla.tensor;

import java.util.List;

/**
 * Inputs on which an operator vouches for its gradient: float64 tensors away from kinks, and integer or bool tensors
 * where the operator takes them.
 *
 * @param op the operator, with its attributes
 * @param inputs its inputs, in order
 */
public record Sample(Op op, List<Tensor> inputs) {
  /** A sample with these inputs. */
  public static Sample of(Op op, Tensor... inputs) {
    return new Sample(op, List.of(inputs));
  }
}
