package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** The sum of two tensors each of which lacks an axis of the other: [64, 1, 256] + [1, 128, 256]. */
public class BroadcastBenchmark extends Microbenchmark {
  public final Tensor a = Inputs.uniform(11, 1, 64, 1, 256);
  public final Tensor b = Inputs.uniform(12, 1, 1, 128, 256);
  public final Work backward = Workloads.broadcastBackward();

  @Benchmark
  public Tensor broadcastAdd() {
    return a.add(b).evaluated();
  }

  @Benchmark
  public Tensor broadcastAddForwardBackward() {
    return backward.body().get();
  }
}
