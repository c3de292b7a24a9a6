package dev.nabla.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Activations;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Layers are records, and the path to a parameter is its name. */
class LayerTest {
  private final Rng rng = Rng.of(1);

  private record Residual(Linear inner, Parameter scale) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x.add(inner.forward(x).mul(scale));
    }
  }

  /** No layer itself, but a part of one. */
  private record Heads(Linear left, Linear right, int count) {}

  private record Branching(Heads heads, Map<String, Layer> named, List<Parameter> free, Layer after) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  private record Tied(Parameter first, Parameter second, Linear third) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  private static List<String> names(Layer layer) {
    return List.copyOf(layer.namedParameters().keySet());
  }

  @Test
  void namesAreThePathsThroughTheComponentsInOrder() {
    Sequential network = Sequential.of(Linear.of(2, 3, rng), Activations::relu, Dropout.of(0.5), new Residual(Linear
        .of(3, 3, rng), Parameter.of(Tensor.ones(1))), Sequential.of(Linear.withoutBias(3, 1, rng)));
    assertEquals(List.of("layers.0.weight", "layers.0.bias", "layers.3.inner.weight", "layers.3.inner.bias",
        "layers.3.scale", "layers.4.layers.0.weight"), names(network));
    Linear first = (Linear) network.layers().get(0);
    assertSame(first.weight(), network.namedParameters().get("layers.0.weight"));
    assertSame(first.bias(), network.namedParameters().get("layers.0.bias"));
    assertEquals(List.copyOf(network.namedParameters().values()), network.parameters());
  }

  @Test
  void recordsListsAndMapsWithinAreSearched() {
    Map<String, Layer> named = new LinkedHashMap<>();
    named.put("b", Linear.withoutBias(1, 1, rng));
    named.put("a", Linear.withoutBias(1, 1, rng));
    Parameter free = Parameter.of(Tensor.ones(1));
    Layer layer = new Branching(new Heads(Linear.withoutBias(1, 1, rng), Linear.of(1, 1, rng), 2), named,
        Arrays.asList(null, free), null);
    assertEquals(List.of("heads.left.weight", "heads.right.weight", "heads.right.bias", "named.b.weight",
        "named.a.weight", "free.1"), names(layer));
  }

  @Test
  void aSharedParameterOccursOnce() {
    Parameter shared = Parameter.of(Tensor.ones(2, 2));
    Layer layer = new Tied(shared, shared, new Linear(shared, null));
    assertEquals(List.of("first"), names(layer));
    assertEquals(List.of(shared), layer.parameters());
  }

  @Test
  void equalParametersAreNotTheSame() {
    Layer layer = new Tied(Parameter.of(Tensor.ones(2)), Parameter.of(Tensor.ones(2)), Linear.of(1, 1, rng));
    assertEquals(4, layer.parameters().size());
  }

  @Test
  void anyFunctionIsALayerWithoutParameters() {
    Layer layer = x -> x.mul(2);
    assertEquals(Tensor.of(2f), layer.forward(Tensor.of(1f), Mode.training(rng)));
    assertTrue(layer.parameters().isEmpty());
    Layer reference = Activations::tanh;
    assertTrue(reference.parameters().isEmpty());
  }

  @Test
  void aLayerMayNameItsParametersItself() {
    Parameter p = Parameter.of(Tensor.ones(1));
    Layer own = new Layer() {
      @Override
      public Tensor forward(Tensor x) {
        return x.mul(p);
      }

      @Override
      public Map<String, Parameter> namedParameters() {
        return Map.of("p", p);
      }
    };
    assertEquals(List.of("layers.0.p"), names(Sequential.of(own)));
  }

  @Test
  void parametersThatWouldBeForgottenAreRefused() {
    Parameter p = Parameter.of(Tensor.ones(1));
    Linear linear = Linear.of(1, 1, rng);
    for (Layer hiding : List.<Layer>of(x -> x.mul(p), x -> linear.forward(x).mul(2), linear::forward)) {
      Exception error = assertThrows(IllegalStateException.class, Sequential.of(hiding)::parameters);
      assertTrue(error.getMessage().endsWith(
          " but is no record; make it a record, or override namedParameters"), error.getMessage());
    }
  }

  @Test
  void theMapOfNamesCannotBeChanged() {
    Map<String, Parameter> named = Linear.of(1, 1, rng).namedParameters();
    assertThrows(UnsupportedOperationException.class, named::clear);
  }
}
