package dev.nabla.op;

import dev.nabla.tensor.Entries;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * A function of elements of several tensors that broadcast: all Jacobians are diagonal, so the tangent is the same products
 * as the gradients.
 */
interface ElementwiseNaryOp extends NaryOp {
  /** Shapes that do not broadcast are refused in this operator's name, not in that of a step of it. */
  @Override
  default Tensor apply(List<Tensor> x) {
    Shape all = Shape.SCALAR;
    for (Tensor each : x) {
      all = all.broadcast(each.shape(), label());
    }
    return NaryOp.super.apply(x);
  }

  @Override
  default Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
    Tensor sum = Tensor.zerosLike(y);
    for (int i = 0; i < dx.size(); i++) {
      if (dx.get(i) != null) {
        sum = sum.add(backward(i, dx.get(i).expand(y.shape()), y, x));
      }
    }
    return sum;
  }

  @Override
  default Tensor batched(List<Tensor> x) {
    return apply(Entries.aligned(x));
  }
}
