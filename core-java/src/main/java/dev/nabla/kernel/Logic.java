package dev.nabla.kernel;

/** A function of two truth values. */
public enum Logic {
  /** Both. */
  AND,
  /** At least one. */
  OR,
  /** Exactly one. */
  XOR
}
