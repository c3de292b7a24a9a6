package dev.nabla.dsl

import dev.nabla.tensor.Rng
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.checkAll

private val extent = Arb.int(0..4)

class LiteralSpec :
  FunSpec({
    test("numbers are float32 unless they are integers or another type is named") {
      tensor(1.0, 2.5) shouldBe Tensor.of(1f, 2.5f)
      tensor(1f, 2.5f) shouldBe Tensor.of(1f, 2.5f)
      tensor(1, 2.5) shouldBe Tensor.of(1f, 2.5f)
      tensor(1.0, 2.5, dtype = float64) shouldBe Tensor.of(1.0, 2.5)
      tensor(1, 2) shouldBe Tensor.of(1, 2)
      tensor(1, 2, dtype = float32) shouldBe Tensor.of(1f, 2f)
      tensor(1L, 2L) shouldBe Tensor.of(1L, 2L)
      tensor(true, false) shouldBe Tensor.of(true, false)
      scalar(2.5) shouldBe Tensor.scalar(2.5f)
      scalar(1L shl 62, dtype = int64) shouldBe Tensor.scalar(1L shl 62)
    }

    test("a function of the positions is asked for each element in its place") {
      checkAll(extent, extent, extent, extent) { a, b, c, d ->
        tensor(a, dtype = int64) { i -> i } shouldBe counted(a)
        tensor(a, b, dtype = int64) { i, j -> i * b + j } shouldBe counted(a, b)
        tensor(a, b, c, dtype = int64) { i, j, k -> (i * b + j) * c + k } shouldBe counted(a, b, c)
        tensor(a, b, c, d, dtype = int64) { i, j, k, l -> ((i * b + j) * c + k) * d + l } shouldBe counted(a, b, c, d)
      }
    }

    test("nested arrays keep their shape, and their type when they are no fractions") {
      tensor(arrayOf(doubleArrayOf(1.0, 2.0), doubleArrayOf(3.0, 4.0))) shouldBe tensor(2, 2) { i, j -> 2 * i + j + 1 }
      tensor(arrayOf(arrayOf(intArrayOf(1), intArrayOf(2)))) shouldBe Tensor.of(intArrayOf(1, 2), 1, 2, 1)
      tensor(arrayOf(intArrayOf(1, 0)), dtype = bool) shouldBe Tensor.of(booleanArrayOf(true, false), 1, 2)
      shouldThrow<IllegalArgumentException> {
        tensor(arrayOf(doubleArrayOf(1.0, 2.0), doubleArrayOf(3.0)))
      }.message shouldContain "ragged"
    }

    test("creation equals the calls it stands for") {
      checkAll(extent, extent) { m, n ->
        zeros(m, n, dtype = int32) shouldBe Tensor.zeros(Shape.of(m, n), int32)
        ones(m, n) shouldBe Tensor.ones(m, n)
        full(7, m, n) shouldBe Tensor.full(7.0, m, n)
        eye(m, n, dtype = float64) shouldBe Tensor.eye(m, n, float64)
        arange(m, m + n, 2) shouldBe Tensor.arange(m.toLong(), m + n.toLong(), 2)
        arange(n) shouldBe Tensor.arange(n.toLong())
        linspace(0, 1, n) shouldBe Tensor.linspace(0.0, 1.0, n)
        randn(m, n, Rng.of(1)) shouldBe Rng.of(1).randn(m, n)
        randn(m, n, 2, 1, 3, rng = Rng.of(1)) shouldBe Rng.of(1).randn(m, n, 2, 1, 3)
        randn(m, n, 2, Rng.of(1)) shouldBe Rng.of(1).randn(m, n, 2)
        rand(m, n, 2, 3, Rng.of(1)) shouldBe Rng.of(1).rand(m, n, 2, 3)
        rand(n, Rng.of(1), dtype = float64) shouldBe Rng.of(1).rand(float64, n)
      }
      arange(0.0, 1.0, 0.25) shouldBe tensor(0.0, 0.25, 0.5, 0.75)
    }

    test("a parameter starts as its value and is called by its name") {
      val w = parameter(tensor(1.0, 2.0), name = "w")
      w.value shouldBe tensor(1.0, 2.0)
      w.name shouldBe "w"
      (w.shape to w.dtype) shouldBe (Shape.of(2) to float32)
      shouldThrow<IllegalStateException> { w.gradient }.message shouldContain "parameter 'w' [2] has none"
    }
  })
