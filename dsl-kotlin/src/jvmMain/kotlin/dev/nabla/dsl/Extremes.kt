package dev.nabla.dsl

import dev.nabla.op.Extremes
import dev.nabla.tensor.Tensor

/** The larger of a and b, NaN only where both are; ties share the gradient in halves. */
fun Tensor.fmax(b: Tensor): Tensor = Extremes.fmax(this, b)

/** The smaller of a and b, NaN only where both are; ties share the gradient in halves. */
fun Tensor.fmin(b: Tensor): Tensor = Extremes.fmin(this, b)

/**
 * min(max(x, low), high): NaN stays NaN, and where low exceeds high the result is high. The gradient is 1 on the
 * closed interval and 0 outside. Integers stay integers between whole numbers.
 */
fun Tensor.clamp(low: Number, high: Number): Tensor =
  if (low.isWhole && high.isWhole) {
    Extremes.clamp(this, low.toLong(), high.toLong())
  } else {
    Extremes.clamp(this, low.toDouble(), high.toDouble())
  }

/** max(x, low); the gradient at low is 1. Integers stay integers beside a whole number. */
fun Tensor.clampMin(low: Number): Tensor =
  if (low.isWhole) Extremes.clampMin(this, low.toLong()) else Extremes.clampMin(this, low.toDouble())

/** min(x, high); the gradient at high is 1. Integers stay integers beside a whole number. */
fun Tensor.clampMax(high: Number): Tensor =
  if (high.isWhole) Extremes.clampMax(this, high.toLong()) else Extremes.clampMax(this, high.toDouble())

/**
 * min(max(x, low), high), element by element; all broadcast. The gradient goes to x on the closed interval, to low
 * where x is below it, to high where x is above it or low exceeds high.
 */
fun Tensor.clamp(low: Tensor, high: Tensor): Tensor = Extremes.clamp(this, low, high)

/** max(x, low), element by element; where they tie, x gets the gradient. */
fun Tensor.clampMin(low: Tensor): Tensor = Extremes.clampMin(this, low)

/** min(x, high), element by element; where they tie, x gets the gradient. */
fun Tensor.clampMax(high: Tensor): Tensor = Extremes.clampMax(this, high)
