// Kotlin names no arguments of methods written in Java: a call that names its axis comes here.
@file:Suppress("EXTENSION_SHADOWED_BY_MEMBER")

package dev.nabla.dsl

import dev.nabla.tensor.Axes
import dev.nabla.tensor.Selected
import dev.nabla.tensor.Tensor

/** The sum over [axis], which stays with extent 1 when [keepAxes] says so. */
fun Tensor.sum(axis: Int, keepAxes: Boolean = false): Tensor = sum(axes(keepAxes), axis)

/** The sum over [axes], or over all when none is named. */
fun Tensor.sum(vararg axes: Int, keepAxes: Boolean): Tensor = sum(axes(keepAxes), *axes)

/** The mean over [axis]; integers become float32. */
fun Tensor.mean(axis: Int, keepAxes: Boolean = false): Tensor = mean(axes(keepAxes), axis)

/** The mean over [axes], or over all when none is named; integers become float32. */
fun Tensor.mean(vararg axes: Int, keepAxes: Boolean): Tensor = mean(axes(keepAxes), *axes)

/** The largest element over [axis]; ties share the gradient evenly. */
fun Tensor.amax(axis: Int, keepAxes: Boolean = false): Tensor = amax(axes(keepAxes), axis)

/** The largest element over [axes], or over all when none is named; ties share the gradient evenly. */
fun Tensor.amax(vararg axes: Int, keepAxes: Boolean): Tensor = amax(axes(keepAxes), *axes)

/** The smallest element over [axis]; ties share the gradient evenly. */
fun Tensor.amin(axis: Int, keepAxes: Boolean = false): Tensor = amin(axes(keepAxes), axis)

/** The smallest element over [axes], or over all when none is named; ties share the gradient evenly. */
fun Tensor.amin(vararg axes: Int, keepAxes: Boolean): Tensor = amin(axes(keepAxes), *axes)

/** The largest elements along [axis] and their positions: `val (values, positions) = x.max(axis = 1)`. */
fun Tensor.max(axis: Int): Selected = this.max(axis)

/** The smallest elements along [axis] and their positions. */
fun Tensor.min(axis: Int): Selected = this.min(axis)

/** The position of the first largest element along [axis], int64. */
fun Tensor.argmax(axis: Int): Tensor = this.argmax(axis)

/** The position of the first smallest element along [axis], int64. */
fun Tensor.argmin(axis: Int): Tensor = this.argmin(axis)

/** Whether any element is true along [axis]. */
fun Tensor.any(axis: Int): Tensor = this.any(axis)

/** Whether all elements are true along [axis]. */
fun Tensor.all(axis: Int): Tensor = this.all(axis)

/** ln Σeˣ along [axis], without overflow. */
fun Tensor.logSumExp(axis: Int): Tensor = this.logSumExp(axis)

/** eˣ / Σeˣ along [axis]. */
fun Tensor.softmax(axis: Int): Tensor = this.softmax(axis)

/** x − ln Σeˣ along [axis]. */
fun Tensor.logSoftmax(axis: Int): Tensor = this.logSoftmax(axis)

operator fun Selected.component1(): Tensor = values

operator fun Selected.component2(): Tensor = indices

internal fun axes(keep: Boolean) = if (keep) Axes.KEEP else Axes.DROP
