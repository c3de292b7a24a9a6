package dev.nabla.autodiff;

import dev.nabla.tensor.ForwardMode;
import dev.nabla.tensor.Graph;
import dev.nabla.tensor.Tape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The Jacobian J of a function as a linear map, from either side, without computing J. What does not fit is refused in
 * the name of an operation.
 */
final class JacobianProducts {
  private JacobianProducts() {}

  static <P, Q> ValueAndTangent<Q> jvp(String operation, Function<P, Q> f, P x, P v) {
    Map<String, Tensor> leaves = Trees.point(operation, x);
    return moved(operation, f, x, leaves, Trees.beside(leaves, v, operation, "tangent", "point"));
  }

  /** {@link #jvp} along a direction for each of the tensors in {@code x}, or null. */
  static <P, Q> ValueAndTangent<Q> moved(String operation, Function<P, Q> f, P x, Map<String, Tensor> leaves,
      List<Tensor> directions) {
    ForwardMode forward = ForwardMode.open();
    List<Tensor> variables = new ArrayList<>(leaves.size());
    int at = 0;
    for (Tensor leaf : leaves.values()) {
      variables.add(forward.variable(leaf, directions.get(at++)));
    }
    Q y = f.apply(Recording.unflattened(x, variables));
    Trees.result(operation, y);
    return new ValueAndTangent<>(Trees.map(y, forward::value), Trees.map(y, forward::tangent));
  }

  static <P, Q> ValueAndPullback<P, Q> vjp(String operation, Function<P, Q> f, P x) {
    Recording<P, Q> recording = Recording.of(f, x, Trees.point(operation, x));
    Map<String, Tensor> outputs = Trees.result(operation, recording.output());
    return new ValueAndPullback<>(recording.constant(recording.output()),
        u -> pulledBack(recording, outputs, Trees.beside(outputs, u, operation, "cotangent", "value")));
  }

  private static <P> P pulledBack(Recording<P, ?> recording, Map<String, Tensor> outputs, List<Tensor> upstream) {
    List<Tensor> roots = new ArrayList<>();
    List<Tensor> seeds = new ArrayList<>();
    int at = 0;
    for (Tensor output : outputs.values()) {
      Tensor seed = upstream.get(at++);
      if (seed != null) {
        roots.add(output);
        seeds.add(seed);
      }
    }
    return recording.gradient(roots, seeds, Graph.KEEP);
  }

  /** The map is the transpose of the pullback, which is recorded as a function of u. */
  static <P, Q> Linearization<P, Q> linearize(Function<P, Q> f, P x) {
    Map<String, Tensor> leaves = Trees.point("linearize", x);
    Recording<P, Q> recording = Recording.of(f, x, leaves);
    List<Tensor> outputs = List.copyOf(Trees.result("linearize", recording.output()).values());
    Q value = recording.constant(recording.output());
    try (Tape tape = Tape.open()) {
      List<Tensor> u = new ArrayList<>();
      outputs.forEach(y -> u.add(tape.variable(Tensor.zerosLike(y))));
      List<Tensor> pulled = recording.gradients(outputs, u, Graph.FREE);
      return new Linearization<>(value, v -> {
        List<Tensor> directions = Trees.beside(leaves, v, "linearize", "tangent", "point");
        List<Tensor> roots = new ArrayList<>();
        List<Tensor> seeds = new ArrayList<>();
        for (int i = 0; i < directions.size(); i++) {
          if (directions.get(i) != null) {
            roots.add(pulled.get(i));
            seeds.add(directions.get(i));
          }
        }
        return Recording.unflattened(value, tape.gradients(roots, seeds, u, Graph.KEEP));
      });
    }
  }
}
