package dev.nabla.bench;

import dev.nabla.op.Activations;
import dev.nabla.op.Exponentials;
import dev.nabla.op.Hyperbolics;
import dev.nabla.op.NormalIntegrals;
import dev.nabla.op.Rounding;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.op.Trigonometry;
import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;

/** Functions element by element that cost more than to read and write 2²⁰ elements, on arguments in (-1, 1) or (0, 1). */
public class FunctionBenchmark extends Microbenchmark {
  public final Tensor x = Inputs.uniform(30, 1, 1024, 1024).mul(0.99).evaluated();
  public final Tensor p = Inputs.uniform(31, 1, 1024, 1024).abs().mul(0.98).add(0.01).evaluated();

  @Benchmark
  public Tensor pow() {
    return p.pow(1.5).evaluated();
  }

  @Benchmark
  public Tensor log() {
    return p.log().evaluated();
  }

  @Benchmark
  public Tensor log2() {
    return Exponentials.log2(p).evaluated();
  }

  @Benchmark
  public Tensor logit() {
    return SpecialFunctions.logit(p).evaluated();
  }

  @Benchmark
  public Tensor logaddexp() {
    return Exponentials.logaddexp(x, p).evaluated();
  }

  @Benchmark
  public Tensor cosh() {
    return Hyperbolics.cosh(x).evaluated();
  }

  @Benchmark
  public Tensor atanh() {
    return Hyperbolics.atanh(x).evaluated();
  }

  @Benchmark
  public Tensor sin() {
    return Trigonometry.sin(x).evaluated();
  }

  @Benchmark
  public Tensor tan() {
    return Trigonometry.tan(x).evaluated();
  }

  @Benchmark
  public Tensor asin() {
    return Trigonometry.asin(x).evaluated();
  }

  @Benchmark
  public Tensor atan() {
    return Trigonometry.atan(x).evaluated();
  }

  @Benchmark
  public Tensor atan2() {
    return Trigonometry.atan2(x, p).evaluated();
  }

  @Benchmark
  public Tensor fmod() {
    return Rounding.fmod(x, p).evaluated();
  }

  @Benchmark
  public Tensor erf() {
    return SpecialFunctions.erf(x).evaluated();
  }

  @Benchmark
  public Tensor erfinv() {
    return SpecialFunctions.erfinv(x).evaluated();
  }

  @Benchmark
  public Tensor ndtri() {
    return NormalIntegrals.ndtri(p).evaluated();
  }

  @Benchmark
  public Tensor lgamma() {
    return SpecialFunctions.lgamma(p).evaluated();
  }

  @Benchmark
  public Tensor digamma() {
    return SpecialFunctions.digamma(p).evaluated();
  }

  @Benchmark
  public Tensor gelu() {
    return Activations.gelu(x).evaluated();
  }

  @Benchmark
  public Tensor elu() {
    return Activations.elu(x).evaluated();
  }

  @Benchmark
  public Tensor softshrink() {
    return Activations.softshrink(x, 0.5).evaluated();
  }

  @Benchmark
  public Tensor where() {
    return Tensor.where(x.gt(0), x, p).evaluated();
  }
}
