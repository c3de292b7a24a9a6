package dev.nabla.dsl

import dev.nabla.explain.AnomalyException
import dev.nabla.explain.Explanation
import example.Program
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayOutputStream
import java.io.PrintStream

class ExplainingSpec :
  FunSpec({
    val w = parameter(tensor(1.0, 2.0, dtype = float64), "w")

    test("a loss explains its backward pass, with the names it is given") {
      val x = tensor(3.0, 4.0, dtype = float64)
      val product = w * x
      val explanation = explain(product.sum(), "x" to x, "h1" to product)
      explanation.steps().map { it.formula() } shouldBe listOf("f = Σ h₁", "h₁ = w ⊙ x")
      explanation.gradients().single().gradient() shouldBe x
      explain(product, upstream = x, "h" to product).gradients().single().gradient() shouldBe x * x
      explain { (w - x).sum() }.name("x", x).steps().last().formula() shouldBe "t₁ = w − x"
    }

    test("a notebook is told how an explanation looks") {
      val resource = Explanation::class.java.classLoader.getResource("META-INF/kotlin-jupyter-libraries/libraries.json")
      val text = checkNotNull(resource).readText()
      text shouldContain
        "\"${Explanation::class.java.name}\": \"HTML((\$it as ${Explanation::class.java.name}).toHtml()"
    }

    test("anomalies are found, and what is none is returned") {
      detectAnomaly { w.sum().item() } shouldBe 3.0
      val found = shouldThrow<AnomalyException> { detectAnomaly { Program.logarithms(w - 1) } }
      found.message!! shouldStartWith "log: gave −infinity at [0], in 1 of 2 elements"
      found.line().get().lineNumber shouldBe Program.line("log")
    }

    test("a profile is printed, and the result returned") {
      val printed = ByteArrayOutputStream()
      val before = System.out
      System.setOut(PrintStream(printed, true, Charsets.UTF_8))
      try {
        profile { w.sum().item() } shouldBe 3.0
      } finally {
        System.setOut(before)
      }
      printed.toString(Charsets.UTF_8) shouldContain "sum "
    }
  })
