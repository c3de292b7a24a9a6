package dev.nabla.dsl

import dev.nabla.op.Rearranging
import dev.nabla.tensor.Tensor

/** Backward along some axes, or along all when none is named; a view. */
fun Tensor.flip(vararg axes: Int): Tensor = Rearranging.flip(this, *axes)

/** All elements in row-major order moved by `shift` places, in the shape that it has. */
fun Tensor.roll(shift: Int): Tensor = Rearranging.roll(this, shift)

/**
 * Moved by `shift` places along an axis, and what leaves at one end enters at the other: the first element goes to
 * place `shift`, which may be negative or larger than the extent.
 */
fun Tensor.roll(shift: Int, axis: Int): Tensor = Rearranging.roll(this, shift, axis)

/** [roll] along several axes, by one shift each. */
fun Tensor.roll(shifts: IntArray, axes: IntArray): Tensor = Rearranging.roll(this, shifts, axes)

/** Turned by `times` quarters in the plane of two axes, from `axis` towards `other`; a view. */
fun Tensor.rot90(times: Int = 1, axis: Int = 0, other: Int = 1): Tensor = Rearranging.rot90(this, times, axis, other)

/** Axis `from` becomes axis `to` of the result, the others stay in their order; a view. */
fun Tensor.movedim(from: Int, to: Int): Tensor = Rearranging.movedim(this, from, to)

/** Axis `from[i]` becomes axis `to[i]` of the result, the others stay in their order; a view. */
fun Tensor.movedim(from: IntArray, to: IntArray): Tensor = Rearranging.movedim(this, from, to)

/** One axis as several, of which the last varies fastest; one extent may be −1: what is left for it. */
fun Tensor.unflatten(axis: Int, vararg extents: Int): Tensor = Rearranging.unflatten(this, axis, *extents)

/** The columns of a matrix one under the other, as vec stands in matrix calculus: row-major order is that of rows. */
fun Tensor.vec(): Tensor = Rearranging.vec(this)

/** The matrix of `rows` rows whose columns stand one under the other in a vector: what undoes [vec]. */
fun Tensor.unvec(rows: Int): Tensor = Rearranging.unvec(this, rows)

/** Two axes exchanged; a view. */
fun Tensor.swapaxes(axis: Int, other: Int): Tensor = Rearranging.swapaxes(this, axis, other)

/**
 * Parts of `size` entries along an axis, the last one smaller when they do not come out even; views. An empty axis
 * has one part, which is empty.
 */
fun Tensor.split(size: Int, axis: Int = 0): List<Tensor> = Rearranging.split(this, size, axis)

/** Parts of these sizes along an axis, which they fill; views. */
fun Tensor.split(sizes: IntArray, axis: Int = 0): List<Tensor> = Rearranging.split(this, sizes, axis)

/**
 * At most `count` parts along an axis, all of one size but the last, as PyTorch cuts them: 5 entries in 4 chunks
 * are 2, 2 and 1; views.
 */
fun Tensor.chunk(count: Int, axis: Int = 0): List<Tensor> = Rearranging.chunk(this, count, axis)

/** The slices along an axis, which is gone from them; views. */
fun Tensor.unbind(axis: Int = 0): List<Tensor> = Rearranging.unbind(this, axis)

/**
 * The elements in an array of their own, in row-major order: a small part of a large tensor no longer keeps it
 * alive.
 */
fun Tensor.clone(): Tensor = Rearranging.clone(this)

/** The elements in row-major order in the shape of [other]; a view where the layout allows. */
fun Tensor.reshapeAs(other: Tensor): Tensor = Rearranging.reshapeAs(this, other)
