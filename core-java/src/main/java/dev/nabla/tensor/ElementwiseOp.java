package dev.nabla.tensor;

/** A function of each element by itself: its Jacobian is diagonal, so the tangent is the same product as the gradient. */
public interface ElementwiseOp extends UnaryOp {
  @Override
  default Tensor tangent(Tensor dx, Tensor y, Tensor x) {
    return backward(dx, y, x);
  }

  @Override
  default Tensor batched(Tensor x) {
    return apply(x);
  }
}
