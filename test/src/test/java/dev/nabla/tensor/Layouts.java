package dev.nabla.tensor;

import java.util.Arrays;

/** Ways to lay the same elements out in memory. */
enum Layouts {
  /** The last axis varies slowest. */
  COLUMN_MAJOR {
    @Override
    Tensor of(Tensor x) {
      int[] backwards = new int[x.rank()];
      Arrays.setAll(backwards, i -> x.rank() - 1 - i);
      return x.permute(backwards).contiguous().permute(backwards);
    }
  },
  /** Every second element of a larger array, which does not begin with one. */
  SPREAD {
    @Override
    Tensor of(Tensor x) {
      return embedded(x, 2);
    }
  },
  /** Every axis runs backwards. */
  REVERSED {
    @Override
    Tensor of(Tensor x) {
      return embedded(x, -1);
    }
  },
  /** In row-major order, but not at the beginning of the array. */
  OFFSET {
    @Override
    Tensor of(Tensor x) {
      Tensor behind = Tensor.cat(0, Tensor.zerosLike(x).flatten(), x.flatten());
      return behind.narrow(0, x.size(), x.size()).reshape(x.shape());
    }
  };

  /** A tensor equal to {@code x}, laid out in this way. */
  abstract Tensor of(Tensor x);

  /** Written with steps into a larger array, and read out again by a slice. */
  private static Tensor embedded(Tensor x, int step) {
    int rank = x.rank();
    int[] from = new int[rank];
    int[] steps = new int[rank];
    int[] larger = new int[rank];
    Arrays.fill(steps, step);
    for (int axis = 0; axis < rank; axis++) {
      int n = x.shape().extent(axis);
      from[axis] = step > 0 ? 1 : Math.max(0, n - 1);
      larger[axis] = step > 0 ? step * n + 1 : n;
    }
    Tensor host = new Viewing.Embed(from, steps, Shape.of(larger)).forward(x);
    return new Viewing.Slice(from, x.shape().extents(), steps).forward(host);
  }
}
