package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/**
 * Differences of neighbours along an axis, and sums that undo them: the derivative and the integral of what is sampled.
 */
public final class Differences {
  private Differences() {}

  /** x[j + 1] − x[j] along an axis, which becomes shorter by one. */
  public static Tensor diff(Tensor x, int axis) {
    return diff(x, 1, axis);
  }

  /** The differences of differences … of neighbours, {@code order} times; the axis becomes shorter by as many. */
  public static Tensor diff(Tensor x, int order, int axis) {
    int at = x.shape().axis(axis, "diff");
    if (order < 0) {
      throw new IllegalArgumentException("diff: the order is 0 or more, got " + order);
    }
    if (x.dtype() == DType.BOOL) {
      throw new IllegalArgumentException("diff: needs numbers, got a bool tensor of shape " + x.shape());
    }
    Tensor y = x.reshape(x.shape());
    for (int i = 0; i < order && y.extent(at) > 0; i++) {
      int n = y.extent(at) - 1;
      y = y.narrow(at, 1, n).sub(y.narrow(at, 0, n));
    }
    return y;
  }

  /**
   * The area under the lines through samples along an axis that lie {@code spacing} apart; 0 of fewer than two samples.
   * Integers become float32.
   */
  public static Tensor trapz(Tensor y, double spacing, int axis) {
    return pairs(y, axis).sum(axis).mul(spacing / 2);
  }

  /**
   * The area under the lines through samples along an axis at the places {@code x}, which are one for each sample, or
   * of a shape that broadcasts to that of {@code y}.
   */
  public static Tensor trapz(Tensor y, Tensor x, int axis) {
    int at = y.shape().axis(axis, "trapz");
    Tensor places = x;
    if (x.rank() == 1) {
      int[] extents = new int[y.rank()];
      Arrays.fill(extents, 1);
      extents[at] = x.size();
      places = x.reshape(Shape.of(extents));
    }
    if (!places.shape().broadcastsTo(y.shape()) || places.extent(at - y.rank()) != y.extent(at)) {
      throw new ShapeException("trapz: places of shape " + x.shape() + " do not fit samples of shape "
          + y.shape() + " along axis " + at);
    }
    return pairs(y, at).mul(diff(places, at - y.rank())).sum(at).mul(0.5);
  }

  /** y[j] + y[j + 1]. */
  private static Tensor pairs(Tensor y, int axis) {
    int at = y.shape().axis(axis, "trapz");
    Tensor samples = y.to(y.dtype().floating());
    int n = Math.max(0, y.extent(at) - 1);
    return samples.narrow(at, 0, n).add(samples.narrow(at, y.extent(at) - n, n));
  }
}
