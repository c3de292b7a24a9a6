package dev.nabla.dsl

import dev.nabla.op.Rounding
import dev.nabla.tensor.Tensor

/** The largest whole number not above x. */
fun Tensor.floor(): Tensor = Rounding.floor(this)

/** The smallest whole number not below x. */
fun Tensor.ceil(): Tensor = Rounding.ceil(this)

/** The nearest whole number, of two the even one. */
fun Tensor.round(): Tensor = Rounding.round(this)

/** The whole part, towards 0. */
fun Tensor.trunc(): Tensor = Rounding.trunc(this)

/** x − trunc x, which has the sign of x; the gradient is 1. */
fun Tensor.frac(): Tensor = Rounding.frac(this)

/** a − b⌊a/b⌋, which has the sign of b; the gradient of b is −⌊a/b⌋. */
fun Tensor.remainder(b: Tensor): Tensor = Rounding.remainder(this, b)

/** a − b trunc(a/b), which has the sign of a; the gradient of b is −trunc(a/b). */
fun Tensor.fmod(b: Tensor): Tensor = Rounding.fmod(this, b)

/** ⌊a/b⌋, of the exact quotient. */
fun Tensor.floorDivide(b: Tensor): Tensor = Rounding.floorDivide(this, b)

/** a/b without what stands behind the point. */
fun Tensor.truncDivide(b: Tensor): Tensor = Rounding.truncDivide(this, b)
