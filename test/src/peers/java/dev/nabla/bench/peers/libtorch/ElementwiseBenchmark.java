package dev.nabla.bench.peers.libtorch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The same by libtorch. */
public class ElementwiseBenchmark extends LibtorchBenchmark {
  @Param({"4096", "1048576"})
  public int size;

  private final dev.nabla.bench.ElementwiseBenchmark ours = new dev.nabla.bench.ElementwiseBenchmark();
  private final Scalar factor = new Scalar(1.5);
  private Tensor x;
  private Tensor z;
  private Tensor row;

  @Setup
  public void prepare() {
    ours.size = size;
    ours.prepare();
    x = copy(ours.x);
    z = copy(ours.z);
    row = copy(ours.row);
  }

  @Benchmark
  public void add() {
    run(() -> x.add(z), ours::add);
  }

  @Benchmark
  public void addRow() {
    run(() -> x.add(row), ours::addRow);
  }

  @Benchmark
  public void mulScalar() {
    run(() -> x.mul(factor), ours::mulScalar);
  }

  @Benchmark
  public void relu() {
    run(x::relu, ours::relu);
  }

  @Benchmark
  public void exp() {
    run(x::exp, ours::exp);
  }

  @Benchmark
  public void tanh() {
    run(x::tanh, ours::tanh);
  }

  @Benchmark
  public void sigmoid() {
    run(x::sigmoid, ours::sigmoid);
  }
}
