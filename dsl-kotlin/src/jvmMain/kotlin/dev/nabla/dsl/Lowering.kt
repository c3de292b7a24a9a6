package dev.nabla.dsl

import dev.nabla.nn.Dropout
import dev.nabla.nn.Flatten
import dev.nabla.nn.Initializer
import dev.nabla.nn.Layer
import dev.nabla.nn.Linear
import dev.nabla.nn.Reshape
import dev.nabla.nn.Sequential
import dev.nabla.op.Activations
import dev.nabla.tensor.Rng

/** The network with parameters drawn from the stream of [seed], layer after layer: the same seed, the same numbers. */
fun NetworkSpec.build(seed: Long): Network = build(Rng.of(seed))

/** The network with parameters drawn from [rng], layer after layer. */
fun NetworkSpec.build(rng: Rng): Network = Network(this, layers.lowered(inputs, rng))

private fun List<LayerSpec>.lowered(inputs: Extents, rng: Rng): Sequential {
  var extents = inputs
  return Sequential.of(map { layer -> layer.lowered(extents, rng).also { extents = layer.output(extents) } })
}

private fun LayerSpec.lowered(input: Extents, rng: Rng): Layer =
  when (this) {
    is LayerSpec.Dense -> linear(input.last, rng)
    is LayerSpec.Dropout -> Dropout.of(rate)
    is LayerSpec.Flatten -> Flatten()
    is LayerSpec.Reshape -> Reshape.of(*extents.sizes.toIntArray())
    is LayerSpec.Activation -> kind.lowered()
    is LayerSpec.Sequential -> layers.lowered(input, rng)
  }

private fun LayerSpec.Dense.linear(inputs: Int, rng: Rng): Linear {
  val weights = initializer?.lowered()
  return when {
    weights == null && bias -> Linear.of(inputs, units, rng)
    weights == null -> Linear.withoutBias(inputs, units, rng)
    bias -> Linear.of(inputs, units, weights, rng)
    else -> Linear.withoutBias(inputs, units, weights, rng)
  }
}

private fun ActivationKind.lowered(): Layer =
  when (this) {
    ActivationKind.RELU -> Layer(Activations::relu)
    ActivationKind.TANH -> Layer(Activations::tanh)
    ActivationKind.SIGMOID -> Layer(Activations::sigmoid)
    ActivationKind.SOFTMAX -> Layer(Activations::softmax)
    ActivationKind.LOG_SOFTMAX -> Layer(Activations::logSoftmax)
  }

private fun InitializerSpec.lowered(): Initializer =
  when (this) {
    is InitializerSpec.XavierUniform -> Initializer.xavierUniform(gain)
    is InitializerSpec.XavierNormal -> Initializer.xavierNormal(gain)
    is InitializerSpec.KaimingUniform -> Initializer.kaimingUniform()
    is InitializerSpec.KaimingNormal -> Initializer.kaimingNormal()
    is InitializerSpec.Constant -> Initializer.constant(value)
  }
