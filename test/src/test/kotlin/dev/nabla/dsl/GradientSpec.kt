package dev.nabla.dsl

import dev.nabla.autodiff.Sweep
import dev.nabla.autodiff.Trees
import dev.nabla.tensor.Parameter
import dev.nabla.tensor.Tensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll

private data class Line(val slope: Tensor, val offset: Tensor, val name: String = "line")

private data class Curve(val lines: List<Line>, val scales: Map<String, Tensor>)

private data class Learnt(val scale: Tensor, val weight: Parameter)

private data class Rate(val w: Tensor, val rate: Double)

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

    test("the gradient of a data class is a data class, with names and the like as they were") {
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

    test("a data class may hold nothing that a derivative would silently pass by") {
      shouldThrow<IllegalArgumentException> { grad { r: Rate -> r.w.sum() }(Rate(tensor(1.0), 0.5)) }.message shouldBe
        "tree: rate is of type Double; what a tree is differentiated by are tensors, in records, lists and maps"
    }

    test("data classes are trees of the core, with the names of their components") {
      val curve = Curve(listOf(Line(tensor(1.0), tensor(2.0))), mapOf("s" to tensor(3.0)))
      Trees.named(curve).keys.toList() shouldBe listOf("lines.0.slope", "lines.0.offset", "scales.s")
      Trees.map(curve) { it * 2 } shouldBe
        Curve(listOf(Line(tensor(2.0), tensor(4.0))), mapOf("s" to tensor(6.0)))
    }

    test("a function may give more than what is differentiated") {
      val line = Line(tensor(2.0), tensor(1.0))
      val (value, gradient, name) = valueAndGradWithAuxiliary { l: Line -> loss(l) to l.name.uppercase() }(line)
      Triple(value, gradient, name) shouldBe Triple(loss(line), grad(::loss)(line), "LINE")
    }

    test("every transformation takes lambdas, and data classes") {
      val line = Line(tensor(2.0, 0.5), tensor(1.0, -1.0))
      val along = Line(tensor(1.0, 3.0), tensor(-2.0, 0.5))
      val slope = grad(::loss)(line)
      val expected = (slope.slope * along.slope + slope.offset * along.offset).sum()
      val (value, tangent) = jvp(::loss, line, along)
      (value to tangent) shouldBe (loss(line) to expected)
      directionalDerivative(::loss, line, along) shouldBe expected
      val (same, pullback) = vjp(::loss, line)
      (same to pullback(scalar(1.0))) shouldBe (value to slope)
      val (again, linear) = linearize(::loss, line)
      (again to linear(along)) shouldBe (value to expected)
      jacobian(::loss)(line) shouldBe slope
      jacobian(Sweep.FORWARD, ::loss)(line) shouldBe slope
      hvp(::loss, line, along).offset.allClose((along.slope * 3 + along.offset) * 2) shouldBe true
      val model = { l: Line -> l.slope * 3 + l.offset - 1 }
      gaussNewtonVp(model, { it.pow(2).sum() }, line, along) shouldBe hvp(::loss, line, along)
      hessian { x -> x.pow(3).sum() }(tensor(1.0, 2.0)) shouldBe tensor(6.0, 0.0, 0.0, 12.0).reshape(2, 2)
      checkpoint(::loss)(line) shouldBe value
      grad { l: Line -> checkpoint(::loss)(l) }(line) shouldBe slope
    }

    test("gradients may be written by hand, watched and stopped") {
      val x = tensor(-1.0, 0.5, 2.0)
      val doubled = customGradient({ v: Tensor -> v * 2 }) { g, _, _ -> g * 5 }
      grad { v: Tensor -> doubled(v).sum() }(x) shouldBe tensor(5.0, 5.0, 5.0)
      grad { v: Tensor -> straightThrough { it.sign() }(v).sum() }(x) shouldBe tensor(1.0, 1.0, 1.0)
      grad { v: Tensor -> v.onGradient { g -> g * 3 }.sum() }(x) shouldBe tensor(3.0, 3.0, 3.0)
      grad { v: Tensor -> (v * stopGradient(v)).sum() }(x) shouldBe x
    }

    test("misuse is refused in one sentence") {
      fun refusal(action: () -> Unit) = shouldThrow<IllegalArgumentException>(action).message
      refusal { grad { _: String -> scalar(1) }("x") } shouldBe
        "grad: String holds no tensor to differentiate with respect to"
      refusal { grad { it: Learnt -> it.scale }(Learnt(scalar(1), parameter(scalar(1)))) } shouldBe
        "tree: component weight of Learnt is a Parameter, whose gradient backward() collects; " +
        "declare it as a Tensor, which a Parameter is too"
      refusal { grad { x: Tensor -> x * 2 }(tensor(1.0, 2.0)) } shouldBe
        "grad: the function gives shape [2], but a gradient is that of a single element; reduce it with sum() or mean()"
    }
  })
