package dev.nabla.dsl

import dev.nabla.op.Differences
import dev.nabla.op.RunningExtremes
import dev.nabla.op.Scans
import dev.nabla.tensor.Selected
import dev.nabla.tensor.Tensor

/** The running sums along an axis; integers and bool are summed as int64. */
fun Tensor.cumsum(axis: Int): Tensor = Scans.cumsum(this, axis)

/**
 * The running products along an axis; integers and bool are multiplied as int64. The gradient is exact where
 * elements are 0, and so are its gradients.
 */
fun Tensor.cumprod(axis: Int): Tensor = Scans.cumprod(this, axis)

/**
 * The running ln Σeˣ along an axis, without overflow; integers become float32. Where all elements so far are −∞ it
 * is −∞, with gradient 0.
 */
fun Tensor.logcumsumexp(axis: Int): Tensor = Scans.logcumsumexp(this, axis)

/** max(x[0], …, x[j]) for every j along an axis, and where it stands. */
fun Tensor.cummax(axis: Int): Selected = RunningExtremes.cummax(this, axis)

/** min(x[0], …, x[j]) for every j along an axis, and where it stands. */
fun Tensor.cummin(axis: Int): Selected = RunningExtremes.cummin(this, axis)

/** The differences of differences … of neighbours, `order` times; the axis becomes shorter by as many. */
fun Tensor.diff(order: Int = 1, axis: Int = -1): Tensor = Differences.diff(this, order, axis)

/**
 * The area under the lines through samples along an axis that lie `spacing` apart; 0 of fewer than two samples.
 * Integers become float32.
 */
fun Tensor.trapz(spacing: Double = 1.0, axis: Int = -1): Tensor = Differences.trapz(this, spacing, axis)

/**
 * The area under the lines through samples along an axis at the places `x`, which are one for each sample, or of a
 * shape that broadcasts to that of the samples.
 */
fun Tensor.trapz(x: Tensor, axis: Int = -1): Tensor = Differences.trapz(this, x, axis)
