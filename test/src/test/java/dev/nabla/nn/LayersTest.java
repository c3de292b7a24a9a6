package dev.nabla.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Activations;
import dev.nabla.op.Dropouts;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each layer computes. */
class LayersTest {
  private final Rng rng = Rng.of(1);

  @Test
  void linearIsAProductAndASum() {
    Linear layer = Linear.of(4, 3, rng);
    assertEquals(Shape.of(3, 4), layer.weight().shape());
    assertEquals(Shape.of(3), layer.bias().shape());
    Tensor x = rng.randn(5, 4);
    Tensor expected = x.matmul(layer.weight().value().transpose()).add(layer.bias().value());
    assertTrue(layer.forward(x).detach().allClose(expected));
    Linear plain = Linear.withoutBias(4, 3, rng);
    assertNull(plain.bias());
    assertTrue(plain.forward(x).detach().allClose(x.matmul(plain.weight().value().transpose())));
  }

  @Test
  void theSameSeedGivesTheSameLayer() {
    Linear a = Linear.of(4, 3, Rng.of(9));
    Linear b = Linear.of(4, 3, Rng.of(9));
    assertEquals(a.weight().value(), b.weight().value());
    assertEquals(a.bias().value(), b.bias().value());
    assertNotEquals(a.weight().value(), Linear.of(4, 3, Rng.of(10)).weight().value());
  }

  @Test
  void linearChecksItsParts() {
    Parameter weight = Parameter.of(Tensor.ones(3, 4));
    requireMessage("linear: the weight has two axes, [out×in], got shape [3]", () -> new Linear(Parameter.of(Tensor
        .ones(3)), null));
    requireMessage("linear: a weight of float32 [3×4] needs a bias of float32 [3], got float32 [4]",
        () -> new Linear(weight, Parameter.of(Tensor.ones(4))));
    requireMessage("linear: a weight of float32 [3×4] needs a bias of float32 [3], got float64 [3]",
        () -> new Linear(weight, Parameter.of(Tensor.ones(Shape.of(3), DType.FLOAT64))));
    requireMessage("linear: needs at least one input and one output, got 0 and 3", () -> Linear.of(0, 3, rng));
    requireMessage("linear: needs at least one input and one output, got 2 and -1",
        () -> Linear.withoutBias(2, -1, Initializer.kaimingNormal(), rng));
    requireMessage("linear: an input of shape [2×5] does not fit the weight [3×4], which needs 4 along the last axis",
        () -> new Linear(weight, null).forward(Tensor.ones(2, 5)));
  }

  @Test
  void aLinearLayerShowsItsExtents() {
    assertEquals("Linear(4 → 3)", Linear.of(4, 3, rng).toString());
    assertEquals("Linear(4 → 3, no bias)", Linear.withoutBias(4, 3, rng).toString());
  }

  @Test
  void dropoutDropsInTrainingOnly() {
    Dropout layer = Dropout.of(0.5);
    Tensor x = rng.randn(10, 10);
    assertSame(x, layer.forward(x));
    assertSame(x, layer.forward(x, Mode.evaluation()));
    assertEquals(Dropouts.dropout(x, 0.5, Rng.of(3)), layer.forward(x, Mode.training(Rng.of(3))));
    requireMessage("dropout: rate 1.0, needs at least 0 and less than 1", () -> Dropout.of(1));
  }

  @Test
  void sequentialPassesTheModeOnToLayersWithinLayers() {
    Sequential inner = Sequential.of(Dropout.of(0.5));
    Sequential outer = new Sequential(List.of(Activations::relu, inner));
    Tensor x = rng.rand(10, 10);
    assertEquals(x, outer.forward(x));
    assertEquals(Dropouts.dropout(x, 0.5, Rng.of(3)), outer.forward(x, Mode.training(Rng.of(3))));
  }

  @Test
  void sequentialAppliesItsLayersInOrderAndKeepsThem() {
    List<Layer> layers = new ArrayList<>(List.of(x -> x.add(1), x -> x.mul(2)));
    Sequential network = Sequential.of(layers);
    layers.clear();
    assertEquals(Tensor.of(8f), network.forward(Tensor.of(3f)));
    assertEquals(Tensor.of(3f), Sequential.of().forward(Tensor.of(3f)));
  }

  @Test
  void flattenKeepsTheBatchAxis() {
    assertEquals(Shape.of(5, 24), new Flatten().forward(Tensor.ones(5, 2, 3, 4)).shape());
    assertEquals(Shape.of(5, 4), new Flatten().forward(Tensor.ones(5, 4)).shape());
    assertEquals(Shape.of(5, 1), new Flatten().forward(Tensor.ones(5)).shape());
    assertEquals(Shape.of(0, 6), new Flatten().forward(Tensor.ones(0, 2, 3)).shape());
    requireMessage("flatten: a scalar has no batch axis", () -> new Flatten().forward(Tensor.scalar(1f)));
  }

  @Test
  void reshapeKeepsTheBatchAxis() {
    Tensor x = Tensor.arange(24).reshape(2, 12);
    assertEquals(x.reshape(2, 3, 4), Reshape.of(3, 4).forward(x));
    assertEquals(Shape.of(0, 3, 4), Reshape.of(3, 4).forward(Tensor.ones(0, 12)).shape());
    assertEquals(Reshape.of(3, 4), new Reshape(Shape.of(3, 4)));
    requireMessage("reshape: [2×12] has 24 elements, [2×5] needs 10", () -> Reshape.of(5).forward(x));
    requireMessage("reshape: a scalar has no batch axis", () -> Reshape.of(1).forward(Tensor.scalar(1f)));
  }

  private static void requireMessage(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
