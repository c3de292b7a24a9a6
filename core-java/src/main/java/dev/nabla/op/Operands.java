package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/** What operators of one element do to their operands. */
final class Operands {
  private Operands() {}

  /** x itself when it is floating, else as float32. */
  static Tensor floating(Tensor x) {
    return x.to(x.dtype().floating());
  }

  /** x where {@code condition} holds, else 0. */
  static Tensor where(Tensor condition, Tensor x) {
    return Tensor.where(condition, x, number(0, x));
  }

  /** A number as a tensor of rank 0 in the type of another. */
  static Tensor number(double c, Tensor like) {
    return Tensor.full(c, Shape.SCALAR, like.dtype());
  }
}
