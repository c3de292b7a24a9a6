package dev.nabla.kernel;

/**
 * The ways of making one number of many.
 *
 * <p>The empty sum is 0 and the empty product 1; the greatest and the least of nothing do not exist, and callers refuse
 * to ask for them. {@link #MAX} and {@link #MIN} give NaN as soon as one of the numbers is NaN.
 */
public enum Reduction {
  SUM,
  PROD,
  MAX,
  MIN
}
