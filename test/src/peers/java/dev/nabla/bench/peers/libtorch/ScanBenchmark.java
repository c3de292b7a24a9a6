package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.Along;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class ScanBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.ScanBenchmark ours = new dev.nabla.bench.ScanBenchmark();
  private final Tensor x = copy(ours.x);

  @Benchmark
  public void cumsum(Along along) {
    run(() -> x.cumsum(along.axis), () -> ours.cumsum(along));
  }

  @Benchmark
  public void logcumsumexp(Along along) {
    run(() -> x.logcumsumexp(along.axis), () -> ours.logcumsumexp(along));
  }
}
