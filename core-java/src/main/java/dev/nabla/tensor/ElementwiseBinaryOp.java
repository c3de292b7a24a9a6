package dev.nabla.tensor;

/**
 * A function of each pair of elements of two tensors that broadcast: both Jacobians are diagonal, so the tangent is the
 * same products as the gradients.
 */
public interface ElementwiseBinaryOp extends BinaryOp {
  @Override
  default Tensor tangent(Tensor da, Tensor db, Tensor y, Tensor a, Tensor b) {
    if (da == null) {
      return backwardB(db.expand(y.shape()), y, a, b);
    }
    Tensor alongA = backwardA(da.expand(y.shape()), y, a, b);
    return db == null ? alongA : alongA.add(backwardB(db.expand(y.shape()), y, a, b));
  }

  /** Entries broadcast once their ranks agree. */
  @Override
  default Tensor batched(Tensor a, Tensor b) {
    return apply(Entries.aligned(a, b.rank()), Entries.aligned(b, a.rank()));
  }
}
