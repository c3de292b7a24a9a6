package dev.nabla.kernel;

import dev.nabla.op.Activations;
import dev.nabla.op.Reductions;
import dev.nabla.op.Scans;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that has every kind of kernel work on arrays large enough for several threads, and writes the results. */
public final class Workload {
  private Workload() {}

  /** @param arguments the file to write results to, as doubles one after the other; without one hardly anything is done */
  public static void main(String[] arguments) throws IOException {
    List<Tensor> results = new ArrayList<>();
    Rng rng = Rng.of(2024);
    if (arguments.length == 0) {
      results.add(rng.randn(1000).exp());
    } else {
      elementwise(rng, results);
      reductions(rng, results);
      products(rng, results);
      scans(rng, results);
      training(rng, DType.FLOAT32, results);
      training(rng, DType.FLOAT64, results);
      results.addAll(List.of(rng.permutation(50_000), rng.randint(-100, 100, 100_000)));
      write(results, Path.of(arguments[0]));
    }
    System.out.println(Kernels.description() + ", " + Parallel.threads() + " threads, " + results.size() + " results");
  }

  private static void elementwise(Rng rng, List<Tensor> results) {
    Tensor x = rng.randn(170, 401);
    Tensor part = x.narrow(0, 60, 50);
    Tensor row = rng.rand(401).add(0.5);
    results.addAll(List.of(x, row, x.add(row), x.mul(row), x.div(row), x.maximum(row), x.lt(row), x.relu()));
    results.addAll(List.of(x.transpose().contiguous(), x.abs().sqrt(), Tensor.where(x.gt(0), x, row)));
    results.addAll(List.of(part.exp(), part.tanh(), part.sigmoid(), part.abs().log(), part.abs().pow(1.7),
        part.transpose().exp()));
  }

  private static void reductions(Rng rng, List<Tensor> results) {
    Tensor x = rng.randn(5, 1023, 7);
    for (int axis = 0; axis < 3; axis++) {
      results.addAll(List.of(x.sum(axis), x.amax(axis), x.argmin(axis), x.logSumExp(axis), x.softmax(axis),
          x.logSoftmax(axis)));
    }
    results.addAll(List.of(x.sum(), x.mean(Axes.KEEP, 0, 2), x.min()));
    Tensor precise = rng.randn(DType.FLOAT64, 3, 40_000); // where every change of order shows
    results.addAll(List.of(precise.sum(), precise.sum(1), precise.transpose().sum(0), precise.logSumExp(1)));
  }

  private static void products(Rng rng, List<Tensor> results) {
    Tensor a = rng.randn(150, 257);
    Tensor b = rng.randn(257, 65);
    results.addAll(List.of(a.matmul(b), b.transpose().matmul(a.transpose()), a.matmul(b.select(1, 0))));
    results.add(rng.randn(16, 17, 33).matmul(rng.randn(16, 33, 31)));
  }

  private static void scans(Rng rng, List<Tensor> results) {
    Tensor x = rng.rand(90, 300).add(0.5);
    for (int axis = 0; axis < 2; axis++) {
      results.addAll(List.of(Scans.cumsum(x, axis), Scans.cumprod(x, axis), Scans.logcumsumexp(x, axis),
          Reductions.prod(x, axis)));
    }
    results.addAll(List.of(SpecialFunctions.erf(x), SpecialFunctions.lgamma(x), Activations.gelu(x)));
  }

  /** Three steps of a small network with an embedding: gradients of everything above. */
  private static void training(Rng rng, DType type, List<Tensor> results) {
    Parameter words = Parameter.of(rng.randn(type, 500, 64));
    Parameter weight = Parameter.of(rng.randn(type, 64, 100).mul(0.1));
    Tensor index = rng.randint(0, 500, 600);
    Tensor labels = rng.randint(0, 100, 600).unsqueeze(1);
    for (int step = 0; step < 3; step++) {
      Tensor scores = words.indexSelect(0, index).tanh().matmul(weight).logSoftmax(1);
      Tensor loss = scores.gather(1, labels).mean().neg();
      loss.backward();
      for (Parameter p : List.of(words, weight)) {
        p.assign(p.value().sub(p.gradient().mul(0.5)));
        p.clearGradient();
      }
      results.add(loss.detach());
    }
    results.addAll(List.of(words.value(), weight.value()));
  }

  private static void write(List<Tensor> results, Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Tensor result : results) {
        for (double value : result.toDoubles()) {
          out.writeDouble(value);
        }
      }
    }
  }
}
