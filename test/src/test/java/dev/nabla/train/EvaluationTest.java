package dev.nabla.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.data.Dataset;
import dev.nabla.nn.Layer;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Losses;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
  private static Dataset random(int n) {
    Rng rng = Rng.of(n);
    return Dataset.of(rng.randn(n, 2), rng.randint(0, 2, n));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 255, 256, 257, 1023})
  void batchesGiveWhatTheWholeGives(int n) {
    Sequential network = Problems.network(1);
    Dataset data = random(n);
    Tensor output = network.forward(data.inputs());
    Evaluation evaluation = Evaluation.of(network, data, Losses::crossEntropy, Metrics.accuracy());
    double loss = Losses.crossEntropy(output, data.labels()).item();
    assertEquals(loss, evaluation.loss(), 1e-6 * loss);
    double hits = output.argmax(-1).eq(data.labels()).to(DType.INT64).sum().item();
    assertEquals(Map.of("accuracy", hits / n), evaluation.metrics());
    assertEquals(hits / n, Evaluation.accuracy(network, data));
  }

  @Test
  void nothingIsRecordedAndLayersEvaluate() {
    Sequential network = Problems.network(1);
    Layer watching = x -> {
      Tensor y = network.forward(x);
      assertFalse(y.requiresGradient());
      return y;
    };
    Evaluation.of(watching, random(300), Losses::crossEntropy);
    assertTrue(network.parameters().stream().noneMatch(parameter -> parameter.hasGradient()));
  }

  @Test
  void accuracyCountsEveryLabelOfAnExample() {
    Metric.Measurement accuracy = Metrics.accuracy().start();
    assertEquals(Double.NaN, accuracy.value());
    Tensor scores = Tensor.of(new float[] {1, 0, 0, 1, 5, 5, 2, 3}, 2, 2, 2);
    accuracy.add(scores, Tensor.of(new int[] {0, 1, 0, 0}, 2, 2));
    assertEquals(0.75, accuracy.value());
    accuracy.add(Tensor.of(new float[] {1, 2}, 1, 2), Tensor.of(0L));
    assertEquals(0.6, accuracy.value());
  }

  @Test
  void accuracyNeedsClasses() {
    Metric.Measurement accuracy = Metrics.accuracy().start();
    assertEquals("accuracy: got outputs [4×3] and int64 labels [3], needs scores […×classes] and an integer label for"
        + " each row of them",
        assertThrows(IllegalArgumentException.class,
            () -> accuracy.add(Tensor.ones(4, 3), Tensor.arange(3))).getMessage());
    assertThrows(IllegalArgumentException.class, () -> accuracy.add(Tensor.ones(4, 3), Tensor.ones(4)));
    assertThrows(IllegalArgumentException.class, () -> accuracy.add(Tensor.scalar(1f), Tensor.scalar(1L)));
  }

  @Test
  void aHistoryPrintsAsATable() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", 0.5);
    EpochResult first = new EpochResult(1, 2.302585, 12.25, metrics, Duration.ofMillis(1500));
    EpochResult second = new EpochResult(2, 0.00012345, 0.125, Map.of("accuracy", 1.0), Duration.ofMillis(20));
    assertEquals("""
        epoch       loss  validation loss  accuracy  seconds
            1      2.303            12.25    0.5000     1.50
            2  0.0001235           0.1250    1.0000     0.02""", new History(List.of(first, second)).toString());
    EpochResult plain = new EpochResult(1, 0.5, null, Map.of(), Duration.ZERO);
    assertEquals("""
        epoch    loss  seconds
            1  0.5000     0.00""", new History(List.of(plain)).table());
    assertEquals("epoch  loss  seconds", new History(List.of()).table());
    assertEquals(second, new History(List.of(first, second)).best());
  }
}
