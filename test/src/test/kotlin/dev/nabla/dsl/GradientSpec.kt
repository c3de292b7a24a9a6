package dev.nabla.dsl

import dev.nabla.tensor.Parameter
import dev.nabla.tensor.Tensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll

private data class Line(val slope: Tensor, val offset: Tensor, val name: String = "line")

private data class Curve(val lines: List<Line>, val scales: Map<String, Tensor>)

private data class Learnt(val scale: Tensor, val weight: Parameter)

private fun energy(x: Tensor): Tensor = (x * tanh(x)).sum()

private fun loss(line: Line): Tensor = (line.slope * 3 + line.offset - 1).pow(2).sum()

class GradientSpec :
  FunSpec({
    test("the gradient of a function is what backward collects") {
      checkAll(floatings) { x ->
        val w = parameter(x)
        val value = energy(w)
        value.backward()
        grad(::energy)(x) shouldBe w.gradient
        val (y, slope) = valueAndGrad(::energy)(x)
        (y to slope) shouldBe (value.detach() to w.gradient)
      }
    }

    test("gradients of gradients are gradients") {
      val x = tensor(-1.0, 0.5, 2.0, dtype = float64)
      val second = grad { v: Tensor -> grad { u: Tensor -> u.pow(3).sum() }(v).sum() }
      second(x).allClose(6 * x) shouldBe true
    }

    test("the gradient of a data class is a data class, with all that is no tensor as it was") {
      val line = Line(tensor(2.0, 0.5), tensor(1.0, -1.0))
      val residual = line.slope * 3 + line.offset - 1
      val (value, gradient) = valueAndGrad(::loss)(line)
      value shouldBe residual.pow(2).sum()
      gradient shouldBe Line(residual * 6, residual * 2, "line")
      grad(::loss)(line) shouldBe gradient
    }

    test("data classes, lists and maps nest, and a parameter in them counts as a tensor") {
      val curve = Curve(listOf(Line(tensor(1.0), tensor(2.0))), mapOf("s" to parameter(tensor(3.0))))
      val gradient = grad { c: Curve -> (c.scales.getValue("s") * c.lines[0].slope).sum() }(curve)
      gradient shouldBe Curve(listOf(Line(tensor(3.0), tensor(0.0))), mapOf("s" to tensor(1.0)))
    }

    test("what is computed without gradients is a constant") {
      val w = parameter(tensor(2.0))
      (w * noGrad { w * 3 }).sum().backward()
      w.gradient shouldBe tensor(6.0)
    }

    test("misuse is refused in one sentence") {
      fun refusal(action: () -> Unit) = shouldThrow<IllegalArgumentException>(action).message
      refusal { grad { _: String -> scalar(1) }("x") } shouldBe
        "grad: String holds no tensor to differentiate with respect to"
      refusal { grad { it: Learnt -> it.scale }(Learnt(scalar(1), parameter(scalar(1)))) } shouldBe
        "grad: component 2 of Learnt is a Parameter, whose gradient backward() collects; " +
        "declare it as a Tensor, which a Parameter is too"
      refusal { grad { x: Tensor -> x * 2 }(tensor(1.0, 2.0)) } shouldBe
        "grad: the function gives shape [2], but a gradient is that of a single element; reduce it with sum() or mean()"
    }
  })
