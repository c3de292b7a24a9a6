package dev.nabla.tensor;

/** What becomes of recorded operations once their gradients have been computed. */
public enum Graph {
  /** They are freed as the pass goes: a second pass over them is refused. */
  FREE,
  /** They are kept for another pass. */
  KEEP
}
