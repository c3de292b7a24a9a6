package dev.nabla.bench.peers.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class LayoutBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.LayoutBenchmark ours = new dev.nabla.bench.LayoutBenchmark();
  private final Tensor x = copy(ours.x);

  @Benchmark
  public void transposeCopy() {
    run(() -> x.t().contiguous(), ours::transposeCopy);
  }
}
