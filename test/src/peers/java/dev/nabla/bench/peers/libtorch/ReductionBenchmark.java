package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.Along;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class ReductionBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.ReductionBenchmark ours = new dev.nabla.bench.ReductionBenchmark();
  private final Tensor x = copy(ours.x);

  @Benchmark
  public void sum(Along along) {
    run(() -> x.sum(along.axis), () -> ours.sum(along));
  }

  @Benchmark
  public void mean(Along along) {
    run(() -> x.mean(along.axis), () -> ours.mean(along));
  }

  @Benchmark
  public void sumOfAll() {
    run(x::sum, ours::sumOfAll);
  }

  @Benchmark
  public void amax(Along along) {
    run(() -> x.amax(new long[] {along.axis}, false), () -> ours.amax(along));
  }

  @Benchmark
  public void argmax(Along along) {
    run(() -> x.argmax(new LongOptional(along.axis), false), () -> ours.argmax(along));
  }
}
