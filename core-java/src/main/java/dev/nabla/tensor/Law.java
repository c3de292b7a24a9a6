package dev.nabla.tensor;

/** What every operator promises, and {@code dev.nabla.check} checks on the samples that it brings. */
public enum Law {
  /** The gradient is what central differences in float64 give. */
  GRADIENT("gradient"),
  /** The tangent is what central differences give, along all inputs at once and along each alone. */
  TANGENT("tangent"),
  /** Gradient and tangent are two readings of one Jacobian: ⟨u, Jv⟩ = ⟨Jᵀu, v⟩. */
  ADJOINT("adjoint"),
  /** The gradient can be differentiated again, with respect to the inputs and to the upstream gradient. */
  SECOND_ORDER("second order"),
  /** In float32 value and gradient are those of float64, rounded. */
  FLOAT32("float32"),
  /** What it computes from float64 is float64. */
  FLOAT64("float64"),
  /** Operands that are broadcast give what they give when they are expanded first. */
  BROADCASTING("broadcasting"),
  /** It works where there are no elements. */
  EMPTY("empty"),
  /** Value and gradient do not depend on how the inputs lie in memory. */
  STRIDED("strided"),
  /**
   * At zeros, ones, ties and the operator's own numbers the derivative is that of both sides, or a kink is declared
   * ({@link Kinked}), and the derivative taken there lies between those around it.
   */
  EDGES("edges"),
  /** What is kept for the gradient, some gradient reads. */
  MEMORY("memory");

  private final String label;

  Law(String label) {
    this.label = label;
  }

  /** The law's name in a table. */
  public String label() {
    return label;
  }
}
