package dev.nabla.bench;

import dev.nabla.op.Decompositions;
import dev.nabla.op.Eigenvalues;
import dev.nabla.op.LinearSystems;
import dev.nabla.op.Rearranging;
import dev.nabla.op.SingularValues;
import dev.nabla.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Inverses, systems and decompositions of batches of square matrices: few large ones, many small ones. */
public class LinearAlgebraBenchmark extends Microbenchmark {
  @Param({"64x256", "2048x32", "8192x8"})
  public String extents;

  public Tensor a;

  /** Far from singular, so that right results agree; every column exchanges rows. */
  public Tensor regular;
  public Tensor symmetric;
  public Tensor positive;

  @Setup
  public void prepare() {
    String[] parts = extents.split("x");
    int n = Integer.parseInt(parts[1]);
    a = Inputs.uniform(20, 1, Integer.parseInt(parts[0]), n, n);
    regular = a.add(Rearranging.flip(Tensor.eye(n), 0).mul(Math.sqrt(n)));
    symmetric = a.add(a.transpose());
    positive = a.matmul(a.transpose()).mul(1.0 / n).add(Tensor.eye(n));
  }

  @Benchmark
  public Tensor inv() {
    return LinearSystems.inv(regular);
  }

  @Benchmark
  public Tensor solve() {
    return LinearSystems.solve(regular, symmetric);
  }

  @Benchmark
  public Tensor cholesky() {
    return Decompositions.cholesky(positive);
  }

  @Benchmark
  public Decompositions.QrFactors qr() {
    return Decompositions.qr(a);
  }

  @Benchmark
  public Eigenvalues.Eigen eigh() {
    return Eigenvalues.eigh(symmetric);
  }

  @Benchmark
  public Tensor eigvals() {
    return Eigenvalues.eigvals(positive);
  }

  @Benchmark
  public Tensor svdvals() {
    return SingularValues.svdvals(a);
  }

  @Benchmark
  public SingularValues.SvdFactors svd() {
    return SingularValues.svd(a);
  }
}
