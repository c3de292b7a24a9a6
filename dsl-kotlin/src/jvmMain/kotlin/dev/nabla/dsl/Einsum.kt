package dev.nabla.dsl

import dev.nabla.op.ContractionPath
import dev.nabla.op.Einsum
import dev.nabla.tensor.Tensor

/**
 * The sum of products of the elements whose labels agree: `einsum("bij,bjk->bik", a, b)`.
 *
 * A term names the axes of one operand; labels that the result does not have are summed over, labels that repeat within a
 * term take the diagonal, `...` stands for any axes. Without `->` the result has the labels that occur once.
 */
fun einsum(formula: String, vararg operands: Tensor): Tensor = Einsum.einsum(formula, *operands)

/** The order in which [einsum] multiplies these operands, and what it costs; printed as a table. */
fun einsumPath(formula: String, vararg operands: Tensor): ContractionPath = Einsum.einsumPath(formula, *operands)

/** Summed over the last [axes] axes of [a] and the first of [b]. */
fun tensordot(a: Tensor, b: Tensor, axes: Int = 2): Tensor = Einsum.tensordot(a, b, axes)

/** Summed over pairs of axes, those of [a] before those of [b]: `tensordot(a, b, axes = listOf(1, 2) to listOf(1, 0))`. */
fun tensordot(a: Tensor, b: Tensor, axes: Pair<List<Int>, List<Int>>): Tensor =
  Einsum.tensordot(a, b, axes.first.toIntArray(), axes.second.toIntArray())

/** Summed over the last axes of both. */
fun inner(a: Tensor, b: Tensor): Tensor = Einsum.inner(a, b)
