package dev.nabla.dsl

import dev.nabla.op.Patterns
import dev.nabla.tensor.Tensor

/**
 * The same elements with axes split, merged and permuted: `images.rearrange("b (h p) (w q) c -> (b h w) p q c", "p" to 8,
 * "q" to 8)`.
 *
 * Names stand for axes, brackets for several axes in one, the last of which runs fastest, `1` for an axis of extent 1, `...`
 * for all axes that no name stands for. [extents] are those that the shape leaves open.
 */
fun Tensor.rearrange(pattern: String, vararg extents: Pair<String, Int>): Tensor =
  Patterns.rearrange(this, pattern, extents.toMap())

/**
 * The tensor without the axes whose names the right side lacks: `reduce("b (h 2) (w 2) -> b h w", reduction =
 * Tensor::amax)`, in which a number in brackets is an axis of that extent without a name.
 *
 * @param extents of names that the shape leaves open
 * @param reduction what becomes of the elements along some axes, at least one, which it takes away
 */
fun Tensor.reduce(
  pattern: String,
  vararg extents: Pair<String, Int>,
  reduction: (Tensor, IntArray) -> Tensor,
): Tensor = Patterns.reduce(this, pattern, reduction, extents.toMap())

/**
 * The tensor once for each position along the axes that only the right side has: `repeat("h w -> h (w n)", "n" to 2)`,
 * or `repeat("h w -> h (w 2)")`. [extents] are those of the new names, and those that the shape leaves open.
 */
fun Tensor.repeat(pattern: String, vararg extents: Pair<String, Int>): Tensor =
  Patterns.repeat(this, pattern, extents.toMap())
