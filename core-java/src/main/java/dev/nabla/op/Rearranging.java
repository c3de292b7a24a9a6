package dev.nabla.op;

import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.LinearOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The same elements in other places: turned around, shifted, with axes in another order, and cut into parts. */
public final class Rearranging {
  private Rearranging() {}

  /** Backward along some axes, or along all when none is named; a view. */
  public static Tensor flip(Tensor x, int... axes) {
    boolean[] flipped = x.shape().axes(axes, "flip");
    Index[] index = new Index[x.rank()];
    Arrays.setAll(index, axis -> flipped[axis] ? Index.range(null, null, -1) : Index.ALL);
    return x.get(index);
  }

  /**
   * Moved by {@code shift} places along an axis, and what leaves at one end enters at the other: the first element goes
   * to place {@code shift}, which may be negative or larger than the extent.
   */
  public static Tensor roll(Tensor x, int shift, int axis) {
    int at = x.shape().axis(axis, "roll");
    int n = x.extent(at);
    int places = n == 0 ? 0 : Math.floorMod(shift, n);
    return places == 0 ? x.reshape(x.shape()) : new Roll(places, at).apply(x);
  }

  /** {@link #roll(Tensor, int, int)} along several axes, by one shift each. */
  public static Tensor roll(Tensor x, int[] shifts, int[] axes) {
    if (shifts.length != axes.length) {
      throw new ShapeException("roll: needs one shift for each axis, got the shifts "
          + Arrays.toString(shifts) + " for the axes " + Arrays.toString(axes));
    }
    Tensor y = x;
    for (int i = 0; i < axes.length; i++) {
      y = roll(y, shifts[i], axes[i]);
    }
    return y;
  }

  /** All elements in row-major order moved by {@code shift} places, in the shape of {@code x}. */
  public static Tensor roll(Tensor x, int shift) {
    return roll(x.flatten(), shift, 0).reshape(x.shape());
  }

  /** Turned by {@code times} quarters in the plane of two axes, from {@code axis} towards {@code other}; a view. */
  public static Tensor rot90(Tensor x, int times, int axis, int other) {
    int a = x.shape().axis(axis, "rot90");
    int b = x.shape().axis(other, "rot90");
    if (a == b) {
      throw new ShapeException("rot90: a plane has two axes, got " + axis + " and " + other + " of shape "
          + x.shape());
    }
    return switch (Math.floorMod(times, 4)) {
      case 1 -> flip(x, b).transpose(a, b);
      case 2 -> flip(x, a, b);
      case 3 -> flip(x, a).transpose(a, b);
      default -> x.reshape(x.shape());
    };
  }

  /** Axis {@code from} becomes axis {@code to} of the result, the others stay in their order; a view. */
  public static Tensor movedim(Tensor x, int from, int to) {
    return movedim(x, new int[] {from}, new int[] {to});
  }

  /** Axis {@code from[i]} becomes axis {@code to[i]} of the result, the others stay in their order; a view. */
  public static Tensor movedim(Tensor x, int[] from, int[] to) {
    if (from.length != to.length) {
      throw new ShapeException("movedim: needs one new place for each axis, got " + Arrays.toString(to)
          + " for the axes " + Arrays.toString(from));
    }
    if (from.length == 0) {
      return x.permute(IntStream.range(0, x.rank()).toArray());
    }
    boolean[] moved = x.shape().axes(from, "movedim");
    boolean[] taken = x.shape().axes(to, "movedim");
    int[] order = new int[x.rank()];
    for (int i = 0; i < from.length; i++) {
      order[x.shape().axis(to[i], "movedim")] = x.shape().axis(from[i], "movedim");
    }
    int next = 0;
    for (int place = 0; place < order.length; place++) {
      if (!taken[place]) {
        while (moved[next]) {
          next++;
        }
        order[place] = next++;
      }
    }
    return x.permute(order);
  }

  /** The same elements in row-major order under the shape of another tensor of equal size. */
  public static Tensor reshapeAs(Tensor x, Tensor other) {
    return x.reshape(other.shape());
  }

  /** One axis as several, of which the last varies fastest; one extent may be −1: what is left for it. */
  public static Tensor unflatten(Tensor x, int axis, int... extents) {
    int at = x.shape().axis(axis, "unflatten");
    int n = x.extent(at);
    long known = Arrays.stream(extents).filter(e -> e != -1).asLongStream().reduce(1, (a, b) -> a * b);
    int[] parts = Arrays.stream(extents).map(e -> e == -1 && known != 0 ? (int) (n / known) : e).toArray();
    boolean fits = Arrays.stream(extents).filter(e -> e < 0).sum() >= -1 && Arrays.stream(parts).noneMatch(e -> e < 0)
        && Arrays.stream(parts).asLongStream().reduce(1, (a, b) -> a * b) == n;
    if (!fits) {
      throw new ShapeException("unflatten: the " + n + " entries along axis " + at + " of shape " + x.shape()
          + " are not those of the extents " + Arrays.toString(extents));
    }
    Shape before = x.shape().slice(0, at);
    return x.reshape(before.concat(Shape.of(parts)).concat(x.shape().slice(at + 1, x.rank())));
  }

