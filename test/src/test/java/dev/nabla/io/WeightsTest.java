package dev.nabla.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.nn.Layer;
import dev.nabla.nn.Linear;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Activations;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network gets its weights back by name, all of them or none. */
class WeightsTest {
  @TempDir
  Path folder;

  private static Sequential network(int hidden, long seed) {
    Rng rng = Rng.of(seed);
    return Sequential.of(Linear.of(4, hidden, rng), Activations::tanh, Linear.of(hidden, 2, rng));
  }

  @Test
  void aLoadedNetworkPredictsTheSame() {
    Path file = folder.resolve("x.safetensors");
    Sequential trained = network(8, 1);
    Sequential fresh = network(8, 2);
    Tensor x = Rng.of(3).randn(5, 4);
    assertNotEquals(trained.forward(x).detach(), fresh.forward(x).detach());
    Weights.save(trained, file);
    Weights.load(fresh, file);
    assertEquals(trained.forward(x).detach(), fresh.forward(x).detach());
  }

  @Test
  void namesInTheFileAreThoseOfTheNetwork() {
    Path file = folder.resolve("x.safetensors");
    Sequential network = network(8, 1);
    Weights.save(network, file);
    Map<String, Tensor> saved = Safetensors.load(file);
    assertEquals(List.of("layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias"), List.copyOf(saved
        .keySet()));
    assertEquals(network.parameters().get(2).value(), saved.get("layers.2.weight"));
  }

  @Test
  void anotherShapeIsRefusedAndNothingIsAssigned() {
    Path file = folder.resolve("x.safetensors");
    Weights.save(network(8, 1), file);
    requireRefused(network(9, 2), file, " holds layers.0.weight as float32 [8×4], but the network needs float32 [9×4]");
    Parameter weight = Parameter.of(Tensor.ones(2, 2).to(DType.FLOAT64));
    Safetensors.save(file, Map.of("weight", Tensor.ones(2, 2)));
    requireRefused(new Linear(weight, null), file,
        " holds weight as float32 [2×2], but the network needs float64 [2×2]");
  }

  @Test
  void aLateMisfitLeavesEarlierParametersAlone() {
    Path file = folder.resolve("x.safetensors");
    Sequential other = Sequential.of(Linear.of(4, 8, Rng.of(1)), Activations::tanh, Linear.of(8, 3, Rng.of(1)));
    Weights.save(other, file);
    requireRefused(network(8, 2), file, " holds layers.2.weight as float32 [3×8], but the network needs float32 [2×8]");
  }

  @Test
  void missingAndUnknownNamesAreTold() {
    Path file = folder.resolve("x.safetensors");
    Weights.save(Linear.of(4, 8, Rng.of(1)), file);
    requireRefused(network(8, 2), file, " lacks layers.0.weight, layers.0.bias, layers.2.weight and 1 more of the "
        + "network and holds weight, bias, which the network does not have");
    Weights.save(Linear.of(4, 8, Rng.of(1)), file);
    requireRefused(Linear.withoutBias(4, 8, Rng.of(1)), file, " holds bias, which the network does not have");
    Weights.save(Linear.withoutBias(4, 8, Rng.of(1)), file);
    requireRefused(Linear.of(4, 8, Rng.of(1)), file, " lacks bias of the network");
  }

  private static void requireRefused(Layer network, Path file, String problem) {
    List<Tensor> before = network.parameters().stream().map(Parameter::value).toList();
    Exception error = assertThrows(IllegalArgumentException.class, () -> Weights.load(network, file));
    assertEquals("Weights.load: " + file + problem, error.getMessage());
    assertEquals(before, network.parameters().stream().map(Parameter::value).toList());
  }
}
