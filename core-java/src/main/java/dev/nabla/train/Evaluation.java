package dev.nabla.train;

import dev.nabla.data.Batch;
import dev.nabla.data.Dataset;
import dev.nabla.nn.Layer;
import dev.nabla.nn.Mode;
import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How a network does on a data set: computed in batches, in evaluation mode, without recording.
 *
 * @param loss the mean over the examples
 * @param metrics by name, in the order in which they were asked for
 */
public record Evaluation(double loss, Map<String, Double> metrics) {
  /** Large enough to keep all processors at work, small enough for outputs to stay in their caches. */
  private static final int BATCH = 256;

  /** The evaluation of these numbers. */
  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * Loss and metrics of a network on a data set.
   *
   * @throws IllegalArgumentException when the data set is empty
   */
  public static Evaluation of(Layer network, Dataset data, Loss loss, Metric... metrics) {
    List<Metric.Measurement> measurements = List.of(metrics).stream().map(Metric::start).toList();
    double[] sum = new double[1];
    forEachBatch(network, data, (output, labels) -> {
      sum[0] += loss.of(output, labels).item() * labels.extent(0);
      measurements.forEach(measurement -> measurement.add(output, labels));
    });
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < metrics.length; i++) {
      values.put(metrics[i].name(), measurements.get(i).value());
    }
    return new Evaluation(sum[0] / data.size(), values);
  }

  /** One metric of a network on a data set; fails as {@link #of} does. */
  public static double measure(Layer network, Dataset data, Metric metric) {
    Metric.Measurement measurement = metric.start();
    forEachBatch(network, data, measurement::add);
    return measurement.value();
  }

  /** The share of examples that a network puts into the right class; see {@link Metrics#accuracy()}. */
  public static double accuracy(Layer network, Dataset data) {
    return measure(network, data, Metrics.accuracy());
  }

  private static void forEachBatch(Layer network, Dataset data, BiConsumer<Tensor, Tensor> measure) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("evaluation: the data set is empty, needs at least one example");
    }
    for (Batch batch : data.batches(BATCH)) {
      Backprop.noGrad(() -> {
        measure.accept(network.forward(batch.inputs(), Mode.evaluation()), batch.labels());
        return null;
      });
    }
  }
}
