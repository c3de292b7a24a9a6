package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Second derivatives of functions that give a single element. */
final class Hessians {
  private Hessians() {}

  static UnaryOperator<Tensor> hessian(UnaryOperator<Tensor> f) {
    return Jacobians.jacobian(Sweep.FORWARD, Gradients.grad(f));
  }

  static <P> P hvp(Function<P, Tensor> f, P x, P v) {
    return JacobianProducts.jvp(Gradients.grad(f), x, v).tangent();
  }

  static <P> P gaussNewtonVp(Function<P, Tensor> model, UnaryOperator<Tensor> loss, P x, P v) {
    ValueAndTangent<Tensor> moved = JacobianProducts.jvp(model, x, v);
    Tensor curved = hvp(loss, moved.value(), moved.tangent());
    return JacobianProducts.vjp(model, x).pullback().apply(curved);
  }
}
