package dev.nabla.dsl

import dev.nabla.op.Counting
import dev.nabla.op.Moments
import dev.nabla.op.Norms
import dev.nabla.op.OrderStatistics
import dev.nabla.op.Reductions
import dev.nabla.tensor.Selected
import dev.nabla.tensor.Tensor

/** The product over some axes, or over all. */
fun Tensor.prod(vararg axes: Int, keepAxes: Boolean = false): Tensor = Reductions.prod(this, axes(keepAxes), *axes)

/** The smallest and the largest elements over some axes, or over all. */
fun Tensor.aminmax(vararg axes: Int, keepAxes: Boolean = false): Reductions.Extremes =
  Reductions.aminmax(this, axes(keepAxes), *axes)

/** The sum of the elements that are not NaN over some axes, or over all. */
fun Tensor.nansum(vararg axes: Int, keepAxes: Boolean = false): Tensor = Reductions.nansum(this, axes(keepAxes), *axes)

/** The mean of the elements that are not NaN over some axes, or over all. */
fun Tensor.nanmean(vararg axes: Int, keepAxes: Boolean = false): Tensor =
  Reductions.nanmean(this, axes(keepAxes), *axes)

/** How many elements over some axes, or over all, are not 0, int64; NaN is not 0. */
fun Tensor.countNonzero(vararg axes: Int): Tensor = Reductions.countNonzero(this, *axes)

/** Σ(x − mean)² / (N − correction) over some axes, or over all. */
fun Tensor.`var`(vararg axes: Int, correction: Double = 1.0, keepAxes: Boolean = false): Tensor =
  Moments.`var`(this, correction, axes(keepAxes), *axes)

/** `var` under a name that is no word of Kotlin's. */
fun Tensor.variance(vararg axes: Int, correction: Double = 1.0, keepAxes: Boolean = false): Tensor =
  Moments.`var`(this, correction, axes(keepAxes), *axes)

/** √var with N − correction over some axes, or over all; the gradient where it is 0 is 0. */
fun Tensor.std(vararg axes: Int, correction: Double = 1.0, keepAxes: Boolean = false): Tensor =
  Moments.std(this, correction, axes(keepAxes), *axes)

/** The variance, with N − correction, and the mean over some axes, or over all. */
fun Tensor.varMean(vararg axes: Int, correction: Double = 1.0, keepAxes: Boolean = false): Moments.VarMean =
  Moments.varMean(this, correction, axes(keepAxes), *axes)

/** The square root of the sum of all squares: for a matrix the Frobenius norm; its gradient at 0 is 0. */
fun Tensor.norm(): Tensor = Norms.norm(this)

/**
 * The p-norm over some axes, or over all: for p = 0 how many elements are not 0, for ±∞ the largest or smallest
 * absolute value, whose ties share the gradient evenly. The gradient is 0 where the norm is 0, for p = 1 where an
 * element is 0, and for p = 0 everywhere.
 */
fun Tensor.norm(p: Double, vararg axes: Int, keepAxes: Boolean = false): Tensor =
  Norms.norm(this, p, axes(keepAxes), *axes)

/**
 * The middle of all elements; of an even number the lower one of the two in the middle (`quantile(0.5)` is
 * their average); NaN where there is one. Elements that equal it share the gradient evenly.
 */
fun Tensor.median(): Tensor = OrderStatistics.median(this)

/**
 * The middle elements along an axis, and where they stand: of an even number the lower one of the two in the
 * middle, of equals the first; NaN where there is one. The element selected gets all of the gradient.
 */
fun Tensor.median(axis: Int): Selected = OrderStatistics.median(this, axis)

/** The element below which a share `q` of all elements lies, interpolated on a line. */
fun Tensor.quantile(q: Double): Tensor = OrderStatistics.quantile(this, q)

/**
 * What stands at place q (n − 1), counted from 0, when the n elements along an axis are in ascending order; NaN
 * where one of them is. Integers become float32.
 */
fun Tensor.quantile(
  q: Double,
  axis: Int,
  interpolation: OrderStatistics.Interpolation = OrderStatistics.Interpolation.LINEAR,
): Tensor = OrderStatistics.quantile(this, q, axis, interpolation)

/**
 * The most frequent elements along an axis, and the last place where each stands; of equally frequent ones the
 * smallest. NaN equals NaN.
 */
fun Tensor.mode(axis: Int): Selected = OrderStatistics.mode(this, axis)

/** How often each of the numbers from 0 to the largest one, or to `atLeast` − 1, occurs, int64. */
fun Tensor.bincount(atLeast: Int = 0): Tensor = Counting.bincount(this, atLeast)

/** The sum of the weights of each of the numbers from 0 to the largest one, or to `atLeast` − 1. */
fun Tensor.bincount(weights: Tensor, atLeast: Int = 0): Tensor = Counting.bincount(this, weights, atLeast)

/** [histc] from the smallest element to the largest, which differ. */
fun Tensor.histc(bins: Int): Tensor = Counting.histc(this, bins)

/**
 * How many elements fall into each of `bins` equal parts from `low` to `high`, whose ends belong to them; those
 * outside, and NaN, are not counted. The counts have the type of x.
 */
fun Tensor.histc(bins: Int, low: Double, high: Double): Tensor = Counting.histc(this, bins, low, high)

/** The elements that occur in x, each once. NaN equals NaN, and 0 equals −0. */
fun Tensor.unique(): Counting.Unique = Counting.unique(this)
