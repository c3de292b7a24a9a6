package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;

/** An operator of any number of tensors. */
public interface NaryOp extends Op {
  /** The value at {@code x}. */
  Tensor forward(List<Tensor> x);

  /** The gradient with respect to input {@code i}, given the upstream gradient {@code g}. */
  Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x);

  /** The Jacobian-vector product along {@code dx}, whose elements may be null: constant inputs. */
  default Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
    return Tangent.byTwoReversePasses(y, v -> {
      List<Tensor> gradients = new ArrayList<>();
      for (int i = 0; i < x.size(); i++) {
        if (dx.get(i) != null) {
          gradients.add(Dispatch.fit(backward(i, v, y, x), x.get(i).shape(), x.get(i).dtype()));
        }
      }
      return gradients;
    }, dx.stream().filter(d -> d != null).toList());
  }

  /**
   * The value for every entry of a batch: all of {@code x} have one more axis in front, the entries, and so has the
   * result. Those that are the same for every entry have extent 1 there. Rules are written in tensor operations, with
   * the help of {@link Entries}; unless overridden, one entry is computed after the other.
   */
  default Tensor batched(List<Tensor> x) {
    return Entries.oneByOne(x, this::apply);
  }

  /** Applies this operator: computes, and records where an input takes part in a gradient. */
  default Tensor apply(List<Tensor> x) {
    return Dispatch.apply(this, x);
  }
}
