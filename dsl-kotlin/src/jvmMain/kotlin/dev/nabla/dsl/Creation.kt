package dev.nabla.dsl

import dev.nabla.tensor.DType
import dev.nabla.tensor.Rng
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor

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

/** Uniform numbers in [0, 1) from [rng]; `rand(n, rng)` and `rand(n, m, rng)` say the same. */
fun rand(vararg shape: Int, rng: Rng, dtype: DType = float32): Tensor = rng.rand(dtype, *shape)

fun rand(extent: Int, rng: Rng, dtype: DType = float32): Tensor = rng.rand(dtype, extent)

fun rand(rows: Int, columns: Int, rng: Rng, dtype: DType = float32): Tensor = rng.rand(dtype, rows, columns)

/** Normal numbers of mean 0 and standard deviation 1 from [rng]; `randn(n, rng)` and `randn(n, m, rng)` say the same. */
fun randn(vararg shape: Int, rng: Rng, dtype: DType = float32): Tensor = rng.randn(dtype, *shape)

fun randn(extent: Int, rng: Rng, dtype: DType = float32): Tensor = rng.randn(dtype, extent)

fun randn(rows: Int, columns: Int, rng: Rng, dtype: DType = float32): Tensor = rng.randn(dtype, rows, columns)
