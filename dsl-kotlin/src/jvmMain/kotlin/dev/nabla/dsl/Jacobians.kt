package dev.nabla.dsl

import dev.nabla.autodiff.Autodiff
import dev.nabla.autodiff.Linearization
import dev.nabla.autodiff.Sweep
import dev.nabla.autodiff.ValueAndPullback
import dev.nabla.autodiff.ValueAndTangent
import dev.nabla.tensor.Tensor
import java.util.function.Function

// Functions of one tensor stand apart: of a parameter all derivatives are tensors, not parameters.

/** Value and J·v in one pass, forward: `val (y, dy) = jvp(::f, x, v)`. Arguments and values are trees, as of [grad]. */
fun <P : Any, Q : Any> jvp(f: (P) -> Q, x: P, v: P): ValueAndTangent<Q> = Autodiff.jvp(Function(f), x, v)

/** Value and the map u ↦ Jᵀu, in reverse: `val (y, pullback) = vjp(::f, x)`. */
fun <P : Any, Q : Any> vjp(f: (P) -> Q, x: P): ValueAndPullback<P, Q> = Autodiff.vjp(Function(f), x)

/** [vjp] of a function of one tensor. */
fun <Q : Any> vjp(f: (Tensor) -> Q, x: Tensor): ValueAndPullback<Tensor, Q> = Autodiff.vjp(Function(f), x)

/** Value and the map v ↦ J·v, which does not evaluate [f] again: `val (y, linear) = linearize(::f, x)`. */
fun <P : Any, Q : Any> linearize(f: (P) -> Q, x: P): Linearization<P, Q> = Autodiff.linearize(Function(f), x)

/** [linearize] of a function of one tensor. */
fun <Q : Any> linearize(f: (Tensor) -> Q, x: Tensor): Linearization<Tensor, Q> = Autodiff.linearize(Function(f), x)

/** The Gâteaux derivative of [f] at [x] along [v], which is J·v. */
fun <P : Any, Q : Any> directionalDerivative(f: (P) -> Q, x: P, v: P): Q =
  Autodiff.directionalDerivative(Function(f), x, v)

/** The Jacobian of [f] at [x], of the output's shape followed by the input's: `jacobian(::f, x)`. */
fun jacobian(f: (Tensor) -> Tensor, x: Tensor): Tensor = Autodiff.jacobian(f, x)

/** The Jacobians of [f] at [x], one for each tensor of the tree, as a tree like it. */
fun <P : Any> jacobian(f: (P) -> Tensor, x: P): P = Autodiff.jacobian(Function(f), x)

/** [jacobian] as a function of the argument. */
fun <P : Any> jacobian(f: (P) -> Tensor): (P) -> P = Autodiff.jacobian(Function(f))::apply

/** The Jacobian of [f] by the sweep that is asked for. */
fun <P : Any> jacobian(sweep: Sweep, f: (P) -> Tensor): (P) -> P = Autodiff.jacobian(sweep, Function(f))::apply

/** All second derivatives at [x] of [f], which gives a single element, of the argument's shape twice: `hessian(::loss, x)`. */
fun hessian(f: (Tensor) -> Tensor, x: Tensor): Tensor = Autodiff.hessian(f, x)

/** [hessian] as a function of the argument. */
fun hessian(f: (Tensor) -> Tensor): (Tensor) -> Tensor = Autodiff.hessian(f)::apply

/** The Hessian of [f] at [x] times [v], without computing the Hessian. */
fun <P : Any> hvp(f: (P) -> Tensor, x: P, v: P): P = Autodiff.hvp(Function(f), x, v)

/** [hvp] of a function of one tensor. */
fun hvp(f: (Tensor) -> Tensor, x: Tensor, v: Tensor): Tensor = Autodiff.hvp(f, x, v)

/** Jᵀ·H·J·v with the Jacobian J of [model] at [x] and the Hessian H of [loss] at what the model gives. */
fun <P : Any> gaussNewtonVp(model: (P) -> Tensor, loss: (Tensor) -> Tensor, x: P, v: P): P =
  Autodiff.gaussNewtonVp(Function(model), loss, x, v)

/** [gaussNewtonVp] of a model of one tensor. */
fun gaussNewtonVp(model: (Tensor) -> Tensor, loss: (Tensor) -> Tensor, x: Tensor, v: Tensor): Tensor =
  Autodiff.gaussNewtonVp(model, loss, x, v)

operator fun <Q> ValueAndTangent<Q>.component1(): Q = value

operator fun <Q> ValueAndTangent<Q>.component2(): Q = tangent

operator fun <Q> ValueAndPullback<*, Q>.component1(): Q = value

operator fun <P, Q> ValueAndPullback<P, Q>.component2(): (Q) -> P = pullback::apply

operator fun <Q> Linearization<*, Q>.component1(): Q = value

operator fun <P, Q> Linearization<P, Q>.component2(): (P) -> Q = map::apply
