// An infix call takes functions that are marked infix, which methods written in Java cannot be.
@file:Suppress("EXTENSION_SHADOWED_BY_MEMBER")

package dev.nabla.dsl

import dev.nabla.tensor.DType
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor

operator fun Tensor.plus(other: Tensor): Tensor = add(other)

operator fun Tensor.plus(number: Number): Tensor = if (number.isWhole) add(number.toLong()) else add(number.toDouble())

operator fun Number.plus(other: Tensor): Tensor = other + this

operator fun Tensor.minus(other: Tensor): Tensor = sub(other)

operator fun Tensor.minus(number: Number): Tensor = if (number.isWhole) sub(number.toLong()) else sub(number.toDouble())

operator fun Number.minus(other: Tensor): Tensor = beside(other).sub(other)

/** Element by element; the product of matrices is [matmul]. */
operator fun Tensor.times(other: Tensor): Tensor = mul(other)

operator fun Tensor.times(number: Number): Tensor = if (number.isWhole) mul(number.toLong()) else mul(number.toDouble())

operator fun Number.times(other: Tensor): Tensor = other * this

/** Integers become float32. */
operator fun Tensor.div(other: Tensor): Tensor = this.div(other)

/** Integers become float32. */
operator fun Tensor.div(number: Number): Tensor = div(number.toDouble())

/** Integers become float32. */
operator fun Number.div(other: Tensor): Tensor = fractionBeside(other).div(other)

operator fun Tensor.unaryMinus(): Tensor = neg()

/**
 * The matrix product over the last two axes. Like every named infix function of Kotlin it binds more weakly than `+` and
 * `*`: write `(x matmul w) + b`.
 */
infix fun Tensor.matmul(other: Tensor): Tensor = this.matmul(other)

/** Every element to the power of [exponent]: `x pow 2`; integers become float32. */
infix fun Tensor.pow(exponent: Number): Tensor = pow(exponent.toDouble())

infix fun Tensor.pow(exponent: Tensor): Tensor = this.pow(exponent)

/** Where both are equal. Like all named infix functions, comparisons bind more weakly than `+` and `*`. */
infix fun Tensor.eq(other: Tensor): Tensor = this.eq(other)

infix fun Tensor.eq(number: Number): Tensor = eq(number.toDouble())

/** Where both differ. */
infix fun Tensor.ne(other: Tensor): Tensor = this.ne(other)

infix fun Tensor.ne(number: Number): Tensor = ne(number.toDouble())

/** Where the left is less. */
infix fun Tensor.lt(other: Tensor): Tensor = this.lt(other)

infix fun Tensor.lt(number: Number): Tensor = lt(number.toDouble())

/** Where the left is less or equal. */
infix fun Tensor.le(other: Tensor): Tensor = this.le(other)

infix fun Tensor.le(number: Number): Tensor = le(number.toDouble())

/** Where the left is greater. */
infix fun Tensor.gt(other: Tensor): Tensor = this.gt(other)

infix fun Tensor.gt(number: Number): Tensor = gt(number.toDouble())

/** Where the left is greater or equal. */
infix fun Tensor.ge(other: Tensor): Tensor = this.ge(other)

infix fun Tensor.ge(number: Number): Tensor = ge(number.toDouble())

/** Where both are true. Comparisons bind no more tightly, so they need parentheses: `(x gt 0) and (x lt 1)`. */
infix fun Tensor.and(other: Tensor): Tensor = logicalAnd(other)

/** Where either is true. */
infix fun Tensor.or(other: Tensor): Tensor = logicalOr(other)

/** Where exactly one is true. */
infix fun Tensor.xor(other: Tensor): Tensor = logicalXor(other)

/** Where it is false. */
operator fun Tensor.not(): Tensor = logicalNot()

/**
 * The number as a tensor of rank 0 that leaves the type of [x] as it is, unless a fraction meets integers; beside int32 a
 * whole number must fit.
 */
internal fun Number.beside(x: Tensor): Tensor {
  if (!isWhole || x.dtype().isFloating) return fractionBeside(x)
  val whole = toLong()
  if (x.dtype() != DType.INT32) return Tensor.scalar(whole)
  require(whole == whole.toInt().toLong()) { "number: $whole does not fit int32; convert the tensor with to(int64)" }
  return Tensor.scalar(whole.toInt())
}

private fun Number.fractionBeside(x: Tensor) = Tensor.full(toDouble(), Shape.SCALAR, x.dtype().floating())

internal val Number.isWhole get() = this is Int || this is Long || this is Short || this is Byte
