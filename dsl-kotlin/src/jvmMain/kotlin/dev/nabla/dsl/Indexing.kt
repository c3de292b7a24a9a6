package dev.nabla.dsl

import dev.nabla.tensor.Index
import dev.nabla.tensor.Tensor

/** A whole axis: `y[all, 1..2]`. */
val all: Index get() = Index.ALL

/** As many whole axes as are left: `y[ellipsis, -1]`. */
val ellipsis: Index get() = Index.ELLIPSIS

/** A new axis of extent 1: `y[all, newAxis]`. */
val newAxis: Index get() = Index.NEW_AXIS

/**
 * The entries of a range along the first axis; a view.
 *
 * Ranges are Kotlin's: `1..3` is 1, 2 and 3, `0..<n step 2` every other one, `n - 1 downTo 0` all from the last to the
 * first. Negative ends count from the end: `1..-2` leaves out the first and the last, `-3..-1` is the last three. Ends
 * beyond the axis are clipped, as in NumPy.
 */
operator fun Tensor.get(range: IntProgression): Tensor = get(range.asIndex())

/** The entries along the first axis at integer positions, or where a bool tensor is true. */
operator fun Tensor.get(index: Tensor): Tensor = get(Index.of(index))

/**
 * What NumPy's `x[…]` gives, one entry for each axis: an Int, a range, [all], [ellipsis], [newAxis], a tensor of integer
 * positions, or a bool tensor for the axes that it has.
 */
operator fun Tensor.get(first: Any, second: Any, vararg more: Any): Tensor =
  get(entry(first), entry(second), *indices(more))

internal fun indices(entries: Array<out Any>): Array<Index> = Array(entries.size) { entry(entries[it]) }

private fun entry(index: Any): Index =
  when (index) {
    is Int -> Index.at(index)
    is Index -> index
    is IntProgression -> index.asIndex()
    is Tensor -> Index.of(index)
    else -> throw IllegalArgumentException(
      "get: an index is an Int, a range, all, ellipsis, newAxis or a tensor, got ${index::class.simpleName} $index",
    )
  }

/** The same positions with an excluded end, which is open where the last position is the end of the axis. */
private fun IntProgression.asIndex(): Index {
  require(first != 0 || last != -1 || step < 0) {
    "get: 0..-1 is the whole axis or, written 0..<0, nothing of it; write all for the axis"
  }
  val open = if (step > 0) last == -1 || last == Int.MAX_VALUE else last == 0
  return Index.range(first, if (open) null else last + step.coerceIn(-1, 1), step)
}
