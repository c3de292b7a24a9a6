package dev.nabla.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Records, lists and maps of tensors as arguments and gradients of functions. */
class TreesTest {
  private record Affine(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      Tensor product = x.matmul(weight);
      return bias == null ? product : product.add(bias);
    }
  }

  private record Network(String name, List<Affine> layers, Map<String, Tensor> scales, int classes) {
    Tensor apply(Tensor x) {
      Tensor h = layers.get(0).apply(x).tanh();
      return layers.get(1).apply(h).mul(scales.get("out"));
    }
  }

  private record Trained(Tensor scale, Parameter weight) {}

  private record Rate(Tensor weight, double rate) {}

  private record Hidden(Tensor weight, Object inside) {}

  private static final class Holder {
    final Tensor tensor = Tensor.ones(2);
  }

  private static Network network(long seed) {
    Rng rng = Rng.of(seed);
    Affine first = new Affine(rng.randn(DType.FLOAT64, 3, 4), rng.randn(DType.FLOAT64, 4));
    Affine second = new Affine(rng.randn(DType.FLOAT64, 4, 2), null);
    return new Network("net", List.of(first, second), Map.of("out", rng.randn(DType.FLOAT64, 2)), 2);
  }

  private static final Tensor X = Rng.of(9).randn(DType.FLOAT64, 5, 3);

  private static Tensor loss(Network network) {
    return network.apply(X).pow(2).sum();
  }

  @Test
  void theGradientOfARecordIsARecordOfTheGradientsOfItsTensors() {
    Network network = network(1);
    ValueAndGradient<Network> at = Autodiff.valueAndGrad(TreesTest::loss).apply(network);
    assertEquals(loss(network), at.value());
    List<Tensor> expected = Autodiff.gradients(x -> loss(Trees.unflatten(network, x))).apply(Trees.flatten(network));
    assertEquals(expected, Trees.flatten(at.gradient()));
    assertEquals("net", at.gradient().name());
    assertEquals(2, at.gradient().classes());
    assertNull(at.gradient().layers().get(1).bias());
    assertEquals(at.gradient(), Autodiff.grad((Network n) -> loss(n)).apply(network));
  }

  @Test
  void gradientsOfTreesNest() {
    Affine at = new Affine(Tensor.of(2.0, 3.0), Tensor.scalar(0.5));
    Function<Affine, Tensor> f = p -> p.weight().pow(3).mul(p.bias()).sum();
    Affine second = Autodiff.grad((Affine p) -> Autodiff.grad(f).apply(p).weight().sum()).apply(at);
    assertTrue(second.weight().allClose(Tensor.of(6.0, 9.0))); // 6·w·b
    assertEquals(Tensor.scalar(39.0), second.bias()); // Σ 3·w²
  }

  @Test
  void leavesAreNamedByTheirPathsInOrder() {
    Network network = network(1);
    assertEquals(List.of("layers.0.weight", "layers.0.bias", "layers.1.weight", "scales.out"),
        List.copyOf(Trees.named(network).keySet()));
    assertEquals("layers.0.weight  float64 [3×4]\nlayers.0.bias    float64 [4]\nlayers.1.weight  float64 [4×2]\n"
        + "scales.out       float64 [2]\n", Trees.toString(network));
    assertEquals("float32 [2]\n", Trees.toString(Tensor.ones(2)));
  }

  @Test
  void whatIsTakenApartCanBePutTogether() {
    Network network = network(1);
    assertEquals(network, Trees.unflatten(network, Trees.flatten(network)));
    assertSame(network, Trees.map(network, x -> x));
    Network doubled = Trees.map(network, x -> x.mul(2));
    assertEquals(doubled, Trees.zip(network, network, Tensor::add));
    assertEquals(List.of(Tensor.of(1f)), Trees.flatten(Tensor.of(1f)));
  }

  @Test
  void mapsKeepTheirOrderAndListsMayHoldNull() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", Tensor.of(1.0));
    map.put("a", Arrays.asList(null, Tensor.of(2.0)));
    Map<String, Object> negative = Trees.map(map, Tensor::neg);
    assertEquals(List.of("z", "a"), new ArrayList<>(negative.keySet()));
    assertEquals(Arrays.asList(null, Tensor.of(-2.0)), negative.get("a"));
  }

  @Test
  void collectionsStayWhatTheyAre() {
    Tensor x = Tensor.of(1.0, 2.0);
    ArrayList<Tensor> array = Trees.map(new ArrayList<>(List.of(x)), Tensor::neg);
    LinkedList<Tensor> linked = Trees.map(new LinkedList<>(List.of(x)), Tensor::neg);
    TreeMap<String, Tensor> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.put("a", x);
    backwards.put("b", x.neg());
    TreeMap<String, Tensor> sorted = Trees.map(backwards, Tensor::neg);
    assertEquals(List.of(x.neg()), array);
    assertEquals(List.of(x.neg()), linked);
    assertEquals(List.of("b", "a"), List.copyOf(sorted.keySet()));
    assertEquals(x.neg(), sorted.get("a"));
  }

  @Test
  void treesOfDifferentShapeAreRefused() {
    Network one = network(1);
    Network other = new Network("net", one.layers(), Map.of("in", Tensor.of(1.0)), 2);
    requireMessage("zip: the first tree has scales.out, the second has only [layers.0.weight, layers.0.bias, "
        + "layers.1.weight, scales.in]", () -> Trees.zip(one, other, Tensor::add));
    Affine bare = new Affine(Tensor.of(1.0), null);
    requireMessage("zip: the second tree has [weight, bias], the first has only [weight]",
        () -> Trees.zip(bare, new Affine(Tensor.of(1.0), Tensor.of(2.0)), Tensor::add));
    requireMessage("unflatten: the tree has 1 leaves, got 2",
        () -> Trees.unflatten(bare, List.of(Tensor.of(1.0), Tensor.of(2.0))));
  }

  @Test
  void whatCannotBeDifferentiatedIsRefused() {
    requireMessage("tree: rate is of type Double; what a tree is differentiated by are tensors, in records, lists and "
        + "maps", () -> Autodiff.grad((Rate p) -> p.weight().sum()).apply(new Rate(Tensor.of(1.0), 0.5)));
    requireMessage(
        "tree: inside is of type Holder; what a tree is differentiated by are tensors, in records, lists and "
            + "maps",
        () -> Trees.flatten(new Hidden(Tensor.of(1.0), new Holder())));
    requireMessage("tree: inside is of type Tensor[]; what a tree is differentiated by are tensors, in records, lists "
        + "and maps", () -> Trees.flatten(new Hidden(Tensor.of(1.0), new Tensor[1])));
    requireMessage("grad: String holds no tensor to differentiate with respect to",
        () -> Autodiff.grad((String s) -> Tensor.of(1.0)).apply("x"));
    requireMessage("grad: cannot differentiate with respect to weight, a tensor of type int64; it needs float32 or "
        + "float64", () -> Autodiff.grad((Affine p) -> p.bias()).apply(new Affine(Tensor.arange(2), Tensor.of(1.0))));
    requireMessage(
        "tree: component weight of Trained is a Parameter, whose gradient backward() collects; declare it as "
            + "a Tensor, which a Parameter is too",
        () -> Autodiff.grad((Trained p) -> p.scale())
            .apply(new Trained(Tensor.of(1.0), Parameter.of(Tensor.of(1.0)))));
  }

  @Test
  void auxiliaryOutputComesOutAsAConstant() {
    Function<Affine, WithAuxiliary<Map<String, Object>>> f =
        p -> new WithAuxiliary<>(p.weight().pow(2).sum(), Map.of("doubled", p.weight().mul(2), "rate", 0.5));
    ValueGradientAndAuxiliary<Affine, Map<String, Object>> at =
        Autodiff.valueAndGradWithAuxiliary(f).apply(new Affine(Tensor.of(1.0, 2.0), null));
    assertEquals(Tensor.scalar(5.0), at.value());
    assertEquals(Tensor.of(2.0, 4.0), at.gradient().weight());
    assertEquals(Map.of("doubled", Tensor.of(2.0, 4.0), "rate", 0.5), at.auxiliary());
    assertTrue(at.auxiliary().values().stream()
        .noneMatch(value -> value instanceof Tensor tensor && tensor.requiresGradient()));
  }

  @Test
  void aParameterMayStandForATensor() {
    Affine at = new Affine(Parameter.of(Tensor.ones(Shape.of(2), DType.FLOAT64)), null);
    assertEquals(Tensor.of(2.0, 2.0), Autodiff.grad((Affine p) -> p.weight().pow(2).sum()).apply(at).weight().detach());
  }

  private static void requireMessage(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
