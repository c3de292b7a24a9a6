package dev.nabla.explain;

import dev.nabla.tensor.OperationListener;
import dev.nabla.tensor.RecordedGraph;
import dev.nabla.tensor.Tensor;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A backward pass that explains itself: each operation from the output back to the parameters, with its formula, the
 * gradient that arrives from above, its local Jacobian, and what goes on from there.
 *
 * <pre>{@code
 * Tensor loss = w3.matmul(w2.matmul(w1.matmul(x).tanh()).tanh()).sub(y).pow(2).sum();
 * Explain.of(loss).name("x", x).name("y", y).writeHtml(Path.of("backward.html"));
 * }</pre>
 *
 * <p>It reads what was recorded and changes nothing: {@code loss.backward()} may follow.
 */
public final class Explain {
  private Explain() {}

  /**
   * Explains the gradients of a single element. Values that no gradient reads are not kept in a recording; those of
   * operations are computed again, those of constants are shown only where they were kept.
   *
   * @throws IllegalStateException when {@code output} was not computed from a parameter, its operations were freed, or it
   *     has more than one element
   */
  public static Explanation of(Tensor output) {
    return of(output, null);
  }

  /**
   * Explains the gradients of ⟨upstream, output⟩.
   *
   * @param upstream the gradient with respect to {@code output}, of its shape
   */
  public static Explanation of(Tensor output, Tensor upstream) {
    RecordedGraph graph = RecordedGraph.of(output);
    return new Explanation(graph, RecordedGraph.seed(output, upstream).detach(), Map.of());
  }

  /** Computes and explains: all values are kept, and each operation has the line of the program that asked for it. */
  public static Explanation of(Supplier<Tensor> computation) {
    return of(OperationListener.during(computed -> {}, true, computation));
  }
}
