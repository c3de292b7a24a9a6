package dev.nabla.autodiff;

import dev.nabla.tensor.Graph;
import dev.nabla.tensor.Tape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One evaluation of a function on a tape of its own. */
final class Recording<P, Q> {
  private final P point;
  private final Tape tape;
  private final List<Tensor> variables;
  private final Q output;

  private Recording(P point, Tape tape, List<Tensor> variables, Q output) {
    this.point = point;
    this.tape = tape;
    this.variables = variables;
    this.output = output;
  }

  /** Evaluates {@code f} at {@code point}, whose tensors {@code leaves} are. */
  static <P, Q> Recording<P, Q> of(Function<P, Q> f, P point, Map<String, Tensor> leaves) {
    try (Tape tape = Tape.open()) {
      List<Tensor> variables = new ArrayList<>(leaves.size());
      leaves.values().forEach(leaf -> variables.add(tape.variable(leaf)));
      return new Recording<>(point, tape, variables, f.apply(unflattened(point, variables)));
    }
  }

  /** {@code point} with other tensors in place of its own. */
  static <P> P unflattened(P point, List<Tensor> leaves) {
    Iterator<Tensor> next = leaves.iterator();
    return Trees.map(point, leaf -> next.next());
  }

  /** What the function gave, as this recording sees it. */
  Q output() {
    return output;
  }

  /** {@code value} with its tensors as constants to this recording. */
  <T> T constant(T value) {
    return Trees.map(value, tape::value);
  }

  /** The gradients of Σ⟨upstream, outputs⟩ with respect to the tensors of the point, in their order. */
  List<Tensor> gradients(List<Tensor> outputs, List<Tensor> upstream, Graph graph) {
    return tape.gradients(outputs, upstream, variables, graph);
  }

  /** The same as a tree like the point. */
  P gradient(List<Tensor> outputs, List<Tensor> upstream, Graph graph) {
    return unflattened(point, gradients(outputs, upstream, graph));
  }
}
