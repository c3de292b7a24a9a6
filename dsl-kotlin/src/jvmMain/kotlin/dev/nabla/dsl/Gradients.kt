package dev.nabla.dsl

import dev.nabla.autodiff.Autodiff
import dev.nabla.autodiff.ValueAndGradient
import dev.nabla.autodiff.ValueGradientAndAuxiliary
import dev.nabla.autodiff.WithAuxiliary
import dev.nabla.tensor.Backprop
import dev.nabla.tensor.Tensor
import java.util.function.Function

/**
 * The gradient of [f], which gives a single element, as a function of its argument.
 *
 * The argument is a tensor, or a data class, list or map that holds tensors at any depth (a [tree][dev.nabla.autodiff.Trees]),
 * and the gradient is of the same kind: `val slope = grad(::loss)(params)` has for each tensor of `params` its gradient,
 * and names, counts and the like as they were. Functions of functions nest: `grad(grad(::f))`.
 */
fun <P : Any> grad(f: (P) -> Tensor): (P) -> P = Autodiff.grad(Function(f))::apply

/** The value of [f] together with its [grad], in one evaluation: `val (value, slope) = valueAndGrad(::loss)(params)`. */
fun <P : Any> valueAndGrad(f: (P) -> Tensor): (P) -> ValueAndGradient<P> = Autodiff.valueAndGrad(Function(f))::apply

/**
 * Value and gradient of a function that gives something else beside, whose tensors come out as constants:
 * `val (value, slope, output) = valueAndGradWithAuxiliary { p: Params -> val y = p(x); loss(y) to y }(params)`.
 */
fun <P : Any, A> valueAndGradWithAuxiliary(f: (P) -> Pair<Tensor, A>): (P) -> ValueGradientAndAuxiliary<P, A> =
  Autodiff.valueAndGradWithAuxiliary(Function { x: P -> f(x).let { (y, more) -> WithAuxiliary(y, more) } })::apply

/** What [body] computes, unrecorded: it counts as a constant, forward and in reverse. */
fun <T : Any> noGrad(body: () -> T): T = Backprop.noGrad(body)

/** [x] as a constant: no derivative passes. */
fun <P : Any> stopGradient(x: P): P = Autodiff.stopGradient(x)

fun stopGradient(x: Tensor): Tensor = Autodiff.stopGradient(x)

/** [forward] with [backward] for its gradient: `customGradient({ x: Tensor -> exp(x) }) { g, y, x -> g * y }`. */
fun <P : Any> customGradient(forward: (P) -> Tensor, backward: (g: Tensor, y: Tensor, x: P) -> P): (P) -> Tensor =
  Autodiff.customGradient(Function(forward), backward)::apply

/** [f], which keeps the shape of its argument, with the gradient of the identity. */
fun straightThrough(f: (Tensor) -> Tensor): (Tensor) -> Tensor = Autodiff.straightThrough(f)::apply

/** A tensor equal to this, whose gradient passes through [hook] on its way here. */
fun Tensor.onGradient(hook: (Tensor) -> Tensor): Tensor = Autodiff.onGradient(this, hook)

/** [f], evaluated again when its gradient is asked for instead of being recorded. */
fun <P : Any> checkpoint(f: (P) -> Tensor): (P) -> Tensor = Autodiff.checkpoint(Function(f))::apply

/** [f], which throws where it is differentiated at a kink, a tie or a jump: `grad(strict(::f))`. */
fun <P : Any, Q : Any> strict(f: (P) -> Q): (P) -> Q = Autodiff.strict(Function(f))::apply

operator fun ValueAndGradient<*>.component1(): Tensor = value

operator fun <P> ValueAndGradient<P>.component2(): P = gradient

operator fun ValueGradientAndAuxiliary<*, *>.component1(): Tensor = value

operator fun <P> ValueGradientAndAuxiliary<P, *>.component2(): P = gradient

operator fun <A> ValueGradientAndAuxiliary<*, A>.component3(): A = auxiliary
