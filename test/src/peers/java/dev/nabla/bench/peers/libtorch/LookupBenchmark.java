package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.Inputs;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class LookupBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.LookupBenchmark ours = new dev.nabla.bench.LookupBenchmark();
  private final Tensor table = copy(ours.table);
  private final Tensor rows = copy(ours.rows);
  private final Tensor x = copy(ours.x);
  private final Tensor columns = copy(ours.columns);
  private final Tensor learnedTable = parameter(ours.table);
  private final Tensor learned = parameter(ours.x);
  private final Tensor gOfRows = copy(Inputs.uniform(17, 1, 32, 128, 128));
  private final Tensor g = copy(Inputs.uniform(27, 1, 1024, 1024));

  @Benchmark
  public void embedding() {
    run(() -> torch.embedding(table, rows), ours::embedding);
  }

  @Benchmark
  public void embeddingForwardBackward() {
    runBackward(() -> torch.embedding(learnedTable, rows).mul(gOfRows).sum(), ours.embeddingBackward, learnedTable);
  }

  @Benchmark
  public void gather() {
    run(() -> x.gather(1, columns), ours::gather);
  }

  @Benchmark
  public void gatherForwardBackward() {
    runBackward(() -> learned.gather(1, columns).mul(g).sum(), ours.gatherBackward, learned);
  }
}
