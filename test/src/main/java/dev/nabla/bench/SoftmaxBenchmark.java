package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** Softmax of 256 rows of 1024: the value alone, and with its gradient. */
public class SoftmaxBenchmark extends Microbenchmark {
  public final Tensor x = Inputs.uniform(4, 2, 256, 1024);
  public final Work backward = Workloads.softmaxBackward();

  @Benchmark
  public Tensor softmax() {
    return x.softmax(-1);
  }

  @Benchmark
  public Tensor logSoftmax() {
    return x.logSoftmax(-1);
  }

  @Benchmark
  public Tensor softmaxForwardBackward() {
    return backward.body().get();
  }
}
