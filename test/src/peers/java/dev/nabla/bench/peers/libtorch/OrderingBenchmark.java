package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.Along;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class OrderingBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.OrderingBenchmark ours = new dev.nabla.bench.OrderingBenchmark();
  private final Tensor x = copy(ours.x);

  @Benchmark
  public void sort(Along along) {
    run(() -> torch.sort(x, along.axis, false).get0(), () -> ours.sort(along).values());
  }

  @Benchmark
  public void topk(Along along) {
    run(() -> torch.topk(x, 10, along.axis, true, true).get0(), () -> ours.topk(along).values());
  }
}
