package dev.nabla.kernel;

/**
 * An element-wise function of one argument.
 *
 * <p>Floating results are within 2 ulp (float) or 4 ulp (double) of the exact value over the whole domain; outside the
 * domain they are NaN. The integer kernels know NEG, ABS, SIGN, SQUARE and RELU.
 */
public enum Unary {
  /** -x; changes the sign of zeros too. */
  NEG,
  /** |x|. */
  ABS,
  /** -1, x itself if it is ±0 or NaN, or 1. */
  SIGN,
  /** x². */
  SQUARE,
  /** 1/x. */
  RECIPROCAL,
  /** √x; of -0 it is -0. */
  SQRT,
  /** 1/√x; of ±0 it is ±∞. */
  RSQRT,
  /** eˣ. */
  EXP,
  /** eˣ - 1 without cancellation near 0. */
  EXPM1,
  /** ln x; of ±0 it is -∞. */
  LOG,
  /** ln(1 + x) without cancellation near 0. */
  LOG1P,
  /** Hyperbolic tangent. */
  TANH,
  /** 1/(1 + e⁻ˣ). */
  SIGMOID,
  /** max(x, 0); NaN stays NaN, -0 becomes +0. */
  RELU,
  /** Sine of radians. */
  SIN,
  /** Cosine of radians. */
  COS,
  /** Largest integer not above x. */
  FLOOR,
  /** Smallest integer not below x. */
  CEIL,
  /** Nearest integer, ties to even. */
  ROUND,
  /** Integer part, towards zero. */
  TRUNC
}
