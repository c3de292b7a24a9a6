package dev.nabla.bench.peers.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class EinsumBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.EinsumBenchmark ours = new dev.nabla.bench.EinsumBenchmark();
  private final Tensor a = copy(ours.a);
  private final Tensor b = copy(ours.b);

  @Benchmark
  public void einsum() {
    run(() -> torch.einsum("bij,bjk->bik", new TensorVector(a, b)), ours::einsum);
  }

  @Benchmark
  public void batchedMatmul() {
    run(() -> a.matmul(b), ours::batchedMatmul);
  }
}
