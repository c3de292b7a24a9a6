package dev.nabla.optim;

import dev.nabla.autodiff.Trees;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An optimizer of typed parameters: of a {@linkplain Trees tree} of tensors such as a record, with gradients of the same
 * type.
 *
 * <pre>{@code
 * var optimizer = TreeOptimizer.of(initial, p -> Adam.of(p).learningRate(0.01));
 * var loss = Autodiff.valueAndGrad((Affine p) -> mse(p, x, y));
 * for (int step = 0; step < 100; step++) {
 *   optimizer.step(loss.apply(optimizer.parameters()).gradient());
 * }
 * }</pre>
 */
public final class TreeOptimizer<P> {
  private final List<Parameter> adjusted;
  private final Optimizer optimizer;
  private P parameters;

  private TreeOptimizer(P initial, Function<List<Parameter>, ? extends Optimizer> optimizer) {
    List<Parameter> leaves = new ArrayList<>();
    Trees.named(initial).forEach((path, leaf) -> leaves.add(Parameter.of(path, leaf)));
    this.adjusted = List.copyOf(leaves);
    this.optimizer = optimizer.apply(adjusted);
    this.parameters = values(initial);
  }

  /** Adjusts {@code initial} by the optimizer that is made for its tensors: {@code Adam::of}. */
  public static <P> TreeOptimizer<P> of(P initial, Function<List<Parameter>, ? extends Optimizer> optimizer) {
    return new TreeOptimizer<>(initial, optimizer);
  }

  /** The present values, as constants. */
  public P parameters() {
    return parameters;
  }

  /** What adjusts them; its settings may change between steps. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /**
   * Follows a gradient like the parameters, and returns their new values. A part of it that is null leaves its parameter
   * as it is.
   *
   * @throws IllegalArgumentException when the gradient has tensors where the parameters have none, or of other shapes;
   *     nothing has changed then
   */
  public P step(P gradient) {
    Map<String, Tensor> gradients = Trees.named(gradient);
    List<String> unknown = new ArrayList<>(gradients.keySet());
    adjusted.forEach(parameter -> unknown.remove(parameter.name()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("step: the gradient has " + unknown + ", which the parameters have not");
    }
    adjusted.forEach(parameter -> requireFitting(parameter, gradients.get(parameter.name())));
    for (Parameter parameter : adjusted) {
      parameter.clearGradient();
      if (gradients.get(parameter.name()) != null) {
        parameter.addGradient(gradients.get(parameter.name()));
      }
    }
    optimizer.step();
    parameters = values(parameters);
    return parameters;
  }

  private static void requireFitting(Parameter parameter, Tensor gradient) {
    if (gradient != null && !(gradient.shape().equals(parameter.shape()) && gradient.dtype().isFloating())) {
      throw new IllegalArgumentException("step: the gradient of " + parameter.name() + " is " + gradient.dtype() + " "
          + gradient.shape() + ", but the parameter is " + parameter.dtype() + " " + parameter.shape());
    }
  }

  private P values(P like) {
    Iterator<Parameter> next = adjusted.iterator();
    return Trees.map(like, leaf -> next.next().value());
  }
}
