package dev.nabla.dsl

import dev.nabla.op.Diagonals
import dev.nabla.tensor.Tensor

/** Diagonal `offset` of the matrices that two axes form, as the last axis of the result; a view. */
fun Tensor.diagonal(offset: Int = 0, rows: Int = -2, columns: Int = -1): Tensor =
  Diagonals.diagonal(this, offset, rows, columns)

/** The last axis on diagonal `offset` of square matrices of zeros, just large enough for it. */
fun Tensor.diagEmbed(offset: Int = 0, rows: Int = -2, columns: Int = -1): Tensor =
  Diagonals.diagEmbed(this, offset, rows, columns)

/** Diagonal `offset` of a matrix, or the square matrix of zeros with this vector on it. */
fun Tensor.diag(offset: Int = 0): Tensor = Diagonals.diag(this, offset)

/** The sum of the main diagonal of a matrix. */
fun Tensor.trace(): Tensor = Diagonals.trace(this)

/** The elements on diagonal `offset` and below, of the last two axes; zeros above. */
fun Tensor.tril(offset: Int = 0): Tensor = Diagonals.tril(this, offset)

/** The elements on diagonal `offset` and above, of the last two axes; zeros below. */
fun Tensor.triu(offset: Int = 0): Tensor = Diagonals.triu(this, offset)

/** Row and column of every element of a matrix on diagonal `offset` and below, row by row: int64 [2, count]. */
fun trilIndices(rows: Int, columns: Int, offset: Int = 0): Tensor = Diagonals.trilIndices(rows, columns, offset)

/** Row and column of every element of a matrix on diagonal `offset` and above, row by row: int64 [2, count]. */
fun triuIndices(rows: Int, columns: Int, offset: Int = 0): Tensor = Diagonals.triuIndices(rows, columns, offset)
