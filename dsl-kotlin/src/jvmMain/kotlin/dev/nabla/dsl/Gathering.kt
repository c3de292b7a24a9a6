package dev.nabla.dsl

import dev.nabla.op.Lookups
import dev.nabla.op.Masking
import dev.nabla.op.Segments
import dev.nabla.tensor.DType
import dev.nabla.tensor.Tensor

/**
 * Along an axis, for each position in `index` the element there: [Tensor.gather] of operands that broadcast
 * against one another along all other axes. With the result of `argsort` it sorts.
 */
fun Tensor.takeAlongDim(index: Tensor, axis: Int = -1): Tensor = Lookups.takeAlongDim(this, index, axis)

/** The elements at positions in row-major order; the result has the shape of `index`. */
fun Tensor.take(index: Tensor): Tensor = Lookups.take(this, index)

/** The rows, of a table [rows, width], at the positions of `index`: [… , width]. */
fun Tensor.embedding(index: Tensor): Tensor = Lookups.embedding(this, index)

/** The rows of a table at the positions of `index`, where row `padding` has gradient 0. */
fun Tensor.embedding(index: Tensor, padding: Int): Tensor = Lookups.embedding(this, index, padding)

/** For each label a row of `classes` zeros with 1 at the label, int64: [… , classes]. */
fun Tensor.oneHot(classes: Int): Tensor = Lookups.oneHot(this, classes)

/** For each label a row of `classes` zeros with 1 at the label, in the given type. */
fun Tensor.oneHot(classes: Int, dtype: DType): Tensor = Lookups.oneHot(this, classes, dtype)

/**
 * 1 where the largest element along an axis stands, the first of equals, else 0, in the type of x; the gradient is
 * 0.
 */
fun Tensor.hardmax(axis: Int = -1): Tensor = Lookups.hardmax(this, axis)

/** Where the elements that are not 0 stand, in row-major order: int64 of shape [count, rank]. */
fun Tensor.nonzero(): Tensor = Lookups.nonzero(this)

/** `value` where the mask holds, else x, which has gradient 0 there. */
fun Tensor.maskedFill(mask: Tensor, value: Number): Tensor = Masking.maskedFill(this, mask, value.toDouble())

/** `value`, of rank 0, where the mask holds, else x; its gradient is the sum over those places. */
fun Tensor.maskedFill(mask: Tensor, value: Tensor): Tensor = Masking.maskedFill(this, mask, value)

/** The elements where the mask holds, in row-major order, along one axis. */
fun Tensor.maskedSelect(mask: Tensor): Tensor = Masking.maskedSelect(this, mask)

/** x with the elements of `source`, in row-major order, one after the other where the mask holds. */
fun Tensor.maskedScatter(mask: Tensor, source: Tensor): Tensor = Masking.maskedScatter(this, mask, source)

/** The sum of each segment; 0 where it has no slices. */
fun Tensor.segmentSum(segments: Tensor, count: Int): Tensor = Segments.segmentSum(this, segments, count)

/** The mean of each segment; NaN where it has no slices; integers become float32. */
fun Tensor.segmentMean(segments: Tensor, count: Int): Tensor = Segments.segmentMean(this, segments, count)

/** The largest of each segment; −∞, or the least integer, where it has no slices; ties share the gradient evenly. */
fun Tensor.segmentMax(segments: Tensor, count: Int): Tensor = Segments.segmentMax(this, segments, count)
