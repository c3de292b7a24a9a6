package dev.nabla.op;

import dev.nabla.kernel.DoublePlainSorting;
import dev.nabla.kernel.FloatPlainSorting;
import dev.nabla.kernel.IntPlainSorting;
import dev.nabla.kernel.LongPlainSorting;
import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Selected;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Strictness;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.Arrays;
import java.util.List;

/**
 * Elements by their order along an axis. NaN is greater than all other numbers, 0 equals −0, and equals keep the order
 * they stand in. The gradient goes to the elements selected; positions have none.
 */
public final class Ordering {
  private Ordering() {}

  /** The elements along an axis in ascending order, and where they stood. */
  public static Selected sort(Tensor x, int axis) {
    return sort(x, axis, false);
  }

  /** The elements along an axis in ascending or descending order, and where they stood. */
  public static Selected sort(Tensor x, int axis, boolean descending) {
    int at = x.shape().axis(axis, "sort");
    return selected("sort", x, new First(x.extent(at), at, descending).apply(x.detach()), at);
  }

  /** Where the elements along an axis stand that come first, second … in ascending order, int64. */
  public static Tensor argsort(Tensor x, int axis) {
    return argsort(x, axis, false);
  }

  /** Where the elements along an axis stand that come first, second … in ascending or descending order, int64. */
  public static Tensor argsort(Tensor x, int axis, boolean descending) {
    int at = x.shape().axis(axis, "argsort");
    return new First(x.extent(at), at, descending).apply(x.detach());
  }

  /** The {@code k} largest elements along an axis, the largest first, and where they stand. */
  public static Selected topk(Tensor x, int k, int axis) {
    return topk(x, k, axis, true);
  }

  /** The {@code k} largest or smallest elements along an axis, the most extreme first, and where they stand. */
  public static Selected topk(Tensor x, int k, int axis, boolean largest) {
    int at = x.shape().axis(axis, "topk");
    if (k < 0 || k > x.extent(at)) {
      throw new ShapeException("topk: " + k + " elements are not to be had along axis " + at + " of shape "
          + x.shape());
    }
    return selected("topk", x, new First(k, at, largest).apply(x.detach()), at);
  }

  /** The {@code k}-th smallest elements along an axis, counted from 1, and where they stand: those of {@link #sort}. */
  public static Selected kthvalue(Tensor x, int k, int axis) {
    int at = x.shape().axis(axis, "kthvalue");
    if (k < 1 || k > x.extent(at)) {
      throw new ShapeException("kthvalue: axis " + at + " of shape " + x.shape() + " has no element number "
          + k + ", counted from 1");
    }
    return reduced("kthvalue", x, new Kth(k, at).apply(x.detach()), at);
  }

  /** The elements at positions that have the rank of x. */
  private static Selected selected(String operation, Tensor x, Tensor indices, int axis) {
    Tensor values = x.gather(axis, indices);
    Strictness.requireNoKink(operation, values, () -> repeated(x.detach(), axis).gather(axis, indices));
    return new Selected(values, indices);
  }

  /** Whether each element occurs more than once along an axis. */
  private static Tensor repeated(Tensor x, int axis) {
    int n = x.extent(axis);
    if (n == 0) {
      return Tensor.zeros(x.shape(), DType.BOOL);
    }
    Tensor order = new First(n, axis, false).apply(x);
    Tensor sorted = x.gather(axis, order);
    Tensor equal = sorted.narrow(axis, 0, n - 1).eq(sorted.narrow(axis, 1, n - 1));
    Tensor end = Tensor.zeros(x.shape().with(axis, 1), DType.BOOL);
    Tensor repeated = Tensor.cat(axis, end, equal).logicalOr(Tensor.cat(axis, equal, end));
    return repeated.gather(axis, new First(n, axis, false).apply(order));
  }

  /** The elements at positions from which the axis is gone. */
  static Selected reduced(String operation, Tensor x, Tensor indices, int axis) {
    Tensor values = x.gather(axis, indices.unsqueeze(axis));
    Strictness.requireNoKink(operation, values, () -> Selected.tied(x.detach(), values.detach(), axis));
    return new Selected(values.squeeze(axis), indices);
  }

  /**
   * Where values would go into sequences in ascending order so that the order stays: for each value the number of
   * elements before it, int64, of the shape of {@code values}.
   *
   * @param sorted [n] for all values, or [… , n] with the leading axes of {@code values}; not checked to be in
   *     order
   * @param right whether elements equal to the value count as before it
   */
  public static Tensor searchsorted(Tensor sorted, Tensor values, boolean right) {
    boolean fits = sorted.rank() == 1 || sorted.rank() == values.rank() && sorted.rank() > 0
        && sorted.shape().without(sorted.rank() - 1).equals(values.shape().without(values.rank() - 1));
    if (!fits) {
      throw new ShapeException("searchsorted: sequences of shape " + sorted.shape()
          + " need one axis, or the leading axes of the values, whose shape is " + values.shape());
    }
    return new Search(right).apply(sorted.detach(), values.detach());
  }

