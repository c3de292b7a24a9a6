package dev.nabla.bench;

import dev.nabla.op.Ordering;
import dev.nabla.tensor.Selected;
import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** Elements of a matrix of 1024×1024 in the order of their values, and where they stood. */
public class OrderingBenchmark extends Microbenchmark {
  public final Tensor x = Inputs.uniform(10, 1, 1024, 1024);

  @Benchmark
  public Selected sort(Along along) {
    return Ordering.sort(x, along.axis);
  }

  /** The ten largest. */
  @Benchmark
  public Selected topk(Along along) {
    return Ordering.topk(x, 10, along.axis);
  }
}
