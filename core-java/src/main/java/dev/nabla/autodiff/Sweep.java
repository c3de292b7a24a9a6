package dev.nabla.autodiff;

/** The two orders in which the chain rule is multiplied out. */
public enum Sweep {
  /** From the inputs to the outputs, one direction of the inputs at a time: for few inputs. */
  FORWARD,
  /** From the outputs to the inputs, one gradient of the outputs at a time: for few outputs. */
  REVERSE
}
