package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Operations element by element, each computed by itself, on what fits into a cache near the processor and on what does not. */
public class ElementwiseBenchmark extends Microbenchmark {
  @Param({"4096", "1048576"})
  public int size;

  public Tensor x;
  public Tensor z;
  public Tensor row;

  @Setup
  public void prepare() {
    x = Inputs.uniform(1, 2, size / 1024, 1024);
    z = Inputs.uniform(2, 2, size / 1024, 1024);
    row = Inputs.uniform(3, 2, 1024);
  }

  @Benchmark
  public Tensor add() {
    return x.add(z).evaluated();
  }

  @Benchmark
  public Tensor addRow() {
    return x.add(row).evaluated();
  }

  @Benchmark
  public Tensor mulScalar() {
    return x.mul(1.5).evaluated();
  }

  @Benchmark
  public Tensor relu() {
    return x.relu().evaluated();
  }

  @Benchmark
  public Tensor exp() {
    return x.exp().evaluated();
  }

  @Benchmark
  public Tensor tanh() {
    return x.tanh().evaluated();
  }

  @Benchmark
  public Tensor sigmoid() {
    return x.sigmoid().evaluated();
  }
}
