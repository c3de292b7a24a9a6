package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;

/** An operator of any number of tensors whose gradients share so much work that they are computed together. */
public interface JointGradientOp extends NaryOp {
  /**
   * The gradients with respect to the inputs that are wanted, given the upstream gradient {@code g}; null for the
   * others.
   */
  List<Tensor> backward(boolean[] wanted, Tensor g, Tensor y, List<Tensor> x);

  @Override
  default Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
    boolean[] wanted = new boolean[x.size()];
    wanted[i] = true;
    return backward(wanted, g, y, x).get(i);
  }

  @Override
  default Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
    boolean[] moved = new boolean[x.size()];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = dx.get(i) != null;
    }
    return Tangent.byTwoReversePasses(y, v -> {
      List<Tensor> all = backward(moved, v, y, x);
      List<Tensor> gradients = new ArrayList<>();
      for (int i = 0; i < moved.length; i++) {
        if (moved[i]) {
          gradients.add(Dispatch.fit(all.get(i), x.get(i).shape(), x.get(i).dtype()));
        }
      }
      return gradients;
    }, dx.stream().filter(d -> d != null).toList());
  }
}
