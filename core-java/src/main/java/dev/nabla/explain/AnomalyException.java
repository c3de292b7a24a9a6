package dev.nabla.explain;

import dev.nabla.tensor.Op;
import java.util.Optional;

/** An operation, or the gradient of one, has made NaN or infinity of numbers that were none. */
public final class AnomalyException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  private final transient Op operation;
  private final boolean backward;
  private final StackTraceElement line;

  AnomalyException(String sentence, Op operation, boolean backward, StackTraceElement line) {
    super(sentence);
    this.operation = operation;
    this.backward = backward;
    this.line = line;
  }

  /** The operation, or the one whose gradient it was. */
  public Op operation() {
    return operation;
  }

  /** Whether it happened in a backward pass. */
  public boolean inBackwardPass() {
    return backward;
  }

  /** The line of the program that asked for the operation; for a gradient that of the forward pass. */
  public Optional<StackTraceElement> line() {
    return Optional.ofNullable(line);
  }
}
