package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One level of reverse-mode differentiation, on which functions of functions are built: {@code open}, make variables,
 * compute with them, ask for gradients. What is computed before the tape is closed is recorded on it, and on it only;
 * parameters and the variables of outer tapes are constants to it, while the gradients it returns are themselves
 * recorded for those. Confined to the thread that opened it, and closed in the reverse order of opening.
 */
public final class Tape implements AutoCloseable {
  private final Recorder recorder;
  private final int level;
  private boolean closed;

  private Tape(Recorder recorder) {
    this.recorder = recorder;
    this.level = recorder.enter();
  }

  /** Opens a level within those that are open on this thread. */
  public static Tape open() {
    return new Tape(Recorder.current());
  }

  /**
   * A tensor equal to {@code x} whose uses are recorded on this tape.
   *
   * @throws IllegalArgumentException when {@code x} is not of a floating type
   */
  public Tensor variable(Tensor x) {
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException("grad: cannot differentiate with respect to a tensor of type " + x.dtype()
          + "; it needs float32 or float64");
    }
    return x.current().traced(new Node.Leaf(level, recorder.nextSerial(), null));
  }

  /** {@code y} as a constant to this tape, still recorded by outer ones. */
  public Tensor value(Tensor y) {
    Tensor current = y.current();
    return current.trace != null && current.trace.level == level ? current.below() : current;
  }

  /**
   * The gradients of {@code y} with respect to {@code variables}: zeros where it does not depend on one.
   *
   * @param upstream the gradient with respect to {@code y}, of its shape; null stands for 1 when y is a single element
   * @throws IllegalArgumentException when one of {@code variables} is not a variable of this tape
   */
  public List<Tensor> gradients(Tensor y, Tensor upstream, List<Tensor> variables, Graph graph) {
    Tensor seed = Backprop.seed(y, upstream);
    Set<Node.Leaf> wanted = new HashSet<>();
    variables.forEach(v -> wanted.add(leaf(v)));
    ReversePass pass = null;
    if (y.current().trace instanceof Node root && root.level == level) {
      pass = new ReversePass(root, wanted::contains);
      pass.run(seed, graph, false);
    }
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor v : variables) {
      Tensor gradient = pass == null ? null : pass.gradient(leaf(v));
      gradients.add(gradient == null ? Tensor.zeros(v.shape(), v.dtype()) : gradient);
    }
    return gradients;
  }

  private Node.Leaf leaf(Tensor variable) {
    if (variable.trace instanceof Node.Leaf leaf && leaf.level == level) {
      return leaf;
    }
    throw new IllegalArgumentException("grad: a " + variable.dtype() + " tensor of shape " + variable.shape()
        + " is not a variable of this tape; differentiate with respect to what variable() returned");
  }

  /** Ends the level: variables stay readable, but their further uses belong to no derivative. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      recorder.leave();
    }
  }
}
