package dev.nabla.tensor;

/** What a derivative is where there is none: at a kink, a tie or a jump of a {@link Kinked} operator. */
public enum Subgradient {
  /** The operator's convention, which its documentation states: 0 for relu at 0, shares for ties. */
  CONVENTION,
  /**
   * None: an operation through which a derivative is to be taken throws {@link ArithmeticException} there, with its name,
   * the index and the values.
   */
  STRICT
}
