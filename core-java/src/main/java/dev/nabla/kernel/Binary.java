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
  SIGMOID_GRADIENT
}
