package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** Elements brought into another order: the copy of a transposed matrix of 2048×2048. */
public class LayoutBenchmark extends Microbenchmark {
  public final Tensor x = Inputs.uniform(14, 1, 2048, 2048);

  @Benchmark
  public Tensor transposeCopy() {
    return x.transpose().contiguous();
  }
}
