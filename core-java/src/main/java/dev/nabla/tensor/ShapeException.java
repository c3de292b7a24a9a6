package dev.nabla.tensor;

/**
 * Shapes that do not fit each other. The message is one sentence with the operation, what it got and what it needs; where
 * the exception is printed, the line of the program that asked for it stands next to the sentence. It is looked up in the
 * stack trace only then, so that it costs nothing before.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ShapeException(String sentence) {
    super(sentence);
  }

  /** The sentence and where it happened: {@code matmul: … inner extents 3 and 4 differ (Digits.java:41, in train)}. */
  @Override
  public String toString() {
    return super.toString() + ProgramLine.of(this).map(line -> " (" + ProgramLine.describe(line) + ")").orElse("");
  }
}