  /** The columns of a matrix one under the other, as vec stands in matrix calculus: row-major order is that of rows. */
  public static Tensor vec(Tensor x) {
    if (x.rank() != 2) {
      throw new ShapeException("vec: needs a matrix, got shape " + x.shape());
    }
    return x.transpose().flatten();
  }

  /** The matrix of {@code rows} rows whose columns stand one under the other in a vector: what undoes {@link #vec}. */
  public static Tensor unvec(Tensor x, int rows) {
    if (x.rank() != 1 || rows < 1 || x.size() % rows != 0) {
      throw new ShapeException("unvec: needs a vector of columns of " + rows + " elements, got shape "
          + x.shape());
    }
    return x.reshape(x.size() / rows, rows).transpose();
  }

  /** Two axes exchanged; a view. */
  public static Tensor swapaxes(Tensor x, int axis, int other) {
    return x.transpose(axis, other);
  }

  /**
   * Parts of {@code size} entries along an axis, the last one smaller when they do not come out even; views. An empty
   * axis has one part, which is empty.
   */
  public static List<Tensor> split(Tensor x, int size, int axis) {
    int at = x.shape().axis(axis, "split");
    if (size < 1) {
      throw new IllegalArgumentException("split: a part has one entry at least, got the size " + size);
    }
    int n = x.extent(at);
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    do {
      int length = Math.min(size, n - start);
      parts.add(x.narrow(at, start, length));
      start += length;
    } while (start < n);
    return parts;
  }

  /** Parts of these sizes along an axis, which they fill; views. */
  public static List<Tensor> split(Tensor x, int[] sizes, int axis) {
    int at = x.shape().axis(axis, "split");
    long total = Arrays.stream(sizes).asLongStream().sum();
    if (total != x.extent(at) || Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      throw new ShapeException("split: the sizes " + Arrays.toString(sizes) + " do not add up to the "
          + x.extent(at) + " entries along axis " + at + " of shape " + x.shape());
    }
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      parts.add(x.narrow(at, start, size));
      start += size;
    }
    return parts;
  }

  /**
   * At most {@code count} parts along an axis, all of one size but the last, as PyTorch cuts them: 5 entries in 4
   * chunks are 2, 2 and 1; views.
   */
  public static List<Tensor> chunk(Tensor x, int count, int axis) {
    if (count < 1) {
      throw new IllegalArgumentException("chunk: needs one part at least, got " + count);
    }
    int n = x.extent(x.shape().axis(axis, "chunk"));
    return split(x, Math.max(1, (int) (((long) n + count - 1) / count)), axis);
  }

  /** The slices along an axis, which is gone from them; views. */
  public static List<Tensor> unbind(Tensor x, int axis) {
    int at = x.shape().axis(axis, "unbind");
    List<Tensor> slices = new ArrayList<>();
    for (int i = 0; i < x.extent(at); i++) {
      slices.add(x.select(at, i));
    }
    return slices;
  }

  /**
   * The elements in an array of their own, in row-major order: a small part of a large tensor no longer keeps it alive.
   */
  public static Tensor clone(Tensor x) {
    return new Clone().apply(x);
  }

  /** Moved by {@code shift} places, more than 0 and fewer than there are. */
  record Roll(int shift, int axis) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      int rest = x.extent(axis) - shift;
      return Tensor.cat(axis, x.narrow(axis, rest, shift), x.narrow(axis, 0, rest));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Roll(x.extent(axis) - shift, axis).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Roll(shift, axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("roll(x, " + shift + ")", "roll(g, −" + shift + ")");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Roll(1, 0), Domain.REALS.draw(1, 3, 4)),
          Sample.of(new Roll(2, 1), Domain.REALS.draw(2, 3, 2).transpose()),
          Sample.of(new Roll(1, 1), Domain.REALS.draw(3, 0, 2)));
    }
  }

  /** x in an array of its own. */
  record Clone() implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return Rows.wrap(Rows.copied(x), x.dtype(), x.shape());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g;
    }

    @Override
    public Tensor batched(Tensor x) {
      return apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x", "g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Clone(), Domain.REALS);
    }
  }
}
