package dev.nabla.bench;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.autodiff.Trees;
import dev.nabla.op.Losses;
import dev.nabla.op.MatrixProducts;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The gradients of 128 examples one by one, as one vectorised map and as a loop, beside the one gradient of their mean
 * loss. Every parameter has 128 gradients: those of 784-128-10 fill 52 megabytes, whose writing is most of the map's
 * time, those of 16-16-10 a quarter of one.
 */
public class PerSampleGradientsBenchmark extends Microbenchmark {
  private static final int EXAMPLES = 128;

  /** The widths of the layers. */
  @Param({"784-128-10", "64-32-10", "16-16-10"})
  public String network;

  private List<Tensor> parameters;
  private Tensor inputs;
  private Tensor labels;

  /** Linear layers with ReLU between them. */
  @Setup
  public void build() {
    int[] widths = Arrays.stream(network.split("-")).mapToInt(Integer::parseInt).toArray();
    parameters = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      parameters.add(Inputs.weight(20 + i, widths[i], widths[i - 1]));
      parameters.add(Tensor.zeros(widths[i]));
    }
    inputs = Inputs.batch(18, EXAMPLES, widths[0]);
    labels = Inputs.indices(19, widths[widths.length - 1], EXAMPLES);
  }

  private static Tensor loss(List<Tensor> p, List<Tensor> example) {
    Tensor x = example.get(0);
    for (int i = 0; i < p.size(); i += 2) {
      x = MatrixProducts.linear(i == 0 ? x : x.relu(), p.get(i), p.get(i + 1));
    }
    return Losses.crossEntropy(x, example.get(1));
  }

  /** All of them by {@link Autodiff#perSampleGradients}. */
  @Benchmark
  public List<Tensor> mapped() {
    return Trees.map(Autodiff.perSampleGradients(PerSampleGradientsBenchmark::loss, parameters, inputs, labels),
        Tensor::evaluated);
  }

  /** A gradient for each example, stacked into what the map gives. */
  @Benchmark
  public List<Tensor> looped() {
    List<List<Tensor>> gradients = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      gradients.add(gradient(List.of(inputs.get(i), labels.get(i))));
    }
    return IntStream.range(0, parameters.size())
        .mapToObj(p -> Tensor.stack(0, gradients.stream().map(g -> g.get(p)).toList())).toList();
  }

  /** One gradient, that of the mean loss. */
  @Benchmark
  public List<Tensor> ofTheMean() {
    return gradient(List.of(inputs, labels));
  }

  private List<Tensor> gradient(List<Tensor> example) {
    return Trees.map(Autodiff.gradients(p -> loss(p, example)).apply(parameters), Tensor::evaluated);
  }
}
