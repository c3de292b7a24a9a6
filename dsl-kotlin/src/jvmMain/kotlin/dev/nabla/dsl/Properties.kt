package dev.nabla.dsl

import dev.nabla.tensor.DType
import dev.nabla.tensor.Parameter
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor

val Tensor.shape: Shape get() = shape()

val Tensor.dtype: DType get() = dtype()

/** The number of axes. */
val Tensor.rank: Int get() = rank()

/** The number of elements. */
val Tensor.size: Int get() = size()

val Parameter.name: String get() = name()

/** The present value, as a constant. */
val Parameter.value: Tensor get() = value()

/** The sum of the gradients of all backward passes since it was last cleared; throws when there was none. */
val Parameter.gradient: Tensor get() = gradient()
