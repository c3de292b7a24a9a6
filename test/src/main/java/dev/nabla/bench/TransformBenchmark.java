package dev.nabla.bench;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.autodiff.Trees;
import dev.nabla.op.Losses;
import dev.nabla.op.MatrixProducts;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Transformations of the loss of a network for handwritten digits, 784-512-256-10 at 128 examples, beside the loss
 * itself: a gradient costs at most 3 times as much, a Jacobian-vector product 2.5 times, a Hessian-vector product 6
 * times.
 */
public class TransformBenchmark extends Microbenchmark {
  private static final int[] WIDTHS = {784, 512, 256, 10};

  private final Tensor inputs = Inputs.batch(18, 128, WIDTHS[0]);
  private final Tensor labels = Inputs.indices(19, 10, 128);
  private final Network parameters = network();
  private final Network direction = Trees.map(parameters, p -> p.mul(0.1).add(0.01));
  private final Function<Network, Tensor> loss = network -> Losses.crossEntropy(network.apply(inputs), labels);

  private record Layer(Tensor weight, Tensor bias) {}

  private record Network(List<Layer> layers) {
    Tensor apply(Tensor x) {
      Tensor h = x;
      for (int i = 0; i < layers.size(); i++) {
        h = MatrixProducts.linear(i == 0 ? h : h.relu(), layers.get(i).weight(), layers.get(i).bias());
      }
      return h;
    }
  }

  private static Network network() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < WIDTHS.length; i++) {
      layers.add(new Layer(Inputs.weight(20 + i, WIDTHS[i], WIDTHS[i - 1]), Tensor.zeros(WIDTHS[i])));
    }
    return new Network(layers);
  }

  /** What the others are measured by. */
  @Benchmark
  public Tensor forward() {
    return loss.apply(parameters);
  }

  /** The loss and its derivative along one direction. */
  @Benchmark
  public Tensor jvp() {
    return Autodiff.jvp(loss, parameters, direction).tangent().evaluated();
  }

  /** The loss and its gradient. */
  @Benchmark
  public Object gradient() {
    return Trees.map(Autodiff.valueAndGrad(loss).apply(parameters).gradient(), Tensor::evaluated);
  }

  /** The product of its Hessian with one direction. */
  @Benchmark
  public Object hvp() {
    return Trees.map(Autodiff.hvp(loss, parameters, direction), Tensor::evaluated);
  }
}
