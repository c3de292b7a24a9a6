package dev.nabla.kernel;

/**
 * An element-wise function of two arguments.
 *
 * <p>The gradients of activations are here because as chains of products they would pass over memory two or three times.
 * The integer kernels know ADD, SUB, MUL, MAXIMUM and MINIMUM.
 */
public enum Binary {
  /** a + b. */
  ADD,
  /** a - b. */
  SUB,
  /** a · b. */
  MUL,
  /** a / b. */
  DIV,
  /** aᵇ with the special cases of {@link Math#pow}. */
  POW,
  /** The greater; NaN if either is; +0 is greater than -0. */
  MAXIMUM,
  /** The smaller; NaN if either is; -0 is smaller than +0. */
  MINIMUM,
  /** (g, y) ↦ g where y &gt; 0, else 0. */
  RELU_GRADIENT,
  /** (g, y) ↦ g(1 - y²) with y = tanh x. */
  TANH_GRADIENT,
  /** (g, y) ↦ g·y(1 - y) with y = sigmoid x. */
  SIGMOID_GRADIENT,
  /** What a/b rounded towards zero leaves of a: exact, with the sign of a. */
  FMOD,
  /** What a/b rounded down leaves of a: with the sign of b. */
  REMAINDER,
  /** The angle of the point (b, a), in [-π, π]. */
  ATAN2,
  /** √(a² + b²) without overflow. */
  HYPOT,
  /** The greater; a NaN yields to a number. */
  FMAX,
  /** The smaller; a NaN yields to a number. */
  FMIN,
  /** |a| with the sign of b. */
  COPYSIGN,
  /** a ln b; 0 where a is 0 and b is not NaN. */
  XLOGY,
  /** ln(eᵃ + eᵇ). */
  LOGADDEXP,
  /** The derivative of order b, a whole number, of digamma at a. */
  POLYGAMMA,
  /** The derivative of order b, a whole number, of {@link Unary#SINC} at a. */
  SINC_DERIVATIVE,
  /** ⌊a/b⌋, of the exact quotient. */
  FLOOR_DIVIDE,
  /** a where positive, else a·b. */
  PRELU,
  /** (g, x) ↦ g times the derivative of {@link Unary#SILU} at x. */
  SILU_GRADIENT,
  /** (g, x) ↦ g times the derivative of {@link Unary#GELU} at x. */
  GELU_GRADIENT,
  /** (g, x) ↦ g times the derivative of {@link Unary#GELU_TANH} at x. */
  GELU_TANH_GRADIENT,
  /** (g, x) ↦ g times the derivative of {@link Unary#MISH} at x. */
  MISH_GRADIENT,
  /** (g, x) ↦ g times the derivative of {@link Unary#HARDSWISH} at x, which is 0 at -3 and 1 at 3. */
  HARDSWISH_GRADIENT
}
