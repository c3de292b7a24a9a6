package dev.nabla.op;

import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Tensor;

/** An element-wise operator of two tensors that is constant between jumps: both gradients are 0. */
interface StepOp extends ElementwiseBinaryOp, Kinked {
  /** Shapes that do not broadcast are refused in this operator's name, not in that of a step of it. */
  @Override
  default Tensor apply(Tensor a, Tensor b) {
    a.shape().broadcast(b.shape(), label());
    return ElementwiseBinaryOp.super.apply(a, b);
  }

  @Override
  default Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
    return Tensor.zerosLike(g);
  }

  @Override
  default Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
    return Tensor.zerosLike(g);
  }

  @Override
  default boolean needsInputs() {
    return false;
  }

  @Override
  default boolean needsOutput() {
    return false;
  }
}
