package dev.nabla.dsl

import dev.nabla.autodiff.Hessians
import dev.nabla.autodiff.JacobianProducts
import dev.nabla.autodiff.Jacobians
import dev.nabla.autodiff.Linearization
import dev.nabla.autodiff.Sweep
import dev.nabla.autodiff.ValueAndPullback
import dev.nabla.autodiff.ValueAndTangent
import dev.nabla.tensor.Tensor
import java.util.function.Function

/** Value and J·v in one pass, forward: `val (y, dy) = jvp(::f, x, v)`. Arguments and values are trees, as of [grad]. */
fun <P : Any, Q : Any> jvp(f: (P) -> Q, x: P, v: P): ValueAndTangent<Q> = JacobianProducts.jvp(Function(f), x, v)

/** Value and the map u ↦ Jᵀu, in reverse: `val (y, pullback) = vjp(::f, x)`. */
fun <P : Any, Q : Any> vjp(f: (P) -> Q, x: P): ValueAndPullback<P, Q> = JacobianProducts.vjp(Function(f), x)

/** Value and the map v ↦ J·v, which does not evaluate [f] again: `val (y, linear) = linearize(::f, x)`. */
fun <P : Any, Q : Any> linearize(f: (P) -> Q, x: P): Linearization<P, Q> = JacobianProducts.linearize(Function(f), x)

/** The Gâteaux derivative of [f] at [x] along [v], which is J·v. */
fun <P : Any, Q : Any> directionalDerivative(f: (P) -> Q, x: P, v: P): Q =
  JacobianProducts.directionalDerivative(Function(f), x, v)

/** The Jacobian of [f], of the output's shape followed by the input's; for a tree one for each of its tensors. */
fun <P : Any> jacobian(f: (P) -> Tensor): (P) -> P = Jacobians.jacobian(Function(f))::apply

/** The Jacobian of [f] by the sweep that is asked for. */
fun <P : Any> jacobian(sweep: Sweep, f: (P) -> Tensor): (P) -> P = Jacobians.jacobian(Function(f), sweep)::apply

/** All second derivatives of [f], which gives a single element: of the argument's shape twice. */
fun hessian(f: (Tensor) -> Tensor): (Tensor) -> Tensor = Hessians.hessian(f)::apply

/** The Hessian of [f] at [x] times [v], without computing the Hessian. */
fun <P : Any> hvp(f: (P) -> Tensor, x: P, v: P): P = Hessians.hvp(Function(f), x, v)

/** Jᵀ·H·J·v with the Jacobian J of [model] at [x] and the Hessian H of [loss] at what the model gives. */
fun <P : Any> gaussNewtonVp(model: (P) -> Tensor, loss: (Tensor) -> Tensor, x: P, v: P): P =
  Hessians.gaussNewtonVp(Function(model), loss, x, v)

operator fun <Q> ValueAndTangent<Q>.component1(): Q = value

operator fun <Q> ValueAndTangent<Q>.component2(): Q = tangent

operator fun <Q> ValueAndPullback<*, Q>.component1(): Q = value

operator fun <P, Q> ValueAndPullback<P, Q>.component2(): (Q) -> P = pullback::apply

operator fun <Q> Linearization<*, Q>.component1(): Q = value

operator fun <P, Q> Linearization<P, Q>.component2(): (P) -> Q = map::apply
