package dev.nabla.dsl

import dev.nabla.op.Ordering
import dev.nabla.tensor.Selected
import dev.nabla.tensor.Tensor

/** The elements along an axis in ascending or descending order, and where they stood. */
fun Tensor.sort(axis: Int = -1, descending: Boolean = false): Selected = Ordering.sort(this, axis, descending)

/** Where the elements along an axis stand that come first, second … in ascending or descending order, int64. */
fun Tensor.argsort(axis: Int = -1, descending: Boolean = false): Tensor = Ordering.argsort(this, axis, descending)

/** The `k` largest or smallest elements along an axis, the most extreme first, and where they stand. */
fun Tensor.topk(k: Int, axis: Int = -1, largest: Boolean = true): Selected = Ordering.topk(this, k, axis, largest)

/** The `k`-th smallest elements along an axis, counted from 1, and where they stand; of equals the first. */
fun Tensor.kthvalue(k: Int, axis: Int = -1): Selected = Ordering.kthvalue(this, k, axis)

/**
 * Where values would go into sequences in ascending order so that the order stays: for each value the number of
 * elements before it, int64, of the shape of `values`.
 */
fun Tensor.searchsorted(values: Tensor, right: Boolean = false): Tensor = Ordering.searchsorted(this, values, right)
