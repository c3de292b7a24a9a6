package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.Inputs;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class BroadcastBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.BroadcastBenchmark ours = new dev.nabla.bench.BroadcastBenchmark();
  private final Tensor a = copy(ours.a);
  private final Tensor b = copy(ours.b);
  private final Tensor left = parameter(ours.a);
  private final Tensor right = parameter(ours.b);
  private final Tensor g = copy(Inputs.uniform(13, 1, 64, 128, 256));

  @Benchmark
  public void broadcastAdd() {
    run(() -> a.add(b), ours::broadcastAdd);
  }

  @Benchmark
  public void broadcastAddForwardBackward() {
    runBackward(() -> left.add(right).mul(g).sum(), ours.backward, left, right);
  }
}
