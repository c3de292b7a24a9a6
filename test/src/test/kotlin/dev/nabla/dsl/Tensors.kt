package dev.nabla.dsl

import dev.nabla.tensor.DType
import dev.nabla.tensor.Rng
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor
import io.kotest.property.Arb
import io.kotest.property.Gen
import io.kotest.property.arbitrary.bind
import io.kotest.property.arbitrary.choice
import io.kotest.property.arbitrary.double
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.long
import io.kotest.property.arbitrary.of

/** The types of numbers. */
private val numeric = Arb.of(DType.entries - DType.BOOL)

/** Numbers of any type along up to three axes, sometimes none. */
internal val tensors: Arb<Tensor> =
  Arb.bind(Arb.long(), Arb.list(Arb.int(0..4), 0..3), numeric, ::drawn)

/** Two tensors of any such types whose shapes broadcast: the second has some of the last axes of the first. */
internal val broadcasting: Arb<Pair<Tensor, Tensor>> =
  Arb.bind(tensors, Arb.long(), numeric, Arb.int(0..3)) { a, seed, dtype, axes ->
    a to drawn(seed, a.shape.extents().takeLast(axes), dtype)
  }

internal val floatings: Arb<Tensor> =
  Arb.bind(Arb.long(), Arb.list(Arb.int(1..4), 0..3), Arb.of(float32, float64), ::drawn)

internal val numbers: Gen<Number> =
  Arb.choice(Arb.int(-9..9), Arb.long(-9L..9L), Arb.double(-9.0..9.0), Arb.of(0.5f, -2f))

private fun drawn(seed: Long, shape: List<Int>, dtype: DType): Tensor =
  Rng.of(seed).randn(*shape.toIntArray()).mul(3.0).to(dtype)

/** The positions of the elements in row-major order, in this shape. */
internal fun counted(vararg shape: Int): Tensor = Tensor.arange(Shape.of(*shape).size().toLong()).reshape(*shape)
