package dev.nabla.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Told of every operation while {@link #during} runs a piece of a program, on its thread: how faults are found and time
 * is seen. Without a listener operations cost what they always do.
 */
public interface OperationListener {
  /** An operation has been computed; those that it is made of have been reported before. */
  void computed(Computation computation);

  /** The gradient of a recorded operation with respect to one of its inputs has been computed. */
  default void differentiated(Differentiation differentiation) {}

  /**
   * One operation on plain values.
   *
   * @param depth 0 for what the program or a gradient asked for, 1 for an operation that this one is made of, …
   * @param backward whether it belongs to a reverse pass
   * @param nanos how long it took, without the operations that it is made of
   * @param bytes how much memory its result takes; 0 when it shares the elements of an input, or its parts made it
   */
  record Computation(Op op, List<Tensor> inputs, Tensor output, int depth, boolean backward, long nanos, long bytes) {}

  /**
   * One vector-Jacobian product.
   *
   * @param op the recorded operation
   * @param input with respect to which of its inputs
   * @param inputs the inputs; null in the place of those whose values were not kept
   * @param upstream the gradient with respect to the output
   * @param gradient what became of it
   * @param line the line of the program that asked for the operation, or null when it was recorded before
   */
  record Differentiation(Op op, int input, List<Tensor> inputs, Tensor upstream, Tensor gradient,
      StackTraceElement line) {}

  /**
   * Runs {@code body} and reports its operations. Nests: the innermost listener hears them. What {@code body} records
   * keeps all values, and the lines of the program, when {@code thorough}.
   */
  static <T> T during(OperationListener listener, boolean thorough, Supplier<T> body) {
    return Watch.during(listener, thorough, body);
  }
}
