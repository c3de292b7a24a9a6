package dev.nabla.dsl

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.Codepoint
import io.kotest.property.arbitrary.az
import io.kotest.property.arbitrary.choice
import io.kotest.property.arbitrary.constant
import io.kotest.property.arbitrary.enum
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.map
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

private val extents = Arb.list(Arb.int(1..9), 1..3).map(::Extents)

private val layer: Arb<LayerSpec> =
  Arb.choice(
    Arb.int(1..99).map { LayerSpec.Dense(it) },
    Arb.int(1..99).map { LayerSpec.Dense(it, bias = false) },
    Arb.int(0..99).map { LayerSpec.Dropout(it / 100.0) },
    Arb.enum<ActivationKind>().map { LayerSpec.Activation(it) },
    Arb.constant(LayerSpec.Flatten),
  )

private val layers = Arb.list(layer, 0..8)

class NetworkDescriptionSpec :
  FunSpec({
    test("a builder's network equals the value written without it") {
      network(inputs = 64) {
        dense(128)
        relu()
        dropout(0.2)
        sequential("head") { dense(10, bias = false, initializer = kaimingNormal) }
      } shouldBe
        NetworkSpec(
          Extents(64),
          listOf(
            LayerSpec.Dense(128),
            LayerSpec.Activation(ActivationKind.RELU),
            LayerSpec.Dropout(0.2),
            LayerSpec.Sequential(listOf(LayerSpec.Dense(10, false, InitializerSpec.KaimingNormal)), "head"),
          ),
        )
    }

    test("every layer takes what the layer before it gives") {
      checkAll(extents, layers) { inputs, layers ->
        val shapes = NetworkSpec(inputs, layers).shapes
        shapes.map { it.input } shouldBe (listOf(inputs) + shapes.map { it.output }).dropLast(1)
        shapes.map { it.path } shouldContainExactly layers.indices.map { "layers.$it" }
      }
    }

    test("a block counts as the layers in it") {
      checkAll(extents, layers, Arb.string(1..5, Codepoint.az())) { inputs, layers, name ->
        val flat = NetworkSpec(inputs, layers)
        val block = NetworkSpec(inputs, listOf(LayerSpec.Sequential(layers, name)))
        block.outputs shouldBe flat.outputs
        block.parameters shouldBe flat.parameters
        block.shapes.drop(1).map { it.copy(path = it.path.removePrefix("layers.0.")) } shouldBe flat.shapes
      }
    }

    test("the network's parameters are those of its layers: units × (inputs + 1) for a dense one") {
      val spec = network(1, 28, 28) { flatten(); dense(128); tanh(); dense(10, bias = false) }
      spec.shapes.map { it.parameters } shouldBe listOf(0L, 128L * (784 + 1), 0L, 10L * 128)
      spec.parameters shouldBe spec.shapes.sumOf { it.parameters }
    }

    test("a layer that does not fit is refused by its verb, with its place and both shapes") {
      val refusal = { shouldThrow<IllegalArgumentException> { network(64) { relu(); reshape(7, 7) } }.message }
      refusal() shouldBe "layers.1 reshape(7, 7): input [64] holds 64 numbers against 49 in [7×7]"
      shouldThrow<IllegalArgumentException> {
        network(64) { sequential { relu(); reshape(7, 7) } }
      }.message shouldContain "layers.0.layers.1 reshape(7, 7): input [64]"
    }

    test("an argument out of range is refused in one sentence") {
      shouldThrow<IllegalArgumentException> { network(64) { dense(0) } }.message shouldBe
        "dense: 0 units, needs at least 1"
      listOf(-0.1, 1.0, 1.5, Double.NaN).forEach { rate ->
        shouldThrow<IllegalArgumentException> { network(64) { dropout(rate) } }.message shouldBe
          "dropout: rate $rate, needs at least 0 and less than 1"
      }
      shouldThrow<IllegalArgumentException> { network(28, 0) { } }.message shouldBe
        "extents: [28×0] has 0 at axis 1, needs at least 1"
    }

    test("a summary has a row for every layer and ends in the total") {
      checkAll(extents, layers) { inputs, layers ->
        val spec = NetworkSpec(inputs, layers)
        val lines = spec.summary().lines()
        lines.filter { it.startsWith("layers.") }.map { it.substringBefore(' ') } shouldBe spec.shapes.map { it.path }
        lines.last().replace(",", "").split(Regex(" +")) shouldBe listOf("total", "${spec.parameters}")
      }
    }
  })
