package dev.nabla.bench;

import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.util.function.UnaryOperator;

/** Single operations and short expressions of the suite, with their inputs. */
final class Workloads {
  /** Turns of the scalar chain, of two operations each. */
  static final int CHAIN_LENGTH = 1000;

  private Workloads() {}

  /** [m, k] · [k, n]. */
  static Work product(int m, int k, int n) {
    Tensor a = Inputs.uniform(1, 1, m, k);
    Tensor b = Inputs.uniform(2, 1, k, n);
    return Work.forward(() -> a.matmul(b)).flops(2.0 * m * k * n);
  }

  /** tanh(x/2 + 0.1) ⊙ σ(x) of {@code size} elements. */
  static Work elementwise(int size) {
    Tensor x = Inputs.uniform(3, 2, size);
    return Work.forward(() -> gated(x));
  }

  /** The sum of the same, and its gradient. */
  static Work elementwiseBackward(int size) {
    Parameter x = Parameter.of(Inputs.uniform(3, 2, size));
    return Work.backward(() -> gated(x).sum(), x);
  }

  private static Tensor gated(Tensor x) {
    return x.mul(0.5).add(0.1).tanh().mul(x.sigmoid());
  }

  static Work softmaxBackward() {
    Parameter x = Parameter.of(Inputs.uniform(4, 2, 256, 1024));
    Tensor g = Inputs.uniform(5, 1, 256, 1024);
    return Work.backward(() -> x.softmax(-1).mul(g).sum(), x);
  }

  /** A reduction of a [1024, 1024] matrix. */
  static Work reduction(UnaryOperator<Tensor> f) {
    Tensor x = Inputs.uniform(10, 1, 1024, 1024);
    return Work.forward(() -> f.apply(x));
  }

  /** Operands of which each lacks an axis of the other, so that both gradients are sums. */
  static Work broadcastBackward() {
    Parameter a = Parameter.of(Inputs.uniform(11, 1, 64, 1, 256));
    Parameter b = Parameter.of(Inputs.uniform(12, 1, 1, 128, 256));
    Tensor g = Inputs.uniform(13, 1, 64, 128, 256);
    return Work.backward(() -> a.add(b).mul(g).sum(), a, b);
  }

  static Work transposeCopy() {
    Tensor x = Inputs.uniform(14, 1, 2048, 2048);
    return Work.forward(() -> x.transpose().contiguous());
  }

  /** Rows of a table, and the gradient of the whole table. */
  static Work embeddingBackward() {
    Parameter table = Parameter.of(Inputs.uniform(15, 1, 10_000, 128));
    Tensor positions = Inputs.indices(16, 10_000, 32 * 128);
    Tensor g = Inputs.uniform(17, 1, 32, 128, 128);
    return Work.backward(() -> table.indexSelect(0, positions).reshape(32, 128, 128).mul(g).sum(), table);
  }

  /** One element of its own row for each of a matrix, and the gradient of the whole matrix. */
  static Work gatherBackward() {
    Parameter x = Parameter.of(Inputs.uniform(10, 1, 1024, 1024));
    Tensor columns = Inputs.indices(26, 1024, 1024, 1024);
    Tensor g = Inputs.uniform(27, 1, 1024, 1024);
    return Work.backward(() -> x.gather(1, columns).mul(g).sum(), x);
  }

  /** So little work for each operation that only its overhead is left. */
  static Work overhead() {
    Tensor x = Tensor.scalar(1f);
    return Work.forward(() -> scalarChain(x)).operations(2 * CHAIN_LENGTH);
  }

  static Work overheadBackward() {
    Parameter x = Parameter.of(Tensor.scalar(1f));
    return Work.backward(() -> scalarChain(x), x).operations(2 * CHAIN_LENGTH);
  }

  /** 1.0001·x + 0.0001, again and again. */
  static Tensor scalarChain(Tensor x) {
    for (int i = 0; i < CHAIN_LENGTH; i++) {
      x = x.mul(1.0001).add(0.0001);
    }
    return x;
  }
}
