package dev.nabla.autodiff;

import dev.nabla.tensor.ForwardMode;
import dev.nabla.tensor.Graph;
import dev.nabla.tensor.Tape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The Jacobian J of a function as a linear map, from either side, without computing J. Functions take and give a tensor
 * of a floating type or a {@linkplain Trees tree} of those; directions v are like the argument, upstream gradients u
 * like the value. Where they are null, or a component of theirs is, nothing moves there: what is zero is not computed.
 *
 * <p>What is computed within {@link dev.nabla.tensor.Backprop#noGrad} is a constant to all of these, forward and reverse
 * alike.
 */
public final class JacobianProducts {
  private JacobianProducts() {}

  /**
   * Value and J·v in one pass that keeps nothing for later: forward mode.
   *
   * @throws IllegalArgumentException when a tensor is not of a floating type, or {@code v} is not like {@code x}
   */
  public static <P, Q> ValueAndTangent<Q> jvp(Function<P, Q> f, P x, P v) {
    Map<String, Tensor> leaves = Trees.point("jvp", x);
    return moved(f, x, leaves, Trees.beside(leaves, v, "jvp", "tangent", "point"));
  }

  /** {@link #jvp(Function, Object, Object)} along a direction for each of the tensors in {@code x}, or null. */
  static <P, Q> ValueAndTangent<Q> moved(Function<P, Q> f, P x, Map<String, Tensor> leaves, List<Tensor> directions) {
    ForwardMode forward = ForwardMode.open();
    List<Tensor> variables = new ArrayList<>(leaves.size());
    int at = 0;
    for (Tensor leaf : leaves.values()) {
      variables.add(forward.variable(leaf, directions.get(at++)));
    }
    Q y = f.apply(Recording.unflattened(x, variables));
    Trees.result("jvp", y);
    return new ValueAndTangent<>(Trees.map(y, forward::value), Trees.map(y, forward::tangent));
  }

  /** {@link #jvp(Function, Object, Object)} for a function of a tensor. */
  public static ValueAndTangent<Tensor> jvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    return jvp((Function<Tensor, Tensor>) f, x, v);
  }

  /**
   * Value and the pullback u ↦ Jᵀu, from one evaluation: reverse mode. The recorded operations are kept as long as the
   * pullback is.
   *
   * @throws IllegalArgumentException when a tensor is not of a floating type; the pullback, when its argument is not
   *     like the value
   */
  public static <P, Q> ValueAndPullback<P, Q> vjp(Function<P, Q> f, P x) {
    Recording<P, Q> recording = Recording.of(f, x, Trees.point("vjp", x));
    Map<String, Tensor> outputs = Trees.result("vjp", recording.output());
    return new ValueAndPullback<>(recording.constant(recording.output()),
        u -> pulledBack(recording, outputs, Trees.beside(outputs, u, "vjp", "cotangent", "value")));
  }

  /** {@link #vjp(Function, Object)} for a function of a tensor. */
  public static ValueAndPullback<Tensor, Tensor> vjp(UnaryOperator<Tensor> f, Tensor x) {
    return vjp((Function<Tensor, Tensor>) f, x);
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

  /**
   * Value and the map v ↦ J·v, which costs a pass over linear operations only: {@code f} is evaluated once, however many
   * directions are tried. The map is the transpose of the pullback, which is recorded as a function of u.
   *
   * @throws IllegalArgumentException when a tensor is not of a floating type; the map, when its argument is not like
   *     {@code x}
   */
  public static <P, Q> Linearization<P, Q> linearize(Function<P, Q> f, P x) {
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

  /** {@link #linearize(Function, Object)} for a function of a tensor. */
  public static Linearization<Tensor, Tensor> linearize(UnaryOperator<Tensor> f, Tensor x) {
    return linearize((Function<Tensor, Tensor>) f, x);
  }

  /** The Gâteaux derivative lim (f(x + t·v) − f(x)) / t for t → 0, which is J·v. */
  public static <P, Q> Q directionalDerivative(Function<P, Q> f, P x, P v) {
    return jvp(f, x, v).tangent();
  }

  /** {@link #directionalDerivative(Function, Object, Object)} for a function of a tensor. */
  public static Tensor directionalDerivative(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    return jvp(f, x, v).tangent();
  }
}
