package dev.nabla.op;

import dev.nabla.kernel.ClearedArrays;
import dev.nabla.kernel.Strided;
import dev.nabla.kernel.WholeNumberMaps;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.function.LongBinaryOperator;

/** Functions of pairs of whole numbers, or of bool as 0 and 1. */
final class WholeNumbers {
  private WholeNumbers() {}

  /** f of each pair as {@link #map} has it, where the second number is not to be 0. */
  static Tensor divide(String operation, LongBinaryOperator f, Tensor a, Tensor b) {
    if (b.eq(0).any().item() != 0) {
      throw new IllegalArgumentException(operation + ": an integer divisor is 0, in a tensor of shape " + b.shape());
    }
    return map(f, a, b);
  }

  /** f of each pair of elements of two tensors of one type that broadcast, in that type. */
  static Tensor map(LongBinaryOperator f, Tensor a, Tensor b) {
    Shape shape = a.shape().broadcast(b.shape(), "elements");
    Strided left = a.to(DType.INT64).expand(shape).contiguous().strided();
    Strided right = b.to(DType.INT64).expand(shape).contiguous().strided();
    long[] y = (long[]) ClearedArrays.of(long.class, shape.size());
    WholeNumberMaps.map(f, (long[]) left.array(), left.offset(), (long[]) right.array(), right.offset(), y);
    return Rows.wrap(y, DType.INT64, shape).to(a.dtype());
  }
}
