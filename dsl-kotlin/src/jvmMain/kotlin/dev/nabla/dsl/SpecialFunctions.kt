package dev.nabla.dsl

import dev.nabla.op.SpecialFunctions
import dev.nabla.tensor.Tensor

/** erf x = 2/√π ∫₀ˣ exp(−t²) dt. */
fun Tensor.erf(): Tensor = SpecialFunctions.erf(this)

/** 1 − erf x, without cancellation for large x. */
fun Tensor.erfc(): Tensor = SpecialFunctions.erfc(this)

/** The inverse of erf: ±∞ at ±1, where its gradient is ∞, and NaN beyond. */
fun Tensor.erfinv(): Tensor = SpecialFunctions.erfinv(this)

/** ln |Γ(x)|; +∞ at 0 and the negative integers. */
fun Tensor.lgamma(): Tensor = SpecialFunctions.lgamma(this)

/** ψ(x) = Γ′(x)/Γ(x); at ±0 it is ∓∞, at the negative integers NaN. */
fun Tensor.digamma(): Tensor = SpecialFunctions.digamma(this)

/** The derivative of order n of digamma. At 0 and the negative integers it is +∞ for odd n and NaN for even n. */
fun Tensor.polygamma(n: Int): Tensor = SpecialFunctions.polygamma(n, this)

/** ln(x / (1 − x)), the inverse of sigmoid: ∓∞ at 0 and 1, NaN outside. */
fun Tensor.logit(): Tensor = SpecialFunctions.logit(this)

/** logit of x clamped to [eps, 1 − eps]; outside that interval the gradient is 0. */
fun Tensor.logit(eps: Double): Tensor = SpecialFunctions.logit(this, eps)
