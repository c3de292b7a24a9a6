package dev.nabla.dsl

/** How the weights of a layer are drawn; fan-in and fan-out are the numbers of inputs and outputs of one unit. */
sealed interface InitializerSpec {
  /** U(−a, a) with a = [gain] · √(6 / (fan-in + fan-out)): keeps the variance through layers of tanh and sigmoid. */
  data class XavierUniform(val gain: Double = 1.0) : InitializerSpec

  /** N(0, σ²) with σ = [gain] · √(2 / (fan-in + fan-out)). */
  data class XavierNormal(val gain: Double = 1.0) : InitializerSpec

  /** U(−a, a) with a = √(6 / fan-in): keeps the variance through layers of relu. */
  data object KaimingUniform : InitializerSpec

  /** N(0, σ²) with σ = √(2 / fan-in). */
  data object KaimingNormal : InitializerSpec

  /** The same [value] everywhere; units that begin alike stay alike, so this is for a layer that stands alone. */
  data class Constant(val value: Double) : InitializerSpec
}

fun xavierUniform(gain: Double = 1.0): InitializerSpec = InitializerSpec.XavierUniform(gain)

fun xavierNormal(gain: Double = 1.0): InitializerSpec = InitializerSpec.XavierNormal(gain)

val kaimingUniform: InitializerSpec get() = InitializerSpec.KaimingUniform

val kaimingNormal: InitializerSpec get() = InitializerSpec.KaimingNormal

fun constant(value: Double): InitializerSpec = InitializerSpec.Constant(value)
