package dev.nabla.bench.peers.libtorch;

import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The same by libtorch. */
public class LinearAlgebraBenchmark extends LibtorchBenchmark {
  @Param({"64x256", "2048x32", "8192x8"})
  public String extents;

  private final dev.nabla.bench.LinearAlgebraBenchmark ours = new dev.nabla.bench.LinearAlgebraBenchmark();
  private Tensor a;
  private Tensor regular;
  private Tensor symmetric;
  private Tensor positive;

  @Setup
  public void prepare() {
    ours.extents = extents;
    ours.prepare();
    a = copy(ours.a);
    regular = copy(ours.regular);
    symmetric = copy(ours.symmetric);
    positive = copy(ours.positive);
  }

  @Benchmark
  public void inv() {
    run(() -> torch.linalg_inv(regular), ours::inv);
  }

  @Benchmark
  public void solve() {
    run(() -> torch.linalg_solve(regular, symmetric), ours::solve);
  }

  @Benchmark
  public void cholesky() {
    run(() -> torch.linalg_cholesky(positive), ours::cholesky);
  }

  /** R is compared; both libraries reflect with the same signs. */
  @Benchmark
  public void qr() {
    run(() -> torch.linalg_qr(a).get1(), () -> ours.qr().r());
  }

  /** Values are compared: vectors of values close to each other may turn. */
  @Benchmark
  public void eigh() {
    run(() -> torch.linalg_eigh(symmetric).get0(), () -> ours.eigh().values());
  }

  /** Real parts in ascending order are compared: libtorch's are complex numbers in no order. */
  @Benchmark
  public void eigvals() {
    run(() -> torch.linalg_eigvals(positive), y -> torch.sort(torch.real(y)).get0(), ours::eigvals);
  }

  @Benchmark
  public void svdvals() {
    run(() -> torch.linalg_svdvals(a), ours::svdvals);
  }

  @Benchmark
  public void svd() {
    run(() -> torch.linalg_svd(a, false, new StringViewOptional()).get1(), () -> ours.svd().s());
  }
}
