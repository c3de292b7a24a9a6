package dev.nabla.dsl

/** Keeps the verbs of an outer block out of an inner one of another kind. */
@DslMarker
annotation class NablaDsl

/**
 * A network over examples of [inputs] numbers:
 * ```
 * network(inputs = 64) {
 *   dense(128); relu(); dropout(0.2)
 *   dense(10)
 * }
 * ```
 */
fun network(inputs: Int, build: NetworkBuilder.() -> Unit): NetworkSpec = network(Extents(inputs), build)

/** A network over examples of several axes, without the batch axis: `network(1, 28, 28) { flatten(); dense(10) }`. */
fun network(first: Int, second: Int, vararg more: Int, build: NetworkBuilder.() -> Unit): NetworkSpec =
  network(Extents(first, second, *more), build)

/** A network over examples of the extents [inputs]. */
fun network(inputs: Extents, build: NetworkBuilder.() -> Unit): NetworkSpec =
  NetworkSpec(inputs, NetworkBuilder("", inputs).apply(build).layers)

/** Collects layers; a layer that does not fit is refused by its own verb, where it was written. */
@NablaDsl
class NetworkBuilder internal constructor(private val prefix: String, inputs: Extents) {
  private val collected = mutableListOf<LayerSpec>()

  internal val layers: List<LayerSpec> get() = collected.toList()

  /** The extents of one example behind the last layer so far. */
  var output: Extents = inputs
    private set

  /** `x·W + b` with [units] outputs over the last axis; see [LayerSpec.Dense]. */
  fun dense(units: Int, bias: Boolean = true, initializer: InitializerSpec? = null) =
    layer(LayerSpec.Dense(units, bias, initializer))

  /** While training, zeros a share of [rate] of the numbers and scales the others by 1 / (1 − rate). */
  fun dropout(rate: Double) = layer(LayerSpec.Dropout(rate))

  /** All axes of an example as one. */
  fun flatten() = layer(LayerSpec.Flatten)

  /** The same numbers of an example under other extents. */
  fun reshape(vararg extents: Int) = layer(LayerSpec.Reshape(Extents(*extents)))

  fun relu() = activation(ActivationKind.RELU)

  fun tanh() = activation(ActivationKind.TANH)

  fun sigmoid() = activation(ActivationKind.SIGMOID)

  /** Probabilities along the last axis; the cross-entropy loss wants the numbers before them. */
  fun softmax() = activation(ActivationKind.SOFTMAX)

  fun logSoftmax() = activation(ActivationKind.LOG_SOFTMAX)

  fun activation(kind: ActivationKind) = layer(LayerSpec.Activation(kind))

  /** A block of layers that counts as one, labelled [name] in summaries and errors. */
  fun sequential(name: String? = null, build: NetworkBuilder.() -> Unit) =
    layer(LayerSpec.Sequential(NetworkBuilder("$prefix$next.", output).apply(build).layers, name))

  /** Any layer, also one that was kept in a variable. */
  fun layer(layer: LayerSpec) {
    output = layer.placedAt("$prefix$next", output).first().output
    collected += layer
  }

  private val next get() = "layers.${collected.size}"
}
