package dev.nabla.bench;

import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What one operation costs beside its arithmetic: chains of 2000 operations on a scalar, for one operation each. */
@OperationsPerInvocation(2 * Workloads.CHAIN_LENGTH)
public class OverheadBenchmark extends Microbenchmark {
  private final Tensor constant = Tensor.scalar(1f);
  private final Parameter parameter = Parameter.of(Tensor.scalar(1f));

  /** Nothing recorded. */
  @Benchmark
  public Tensor overheadForward() {
    return Workloads.scalarChain(constant);
  }

  /** Recorded, though never differentiated. */
  @Benchmark
  public Tensor overheadRecorded() {
    return Workloads.scalarChain(parameter);
  }

  /** Recorded and differentiated. */
  @Benchmark
  public Tensor overheadWithBackward() {
    parameter.clearGradient();
    Workloads.scalarChain(parameter).backward();
    return parameter.gradient();
  }
}
