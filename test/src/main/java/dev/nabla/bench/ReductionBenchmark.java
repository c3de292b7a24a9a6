package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** Reductions along each axis of a matrix of 2²⁰ elements, and over all of it. */
public class ReductionBenchmark extends Microbenchmark {
  public final Tensor x = Inputs.uniform(10, 1, 1024, 1024);

  @Benchmark
  public Tensor sum(Along along) {
    return x.sum(along.axis);
  }

  @Benchmark
  public Tensor mean(Along along) {
    return x.mean(along.axis);
  }

  @Benchmark
  public Tensor sumOfAll() {
    return x.sum();
  }

  @Benchmark
  public Tensor amax(Along along) {
    return x.amax(along.axis);
  }

  @Benchmark
  public Tensor argmax(Along along) {
    return x.argmax(along.axis);
  }
}
