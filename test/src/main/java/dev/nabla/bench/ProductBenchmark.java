package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Matrix products, whose operands lie in rows or, transposed, in columns. */
public class ProductBenchmark extends Microbenchmark {
  @Benchmark
  public Tensor matmul(Factors factors) {
    return factors.a.matmul(factors.b);
  }

  @Benchmark
  public Tensor matmulTransposed(TransposedFactors factors) {
    return factors.a.matmul(factors.b);
  }

  /** [m, k] and [k, n] in rows. */
  @State(Scope.Benchmark)
  public static class Factors {
    @Param({"64", "128", "256", "512", "1024", "2048", "128x784x512"})
    public String extents;

    public Tensor a;
    public Tensor b;

    @Setup
    public void prepare() {
      ProductExtents e = ProductExtents.of(extents);
      a = Inputs.uniform(1, 1, e.m(), e.k());
      b = Inputs.uniform(2, 1, e.k(), e.n());
    }
  }

  /** The same, where one or both lie in columns, as in the gradients of a linear layer. */
  @State(Scope.Benchmark)
  public static class TransposedFactors {
    @Param({"512", "128x784x512"})
    public String extents;

    @Param({"left", "right", "both"})
    public String transposed;

    public Tensor a;
    public Tensor b;

    @Setup
    public void prepare() {
      ProductExtents e = ProductExtents.of(extents);
      boolean left = !transposed.equals("right");
      boolean right = !transposed.equals("left");
      a = left ? Inputs.uniform(1, 1, e.k(), e.m()).transpose() : Inputs.uniform(1, 1, e.m(), e.k());
      b = right ? Inputs.uniform(2, 1, e.n(), e.k()).transpose() : Inputs.uniform(2, 1, e.k(), e.n());
    }
  }
}
