package dev.nabla.nn;

import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A function of tensors that may have parameters. Any function without is a layer: {@code Activations::relu}. One with
 * parameters is a record; its components are the parameters, and the layers, lists of layers and records that hold more:
 *
 * <pre>{@code
 * record Residual(Linear inner) implements Layer {
 *   public Tensor forward(Tensor x) {
 *     return x.add(inner.forward(x));
 *   }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Layer {
  /** The output for {@code x}, as in evaluation. */
  Tensor forward(Tensor x);

  /**
   * The output for {@code x} while training or in evaluation. A layer that behaves differently, or has parts that do,
   * overrides this method too and passes {@code mode} on.
   */
  default Tensor forward(Tensor x, Mode mode) {
    return forward(x);
  }

  /** What training adjusts, in the order of {@link #namedParameters()}; none occurs twice. */
  default List<Parameter> parameters() {
    return List.copyOf(namedParameters().values());
  }

  /**
   * The parameters by name, in the order of the components. Names are the path to a parameter:
   * {@code layers.0.weight} is the component {@code weight} of the first element of the component {@code layers}. A
   * component that is null has no name, and a parameter that occurs twice goes by its first one.
   *
   * @throws IllegalStateException when a layer that is no record holds parameters, which would be forgotten
   */
  default Map<String, Parameter> namedParameters() {
    return ParameterNames.of(this);
  }
}
