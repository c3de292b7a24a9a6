package dev.nabla.op;

import dev.nabla.kernel.DoublePlainIndexing;
import dev.nabla.kernel.DoublePlainScatter;
import dev.nabla.kernel.FloatPlainIndexing;
import dev.nabla.kernel.FloatPlainScatter;
import dev.nabla.kernel.IntPlainIndexing;
import dev.nabla.kernel.IntPlainScatter;
import dev.nabla.kernel.LongPlainIndexing;
import dev.nabla.kernel.LongPlainScatter;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Positions;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Writing elements to positions along an axis: y[i, index[i, j]] takes source[i, j] along axis 1. Along other axes
 * {@code index} is as long as {@code x}, or shorter and then stands at the beginning; {@code source} is at least as
 * long as {@code index} along every axis, and what lies beyond it is not used.
 */
public final class Scattering {
  private Scattering() {}

  /** x with the elements of {@code source} at the positions; of several for one position the last stays. */
  public static Tensor scatter(Tensor x, int axis, Tensor index, Tensor source) {
    return apply("scatter", Scatter::new, x, axis, index, source);
  }

  /** x with {@code value} at the positions. */
  public static Tensor scatter(Tensor x, int axis, Tensor index, double value) {
    return scatter(x, axis, index, Tensor.full(value, Shape.SCALAR, x.dtype()).expand(index.shape()));
  }

  /** x with the elements of {@code source} added at the positions, all of several for one position. */
  public static Tensor scatterAdd(Tensor x, int axis, Tensor index, Tensor source) {
    requireNumbers("scatterAdd", x);
    return apply("scatterAdd", ScatterAdd::new, x, axis, index, source);
  }

  static void requireNumbers(String operation, Tensor x) {
    if (x.dtype() == DType.BOOL) {
      throw new IllegalArgumentException(operation + ": needs numbers, got a bool tensor of shape " + x.shape());
    }
  }

  /** An operator of x, positions and a source along an axis. */
  interface AlongAxis {
    NaryOp of(int axis);
  }

  /** Checks and fits positions and source, and applies the operator to as much of x as they stand for. */
  static Tensor apply(String operation, AlongAxis op, Tensor x, int axis, Tensor index, Tensor source) {
    int at = x.shape().axis(axis, operation);
    requireFitting(operation, x, at, index, source);
    Tensor positions = Positions.checked(index, x.shape(), at, operation);
    Tensor values = beginning(source.to(x.dtype()), index.shape());
    Shape covered = index.shape().with(at, x.extent(at));
    if (covered.equals(x.shape())) {
      return op.of(at).apply(List.of(x, positions, values));
    }
    Tensor updated = op.of(at).apply(List.of(beginning(x, covered), positions, values));
    return Updating.with(x, updated, ranges(covered));
  }

  private static void requireFitting(String operation, Tensor x, int axis, Tensor index, Tensor source) {
    boolean fits = index.rank() == x.rank() && source.rank() == x.rank();
    for (int a = 0; fits && a < x.rank(); a++) {
      fits = index.extent(a) <= source.extent(a) && (a == axis || index.extent(a) <= x.extent(a));
    }
    if (!fits) {
      throw new IllegalArgumentException(operation + ": positions of shape " + index.shape() + " along axis " + axis
          + " need " + x.shape() + " and a source of shape " + source.shape() + " to be at least as long");
    }
  }

  /** The first elements along every axis, as many as {@code shape} says. */
  static Tensor beginning(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : x.get(ranges(shape));
  }

  private static Index[] ranges(Shape shape) {
    Index[] ranges = new Index[shape.rank()];
    Arrays.setAll(ranges, axis -> Index.range(0, shape.extent(axis)));
    return ranges;
  }

