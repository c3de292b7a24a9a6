package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Second derivatives of functions that give a single element. */
public final class Hessians {
  private Hessians() {}

  /**
   * All second derivatives of {@code f} as a function of its argument, of the shape of the argument twice: the Jacobian
   * of the gradient, by forward over reverse mode.
   */
  public static UnaryOperator<Tensor> hessian(UnaryOperator<Tensor> f) {
    return Jacobians.jacobian(Autodiff.grad(f), Sweep.FORWARD);
  }

  /**
   * H·v, the Hessian of {@code f} at {@code x} times {@code v}, at the cost of a few evaluations: the derivative of the
   * gradient along {@code v}, by forward over reverse mode (B. Pearlmutter, "Fast exact multiplication by the Hessian",
   * 1994).
   *
   * @param x a tensor or a {@linkplain Trees tree} of tensors, and {@code v} like it
   */
  public static <P> P hvp(Function<P, Tensor> f, P x, P v) {
    return JacobianProducts.jvp(Autodiff.grad(f), x, v).tangent();
  }

  /** {@link #hvp(Function, Object, Object)} for a function of a tensor. */
  public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    return hvp((Function<Tensor, Tensor>) f, x, v);
  }

  /**
   * Jᵀ·H·J·v, where J is the Jacobian of {@code model} at {@code x} and H the Hessian of {@code loss} at what the model
   * gives: the Hessian of the composition without the curvature of the model, positive semidefinite for a convex loss
   * (N. Schraudolph, "Fast curvature matrix-vector products for second-order gradient descent", 2002).
   */
  public static <P> P gaussNewtonVp(Function<P, Tensor> model, UnaryOperator<Tensor> loss, P x, P v) {
    ValueAndTangent<Tensor> moved = JacobianProducts.jvp(model, x, v);
    Tensor curved = hvp(loss, moved.value(), moved.tangent());
    return JacobianProducts.vjp(model, x).pullback().apply(curved);
  }

  /** {@link #gaussNewtonVp(Function, UnaryOperator, Object, Object)} for a model of a tensor. */
  public static Tensor gaussNewtonVp(UnaryOperator<Tensor> model, UnaryOperator<Tensor> loss, Tensor x, Tensor v) {
    return gaussNewtonVp((Function<Tensor, Tensor>) model, loss, x, v);
  }
}
