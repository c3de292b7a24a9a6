package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reductions along each axis of a matrix of 2²⁰ elements, and over all of it. */
public class ReductionBenchmark extends Microbenchmark {
  private Tensor x;

  @Setup
  public void prepare() {
    x = Inputs.uniform(10, 1, 1024, 1024);
  }

  @Benchmark
  public Tensor sum(Along along) {
    return x.sum(along.axis);
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

  /** The axis that the result lacks. */
  @State(Scope.Benchmark)
  public static class Along {
    @Param({"0", "1"})
    public int axis;
  }
}
