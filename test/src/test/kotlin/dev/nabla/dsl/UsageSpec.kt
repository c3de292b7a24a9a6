package dev.nabla.dsl

import dev.nabla.tensor.Rng
import dev.nabla.tensor.Tensor
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

private data class Layer(val weight: Tensor, val bias: Tensor)

private val x = tensor(2, 3) { i, j -> i + 0.1 * j }

private fun f(t: Tensor): Tensor = tanh(t)

private fun energy(w: Tensor): Tensor = (tanh(x matmul w) pow 2).sum()

private fun energy(p: Layer): Tensor = (tanh((x matmul p.weight) + p.bias) pow 2).sum()

private fun norm(v: Tensor): Tensor = (v * v).sum()

/** Tensors and gradients as they should be to write: a line each, and of the types that one expects. */
class UsageSpec :
  FunSpec({
    val rng = Rng.of(1)
    val w0 = randn(3, 4, rng)

    test("a loss of operators has a gradient in its parameter, and an explanation") {
      val w = parameter(w0)
      val y = tanh(x matmul w) + 1
      val row = y[0]
      val block = y[all, 1..2]
      val last = y[ellipsis, -1]
      listOf(row, block, last).map { it.shape.toString() } shouldBe listOf("[4]", "[2×2]", "[2]")
      val loss = (y * y).mean()
      explain(loss).toString() shouldContain "tanh"
      loss.backward()
      w.gradient.allClose(grad { v: Tensor -> ((tanh(x matmul v) + 1) pow 2).mean() }(w0)) shouldBe true
    }

    test("functions of functions take references, and points where one is meant") {
      val slope = grad<Tensor>(::energy)(w0)
      val (value, g) = valueAndGrad<Layer>(::energy)(Layer(w0, zeros(4)))
      value.allClose(energy(w0)) shouldBe true
      g.weight.allClose(slope) shouldBe true
      val (out, pullback) = vjp(::f, x)
      val (same, tangent) = jvp(::f, x, ones(2, 3))
      same shouldBe out
      pullback(ones(2, 3)).allClose(tangent) shouldBe true
      val j = jacobian(::f, x)
      j.shape.toString() shouldBe "[2×3×2×3]"
      j shouldBe jacobian(::f)(x)
      hessian(::norm, w0).sum().item() shouldBe 24.0
      vmap(grad(::norm))(x) shouldBe 2 * x
    }

    test("derivatives at a parameter are tensors") {
      val w = parameter(w0)
      val v = parameter(ones(3, 4))
      val derivatives: List<Tensor> =
        listOf(
          grad(::norm)(w),
          vjp(::norm, w).pullback.apply(scalar(1.0)),
          jacobian(::norm, w),
          hvp(::norm, w, v),
          gaussNewtonVp({ it * 1 }, ::norm, w, v) + stopGradient(w) - w0,
          linearize(::f, w).map.apply(v) * 0 + 2 * w0,
        )
      derivatives.map { it.allClose(2 * w0) } shouldBe listOf(true, true, true, false, false, true)
      derivatives[3] shouldBe 2 * v
      derivatives[4].allClose(2 * v) shouldBe true
    }
  })
