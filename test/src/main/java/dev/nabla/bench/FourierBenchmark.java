package dev.nabla.bench;

import dev.nabla.op.Complex;
import dev.nabla.op.Fourier;
import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Fourier transforms of rows: long and short ones, and some whose length is prime. */
public class FourierBenchmark extends Microbenchmark {
  /** Rows of complex numbers. */
  @State(Scope.Benchmark)
  public static class Rows {
    @Param({"64x4096", "16x65536", "65536x16", "64x4099"})
    public String shape;

    public Tensor real;
    public Tensor imaginary;

    @Setup
    public void draw() {
      String[] extents = shape.split("x");
      int rows = Integer.parseInt(extents[0]);
      int n = Integer.parseInt(extents[1]);
      real = Inputs.uniform(24, 1, rows, n);
      imaginary = Inputs.uniform(25, 1, rows, n);
    }
  }

  public final Tensor x = Inputs.uniform(26, 1, 64, 4096);
  public final Complex bins = Fourier.rfft(x);

  @Benchmark
  public Complex fft(Rows rows) {
    return Fourier.fft(new Complex(rows.real, rows.imaginary));
  }

  /** Of 64 rows of 4096 real numbers. */
  @Benchmark
  public Complex rfft() {
    return Fourier.rfft(x);
  }

  /** The way back. */
  @Benchmark
  public Tensor irfft() {
    return Fourier.irfft(bins);
  }
}
