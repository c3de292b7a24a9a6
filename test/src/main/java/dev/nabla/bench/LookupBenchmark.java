package dev.nabla.bench;

import dev.nabla.op.Lookups;
import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Elements looked up by position: 4096 rows of a table of 10 000 rows of 128, and one element for each of a matrix of
 * 2²⁰; with the gradient of all that could have been looked up.
 */
public class LookupBenchmark extends Microbenchmark {
  public final Tensor table = Inputs.uniform(15, 1, 10_000, 128);
  public final Tensor rows = Inputs.indices(16, 10_000, 32, 128);
  public final Tensor x = Inputs.uniform(10, 1, 1024, 1024);
  public final Tensor columns = Inputs.indices(26, 1024, 1024, 1024);
  public final Work embeddingBackward = Workloads.embeddingBackward();
  public final Work gatherBackward = Workloads.gatherBackward();

  @Benchmark
  public Tensor embedding() {
    return Lookups.embedding(table, rows).evaluated();
  }

  @Benchmark
  public Tensor embeddingForwardBackward() {
    return embeddingBackward.body().get();
  }

  @Benchmark
  public Tensor gather() {
    return x.gather(1, columns).evaluated();
  }

  @Benchmark
  public Tensor gatherForwardBackward() {
    return gatherBackward.body().get();
  }
}
