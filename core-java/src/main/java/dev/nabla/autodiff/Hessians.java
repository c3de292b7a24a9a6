package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Second derivatives of functions that give a single element. */
final class Hessians {
  private Hessians() {}

  static UnaryOperator<Tensor> hessian(UnaryOperator<Tensor> f) {
    UnaryOperator<Tensor> gradient = Gradients.grad("hessian", f::apply);
    return x -> {
      Trees.point("hessian", x);
      return Jacobians.forward("hessian", gradient::apply, x, x.shape());
    };
  }

  static <P> P hvp(Function<P, Tensor> f, P x, P v) {
    return hvp("hvp", f, x, v);
  }

  private static <P> P hvp(String operation, Function<P, Tensor> f, P x, P v) {
    return JacobianProducts.jvp(operation, Gradients.grad(operation, f), x, v).tangent();
  }

  static <P> P gaussNewtonVp(Function<P, Tensor> model, UnaryOperator<Tensor> loss, P x, P v) {
    ValueAndTangent<Tensor> moved = JacobianProducts.jvp("gaussNewtonVp", model, x, v);
    Tensor curved = hvp("gaussNewtonVp", loss, moved.value(), moved.tangent());
    return JacobianProducts.vjp("gaussNewtonVp", model, x).pullback().apply(curved);
  }
}
