package dev.nabla.dsl

import dev.nabla.tensor.DType
import dev.nabla.tensor.Parameter
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor

val float32: DType get() = DType.FLOAT32
val float64: DType get() = DType.FLOAT64
val int32: DType get() = DType.INT32
val int64: DType get() = DType.INT64
val bool: DType get() = DType.BOOL

/** A tensor of rank 0. */
fun scalar(value: Number, dtype: DType = float32): Tensor = filled(dtype, Shape.SCALAR) { value }

/** A tensor of rank 1: `tensor(1.0, 2.5)`. */
fun tensor(vararg values: Double, dtype: DType = float32): Tensor = Tensor.of(*values).to(dtype)

fun tensor(vararg values: Float, dtype: DType = float32): Tensor = Tensor.of(*values).to(dtype)

fun tensor(vararg values: Int, dtype: DType = int32): Tensor = Tensor.of(*values).to(dtype)

fun tensor(vararg values: Long, dtype: DType = int64): Tensor = Tensor.of(*values).to(dtype)

fun tensor(vararg values: Boolean): Tensor = Tensor.of(*values)

/** A tensor of rank 1 from numbers of several kinds: `tensor(1, 2.5)`. */
fun tensor(vararg values: Number, dtype: DType = float32): Tensor = filled(dtype, Shape.of(values.size)) { values[it] }

/**
 * A tensor from arrays of arrays of any depth: `tensor(arrayOf(doubleArrayOf(1.0, 2.0), doubleArrayOf(3.0, 4.0)))`.
 * Without [dtype], integers and booleans keep their type and other numbers become float32.
 */
fun tensor(nested: Array<*>, dtype: DType? = null): Tensor {
  val read = Tensor.ofNested(nested)
  return read.to(dtype ?: if (read.dtype().isFloating) float32 else read.dtype())
}

/** A tensor of rank 1 whose element at each position is [value] of it: `tensor(5) { i -> i * i }`. */
fun tensor(extent: Int, dtype: DType = float32, value: (Int) -> Number): Tensor = filled(dtype, Shape.of(extent), value)

/** A matrix from its extents and a function of row and column: `tensor(2, 3) { i, j -> i + 0.1 * j }`. */
fun tensor(rows: Int, columns: Int, dtype: DType = float32, value: (Int, Int) -> Number): Tensor =
  filled(dtype, Shape.of(rows, columns)) { value(it / columns, it % columns) }

/** A tensor of rank 3 from its extents and a function of three positions. */
fun tensor(
  extent0: Int,
  extent1: Int,
  extent2: Int,
  dtype: DType = float32,
  value: (Int, Int, Int) -> Number,
): Tensor =
  filled(dtype, Shape.of(extent0, extent1, extent2)) {
    value(it / extent2 / extent1, it / extent2 % extent1, it % extent2)
  }

/** A tensor of rank 4 from its extents and a function of four positions. */
fun tensor(
  extent0: Int,
  extent1: Int,
  extent2: Int,
  extent3: Int,
  dtype: DType = float32,
  value: (Int, Int, Int, Int) -> Number,
): Tensor =
  filled(dtype, Shape.of(extent0, extent1, extent2, extent3)) {
    val row = it / extent3
    value(row / extent2 / extent1, row / extent2 % extent1, row % extent2, it % extent3)
  }

/** A tensor that can be learnt, starting as [value]; messages call it [name]. */
fun parameter(value: Tensor, name: String = "parameter"): Parameter = Parameter.of(name, value)

/** The tensor whose element at each position in row-major order is [value] of it. */
private fun filled(dtype: DType, shape: Shape, value: (Int) -> Number): Tensor {
  val size = shape.size()
  val extents = shape.extents()
  return when (dtype) {
    DType.FLOAT32 -> Tensor.of(FloatArray(size) { value(it).toFloat() }, *extents)
    DType.FLOAT64 -> Tensor.of(DoubleArray(size) { value(it).toDouble() }, *extents)
    DType.INT32 -> Tensor.of(IntArray(size) { value(it).toInt() }, *extents)
    DType.INT64 -> Tensor.of(LongArray(size) { value(it).toLong() }, *extents)
    DType.BOOL -> Tensor.of(BooleanArray(size) { value(it).toDouble() != 0.0 }, *extents)
  }
}
