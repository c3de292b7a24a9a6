package dev.nabla.bench;

import dev.nabla.op.Einsum;
import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** 64 products of matrices of 256×256 by formula, and what the formula stands for. */
public class EinsumBenchmark extends Microbenchmark {
  public final Tensor a = Inputs.uniform(1, 1, 64, 256, 256);
  public final Tensor b = Inputs.uniform(2, 1, 64, 256, 256);

  @Benchmark
  public Tensor einsum() {
    return Einsum.einsum("bij,bjk->bik", a, b);
  }

  @Benchmark
  public Tensor batchedMatmul() {
    return a.matmul(b);
  }
}
