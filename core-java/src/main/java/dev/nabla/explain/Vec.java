package dev.nabla.explain;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/** vec: the elements of a tensor as one column, in which the first axis runs fastest, as the columns of a matrix follow. */
final class Vec {
  private Vec() {}

  static double[] of(Tensor x) {
    return reversed(x).toDoubles();
  }

  /** Zeros of the shape and type of {@code x}, but 1 where vec has its element {@code k}. */
  static Tensor unit(Tensor x, int k) {
    double[] elements = new double[x.size()];
    elements[k] = 1;
    return from(elements, x);
  }

  /** The tensor of the shape and type of {@code like} whose vec has these elements. */
  static Tensor from(double[] elements, Tensor like) {
    int[] extents = reversed(like).shape().extents();
    return reversed(Tensor.of(elements, extents)).contiguous().to(like.dtype());
  }

  private static Tensor reversed(Tensor x) {
    Shape shape = x.shape();
    int[] order = new int[shape.rank()];
    for (int axis = 0; axis < order.length; axis++) {
      order[axis] = order.length - 1 - axis;
    }
    return x.permute(order);
  }
}
