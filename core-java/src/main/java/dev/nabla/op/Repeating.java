package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/** Tensors made of copies; the gradient is the sum over them. */
public final class Repeating {
  private Repeating() {}

  /** Copies of the whole tensor, {@code times[i]} along axis i; as many axes as there are times, and x has no more. */
  public static Tensor repeat(Tensor x, int... times) {
    if (times.length < x.rank()) {
      throw new ShapeException("repeat: shape " + x.shape() + " needs a number of copies for each axis, got "
          + Arrays.toString(times));
    }
    return tile(x, times);
  }

  /**
   * Copies of the whole tensor along the last axes, {@code times[i]} along each; missing axes and numbers count as 1.
   */
  public static Tensor tile(Tensor x, int... times) {
    if (Arrays.stream(times).anyMatch(t -> t < 0)) {
      throw new IllegalArgumentException("tile: numbers of copies are 0 or more, got " + Arrays.toString(times));
    }
    int rank = Math.max(x.rank(), times.length);
    int[] single = new int[2 * rank];
    int[] expanded = new int[2 * rank];
    int[] tiled = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int copies = axis < rank - times.length ? 1 : times[axis - rank + times.length];
      int extent = axis < rank - x.rank() ? 1 : x.extent(axis - rank);
      single[2 * axis] = 1;
      expanded[2 * axis] = copies;
      single[2 * axis + 1] = extent;
      expanded[2 * axis + 1] = extent;
      tiled[axis] = Math.multiplyExact(copies, extent);
    }
    return x.reshape(Shape.of(single)).expand(Shape.of(expanded)).reshape(Shape.of(tiled));
  }

  /** Every entry along an axis {@code times} times, one after the other: [a, b] becomes [a, a, b, b]. */
  public static Tensor repeatInterleave(Tensor x, int times, int axis) {
    int at = x.shape().axis(axis, "repeatInterleave");
    if (times < 0) {
      throw new IllegalArgumentException("repeatInterleave: numbers of copies are 0 or more, got " + times);
    }
    Tensor one = x.unsqueeze(at + 1);
    return one.expand(one.shape().with(at + 1, times))
        .reshape(x.shape().with(at, Math.multiplyExact(x.extent(at), times)));
  }

  /** Entry i along an axis {@code times[i]} times, one after the other; times is an integer tensor of rank 1. */
  public static Tensor repeatInterleave(Tensor x, Tensor times, int axis) {
    int at = x.shape().axis(axis, "repeatInterleave");
    if (!times.dtype().isInteger() || !times.shape().equals(Shape.of(x.extent(at)))) {
      throw new IllegalArgumentException("repeatInterleave: needs an int32 or int64 number of copies for each of the "
          + x.extent(at) + " entries along axis " + at + ", got " + times.dtype() + " " + times.shape());
    }
    long[] counts = times.toLongs();
    long total = 0;
    for (long count : counts) {
      if (count < 0 || count > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "repeatInterleave: numbers of copies are from 0 to 2147483647, got " + count);
      }
      total = Math.addExact(total, count);
    }
    long[] index = new long[Math.toIntExact(total)];
    int end = 0;
    for (int i = 0; i < counts.length; i++) {
      Arrays.fill(index, end, end += (int) counts[i], i);
    }
    return x.indexSelect(at, Tensor.of(index));
  }

  /** x repeated along axes of extent 1 and new ones in front, up to this shape; a view, as {@link Tensor#expand}. */
  public static Tensor broadcastTo(Tensor x, int... extents) {
    return x.expand(extents);
  }

  /** The shape of what tensors of these shapes make together, each broadcast to it. */
  public static Shape broadcastShapes(Shape... shapes) {
    Shape all = Shape.SCALAR;
    for (Shape shape : shapes) {
      all = all.broadcast(shape, "broadcastShapes");
    }
    return all;
  }

  /** x repeated up to the shape of another tensor; a view. */
  public static Tensor expandAs(Tensor x, Tensor other) {
    return x.expand(other.shape());
  }
}
