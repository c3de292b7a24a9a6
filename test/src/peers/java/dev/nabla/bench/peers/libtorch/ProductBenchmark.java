package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.ProductBenchmark.Factors;
import dev.nabla.bench.ProductBenchmark.TransposedFactors;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same by libtorch. */
public class ProductBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.ProductBenchmark ours = new dev.nabla.bench.ProductBenchmark();

  @Benchmark
  public void matmul(Copies factors) {
    run(() -> factors.left.matmul(factors.right), () -> ours.matmul(factors));
  }

  @Benchmark
  public void matmulTransposed(TransposedCopies factors) {
    run(() -> factors.left.matmul(factors.right), () -> ours.matmulTransposed(factors));
  }

  /** Our factors, and theirs. */
  @State(Scope.Benchmark)
  public static class Copies extends Factors {
    private Tensor left;
    private Tensor right;

    @Setup
    public void copied() {
      left = copy(a);
      right = copy(b);
    }
  }

  /** The same in the same order of memory. */
  @State(Scope.Benchmark)
  public static class TransposedCopies extends TransposedFactors {
    private Tensor left;
    private Tensor right;

    @Setup
    public void copied() {
      left = transposed.equals("right") ? copy(a) : copy(a.transpose()).t();
      right = transposed.equals("left") ? copy(b) : copy(b.transpose()).t();
    }
  }
}
