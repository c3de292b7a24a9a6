package dev.nabla.op;

import dev.nabla.kernel.Strided;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.LinearOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Views in which an element may appear more than once, and pictures whose channels become pixels. */
public final class Windows {
  private Windows() {}

  /**
   * All windows of {@code size} entries along an axis, {@code step} apart: the axis counts the windows, and a new last
   * axis runs within them; a view. The gradient of an element is the sum over the windows that it is in.
   */
  public static Tensor unfold(Tensor x, int axis, int size, int step) {
    int at = x.shape().axis(axis, "unfold");
    if (size < 0 || size > x.extent(at) || step < 1) {
      throw new ShapeException("unfold: windows of " + size + " entries, " + step + " apart, do not fit axis "
          + at + " of shape " + x.shape());
    }
    return new Unfold(at, size, step).apply(x);
  }

  /**
   * Element (i, j, …) of the result is element {@code offset} + i · strides[0] + j · strides[1] + … of x in row-major
   * order, whatever its layout in memory; a view of a contiguous tensor. The gradient adds up where several are one.
   */
  public static Tensor asStrided(Tensor x, int[] extents, int[] strides, int offset) {
    Shape shape = Shape.of(extents);
    if (strides.length != extents.length) {
      throw new ShapeException("asStrided: shape " + shape + " needs one stride for each axis, got "
          + Arrays.toString(strides));
    }
    long least = offset;
    long greatest = offset;
    for (int axis = 0; axis < extents.length; axis++) {
      long reach = (extents[axis] - 1L) * strides[axis];
      least += Math.min(0, reach);
      greatest += Math.max(0, reach);
    }
    if (shape.size() > 0 && (least < 0 || greatest >= x.size())) {
      throw new IndexOutOfBoundsException("asStrided: shape " + shape + " with the strides " + Arrays.toString(strides)
          + " from " + offset + " on reaches beyond the " + x.size() + " elements of shape " + x.shape());
    }
    return new AsStrided(shape, strides.clone(), shape.size() == 0 ? 0 : offset).apply(x);
  }

  /** Pictures [… , c · r², h, w] as [… , c, h · r, w · r]: every r² channels become squares of r × r pixels. */
  public static Tensor pixelShuffle(Tensor x, int r) {
    requirePictures("pixelShuffle", x, r);
    int channels = x.extent(-3);
    if (channels % ((long) r * r) != 0) {
      throw new ShapeException("pixelShuffle: " + channels + " channels of shape " + x.shape()
          + " are not a multiple of " + r + "²");
    }
    int h = x.extent(-2);
    int w = x.extent(-1);
    Shape leading = x.shape().slice(0, x.rank() - 3);
    int c = channels / (r * r);
    Tensor squares = x.reshape(leading.concat(Shape.of(c, r, r, h, w)));
    Tensor ordered = Rearranging.movedim(squares, new int[] {-2, -1}, new int[] {-4, -2});
    return ordered.reshape(leading.concat(Shape.of(c, h * r, w * r)));
  }

  /** Pictures [… , c, h · r, w · r] as [… , c · r², h, w]: squares of r × r pixels become channels. */
  public static Tensor pixelUnshuffle(Tensor x, int r) {
    requirePictures("pixelUnshuffle", x, r);
    int c = x.extent(-3);
    if (x.extent(-2) % r != 0 || x.extent(-1) % r != 0) {
      throw new ShapeException("pixelUnshuffle: pictures of shape " + x.shape() + " do not come out even in "
          + "squares of " + r + "×" + r);
    }
    int h = x.extent(-2) / r;
    int w = x.extent(-1) / r;
    Shape leading = x.shape().slice(0, x.rank() - 3);
    Tensor squares = x.reshape(leading.concat(Shape.of(c, h, r, w, r)));
    Tensor ordered = Rearranging.movedim(squares, new int[] {-4, -2}, new int[] {-2, -1});
    return ordered.reshape(leading.concat(Shape.of(c * r * r, h, w)));
  }

  private static void requirePictures(String operation, Tensor x, int r) {
    if (x.rank() < 3 || r < 1) {
      throw new ShapeException(operation + ": needs pictures of three axes at least, [… , c, h, w], and a "
          + "factor of 1 at least, got shape " + x.shape() + " and the factor " + r);
    }
  }

  /** Windows along an axis, with a last axis that runs within them. */
  record Unfold(int axis, int size, int step) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      Strided s = x.strided();
      int rank = s.extents().length;
      int[] extents = Arrays.copyOf(s.extents(), rank + 1);
      int[] strides = Arrays.copyOf(s.strides(), rank + 1);
      extents[axis] = (s.extents()[axis] - size) / step + 1;
      strides[axis] = s.strides()[axis] * step;
      extents[rank] = size;
      strides[rank] = s.strides()[axis];
      return Tensor.wrap(new Strided(s.array(), s.offset(), extents, strides), x.dtype());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      int windows = y.extent(axis);
      long[] places = new long[windows * size];
      Arrays.setAll(places, i -> i / size * (long) step + i % size);
      Tensor inOrder = Rearranging.movedim(g, -1, axis + 1).reshape(x.shape().with(axis, places.length));
      return IndexUpdates.indexAdd(Tensor.zeros(x.shape(), g.dtype()), axis, Tensor.of(places), inOrder);
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Unfold(axis + 1, size, step).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("unfold(x)", "fold(g)")
          .where("fold: what windows share is added");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Unfold(0, 3, 1), Domain.REALS.draw(1, 6)),
          Sample.of(new Unfold(1, 2, 2), Domain.REALS.draw(2, 5, 2, 2).transpose(0, 1)),
          Sample.of(new Unfold(0, 2, 3), Domain.REALS.draw(3, 6, 2)));
    }
  }

  /** Elements at strides over x in row-major order. */
  record AsStrided(Shape shape, int[] strides, int offset) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      Strided s = x.contiguous().strided();
      return Tensor.wrap(new Strided(s.array(), s.offset() + offset, shape.extents(), strides), x.dtype());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor places = apply(Tensor.arange(x.size()).reshape(x.shape())).flatten();
      Tensor zeros = Tensor.zeros(Shape.of(x.size()), g.dtype());
      return new Scattering.ScatterAdd(0).apply(List.of(zeros, places, g.flatten())).reshape(x.shape());
    }

    @Override
    public Tensor batched(Tensor x) {
      int n = x.extent(0);
      int apart = x.shape().size(1, x.rank());
      return new AsStrided(Shape.of(n).concat(shape), Entries.before(apart, strides), offset).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("asStrided(x)", "scatterAdd(g)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new AsStrided(Shape.of(2, 3), new int[] {1, 2}, 1), Domain.REALS.draw(1, 3, 4)),
          Sample.of(new AsStrided(Shape.of(3, 3), new int[] {-1, 1}, 2), Domain.REALS.draw(2, 3, 2).transpose()),
          Sample.of(new AsStrided(Shape.of(2, 0), new int[] {1, 1}, 0), Domain.REALS.draw(3, 2)));
    }
  }
}
