package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.Inputs;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class SoftmaxBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.SoftmaxBenchmark ours = new dev.nabla.bench.SoftmaxBenchmark();
  private final Tensor x = copy(ours.x);
  private final Tensor learned = parameter(ours.x);
  private final Tensor g = copy(Inputs.uniform(5, 1, 256, 1024));

  @Benchmark
  public void softmax() {
    run(() -> x.softmax(-1), ours::softmax);
  }

  @Benchmark
  public void logSoftmax() {
    run(() -> x.log_softmax(-1), ours::logSoftmax);
  }

  @Benchmark
  public void softmaxForwardBackward() {
    runBackward(() -> learned.softmax(-1).mul(g).sum(), ours.backward, learned);
  }
}
