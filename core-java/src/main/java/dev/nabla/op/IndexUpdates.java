package dev.nabla.op;

import dev.nabla.kernel.DoublePlainIndexing;
import dev.nabla.kernel.FloatPlainIndexing;
import dev.nabla.kernel.IntPlainIndexing;
import dev.nabla.kernel.LongPlainIndexing;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Positions;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Whole slices along an axis, written to the positions that an integer tensor of rank 1 holds. */
public final class IndexUpdates {
  private IndexUpdates() {}

  /** x with the slices of {@code source} added at the positions, all of several for one position. */
  public static Tensor indexAdd(Tensor x, int axis, Tensor index, Tensor source) {
    Scattering.requireNumbers("indexAdd", x);
    return apply("indexAdd", IndexAdd::new, x, axis, index, source);
  }

  /** x with {@code alpha} times the slices of {@code source} added at the positions. */
  public static Tensor indexAdd(Tensor x, int axis, Tensor index, Tensor source, double alpha) {
    return indexAdd(x, axis, index, source.mul(alpha));
  }

  /** x with the slices of {@code source} at the positions; of several for one position the last stays. */
  public static Tensor indexCopy(Tensor x, int axis, Tensor index, Tensor source) {
    return apply("indexCopy", IndexCopy::new, x, axis, index, source);
  }

  /** x with {@code value} in all slices at the positions. */
  public static Tensor indexFill(Tensor x, int axis, Tensor index, double value) {
    return indexFill(x, axis, index, Tensor.full(value, Shape.SCALAR, x.dtype()));
  }

  /** x with {@code value}, of rank 0, in all slices at the positions; its gradient is the sum of theirs. */
  public static Tensor indexFill(Tensor x, int axis, Tensor index, Tensor value) {
    int at = x.shape().axis(axis, "indexFill");
    if (value.rank() != 0) {
      throw new ShapeException("indexFill: the value has rank 0, got shape " + value.shape());
    }
    return apply("indexFill", IndexCopy::new, x, at, index, value.expand(x.shape().with(at, index.size())));
  }

  private static Tensor apply(String operation, Scattering.AlongAxis op, Tensor x, int axis, Tensor index,
      Tensor source) {
    int at = x.shape().axis(axis, operation);
    if (index.rank() != 1) {
      throw new IllegalArgumentException(operation + ": positions have rank 1, got shape " + index.shape());
    }
    Shape needed = x.shape().with(at, index.size());
    if (!source.shape().equals(needed)) {
      throw new IllegalArgumentException(operation + ": " + index.size() + " positions along axis " + at + " of shape "
          + x.shape() + " need a source of shape " + needed + ", got " + source.shape());
    }
    Tensor positions = Positions.checked(index, x.shape(), at, operation);
    return op.of(at).apply(List.of(x, positions, source.to(x.dtype())));
  }

  /** x with the slices of source added at the positions. */
  record IndexAdd(int axis) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      Rows r = Rows.along(x, axis);
      long[] at = (long[]) Rows.packed(inputs.get(1));
      int m = inputs.get(1).size();
      Object source = Rows.packed(inputs.get(2));
      Object y = Rows.copied(x);
      switch (x.dtype()) {
        case FLOAT32 -> FloatPlainIndexing.takeGradient((float[]) source, r.outer(), r.n(), r.inner(), at, m,
            (float[]) y);
        case FLOAT64 -> DoublePlainIndexing.takeGradient((double[]) source, r.outer(), r.n(), r.inner(), at, m,
            (double[]) y);
        case INT32 -> IntPlainIndexing.takeGradient((int[]) source, r.outer(), r.n(), r.inner(), at, m,
            (int[]) y);
        default -> LongPlainIndexing.takeGradient((long[]) source, r.outer(), r.n(), r.inner(), at, m,
            (long[]) y);
      }
      return Rows.wrap(y, x.dtype(), x.shape());
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      return i == 0 ? g : g.indexSelect(axis, x.get(1));
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      return apply(Scattering.changes(dx, x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return IndexUpdates.batched(IndexAdd::new, axis + 1, x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i", "s"), "x + scatter(s, i)", "g", null, "select(g, i)");
    }

    static List<Sample> samples() {
      return slices(IndexAdd::new);
    }
  }

  /** x with the slices of source at the positions; the last for each gets the gradient. */
  record IndexCopy(int axis) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      Rows r = Rows.along(x, axis);
      long[] at = (long[]) Rows.packed(inputs.get(1));
      int m = inputs.get(1).size();
      Object source = Rows.packed(inputs.get(2));
      Object y = Rows.copied(x);
      for (int o = 0; o < r.outer(); o++) {
        for (int j = 0; j < m; j++) {
          System.arraycopy(source, (o * m + j) * r.inner(), y, (o * r.n() + (int) at[j]) * r.inner(),
              r.inner());
        }
      }
      return Rows.wrap(y, x.dtype(), x.shape());
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      Tensor index = x.get(1);
      Tensor zero = Tensor.zeros(Shape.SCALAR, g.dtype());
      if (i == 0) {
        return apply(List.of(g, index, zero.expand(x.get(2).shape())));
      }
      Tensor stays = Scattering.stays(index, 0, Shape.of(g.extent(axis)));
      for (int a = axis + 1; a < g.rank(); a++) {
        stays = stays.unsqueeze(-1);
      }
      return Tensor.where(stays, g.indexSelect(axis, index), zero);
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      return apply(Scattering.changes(dx, x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return IndexUpdates.batched(IndexCopy::new, axis + 1, x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i", "s"), "copy(x, i, s)", "copy(g, i, 0)", null, "select(g, i)")
          .where("select: with 0 for what a later slice has replaced");
    }

    static List<Sample> samples() {
      return slices(IndexCopy::new);
    }
  }

  /** Where positions differ, the slices of all entries lie in one row, and each entry's positions point to its own. */
  private static Tensor batched(Scattering.AlongAxis op, int axis, List<Tensor> inputs) {
    int n = Entries.count(inputs);
    Tensor x = Entries.each(inputs.get(0), n);
    Tensor index = inputs.get(1);
    Tensor source = Entries.each(inputs.get(2), n);
    if (Entries.shared(index)) {
      return op.of(axis).apply(List.of(x, index.squeeze(0), source));
    }
    Tensor slices = x.transpose(axis, 1);
    Tensor first = Tensor.arange(n).mul((long) x.extent(axis)).unsqueeze(1);
    Tensor y = op.of(0).apply(List.of(slices.flatten(0, 1), index.add(first).flatten(),
        source.transpose(axis, 1).flatten(0, 1)));
    return y.reshape(slices.shape()).transpose(axis, 1);
  }

  private static List<Sample> slices(Scattering.AlongAxis op) {
    return List.of(
        Sample.of(op.of(0), Domain.REALS.draw(1, 3, 2), Tensor.of(2L, 0L, 2L, 2L), Domain.REALS.draw(2, 4, 2)),
        Sample.of(op.of(1), Domain.REALS.draw(3, 4, 2).transpose(), Tensor.of(3L, 0L, 3L), Domain.REALS.draw(4, 2, 3)),
        Sample.of(op.of(1), Domain.REALS.draw(5, 2, 3), Tensor.zeros(Shape.of(0), DType.INT64),
            Domain.REALS.draw(6, 2, 0)));
  }
}
