package dev.nabla.op;

import dev.nabla.kernel.Strided;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.Arrays;
import java.util.List;

/**
 * Tensors with margins. Widths come in pairs, before and after, for the last axis first (PyTorch's order): 1, 2 are one
 * entry before and two after along the last axis; 1, 2, 3, 4 add three rows above and four below.
 */
public final class Padding {
  private Padding() {}

  /** What stands in a margin. */
  public enum Mode {
    /** The tensor mirrored at its first and last entries, which are not repeated; margins are shorter than the axis. */
    REFLECT,
    /** The first and the last entries. */
    REPLICATE,
    /** The other end of the tensor; margins are not longer than the axis. */
    CIRCULAR
  }

  /** With margins of {@code value}; a negative width takes entries away. */
  public static Tensor pad(Tensor x, double value, int... widths) {
    requirePairs(x, widths);
    int rank = x.rank();
    int[] from = new int[rank];
    int[] extents = x.shape().extents();
    Index[] kept = new Index[rank];
    Arrays.fill(kept, Index.ALL);
    for (int i = 0; i < widths.length; i += 2) {
      int axis = rank - 1 - i / 2;
      int n = extents[axis];
      requireWidth(n + widths[i] + widths[i + 1] >= 0 && n + widths[i] >= 0 && n + widths[i + 1] >= 0, x, axis, widths);
      kept[axis] = Index.range(Math.max(0, -widths[i]), n - Math.max(0, -widths[i + 1]));
      from[axis] = Math.max(0, widths[i]);
      extents[axis] = n + widths[i] + widths[i + 1];
    }
    int[] steps = new int[rank];
    Arrays.fill(steps, 1);
    return new Placed(value, from, steps, Shape.of(extents)).apply(x.get(kept));
  }

  /** With margins made of the tensor's own entries, which add up the gradients of their copies. */
  public static Tensor pad(Tensor x, Mode mode, int... widths) {
    requirePairs(x, widths);
    Tensor y = x;
    for (int i = 0; i < widths.length; i += 2) {
      int axis = x.rank() - 1 - i / 2;
      int n = x.extent(axis);
      int longest = switch (mode) {
        case REFLECT -> n - 1;
        case REPLICATE -> n == 0 ? 0 : Integer.MAX_VALUE;
        case CIRCULAR -> n;
      };
      requireWidth(widths[i] >= 0 && widths[i + 1] >= 0 && Math.max(widths[i], widths[i + 1]) <= longest, x, axis,
          widths);
      y = y.indexSelect(axis, places(mode, n, widths[i], widths[i + 1]));
    }
    return y;
  }

  private static Tensor places(Mode mode, int n, int before, int after) {
    long[] places = new long[before + n + after];
    Arrays.setAll(places, i -> {
      int at = i - before;
      return switch (mode) {
        case REFLECT -> at < 0 ? -at : at < n ? at : 2L * (n - 1) - at;
        case REPLICATE -> Math.max(0, Math.min(n - 1, at));
        case CIRCULAR -> Math.floorMod(at, n);
      };
    });
    return Tensor.of(places);
  }

  private static void requirePairs(Tensor x, int[] widths) {
    if (widths.length % 2 != 0 || widths.length > 2 * x.rank()) {
      throw new ShapeException("pad: widths come in pairs, one at most for each axis of shape " + x.shape()
          + ", got " + Arrays.toString(widths));
    }
  }

  private static void requireWidth(boolean fits, Tensor x, int axis, int[] widths) {
    if (!fits) {
      throw new ShapeException("pad: the widths " + Arrays.toString(widths) + " do not fit axis " + axis
          + " of shape " + x.shape());
    }
  }

  /** {@code zeros} zeros after every entry along some axes, or along all when none is named. */
  public static Tensor dilate(Tensor x, int zeros, int... axes) {
    boolean[] dilated = dilated("dilate", x, zeros, axes);
    int[] extents = x.shape().extents();
    int[] steps = new int[x.rank()];
    for (int axis = 0; axis < steps.length; axis++) {
      steps[axis] = dilated[axis] ? zeros + 1 : 1;
      extents[axis] = Math.multiplyExact(extents[axis], steps[axis]);
    }
    return new Placed(0, new int[x.rank()], steps, Shape.of(extents)).apply(x);
  }

  /**
   * Every entry after which {@link #dilate} would have put {@code zeros} zeros, along some axes, or along all; a view.
   */
  public static Tensor undilate(Tensor x, int zeros, int... axes) {
    boolean[] dilated = dilated("undilate", x, zeros, axes);
    Index[] index = new Index[x.rank()];
    Arrays.setAll(index, axis -> dilated[axis] ? Index.range(null, null, zeros + 1) : Index.ALL);
    return x.get(index);
  }

  private static boolean[] dilated(String operation, Tensor x, int zeros, int[] axes) {
    if (zeros < 0) {
      throw new IllegalArgumentException(operation + ": the number of zeros is 0 or more, got " + zeros);
    }
    return x.shape().axes(axes, operation);
  }

  /** A tensor full of {@code value}, with x at {@code from} on, {@code steps} apart along each axis. */
  record Placed(double value, int[] from, int[] steps, Shape shape) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Tensor y = Tensor.full(value, shape, x.dtype());
      Strided all = y.strided();
      int[] strides = new int[from.length];
      int first = 0;
      for (int axis = 0; axis < strides.length; axis++) {
        strides[axis] = all.strides()[axis] * steps[axis];
        first += all.strides()[axis] * from[axis];
      }
      if (x.size() > 0) {
        Rows.copy(x, new Strided(all.array(), first, x.shape().extents(), strides));
      }
      return y;
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Index[] index = new Index[from.length];
      Arrays.setAll(index, axis -> {
        int n = x.extent(axis);
        return Index.range(from[axis], n == 0 ? from[axis] : from[axis] + (n - 1) * steps[axis] + 1, steps[axis]);
      });
      return g.get(index);
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return new Placed(0, from, steps, shape).apply(dx);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x) {
      Shape all = Shape.of(x.extent(0)).concat(shape);
      return new Placed(value, Entries.before(0, from), Entries.before(1, steps), all).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("pad(x)", "slice(g)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Placed(1.5, new int[] {1, 0}, new int[] {1, 2}, Shape.of(4, 5)), Domain.REALS.draw(1, 2, 2)),
          Sample.of(new Placed(0, new int[] {0, 1}, new int[] {3, 1}, Shape.of(6, 4)),
              Domain.REALS.draw(2, 3, 2).transpose()),
          Sample.of(new Placed(-1, new int[] {0}, new int[] {1}, Shape.of(2)), Domain.REALS.draw(3, 0)),
          Sample.of(new Placed(0, new int[0], new int[0], Shape.SCALAR), Domain.REALS.draw(4)));
    }
  }
}
