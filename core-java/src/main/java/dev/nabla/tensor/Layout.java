package dev.nabla.tensor;

import java.util.Arrays;

/** Strides that let one array stand under several shapes. */
final class Layout {
  private Layout() {}

  /** The strides that show a tensor of shape {@code from} as one of shape {@code to}, of equal size; null if none do. */
  static int[] reshaped(Shape from, int[] strides, Shape to) {
    if (strides == from.strides() || to.size() <= 1) {
      return to.strides();
    }
    int[] extents = new int[from.rank()];
    int[] steps = new int[from.rank()];
    int rank = 0;
    for (int axis = 0; axis < from.rank(); axis++) {
      if (from.raw()[axis] != 1) {
        extents[rank] = from.raw()[axis];
        steps[rank++] = strides[axis];
      }
    }
    return split(Arrays.copyOf(extents, rank), steps, to.raw());
  }

  /** Pairs the smallest groups of axes, on either side, that hold equally many elements; each group must be one run. */
  private static int[] split(int[] from, int[] steps, int[] to) {
    int[] strides = new int[to.length];
    int i = 0;
    int j = 0;
    while (i < from.length) {
      int first = j;
      long held = from[i];
      long shown = to[j++];
      while (held != shown) {
        if (held > shown) {
          shown *= to[j++];
        } else if (steps[i] == from[i + 1] * steps[i + 1]) {
          held *= from[++i];
        } else {
          return null;
        }
      }
      int stride = steps[i++];
      for (int axis = j - 1; axis >= first; axis--) {
        strides[axis] = stride;
        stride *= to[axis];
      }
    }
    return strides;
  }

  /** The strides of a tensor of shape {@code from} when it is broadcast to {@code to}: 0 where it is repeated. */
  static int[] broadcast(Shape from, int[] strides, Shape to) {
    if (from == to || from.equals(to)) {
      return strides;
    }
    int rank = to.rank();
    int[] result = new int[rank];
    for (int axis = 1; axis <= from.rank(); axis++) {
      result[rank - axis] = from.raw()[from.rank() - axis] == 1 ? 0 : strides[from.rank() - axis];
    }
    return result;
  }

  /** {@code strides}, or the shape's own array of them when a tensor with these lies in row-major order. */
  static int[] canonical(Shape shape, int[] strides) {
    if (shape.size() <= 1) {
      return shape.strides();
    }
    for (int axis = 0; axis < strides.length; axis++) {
      if (strides[axis] != shape.strides()[axis] && shape.raw()[axis] != 1) {
        return strides;
      }
    }
    return shape.strides();
  }
}
