package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** Elements brought into another order. */
public class LayoutBenchmark extends Microbenchmark {
  private final Work transpose = Workloads.transposeCopy();
  private final Work embedding = Workloads.embeddingBackward();

  /** [2048, 2048]. */
  @Benchmark
  public Tensor transposeCopy() {
    return transpose.body().get();
  }

  /** 4096 rows of 128 out of 10 000, and the gradient of all. */
  @Benchmark
  public Tensor embeddingForwardBackward() {
    return embedding.body().get();
  }
}
