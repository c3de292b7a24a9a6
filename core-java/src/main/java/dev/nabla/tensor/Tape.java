package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One level of reverse-mode differentiation, on which functions of functions are built: {@code open}, make variables,
 * compute with them, ask for gradients. What is computed from its variables is recorded on it, and on it only;
 * parameters and the variables of outer tapes are constants to it, while the gradients it returns are themselves
 * recorded for those.
 */
public final class Tape implements AutoCloseable {
  private final long level = Recorder.open();
  private boolean closed;

  private Tape() {}

  /** Opens a level within all that are open. */
  public static Tape open() {
    return new Tape();
  }

  /**
   * A tensor equal to {@code x} whose uses are recorded on this tape.
   *
   * @throws IllegalArgumentException when {@code x} is not of a floating type
   */
  public Tensor variable(Tensor x) {
    if (closed) {
      throw new IllegalStateException("grad: this tape is closed; make all variables before close()");
    }
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException("grad: cannot differentiate with respect to a tensor of type " + x.dtype()
          + "; it needs float32 or float64");
    }
    return x.current().traced(new Node.Leaf(level, Recorder.current().nextSerial(), null));
  }

  /** {@code y} as a constant to this tape, still recorded by outer ones. */
  public Tensor value(Tensor y) {
    Tensor seen = Trace.seenFrom(level, y);
    return node(seen) == null ? seen : seen.below();
  }

  /**
   * The gradients of {@code y} with respect to {@code variables}: zeros where it does not depend on one.
   *
   * @param upstream the gradient with respect to {@code y}, of its shape; null stands for 1 when y is a single element
   * @throws IllegalArgumentException when one of {@code variables} is not a variable of this tape
   * @throws IllegalStateException when the recorded operations were freed by an earlier pass
   */
  public List<Tensor> gradients(Tensor y, Tensor upstream, List<Tensor> variables, Graph graph) {
    return gradients(List.of(y), Arrays.asList(upstream), variables, graph);
  }

  /**
   * The gradients of Σ⟨upstreamₖ, yₖ⟩ with respect to {@code variables}, in one pass.
   *
   * @param upstream for each of {@code y} a gradient of its shape; null stands for 1 when it is a single element
   */
  public List<Tensor> gradients(List<Tensor> y, List<Tensor> upstream, List<Tensor> variables, Graph graph) {
    List<Node> roots = new ArrayList<>();
    List<Tensor> seeds = new ArrayList<>();
    for (int k = 0; k < y.size(); k++) {
      Tensor seed = Backprop.seed(y.get(k), upstream.get(k));
      Node root = node(Trace.seenFrom(level, y.get(k)));
      if (root != null) {
        roots.add(root);
        seeds.add(seed);
      }
    }
    Set<Node.Leaf> wanted = new HashSet<>();
    variables.forEach(v -> wanted.add(leaf(v)));
    ReversePass pass = new ReversePass(roots, wanted::contains);
    pass.run(seeds, graph, false);
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor v : variables) {
      Tensor gradient = pass.gradient(leaf(v));
      gradients.add(gradient == null ? Tensor.zeros(v.shape(), v.dtype()) : gradient);
    }
    return gradients;
  }

  private Node node(Tensor y) {
    return y.trace instanceof Node node && node.level == level ? node : null;
  }

  private Node.Leaf leaf(Tensor variable) {
    if (node(variable) instanceof Node.Leaf leaf) {
      return leaf;
    }
    throw new IllegalArgumentException("grad: a " + variable.dtype() + " tensor of shape " + variable.shape()
        + " is not a variable of this tape; differentiate with respect to what variable() returned");
  }

  /** Takes no more variables. What was computed from those there are can still be differentiated. */
  @Override
  public void close() {
    closed = true;
  }
}
