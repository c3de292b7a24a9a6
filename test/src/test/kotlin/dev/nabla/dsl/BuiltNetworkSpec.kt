package dev.nabla.dsl

import dev.nabla.data.Dataset
import dev.nabla.nn.Dropout
import dev.nabla.nn.Flatten
import dev.nabla.nn.Initializer
import dev.nabla.nn.Linear
import dev.nabla.nn.Mode
import dev.nabla.nn.Sequential
import dev.nabla.op.Activations
import dev.nabla.op.Losses
import dev.nabla.tensor.Rng
import dev.nabla.tensor.Shape
import dev.nabla.train.Evaluation
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.map
import io.kotest.property.checkAll

private val described =
  network(2, 3) {
    flatten(); dense(5); tanh(); dropout(0.3)
    sequential("block") { dense(4, bias = false, initializer = kaimingNormal); relu() }
    dense(3)
  }

private fun written(rng: Rng): Sequential =
  Sequential.of(
    Flatten(),
    Linear.of(6, 5, rng),
    Activations::tanh,
    Dropout.of(0.3),
    Sequential.of(Linear.withoutBias(5, 4, Initializer.kaimingNormal(), rng), Activations::relu),
    Linear.of(4, 3, rng),
  )

class BuiltNetworkSpec :
  FunSpec({
    test("a description becomes the layers that Java would write, drawn from the same seed") {
      val net = described.build(seed = 7)
      val layers = written(Rng.of(7))
      net.namedParameters().keys.toList() shouldBe layers.namedParameters().keys.toList()
      net.parameters().map { it.value } shouldBe layers.parameters().map { it.value }
      val x = randn(8, 2, 3, rng = Rng.of(1))
      net(x).detach() shouldBe layers.forward(x).detach()
      net.forward(x, Mode.training(Rng.of(2))).detach() shouldBe layers.forward(x, Mode.training(Rng.of(2))).detach()
    }

    test("every activation and every initializer has its counterpart in the core") {
      val x = randn(4, 3, Rng.of(1))
      ActivationKind.entries.map { kind -> network(3) { activation(kind) }.build(seed = 0).predict(x) } shouldBe
        listOf(x.relu(), x.tanh(), x.sigmoid(), x.softmax(-1), x.logSoftmax(-1))
      val initializers =
        listOf(xavierUniform(2.0), xavierNormal(2.0), kaimingUniform, kaimingNormal, constant(0.5))
      initializers.map { network(3) { dense(2, initializer = it) }.build(seed = 5).parameters().first().value } shouldBe
        listOf(
          Initializer.xavierUniform(2.0),
          Initializer.xavierNormal(2.0),
          Initializer.kaimingUniform(),
          Initializer.kaimingNormal(),
          Initializer.constant(0.5),
        ).map { it.initialize(3, 2, Shape.of(2, 3), Rng.of(5)) }
    }

    test("parameters are named after the layers' places and hold as many numbers as the description says") {
      checkAll(20, Arb.list(Arb.int(1..9).map { LayerSpec.Dense(it, bias = it % 2 == 0) }, 1..4)) { dense ->
        val spec = NetworkSpec(Extents(4), listOf(LayerSpec.Sequential(dense), LayerSpec.Flatten))
        val names = spec.build(seed = 0).namedParameters()
        names.keys.toList() shouldBe
          dense.flatMapIndexed { i, layer ->
            listOf("weight", "bias").take(if (layer.bias) 2 else 1).map { "layers.0.layers.$i.$it" }
          }
        names.values.sumOf { it.size.toLong() } shouldBe spec.parameters
      }
    }

    test("outputs have the extents of the description") {
      val spec = network(12) { reshape(3, 4); dense(5); softmax() }
      spec.build(seed = 0)(zeros(7, 12)).shape shouldBe Shape.of(7, 3, 5)
      spec.outputs shouldBe Extents(3, 5)
    }

    test("predictions are recorded by nobody") {
      val net = described.build(seed = 7)
      val x = randn(8, 2, 3, rng = Rng.of(1))
      net(x).requiresGradient() shouldBe true
      net.predict(x).requiresGradient() shouldBe false
      net.predict(x) shouldBe net(x).detach()
    }

    test("a network is judged as the core judges its layers") {
      val net = described.build(seed = 7)
      val data = Dataset.of(randn(40, 2, 3, rng = Rng.of(1)), Rng.of(2).randint(0, 3, 40))
      net.evaluate(data, accuracy) shouldBe Evaluation.accuracy(written(Rng.of(7)), data)
      net.evaluate(data, crossEntropy) shouldBe Evaluation.of(net, data, Losses::crossEntropy).loss
    }

    test("a saved network, loaded again, predicts the same; one of another description is refused") {
      val file = tempdir().resolve("net.safetensors").path
      val net = described.build(seed = 7)
      net.save(file)
      val again = described.build(seed = 8)
      again.load(file)
      val x = randn(8, 2, 3, rng = Rng.of(1))
      again.predict(x) shouldBe net.predict(x)
      val other = network(6) { dense(3) }.build(seed = 0)
      val before = other.parameters().map { it.value }
      shouldThrow<IllegalArgumentException> { other.load(file) }.message shouldContain "lacks layers.0.weight"
      other.parameters().map { it.value } shouldBe before
    }

    test("examples of another shape are refused in one sentence") {
      val net = described.build(seed = 7)
      listOf(Shape.of(8, 6) to "[8×6]", Shape.of(2, 3) to "[2×3]", Shape.SCALAR to "[]").forEach { (shape, text) ->
        shouldThrow<IllegalArgumentException> { net(zeros(*shape.extents())) }.message shouldBe
          "network: takes a batch of examples of [2×3], one after the other along axis 0, got shape $text"
      }
    }
  })
