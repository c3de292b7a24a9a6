package dev.nabla.op;

import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;

/**
 * An operator of the matrices in the last two axes, each by itself: entries of a batch are but one more axis in front.
 */
interface MatrixOp extends UnaryOp {
  @Override
  default Tensor batched(Tensor x) {
    return apply(x);
  }
}
