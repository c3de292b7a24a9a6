package dev.nabla.dsl

import dev.nabla.autodiff.Autodiff
import dev.nabla.tensor.Backprop
import dev.nabla.tensor.Tensor

/** A function's value at a point, and its gradient there, which looks like the point. */
data class ValueWithGradient<out P>(val value: Tensor, val gradient: P)

/**
 * The gradient of [f], which gives a single element, as a function of its argument.
 *
 * The argument is a tensor, or a data class, list or map that holds tensors at any depth, and the gradient is of the same
 * kind: `val slope = grad(::loss)(params)` has for each tensor of `params` its gradient, and everything else as it was.
 * Functions of functions nest: `grad(grad(::f))`.
 */
fun <P : Any> grad(f: (P) -> Tensor): (P) -> P {
  val both = valueAndGrad(f)
  return { point -> both(point).gradient }
}

/** The value of [f] together with its [grad], in one evaluation: `val (value, slope) = valueAndGrad(::loss)(params)`. */
fun <P : Any> valueAndGrad(f: (P) -> Tensor): (P) -> ValueWithGradient<P> =
  { point ->
    val at = tensorsIn(point)
    require(at.isNotEmpty()) { "grad: ${point::class.simpleName} holds no tensor to differentiate with respect to" }
    val both = Autodiff.valueAndGradients { variables -> f(point.withTensors(variables)) }.apply(at)
    ValueWithGradient(both.value, point.withTensors(both.gradient))
  }

/** What [body] computes, unrecorded: it counts as a constant. */
fun <T : Any> noGrad(body: () -> T): T = Backprop.noGrad(body)
