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
  TRUNC,
  /** 2ˣ. */
  EXP2,
  /** Logarithm to base 2, exact for powers of 2. */
  LOG2,
  /** Logarithm to base 10. */
  LOG10,
  /** Tangent of radians. */
  TAN,
  /** The angle in [-π/2, π/2] whose sine is x. */
  ASIN,
  /** The angle in [0, π] whose cosine is x. */
  ACOS,
  /** The angle in [-π/2, π/2] whose tangent is x. */
  ATAN,
  /** Hyperbolic sine. */
  SINH,
  /** Hyperbolic cosine. */
  COSH,
  /** Inverse of the hyperbolic sine. */
  ASINH,
  /** Inverse of the hyperbolic cosine, not negative. */
  ACOSH,
  /** Inverse of the hyperbolic tangent; of ±1 it is ±∞. */
  ATANH,
  /** 2/√π times the integral of exp(-t²) from 0 to x. */
  ERF,
  /** 1 - erf x without cancellation. */
  ERFC,
  /** Inverse of erf; of ±1 it is ±∞. */
  ERFINV,
  /** ln|Γ(x)|; +∞ at the poles. */
  LGAMMA,
  /** Γ'(x)/Γ(x); of ±0 it is ∓∞, at the other poles NaN. */
  DIGAMMA,
  /** sin(πx)/(πx); of 0 it is 1. */
  SINC,
  /** ln(1 + eˣ). */
  SOFTPLUS,
  /** ln of sigmoid x, that is -softplus(-x). */
  LOGSIGMOID,
  /** ln(x/(1 - x)); of 0 and 1 it is ∓∞. */
  LOGIT,
  /** x·sigmoid x. */
  SILU,
  /** x·Φ(x) with the normal distribution's Φ. */
  GELU,
  /** x·sigmoid(√(8/π)(x + 0.044715x³)), which is like {@link #GELU}. */
  GELU_TANH,
  /** x·tanh(ln(1 + eˣ)). */
  MISH,
  /** x·min(max(x + 3, 0), 6)/6, with the limits at ∓∞. */
  HARDSWISH,
  /** Φ(x) of the standard normal distribution. */
  NDTR,
  /** ln Φ(x), where Φ(x) itself vanishes too. */
  LOG_NDTR,
  /** The x with Φ(x) = p; of 0 and 1 it is ∓∞. */
  NDTRI
}
