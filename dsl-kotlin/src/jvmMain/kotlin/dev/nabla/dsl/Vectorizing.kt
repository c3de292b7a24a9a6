package dev.nabla.dsl

import dev.nabla.autodiff.Autodiff
import dev.nabla.tensor.Tensor
import java.util.function.BiFunction
import java.util.function.Function

/**
 * The vectorised map of [f], which is written for one entry and runs once for all of them: `vmap(grad(::loss))(batch)`.
 *
 * Argument and result are tensors, or data classes, lists or maps of them; entries lie along the first axis of every
 * tensor. [f] cannot read elements of what it maps over, and random numbers that it draws are the same for every entry.
 */
fun <A : Any, R : Any> vmap(f: (A) -> R): (A) -> R = vmap(0, 0, f)

/** [vmap] of entries along [inAxis] of every tensor of the argument, those of the results along [outAxis]. */
fun <A : Any, R : Any> vmap(inAxis: Int = 0, outAxis: Int = 0, f: (A) -> R): (A) -> R =
  Autodiff.vmap(Function(f), inAxis, outAxis)::apply

/** [vmap] of a function of two arguments. */
fun <A : Any, B : Any, R : Any> vmap(f: (A, B) -> R): (A, B) -> R = vmap(0 to 0, 0, f)

/** [vmap] of two arguments' entries along [inAxes], null for one that all entries share: `vmap(0 to null) { a, b -> … }`. */
fun <A : Any, B : Any, R : Any> vmap(
  inAxes: Pair<Int?, Int?> = 0 to 0,
  outAxis: Int = 0,
  f: (A, B) -> R,
): (A, B) -> R = Autodiff.vmap(BiFunction(f), inAxes.first, inAxes.second, outAxis)::apply

/**
 * The gradients of [loss] with respect to every tensor of [parameters], for each example of [batch] by itself, whose
 * entries lie along the first axes: `perSampleGradients(params, images, labels) { p, (image, label) -> … }`.
 */
fun <P : Any> perSampleGradients(parameters: P, vararg batch: Tensor, loss: (P, List<Tensor>) -> Tensor): P =
  Autodiff.perSampleGradients(BiFunction(loss), parameters, *batch)
