package dev.nabla.bench.peers.libtorch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;

/** The same by libtorch. */
public class FunctionBenchmark extends LibtorchBenchmark {
  private final dev.nabla.bench.FunctionBenchmark ours = new dev.nabla.bench.FunctionBenchmark();
  private final Scalar exponent = new Scalar(1.5);
  private final Scalar zero = new Scalar(0.0);
  private final Tensor x = copy(ours.x);
  private final Tensor p = copy(ours.p);

  @Benchmark
  public void pow() {
    run(() -> p.pow(exponent), ours::pow);
  }

  @Benchmark
  public void log() {
    run(p::log, ours::log);
  }

  @Benchmark
  public void log2() {
    run(p::log2, ours::log2);
  }

  @Benchmark
  public void logit() {
    run(p::logit, ours::logit);
  }

  @Benchmark
  public void logaddexp() {
    run(() -> x.logaddexp(p), ours::logaddexp);
  }

  @Benchmark
  public void cosh() {
    run(x::cosh, ours::cosh);
  }

  @Benchmark
  public void atanh() {
    run(x::atanh, ours::atanh);
  }

  @Benchmark
  public void sin() {
    run(x::sin, ours::sin);
  }

  @Benchmark
  public void tan() {
    run(x::tan, ours::tan);
  }

  @Benchmark
  public void asin() {
    run(x::asin, ours::asin);
  }

  @Benchmark
  public void atan() {
    run(x::atan, ours::atan);
  }

  @Benchmark
  public void atan2() {
    run(() -> x.atan2(p), ours::atan2);
  }

  @Benchmark
  public void fmod() {
    run(() -> x.fmod(p), ours::fmod);
  }

  @Benchmark
  public void erf() {
    run(x::erf, ours::erf);
  }

  @Benchmark
  public void erfinv() {
    run(x::erfinv, ours::erfinv);
  }

  @Benchmark
  public void ndtri() {
    run(() -> torch.special_ndtri(p), ours::ndtri);
  }

  @Benchmark
  public void lgamma() {
    run(p::lgamma, ours::lgamma);
  }

  @Benchmark
  public void digamma() {
    run(p::digamma, ours::digamma);
  }

  @Benchmark
  public void gelu() {
    run(() -> torch.gelu(x), ours::gelu);
  }

  @Benchmark
  public void elu() {
    run(() -> torch.elu(x), ours::elu);
  }

  @Benchmark
  public void softshrink() {
    run(() -> torch.softshrink(x), ours::softshrink);
  }

  @Benchmark
  public void where() {
    run(() -> torch.where(x.gt(zero), x, p), ours::where);
  }
}
