package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Forward-mode differentiation: the trace of a dual number, which is a tensor and its derivative along a direction. An
 * operation computes its value and, along with it, its {@linkplain UnaryOp#tangent tangent}; both belong to the level
 * below, so that outer transformations differentiate or map either. A tensor that no direction moves is none of this
 * trace's: its tangent is zero without anyone computing it.
 *
 * <p>A product of matrices waits until somebody reads it: who wants the product of a Hessian with a vector reads only the
 * tangents of the gradients.
 */
final class Dual extends Trace {
  private final Tensor tangent;

  Dual(long level, Tensor tangent) {
    super(level);
    this.tangent = tangent;
  }

  Tensor tangent() {
    return tangent;
  }

  @Override
  Tensor unary(UnaryOp op, Tensor x) {
    Tensor value = x.below();
    Tensor y = Dispatch.apply(op, value);
    return moves(op, y) ? dual(op, y, op.tangent(tangent, y, value)) : y;
  }

  @Override
  Tensor binary(BinaryOp op, Tensor a, Tensor b) {
    Tensor left = lower(a);
    Tensor right = lower(b);
    Tensor y = op instanceof Products.Matmul product ? product.whenRead(left, right) : Dispatch.apply(op, left, right);
    return moves(op, y) ? dual(op, y, op.tangent(tangentOf(a), tangentOf(b), y, left, right)) : y;
  }

  @Override
  Tensor nary(NaryOp op, List<Tensor> x) {
    List<Tensor> values = new ArrayList<>(x.size());
    List<Tensor> tangents = new ArrayList<>(x.size());
    for (Tensor each : x) {
      values.add(lower(each));
      tangents.add(tangentOf(each));
    }
    Tensor y = Dispatch.apply(op, values);
    return moves(op, y) ? dual(op, y, op.tangent(tangents, y, values)) : y;
  }

  /** Whether {@code y} has a tangent: not within noGrad, and not when its type has no derivatives. */
  private boolean moves(Op op, Tensor y) {
    if (!y.dtype().isFloating() || !Recorder.current().records(level)) {
      return false;
    }
    Node.requireGradient(op);
    return true;
  }

  private Tensor dual(Op op, Tensor y, Tensor derivative) {
    if (!derivative.shape().equals(y.shape())) {
      throw new IllegalStateException(op.label() + ": its tangent has shape " + derivative.shape()
          + ", but its value has shape " + y.shape());
    }
    return y.traced(new Dual(level, derivative.to(y.dtype())));
  }

  /** The tangent of {@code x}, or null when this level does not move it. */
  private Tensor tangentOf(Tensor x) {
    return x.trace instanceof Dual dual && dual.level == level ? dual.tangent : null;
  }
}
