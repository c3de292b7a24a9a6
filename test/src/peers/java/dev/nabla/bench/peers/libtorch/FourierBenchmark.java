package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.FourierBenchmark.Rows;
import dev.nabla.op.Complex;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same by libtorch, whose complex numbers are elements; both parts are compared. */
public class FourierBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.FourierBenchmark ours = new dev.nabla.bench.FourierBenchmark();
  private final Tensor x = copy(ours.x);
  private final Tensor bins = copy(ours.bins);

  /** The same rows for libtorch. */
  @State(Scope.Benchmark)
  public static class Copies {
    private Tensor z;

    @Setup
    public void copyRows(Rows rows) {
      z = copy(new Complex(rows.real, rows.imaginary));
    }
  }

  @Benchmark
  public void fft(Rows rows, Copies copies) {
    run(() -> torch.view_as_real(torch.fft_fft(copies.z)), () -> parts(ours.fft(rows)));
  }

  @Benchmark
  public void rfft() {
    run(() -> torch.view_as_real(torch.fft_rfft(x)), () -> parts(ours.rfft()));
  }

  @Benchmark
  public void irfft() {
    run(() -> torch.fft_irfft(bins), ours::irfft);
  }

  /** A complex tensor with the elements of ours. */
  private static Tensor copy(Complex z) {
    return torch.view_as_complex(copy(parts(z)));
  }

  /** Real and imaginary part side by side, as libtorch has them. */
  private static dev.nabla.tensor.Tensor parts(Complex z) {
    return dev.nabla.tensor.Tensor.stack(-1, z.real(), z.imaginary());
  }
}
