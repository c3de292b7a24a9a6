package dev.nabla.bench;

import dev.nabla.op.Scans;
import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** Running sums, and logarithms of running sums of exponentials, along each axis of a matrix of 1024×1024. */
public class ScanBenchmark extends Microbenchmark {
  public final Tensor x = Inputs.uniform(10, 1, 1024, 1024);

  @Benchmark
  public Tensor cumsum(Along along) {
    return Scans.cumsum(x, along.axis);
  }

  @Benchmark
  public Tensor logcumsumexp(Along along) {
    return Scans.logcumsumexp(x, along.axis);
  }
}
