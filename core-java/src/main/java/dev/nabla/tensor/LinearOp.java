package dev.nabla.tensor;

/** A linear function of a tensor: it is its own tangent, and its gradient reads nothing but shapes. */
public interface LinearOp extends UnaryOp {
  @Override
  default Tensor tangent(Tensor dx, Tensor y, Tensor x) {
    return apply(dx);
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
