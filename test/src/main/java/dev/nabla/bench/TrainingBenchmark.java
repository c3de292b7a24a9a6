package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** Whole steps of training: value, gradients and Adam. */
public class TrainingBenchmark extends Microbenchmark {
  private final Work points = Networks.points();
  private final Work digits = Networks.digits();

  /** 32 examples, 2-64-64-2. */
  @Benchmark
  public Tensor pointsStep() {
    return points.body().get();
  }

  /** 128 examples, 784-512-256-10. */
  @Benchmark
  public Tensor mnistStep() {
    return digits.body().get();
  }
}