  /** Where values would go into sequences in ascending order. */
  @FreeOf(value = Law.BROADCASTING, because = "the sequences are searched for values of the same leading axes")
  record Search(boolean right) implements BinaryOp {
    /** How element j of a sequence compares with what is looked for. */
    private interface Order {
      int of(int j);
    }

    @Override
    public String label() {
      return "searchsorted";
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor sorted, Tensor values) {
      int n = sorted.extent(-1);
      int perRow = sorted.rank() == 1 ? values.size() : values.extent(-1);
      long[] found = new long[values.size()];
      if (sorted.dtype().isFloating() || values.dtype().isFloating()) {
        double[] x = sorted.toDoubles();
        double[] v = values.toDoubles();
        Arrays.setAll(found, i -> search(n, j -> Double.compare(x[i / perRow * n + j] + 0.0, v[i] + 0.0)));
      } else {
        long[] x = sorted.toLongs();
        long[] v = values.toLongs();
        Arrays.setAll(found, i -> search(n, j -> Long.compare(x[i / perRow * n + j], v[i])));
      }
      return Rows.wrap(found, DType.INT64, values.shape());
    }

    private int search(int n, Order order) {
      int low = 0;
      int high = n;
      while (low < high) {
        int middle = (low + high) >>> 1;
        int comparison = order.of(middle);
        if (comparison < 0 || right && comparison == 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    static List<Sample> samples() {
      Tensor rows = Tensor.of(new double[] {1, 2, 3, 0, 0, 9}, 2, 3);
      return List.of(
          Sample.of(new Search(false), Tensor.of(1.0, 2, 2, 5), Tensor.of(new double[] {2, 0, 6, 5}, 2, 2)),
          Sample.of(new Search(true), rows, Tensor.of(new double[] {2, 4, 0, -1}, 2, 2)),
          Sample.of(new Search(true), Tensor.of(1L, 4), Tensor.of(4, 0)),
          Sample.of(new Search(false), rows, Tensor.zeros(Shape.of(2, 0), DType.FLOAT64)));
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor sorted, Tensor values) {
      return null;
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor sorted, Tensor values) {
      return null;
    }
  }

  /** Where the first {@code k} elements of an order along an axis stand. */
  record First(int k, int axis, boolean descending) implements UnaryOp {
    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      long[] index = new long[r.outer() * k * r.inner()];
      switch (x.dtype()) {
        case FLOAT32 -> FloatPlainSorting.top((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), k,
            descending, null, index);
        case FLOAT64 -> DoublePlainSorting.top((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), k,
            descending, null, index);
        case INT32 -> IntPlainSorting.top((int[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), k, descending,
            null, index);
        case INT64 -> LongPlainSorting.top((long[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), k, descending,
            null, index);
        case BOOL -> {
          return forward(x.to(DType.INT32));
        }
      }
      return Rows.wrap(index, DType.INT64, x.shape().with(axis, k));
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new First(4, 1, false), Domain.REALS.draw(1, 3, 4)),
          Sample.of(new First(2, 0, true), Domain.REALS.draw(2, 2, 3, 4).transpose()),
          Sample.of(new First(3, 0, false), Tensor.of(3, 1, 3, 2)),
          Sample.of(new First(0, 1, true), Domain.REALS.draw(3, 2, 0)));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new First(k, axis + 1, descending).apply(x);
    }
  }

  /** Where the {@code k}-th smallest element along an axis, counted from 1, stands. */
  record Kth(int k, int axis) implements UnaryOp {
    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      long[] index = new long[r.columns()];
      switch (x.dtype()) {
        case FLOAT32 -> FloatPlainSorting.kth((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), k, null,
            index);
        case FLOAT64 -> DoublePlainSorting.kth((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), k, null,
            index);
        case INT32 -> IntPlainSorting.kth((int[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), k, null, index);
        case INT64 -> LongPlainSorting.kth((long[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), k, null,
            index);
        case BOOL -> {
          return forward(x.to(DType.INT32));
        }
      }
      return Rows.wrap(index, DType.INT64, x.shape().without(axis));
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Kth(3, 1), Domain.REALS.draw(1, 3, 4)),
          Sample.of(new Kth(1, 0), Domain.REALS.draw(2, 2, 3, 4).transpose()),
          Sample.of(new Kth(2, 0), Tensor.of(3, 1, 3, 2)),
          Sample.of(new Kth(1, 1), Domain.REALS.draw(3, 0, 2)));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Kth(k, axis + 1).apply(x);
    }
  }
}
