package dev.nabla.dsl

/**
 * What a layer does, as a value: enough to infer shapes, to count parameters and to build the layer.
 *
 * Extents are those of one example: the batch axis stands in front of them and belongs to no layer.
 */
sealed interface LayerSpec {
  /** The layer as a builder writes it: `dense(128)`. */
  val description: String

  /** Why the layer cannot take [input], to end a sentence that began with the layer and [input]; null when it can. */
  fun misfit(input: Extents): String? = null

  /** The extents of the result for an [input] that fits. */
  fun output(input: Extents): Extents = input

  /** How many numbers training adjusts, for an [input] that fits. */
  fun parameters(input: Extents): Long = 0

  /**
   * `x·W + b` over the last axis, with W drawn by [initializer].
   *
   * Without an initializer W and b are uniform in ±1/√fan-in, the convention of PyTorch.
   */
  data class Dense(val units: Int, val bias: Boolean = true, val initializer: InitializerSpec? = null) : LayerSpec {
    init {
      require(units > 0) { "dense: $units units, needs at least 1" }
    }

    override val description get() = if (bias) "dense($units)" else "dense($units, bias = false)"

    override fun misfit(input: Extents) = if (input.rank == 0) "has no axis to map to [$units]" else null

    override fun output(input: Extents) = input.withLast(units)

    override fun parameters(input: Extents) = units * (input.last.toLong() + if (bias) 1 else 0)
  }

  /** Zeros a share of [rate] of the numbers while training and scales the others by 1 / (1 − rate); else the identity. */
  data class Dropout(val rate: Double) : LayerSpec {
    init {
      require(rate >= 0 && rate < 1) { "dropout: rate $rate, needs at least 0 and less than 1" }
    }

    override val description get() = "dropout($rate)"
  }

  /** One axis in place of all: `[1×28×28]` becomes `[784]`. */
  data object Flatten : LayerSpec {
    override val description get() = "flatten"

    override fun output(input: Extents) = Extents(input.sizes.fold(1, Int::times))
  }

  /** The same numbers in the same order under other [extents]. */
  data class Reshape(val extents: Extents) : LayerSpec {
    override val description get() = "reshape(${extents.sizes.joinToString()})"

    override fun misfit(input: Extents) =
      if (input.count != extents.count) {
        "holds ${input.count} numbers against ${extents.count} in $extents"
      } else {
        null
      }

    override fun output(input: Extents) = extents
  }

  /** A function of every number, or for the softmax kinds of every row along the last axis. */
  data class Activation(val kind: ActivationKind) : LayerSpec {
    override val description get() = kind.verb

    override fun misfit(input: Extents) = if (kind.needsAxis && input.rank == 0) "has no axis to normalize" else null
  }

  /** Layers one after another as a single one; [name] labels the block in summaries and errors. */
  data class Sequential(val layers: List<LayerSpec>, val name: String? = null) : LayerSpec {
    override val description get() = name ?: "sequential"

    override fun misfit(input: Extents): String? {
      var extents = input
      layers.forEachIndexed { index, layer ->
        layer.misfit(extents)?.let { return "reaches layers.$index ${layer.description} as $extents, $it" }
        extents = layer.output(extents)
      }
      return null
    }

    override fun output(input: Extents) = layers.fold(input) { extents, layer -> layer.output(extents) }

    override fun parameters(input: Extents): Long {
      var extents = input
      return layers.sumOf { layer -> layer.parameters(extents).also { extents = layer.output(extents) } }
    }
  }
}

/** The activations; [verb] is the builder's word for each. */
enum class ActivationKind(val verb: String, internal val needsAxis: Boolean = false) {
  /** max(x, 0). */
  RELU("relu"),
  TANH("tanh"),

  /** 1 / (1 + e⁻ˣ). */
  SIGMOID("sigmoid"),

  /** eˣ / Σeˣ along the last axis. */
  SOFTMAX("softmax", needsAxis = true),

  /** The logarithm of softmax, without its overflow. */
  LOG_SOFTMAX("logSoftmax", needsAxis = true),
}
