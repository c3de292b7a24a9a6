package dev.nabla.check;

import dev.nabla.tensor.Index;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/** Ways to lay the same elements out in memory. */
public enum Layouts {
  /** The last axis varies slowest. */
  COLUMN_MAJOR {
    @Override
    public Tensor of(Tensor x) {
      int[] backwards = new int[x.rank()];
      Arrays.setAll(backwards, i -> x.rank() - 1 - i);
      return x.permute(backwards).contiguous().permute(backwards);
    }
  },
  /** Every second element of a larger array, which does not begin with one. */
  SPREAD {
    @Override
    public Tensor of(Tensor x) {
      Tensor spread = x;
      for (int axis = x.rank() - 1; axis >= 0; axis--) {
        spread = Tensor.stack(axis + 1, Tensor.zerosLike(spread), spread).flatten(axis, axis + 1);
      }
      return everywhere(spread, Index.range(1, null, 2));
    }
  },
  /** Every axis runs backwards. */
  REVERSED {
    @Override
    public Tensor of(Tensor x) {
      Index backwards = Index.range(null, null, -1);
      return everywhere(everywhere(x, backwards).contiguous(), backwards);
    }
  },
  /** In row-major order, but not at the beginning of the array. */
  OFFSET {
    @Override
    public Tensor of(Tensor x) {
      Tensor behind = Tensor.cat(0, Tensor.zerosLike(x).flatten(), x.flatten());
      return behind.narrow(0, x.size(), x.size()).reshape(x.shape());
    }
  };

  /** A tensor equal to {@code x}, laid out in this way. */
  public abstract Tensor of(Tensor x);

  private static Tensor everywhere(Tensor x, Index range) {
    Index[] index = new Index[x.rank()];
    Arrays.fill(index, range);
    return x.get(index);
  }
}
