package dev.nabla.tensor;

import java.util.List;

/** An operator of one tensor. */
public interface UnaryOp extends Op {
  /** The value at {@code x}. */
  Tensor forward(Tensor x);

  /** The vector-Jacobian product: the gradient with respect to {@code x}, given the upstream gradient {@code g}. */
  Tensor backward(Tensor g, Tensor y, Tensor x);

  /** The Jacobian-vector product along {@code dx}; unless overridden, by two reverse passes. */
  default Tensor tangent(Tensor dx, Tensor y, Tensor x) {
    return Tangent.byTwoReversePasses(y, v -> List.of(backward(v, y, x)), List.of(dx));
  }

  /**
   * The value for every entry of a batch: {@code x} has one more axis in front, the entries, and so has the result.
   * Rules are written in tensor operations; unless overridden, one entry is computed after the other.
   */
  default Tensor batched(Tensor x) {
    return Entries.oneByOne(List.of(x), entry -> apply(entry.get(0)));
  }

  /** Applies this operator: computes, and records where {@code x} takes part in a gradient. */
  default Tensor apply(Tensor x) {
    return Dispatch.apply(this, x);
  }
}
