package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reverse-mode differentiation of recorded operations with respect to parameters. Operations are recorded, on whatever
 * thread they run, when a {@link Parameter} takes part in them; any number of threads may record and differentiate at
 * once.
 */
public final class Backprop {
  private Backprop() {}

  /**
   * Adds to the gradient of every parameter that {@code output} was computed from.
   *
   * @param upstream the gradient with respect to {@code output}, of its shape; the parameters receive ∂⟨upstream,
   *     output⟩
   * @throws IllegalStateException when no parameter took part, when the operations were freed, or when a parameter was
   *     assigned after an operation read it; no gradient has changed then
   */
  public static void backward(Tensor output, Tensor upstream, Graph graph) {
    Node root = root(output);
    ReversePass pass = new ReversePass(List.of(root), leaf -> true);
    pass.run(List.of(seed(output, upstream)), graph, false);
    for (Node.Leaf leaf : pass.leaves()) {
      if (pass.gradient(leaf) != null) {
        leaf.parameter().addGradient(pass.gradient(leaf));
      }
    }
  }

  /**
   * The gradients of {@code output} with respect to some parameters, which stay unchanged: zeros where {@code output}
   * does not depend on one. The gradients are recorded, so that they can be differentiated again.
   *
   * @param upstream the gradient with respect to {@code output}, of its shape
   */
  public static List<Tensor> gradients(Tensor output, Tensor upstream, List<Parameter> parameters) {
    Map<Node.Leaf, Integer> wanted = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      wanted.put(parameters.get(i).leaf(), i);
    }
    ReversePass pass = new ReversePass(List.of(root(output)), wanted::containsKey);
    pass.run(List.of(seed(output, upstream)), Graph.KEEP, true);
    List<Tensor> gradients = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Tensor gradient = pass.gradient(parameter.leaf());
      gradients.add(gradient == null ? Tensor.zeros(parameter.shape(), parameter.dtype()) : gradient);
    }
    return gradients;
  }

  /** Computes without recording: whatever {@code body} returns counts as a constant. Thread-confined; nests. */
  public static <T> T noGrad(Supplier<T> body) {
    return Recorder.current().paused(body);
  }

  /**
   * Computes with a policy for derivatives at kinks: with {@link Subgradient#STRICT} an operation that leads to a
   * parameter throws {@link ArithmeticException} at one. It concerns what is recorded for {@link Tensor#backward()} within
   * {@code body}, not functions of functions called there, which have policies of their own. Thread-confined; nests.
   */
  public static <T> T withSubgradient(Subgradient policy, Supplier<T> body) {
    return Recorder.current().with(policy, body);
  }

  static Node root(Tensor output) {
    if (output.current().trace instanceof Node node && node.level == 0) {
      return node;
    }
    if (output.detach().trace != null) {
      throw new IllegalStateException("backward: this " + output.dtype() + " tensor of shape " + output.shape()
          + " stands for every entry of a vectorised map; differentiate what the map returns, or use grad within it");
    }
    throw new IllegalStateException("backward: no gradient is recorded for this " + output.dtype() + " tensor of shape "
        + output.shape() + "; it must be computed, outside noGrad, from a Parameter");
  }

  /** The upstream gradient; without one, 1 for a single element. */
  static Tensor seed(Tensor output, Tensor upstream) {
    if (upstream == null) {
      if (output.size() != 1) {
        throw new IllegalStateException("backward: an output of shape " + output.shape()
            + " needs an upstream gradient of that shape; only a single element does without");
      }
      return Tensor.ones(output.shape(), output.dtype());
    }
    if (!upstream.shape().equals(output.shape()) || !upstream.dtype().isFloating()) {
      throw new IllegalArgumentException("backward: the upstream gradient is " + upstream.dtype() + " "
          + upstream.shape() + ", but the output is " + output.dtype() + " " + output.shape());
    }
    return upstream.to(output.dtype());
  }
}