  /** x with source at the positions; it gets the gradient of what stayed, x that of all places not written to. */
  record Scatter(int axis) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      if (x.dtype() == DType.BOOL) {
        return forward(List.of(x.to(DType.INT32), inputs.get(1), inputs.get(2).to(DType.INT32))).to(DType.BOOL);
      }
      Rows r = Rows.along(x, axis);
      long[] at = (long[]) Rows.packed(inputs.get(1));
      int m = inputs.get(1).extent(axis);
      Object source = Rows.packed(inputs.get(2));
      Object y = Rows.copied(x);
      switch (x.dtype()) {
        case FLOAT32 -> FloatPlainScatter.assign((float[]) source, r.outer(), r.n(), r.inner(), at, m, (float[]) y);
        case FLOAT64 -> DoublePlainScatter.assign((double[]) source, r.outer(), r.n(), r.inner(), at, m,
            (double[]) y);
        case INT32 -> IntPlainScatter.assign((int[]) source, r.outer(), r.n(), r.inner(), at, m, (int[]) y);
        default -> LongPlainScatter.assign((long[]) source, r.outer(), r.n(), r.inner(), at, m, (long[]) y);
      }
      return Rows.wrap(y, x.dtype(), x.shape());
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      Tensor index = x.get(1);
      Tensor zero = Tensor.zeros(Shape.SCALAR, g.dtype());
      if (i == 0) {
        return apply(List.of(g, index, zero.expand(index.shape())));
      }
      return Tensor.where(stays(index, axis, g.shape()), g.gather(axis, index), zero);
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      return apply(changes(dx, x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return new Scatter(axis + 1).apply(Entries.each(x));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i", "s"), "scatter(x, i, s)", "scatter(g, i, 0)", null, "gather(g, i)")
          .where("gather: with 0 for what a later element has replaced");
    }

    static List<Sample> samples() {
      return scattered(Scatter::new);
    }
  }

  /** Which of the elements that go to one position is the last, along an axis of a tensor of {@code shape}. */
  static Tensor stays(Tensor index, int axis, Shape shape) {
    Tensor numbers = Tensor.arange(index.size()).reshape(index.shape());
    Tensor last = new Scatter(axis).apply(List.of(Tensor.zeros(shape, DType.INT64), index, numbers));
    return last.gather(axis, index).eq(numbers);
  }

  /** x with source added at the positions. */
  record ScatterAdd(int axis) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      Rows r = Rows.along(x, axis);
      long[] at = (long[]) Rows.packed(inputs.get(1));
      int m = inputs.get(1).extent(axis);
      Object source = Rows.packed(inputs.get(2));
      Object y = Rows.copied(x);
      switch (x.dtype()) {
        case FLOAT32 -> FloatPlainIndexing.gatherGradient((float[]) source, r.outer(), r.n(), r.inner(), at, m,
            (float[]) y);
        case FLOAT64 -> DoublePlainIndexing.gatherGradient((double[]) source, r.outer(), r.n(), r.inner(), at, m,
            (double[]) y);
        case INT32 -> IntPlainIndexing.gatherGradient((int[]) source, r.outer(), r.n(), r.inner(), at, m, (int[]) y);
        default -> LongPlainIndexing.gatherGradient((long[]) source, r.outer(), r.n(), r.inner(), at, m, (long[]) y);
      }
      return Rows.wrap(y, x.dtype(), x.shape());
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      return i == 0 ? g : g.gather(axis, x.get(1));
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      return apply(changes(dx, x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return new ScatterAdd(axis + 1).apply(Entries.each(x));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i", "s"), "x + scatter(s, i)", "g", null, "gather(g, i)");
    }

    static List<Sample> samples() {
      return scattered(ScatterAdd::new);
    }
  }

  /** The directions of x and source, zeros where one is constant, with the positions between them. */
  static List<Tensor> changes(List<Tensor> dx, List<Tensor> x) {
    Tensor first = dx.get(0) == null ? Tensor.zerosLike(x.get(0)) : dx.get(0);
    Tensor last = dx.get(2) == null ? Tensor.zerosLike(x.get(2)) : dx.get(2);
    return List.of(first, x.get(1), last);
  }

  /** Samples of an operator of x, positions and a source; some positions occur twice, some not at all. */
  static List<Sample> scattered(AlongAxis op) {
    return List.of(
        Sample.of(op.of(1), Domain.REALS.draw(1, 2, 3), Tensor.of(new long[] {0, 0, 2, 1}, 2, 2),
            Domain.REALS.draw(2, 2, 2)),
        Sample.of(op.of(0), Domain.REALS.draw(3, 2, 4).transpose(), Tensor.of(new long[] {3, 0, 3, 0, 1, 0}, 3, 2),
            Domain.REALS.draw(4, 3, 2)),
        Sample.of(op.of(0), Domain.REALS.draw(5, 3), Tensor.zeros(Shape.of(0), DType.INT64), Domain.REALS.draw(6, 0)));
  }
}
