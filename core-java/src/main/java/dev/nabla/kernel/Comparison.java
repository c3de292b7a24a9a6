package dev.nabla.kernel;

/** A comparison as IEEE 754 has it: with a NaN only NE holds, and -0 equals +0. */
public enum Comparison {
  /** a = b. */
  EQ,
  /** a ≠ b. */
  NE,
  /** a &lt; b. */
  LT,
  /** a ≤ b. */
  LE,
  /** a &gt; b. */
  GT,
  /** a ≥ b. */
  GE
}
