package dev.nabla.dsl

import dev.nabla.op.IndexUpdates
import dev.nabla.op.ScatterReductions
import dev.nabla.op.Scattering
import dev.nabla.op.Updating
import dev.nabla.tensor.Tensor

/** x with the elements of `source` at the positions; of several for one position the last stays. */
fun Tensor.scatter(axis: Int, index: Tensor, source: Tensor): Tensor = Scattering.scatter(this, axis, index, source)

/** x with `value` at the positions. */
fun Tensor.scatter(axis: Int, index: Tensor, value: Number): Tensor =
  Scattering.scatter(this, axis, index, value.toDouble())

/** x with the elements of `source` added at the positions, all of several for one position. */
fun Tensor.scatterAdd(axis: Int, index: Tensor, source: Tensor): Tensor =
  Scattering.scatterAdd(this, axis, index, source)

/** x, where at every position named the elements of `source` that go there are combined. */
fun Tensor.scatterReduce(
  axis: Int,
  index: Tensor,
  source: Tensor,
  how: ScatterReductions.Combination,
  includeSelf: Boolean = true,
): Tensor = ScatterReductions.scatterReduce(this, axis, index, source, how, includeSelf)

/** x with `alpha` times the slices of `source` added at the positions. */
fun Tensor.indexAdd(axis: Int, index: Tensor, source: Tensor, alpha: Double = 1.0): Tensor =
  IndexUpdates.indexAdd(this, axis, index, source, alpha)

/** x with the slices of `source` at the positions; of several for one position the last stays. */
fun Tensor.indexCopy(axis: Int, index: Tensor, source: Tensor): Tensor =
  IndexUpdates.indexCopy(this, axis, index, source)

/** x with `value` in all slices at the positions. */
fun Tensor.indexFill(axis: Int, index: Tensor, value: Number): Tensor =
  IndexUpdates.indexFill(this, axis, index, value.toDouble())

/** x with `value`, of rank 0, in all slices at the positions; its gradient is the sum of theirs. */
fun Tensor.indexFill(axis: Int, index: Tensor, value: Tensor): Tensor = IndexUpdates.indexFill(this, axis, index, value)

/**
 * The tensor with [value] where [index] points to, which holds what `x[…]` takes: `x.with(0, 1..3, value = u)`. The gradient
 * of the tensor is 0 there; of several elements for one place the last stays, and gets its gradient.
 */
fun Tensor.with(vararg index: Any, value: Tensor): Tensor = Updating.with(this, value, *indices(index))

/** The tensor with a number where [index] points to. */
fun Tensor.with(vararg index: Any, value: Number): Tensor = Updating.with(this, value.toDouble(), *indices(index))

/**
 * x with `value` at the positions that `indices` hold together: the first for the first axis, and so on; they
 * broadcast against one another, and axes beyond them are taken whole.
 */
fun Tensor.indexPut(indices: List<Tensor>, value: Tensor, accumulate: Boolean = false): Tensor =
  Updating.indexPut(this, indices, value, accumulate)
