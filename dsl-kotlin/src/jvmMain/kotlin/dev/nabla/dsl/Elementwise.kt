package dev.nabla.dsl

import dev.nabla.op.Choices
import dev.nabla.op.Exponentials
import dev.nabla.op.Hyperbolics
import dev.nabla.op.Interpolation
import dev.nabla.op.Powers
import dev.nabla.op.Signs
import dev.nabla.op.Trigonometry
import dev.nabla.tensor.Tensor

/** 2ˣ. */
fun Tensor.exp2(): Tensor = Exponentials.exp2(this)

/** eˣ − 1, without cancellation near 0. */
fun Tensor.expm1(): Tensor = Exponentials.expm1(this)

/** ln(1 + x), without cancellation near 0; −∞ at −1 and NaN below. */
fun Tensor.log1p(): Tensor = Exponentials.log1p(this)

/** The logarithm to base 2, exact for powers of 2. */
fun Tensor.log2(): Tensor = Exponentials.log2(this)

/** The logarithm to base 10. */
fun Tensor.log10(): Tensor = Exponentials.log10(this)

/** ln(eᵃ + eᵇ), without overflow; where both are −∞ it is −∞, with gradient 0. */
fun Tensor.logaddexp(b: Tensor): Tensor = Exponentials.logaddexp(this, b)

/** a ln b; 0 where a is 0, unless b is NaN. The gradient where both are 0 is 0. */
fun Tensor.xlogy(b: Tensor): Tensor = Exponentials.xlogy(this, b)

/** x²; integers stay integers. */
fun Tensor.square(): Tensor = Powers.square(this)

/** 1/x; integers become float32. */
fun Tensor.reciprocal(): Tensor = Powers.reciprocal(this)

/** 1/√x: ∞ at 0, where the gradient is −∞; integers become float32. */
fun Tensor.rsqrt(): Tensor = Powers.rsqrt(this)

/** √(a² + b²), without overflow; the gradient where both are 0 is 0. Integers become float32. */
fun Tensor.hypot(b: Tensor): Tensor = Powers.hypot(this, b)

/** The number to the power of [exponent]; integers become float32. The gradient for 0 is 0 where the exponent is ≥ 0. */
fun Number.pow(exponent: Tensor): Tensor = Powers.pow(toDouble(), exponent)

/** The sine. */
fun Tensor.sin(): Tensor = Trigonometry.sin(this)

/** The cosine. */
fun Tensor.cos(): Tensor = Trigonometry.cos(this)

/** The tangent. */
fun Tensor.tan(): Tensor = Trigonometry.tan(this)

/** The angle in [−π/2, π/2] whose sine is x; the gradient at ±1 is ∞. */
fun Tensor.asin(): Tensor = Trigonometry.asin(this)

/** The angle in [0, π] whose cosine is x; the gradient at ±1 is −∞. */
fun Tensor.acos(): Tensor = Trigonometry.acos(this)

/** The angle in [−π/2, π/2] whose tangent is x. */
fun Tensor.atan(): Tensor = Trigonometry.atan(this)

/** The angle of the point (b, a), in [−π, π]; the gradient at the origin is 0. */
fun Tensor.atan2(b: Tensor): Tensor = Trigonometry.atan2(this, b)

/** sin(πx)/(πx); 1 at 0, where the gradient is 0. */
fun Tensor.sinc(): Tensor = Trigonometry.sinc(this)

/** x degrees in radians. */
fun Tensor.deg2rad(): Tensor = Trigonometry.deg2rad(this)

/** x radians in degrees. */
fun Tensor.rad2deg(): Tensor = Trigonometry.rad2deg(this)

/** The hyperbolic sine. */
fun Tensor.sinh(): Tensor = Hyperbolics.sinh(this)

/** The hyperbolic cosine. */
fun Tensor.cosh(): Tensor = Hyperbolics.cosh(this)

/** The inverse of sinh. */
fun Tensor.asinh(): Tensor = Hyperbolics.asinh(this)

/** The inverse of cosh, not negative: NaN below 1, where the gradient is ∞. */
fun Tensor.acosh(): Tensor = Hyperbolics.acosh(this)

/** The inverse of tanh: ±∞ at ±1, where the gradient is ∞, and NaN beyond. */
fun Tensor.atanh(): Tensor = Hyperbolics.atanh(this)

/** −1, 0 or 1 after the sign, as [Tensor.sign]; the two differ for complex numbers only. */
fun Tensor.sgn(): Tensor = Signs.sgn(this)

/** |a| with the sign of b, zeros having one; the gradient of a is 0 where a is 0. Integers become float32. */
fun Tensor.copysign(b: Tensor): Tensor = Signs.copysign(this, b)

/** 0 below 0, 1 above, v at 0; NaN counts as below. The gradients are 0. */
fun Tensor.heaviside(v: Tensor): Tensor = Signs.heaviside(this, v)

/** start + weight·(end − start), exactly end for weight 1; the gradient of the weight is g ⊙ (end − start). */
fun Tensor.lerp(end: Tensor, weight: Tensor): Tensor = Interpolation.lerp(this, end, weight)

/** start + weight·(end − start), which is exactly end for weight 1. */
fun Tensor.lerp(end: Tensor, weight: Number): Tensor = Interpolation.lerp(this, end, weight.toDouble())

/** x + scale·a·b. */
fun Tensor.addcmul(a: Tensor, b: Tensor, scale: Double = 1.0): Tensor = Interpolation.addcmul(this, a, b, scale)

/** x + scale·a/b. */
fun Tensor.addcdiv(a: Tensor, b: Tensor, scale: Double = 1.0): Tensor = Interpolation.addcdiv(this, a, b, scale)

/**
 * [f] of [x] where the condition holds, else [otherwise]. Where it does not hold, f is given [inside] in place of x, so that
 * no derivative outside f's domain arises: `safeWhere(x gt 0, x, inside = 1, otherwise = zero) { sqrt(it) }` has gradient 0
 * for x ≤ 0.
 */
fun safeWhere(condition: Tensor, x: Tensor, inside: Number, otherwise: Tensor, f: (Tensor) -> Tensor): Tensor =
  Choices.safeWhere(condition, f, x, inside.toDouble(), otherwise)

/** x with 0 for NaN and the greatest number of its type, with their sign, for infinities; the gradient is 0 there. */
fun Tensor.nanToNum(): Tensor = Choices.nanToNum(this)

/** x with these numbers for NaN, ∞ and −∞; the gradient is 0 there. Integers stay as they are. */
fun Tensor.nanToNum(nan: Double, positive: Double, negative: Double): Tensor =
  Choices.nanToNum(this, nan, positive, negative)
