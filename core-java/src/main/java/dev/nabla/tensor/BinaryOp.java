package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;

/** An operator of two tensors. */
public interface BinaryOp extends Op {
  /** The value at {@code a}, {@code b}. */
  Tensor forward(Tensor a, Tensor b);

  /** The gradient with respect to {@code a}, given the upstream gradient {@code g}. */
  Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b);

  /** The gradient with respect to {@code b}, given the upstream gradient {@code g}. */
  Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b);

  /** The Jacobian-vector product along {@code da} and {@code db}, either of which may be null: a constant input. */
  default Tensor tangent(Tensor da, Tensor db, Tensor y, Tensor a, Tensor b) {
    List<Tensor> directions = new ArrayList<>();
    if (da != null) {
      directions.add(da);
    }
    if (db != null) {
      directions.add(db);
    }
    return Tangent.byTwoReversePasses(y, v -> {
      List<Tensor> gradients = new ArrayList<>();
      if (da != null) {
        gradients.add(Dispatch.fit(backwardA(v, y, a, b), a.shape(), a.dtype()));
      }
      if (db != null) {
        gradients.add(Dispatch.fit(backwardB(v, y, a, b), b.shape(), b.dtype()));
      }
      return gradients;
    }, directions);
  }

  /** Whether the gradient of each input reads the other one only, as that of a product: memory follows from it. */
  default boolean readsOther() {
    return false;
  }

  /**
   * The value for every entry of a batch: {@code a} and {@code b} have one more axis in front, the entries, and so has
   * the result. One that is the same for every entry has extent 1 there. Rules are written in tensor operations, with
   * the help of {@link Entries}; unless overridden, one entry is computed after the other.
   */
  default Tensor batched(Tensor a, Tensor b) {
    return Entries.oneByOne(List.of(a, b), entry -> apply(entry.get(0), entry.get(1)));
  }

  /** Applies this operator: computes, and records where an input takes part in a gradient. */
  default Tensor apply(Tensor a, Tensor b) {
    return Dispatch.apply(this, a, b);
  }
}
