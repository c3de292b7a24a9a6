package dev.nabla.dsl

import dev.nabla.op.Predicates
import dev.nabla.tensor.Tensor

/** Where x is not a number. */
fun Tensor.isnan(): Tensor = Predicates.isnan(this)

/** Where x is ∞ or −∞. */
fun Tensor.isinf(): Tensor = Predicates.isinf(this)

/** Where x is neither infinite nor NaN. */
fun Tensor.isfinite(): Tensor = Predicates.isfinite(this)

/** Where |a − b| ≤ absolute + relative·|b|; equal infinities are close, NaN is close to nothing. */
fun Tensor.isclose(b: Tensor, relative: Double = 1e-5, absolute: Double = 1e-8): Tensor =
  Predicates.isclose(this, b, relative, absolute)

/** a and b, bit by bit. */
fun Tensor.bitwiseAnd(b: Tensor): Tensor = Predicates.bitwiseAnd(this, b)

/** a or b, bit by bit. */
fun Tensor.bitwiseOr(b: Tensor): Tensor = Predicates.bitwiseOr(this, b)

/** Either a or b, bit by bit. */
fun Tensor.bitwiseXor(b: Tensor): Tensor = Predicates.bitwiseXor(this, b)

/** x with all bits changed; of bool, not x. */
fun Tensor.bitwiseNot(): Tensor = Predicates.bitwiseNot(this)

/** a·2ᵇ without the bits that leave; shifts by less than 0, or by all bits or more, give 0. */
fun Tensor.bitwiseLeftShift(b: Tensor): Tensor = Predicates.bitwiseLeftShift(this, b)

/** ⌊a/2ᵇ⌋; shifts by less than 0, or by all bits or more, give 0 or −1, after the sign of a. */
fun Tensor.bitwiseRightShift(b: Tensor): Tensor = Predicates.bitwiseRightShift(this, b)
