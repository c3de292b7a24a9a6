package dev.nabla.dsl

/** How a step follows from a gradient; rates and conventions are those of PyTorch. */
sealed interface OptimizerSpec {
  val learningRate: Double

  /** v ← momentum · v + g and θ ← θ − learningRate · v; with nesterov the step looks ahead to g + momentum · v. */
  data class Sgd(
    override val learningRate: Double,
    val momentum: Double = 0.0,
    val nesterov: Boolean = false,
    val weightDecay: Double = 0.0,
  ) : OptimizerSpec {
    init {
      requirePositive("sgd", "learningRate", learningRate)
      requireNotNegative("sgd", "momentum", momentum)
      requireNotNegative("sgd", "weightDecay", weightDecay)
      require(!nesterov || momentum > 0) { "sgd: nesterov with momentum $momentum, needs a momentum greater than 0" }
    }
  }

  /** Steps scaled by running means of gradients and their squares; weightDecay is added to the gradient (L2). */
  data class Adam(
    override val learningRate: Double = 1e-3,
    val beta1: Double = 0.9,
    val beta2: Double = 0.999,
    val epsilon: Double = 1e-8,
    val weightDecay: Double = 0.0,
  ) : OptimizerSpec {
    init {
      requireMoments("adam", learningRate, beta1, beta2, epsilon, weightDecay)
    }
  }

  /** [Adam] whose weightDecay shrinks the parameters themselves and leaves the gradient alone. */
  data class AdamW(
    override val learningRate: Double = 1e-3,
    val beta1: Double = 0.9,
    val beta2: Double = 0.999,
    val epsilon: Double = 1e-8,
    val weightDecay: Double = 1e-2,
  ) : OptimizerSpec {
    init {
      requireMoments("adamW", learningRate, beta1, beta2, epsilon, weightDecay)
    }
  }
}

/** [OptimizerSpec.Sgd]. */
fun sgd(
  learningRate: Double,
  momentum: Double = 0.0,
  nesterov: Boolean = false,
  weightDecay: Double = 0.0,
): OptimizerSpec = OptimizerSpec.Sgd(learningRate, momentum, nesterov, weightDecay)

/** [OptimizerSpec.Adam]. */
fun adam(
  learningRate: Double = 1e-3,
  beta1: Double = 0.9,
  beta2: Double = 0.999,
  epsilon: Double = 1e-8,
  weightDecay: Double = 0.0,
): OptimizerSpec = OptimizerSpec.Adam(learningRate, beta1, beta2, epsilon, weightDecay)

/** [OptimizerSpec.AdamW]. */
fun adamW(
  learningRate: Double = 1e-3,
  beta1: Double = 0.9,
  beta2: Double = 0.999,
  epsilon: Double = 1e-8,
  weightDecay: Double = 1e-2,
): OptimizerSpec = OptimizerSpec.AdamW(learningRate, beta1, beta2, epsilon, weightDecay)

private fun requireMoments(
  optimizer: String,
  learningRate: Double,
  beta1: Double,
  beta2: Double,
  epsilon: Double,
  weightDecay: Double,
) {
  requirePositive(optimizer, "learningRate", learningRate)
  requireShare(optimizer, "beta1", beta1)
  requireShare(optimizer, "beta2", beta2)
  requirePositive(optimizer, "epsilon", epsilon)
  requireNotNegative(optimizer, "weightDecay", weightDecay)
}

private fun requirePositive(optimizer: String, argument: String, value: Double) =
  require(value > 0 && value.isFinite()) { "$optimizer: $argument $value, needs a finite number greater than 0" }

private fun requireNotNegative(optimizer: String, argument: String, value: Double) =
  require(value >= 0 && value.isFinite()) { "$optimizer: $argument $value, needs a finite number of at least 0" }

private fun requireShare(optimizer: String, argument: String, value: Double) =
  require(value >= 0 && value < 1) { "$optimizer: $argument $value, needs at least 0 and less than 1" }
