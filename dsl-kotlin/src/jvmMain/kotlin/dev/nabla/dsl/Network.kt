package dev.nabla.dsl

import dev.nabla.nn.Layer
import dev.nabla.nn.Mode
import dev.nabla.nn.Sequential
import dev.nabla.tensor.Parameter
import dev.nabla.tensor.Tensor

/**
 * A network that a [NetworkSpec] described, with its parameters: a layer like any other, which knows what it was made
 * from. Everything is fixed but the values of the parameters.
 */
class Network internal constructor(val spec: NetworkSpec, private val layers: Sequential) : Layer {
  /** The outputs for a batch of examples, as in evaluation: `net(x)`. */
  operator fun invoke(x: Tensor): Tensor = forward(x)

  override fun forward(x: Tensor): Tensor = forward(x, Mode.evaluation())

  override fun forward(x: Tensor, mode: Mode): Tensor {
    requireExamples(x)
    return layers.forward(x, mode)
  }

  /** The outputs for a batch of examples, unrecorded. */
  fun predict(x: Tensor): Tensor = noGrad { forward(x) }

  override fun namedParameters(): Map<String, Parameter> = layers.namedParameters()

  /** The table of [NetworkSpec.summary]. */
  fun summary(): String = spec.summary()

  private fun requireExamples(x: Tensor) {
    val extents = x.shape.extents().asList()
    require(extents.size == spec.inputs.rank + 1 && extents.drop(1) == spec.inputs.sizes) {
      "network: takes a batch of examples of ${spec.inputs}, one after the other along axis 0, got shape ${x.shape}"
    }
  }
}
