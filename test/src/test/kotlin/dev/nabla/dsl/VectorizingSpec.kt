package dev.nabla.dsl

import dev.nabla.tensor.Rng
import dev.nabla.tensor.Tensor
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

private data class Affine(val weight: Tensor, val bias: Tensor)

private fun value(p: Affine, x: Tensor): Tensor = tanh((p.weight matmul x) + p.bias).sum()

class VectorizingSpec :
  FunSpec({
    val rng = Rng.of(5)
    val one = Affine(randn(2, 4, rng, dtype = float64), randn(2, rng, dtype = float64))
    val batch = randn(3, 4, rng, dtype = float64)

    test("a vectorised map is a loop") {
      val f = { x: Tensor -> x.softmax(axis = 0) }
      vmap(f)(batch).allClose(batch.softmax(axis = 1)) shouldBe true
      vmap(inAxis = 1, outAxis = 1, f = f)(batch).allClose(batch.softmax(axis = 0)) shouldBe true
      vmap { a: Tensor, b: Tensor -> (a * b).sum() }(batch, batch).allClose((batch * batch).sum(axis = 1)) shouldBe true
      vmap(0 to null) { a: Tensor, b: Tensor -> a matmul b }(batch, batch[0]).allClose(batch matmul batch[0]) shouldBe
        true
    }

    test("maps and gradients nest") {
      val slopes = vmap(grad { x: Tensor -> x.pow(3).sum() })(batch)
      slopes.allClose(3 * batch * batch) shouldBe true
      grad { x: Tensor -> vmap { row: Tensor -> row.pow(3).sum() }(x).sum() }(batch).allClose(slopes) shouldBe true
    }

    test("gradients of single examples have the type of the parameters") {
      val each = perSampleGradients(one, batch) { p, (x) -> value(p, x) }
      for (i in 0..2) {
        val alone = grad { p: Affine -> value(p, batch[i]) }(one)
        each.weight[i].allClose(alone.weight) shouldBe true
        each.bias[i].allClose(alone.bias) shouldBe true
      }
      val sizes = vmap { g: Affine -> listOf((g.weight * g.weight).sum(), g.bias) }(each)
      sizes[0].allClose((each.weight * each.weight).sum(1, 2)) shouldBe true
      sizes[1] shouldBe each.bias
    }
  })
