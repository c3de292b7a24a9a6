package dev.nabla.dsl

import dev.nabla.tensor.Rng
import dev.nabla.tensor.Tensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class EinsumSpec :
  FunSpec({
    val rng = Rng.of(1)
    val a = randn(2, 3, 4, rng = rng, dtype = float64)
    val b = randn(2, 4, 5, rng = rng, dtype = float64)

    test("the batched product is matmul") {
      einsum("bij,bjk->bik", a, b) shouldBe (a matmul b)
      einsum("...ij,...jk", a, b) shouldBe (a matmul b)
    }

    test("one operand is summed, rearranged, or read along its diagonal") {
      einsum("bij->jb", a) shouldBe a.sum(axis = 1).transpose()
      einsum("ii", eye(3)) shouldBe scalar(3)
    }

    test("gradients flow into every operand") {
      data class Operands(val a: Tensor, val b: Tensor)
      val slope = grad { (x, y): Operands -> einsum("bij,bjk->", x, y) }(Operands(a, b))
      slope.a.allClose(einsum("bjk,i->bij", b, ones(3, dtype = float64)), 1e-12, 1e-12) shouldBe true
      slope.b.allClose(einsum("bij,k->bjk", a, ones(5, dtype = float64)), 1e-12, 1e-12) shouldBe true
    }

    test("axes are summed in pairs, or the last with the first") {
      val c = randn(4, 3, 5, rng = rng, dtype = float64)
      tensordot(a, c, axes = listOf(1, 2) to listOf(1, 0)) shouldBe einsum("bij,jik->bk", a, c)
      tensordot(a, b.transpose(0, 1), axes = 1) shouldBe einsum("bij,jdk->bidk", a, b.transpose(0, 1))
      tensordot(a, c.transpose(0, 1)) shouldBe tensordot(a, c.transpose(0, 1), axes = 2)
      inner(a[0], a[1]) shouldBe (a[0] matmul a[1].transpose())
    }

    test("a path says what is multiplied first") {
      val path = einsumPath("ij,jk,k->i", ones(30, 20), ones(20, 10), ones(10))
      path.steps.map { it.formula } shouldBe listOf("jk,k->j", "ij,j->i")
      path.flops shouldBe 2.0 * (20 * 10 + 30 * 20)
    }

    test("a fault is named with its position in the formula") {
      shouldThrow<IllegalArgumentException> { einsum("ij,jk->iz", a[0], b[0]) }.message shouldBe
        "einsum \"ij,jk->iz\", position 8: label z of the result is in no operand"
    }
  })
