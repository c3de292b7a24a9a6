package dev.nabla.dsl

import dev.nabla.op.Creation
import dev.nabla.tensor.DType
import dev.nabla.tensor.Rng
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor
import java.nio.DoubleBuffer
import java.nio.FloatBuffer
import java.nio.IntBuffer
import java.nio.LongBuffer

/** Zeros: `zeros(2, 3)`, `zeros(2, 3, dtype = float64)`. */
fun zeros(vararg shape: Int, dtype: DType = float32): Tensor = Tensor.zeros(Shape.of(*shape), dtype)

fun ones(vararg shape: Int, dtype: DType = float32): Tensor = Tensor.ones(Shape.of(*shape), dtype)

/** [value] everywhere: `full(0.5, 2, 3)`. */
fun full(value: Number, vararg shape: Int, dtype: DType = float32): Tensor =
  Tensor.full(value.toDouble(), Shape.of(*shape), dtype)

/** Ones on the main diagonal of zeros. */
fun eye(rows: Int, columns: Int = rows, dtype: DType = float32): Tensor = Tensor.eye(rows, columns, dtype)

/** The int64 numbers from 0 up to but not including [end]. */
fun arange(end: Int): Tensor = Tensor.arange(end.toLong())

/** The int64 numbers from [start], [step] apart, before [end]. */
fun arange(start: Int, end: Int, step: Int = 1): Tensor = Tensor.arange(start.toLong(), end.toLong(), step.toLong())

/** The float32 numbers from [start], [step] apart, before [end]. */
fun arange(start: Double, end: Double, step: Double = 1.0): Tensor = Tensor.arange(start, end, step)

/** [count] float32 numbers evenly spaced from [start] to [end], both included. */
fun linspace(start: Number, end: Number, count: Int): Tensor = Tensor.linspace(start.toDouble(), end.toDouble(), count)

/** Uniform numbers in [0, 1) from [rng]; up to rank 4 the name may be left out: `rand(n, m, rng)`. */
fun rand(vararg shape: Int, rng: Rng, dtype: DType = float32): Tensor = rng.rand(dtype, *shape)

fun rand(extent: Int, rng: Rng, dtype: DType = float32): Tensor = rng.rand(dtype, extent)

fun rand(rows: Int, columns: Int, rng: Rng, dtype: DType = float32): Tensor = rng.rand(dtype, rows, columns)

fun rand(n: Int, rows: Int, columns: Int, rng: Rng, dtype: DType = float32): Tensor = rng.rand(dtype, n, rows, columns)

fun rand(n: Int, channels: Int, rows: Int, columns: Int, rng: Rng, dtype: DType = float32): Tensor =
  rng.rand(dtype, n, channels, rows, columns)

/** Normal numbers of mean 0 and standard deviation 1 from [rng]; up to rank 4 the name may be left out: `randn(n, m, rng)`. */
fun randn(vararg shape: Int, rng: Rng, dtype: DType = float32): Tensor = rng.randn(dtype, *shape)

fun randn(extent: Int, rng: Rng, dtype: DType = float32): Tensor = rng.randn(dtype, extent)

fun randn(rows: Int, columns: Int, rng: Rng, dtype: DType = float32): Tensor = rng.randn(dtype, rows, columns)

fun randn(n: Int, rows: Int, columns: Int, rng: Rng, dtype: DType = float32): Tensor =
  rng.randn(dtype, n, rows, columns)

fun randn(n: Int, channels: Int, rows: Int, columns: Int, rng: Rng, dtype: DType = float32): Tensor =
  rng.randn(dtype, n, channels, rows, columns)

/** A tensor of the shape and type of the receiver whose elements are all `value`. */
fun Tensor.fullLike(value: Number): Tensor = Creation.fullLike(this, value.toDouble())

/** `count` float32 numbers from base^start to base^end, both included, whose logarithms are evenly spaced. */
fun logspace(start: Number, end: Number, count: Int, base: Double = 10.0): Tensor =
  Creation.logspace(start.toDouble(), end.toDouble(), count, base)

/** For each vector of coordinates a tensor over the grid of all of them, with its coordinate at every point; views. */
fun meshgrid(vararg coordinates: Tensor, indexing: Creation.Indexing = Creation.Indexing.IJ): List<Tensor> =
  Creation.meshgrid(indexing, *coordinates)

/**
 * The powers of every element of a vector, [n, powers]: x^(powers − 1), …, x, 1, or 1, x, x², … when they
 * increase. Integers stay integers, as int64.
 */
fun Tensor.vander(powers: Int, increasing: Boolean = false): Tensor = Creation.vander(this, powers, increasing)

/**
 * The Hann window ½ (1 − cos 2πi/n) for i from 0 to n − 1, float32; symmetric, with n − 1 in the place of n,
 * unless it is one period of many.
 */
fun hannWindow(n: Int, periodic: Boolean = true): Tensor = Creation.hannWindow(n, periodic)

/** A float32 tensor of this shape from what is left in a buffer, which stays as it is. */
fun fromBuffer(values: FloatBuffer, vararg shape: Int): Tensor = Creation.fromBuffer(values, *shape)

/** A float64 tensor of this shape from what is left in a buffer, which stays as it is. */
fun fromBuffer(values: DoubleBuffer, vararg shape: Int): Tensor = Creation.fromBuffer(values, *shape)

/** An int32 tensor of this shape from what is left in a buffer, which stays as it is. */
fun fromBuffer(values: IntBuffer, vararg shape: Int): Tensor = Creation.fromBuffer(values, *shape)

/** An int64 tensor of this shape from what is left in a buffer, which stays as it is. */
fun fromBuffer(values: LongBuffer, vararg shape: Int): Tensor = Creation.fromBuffer(values, *shape)
