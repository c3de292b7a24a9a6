package dev.nabla.tensor;

import dev.nabla.kernel.BooleanIndexing;
import dev.nabla.kernel.DoublePlainIndexing;
import dev.nabla.kernel.FloatPlainIndexing;
import dev.nabla.kernel.IntPlainIndexing;
import dev.nabla.kernel.LongPlainIndexing;
import java.util.List;

/**
 * Operators that read elements at positions held by an int64 tensor. The positions that arrive here count from the front
 * and were checked; gradients add up where a position occurs more than once.
 */
final class Indexing {
  private Indexing() {}

  /** Along an axis of x, the slices at the positions of a tensor of rank 1. */
  record IndexSelect(int axis) implements BinaryOp {
    /** Fewest neighbouring elements in a slice for it to be copied when the result is read. */
    private static final int LONG = 16;

    @Override
    public Tensor forward(Tensor x, Tensor index) {
      Shape shape = x.shape().with(axis, index.size());
      boolean waits = Deferred.suits(x.dtype(), shape.size()) && shape.size(axis + 1, shape.rank()) >= LONG;
      return waits ? Deferred.of(this, shape, x, index) : Tensor.wrap(shape, x.dtype(), elements(x, index));
    }

    /** The array with the slices, copied now. */
    Object elements(Tensor x, Tensor index) {
      Rows r = Rows.along(x, axis);
      int m = index.size();
      long[] at = (long[]) Rows.packed(index);
      Object y = x.dtype().newArray(r.outer() * m * r.inner());
      switch (x.dtype()) {
        case FLOAT32 -> FloatPlainIndexing.take((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (float[]) y);
        case FLOAT64 -> DoublePlainIndexing.take((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (double[]) y);
        case INT32 -> IntPlainIndexing.take((int[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (int[]) y);
        case INT64 -> LongPlainIndexing.take((long[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (long[]) y);
        case BOOL -> BooleanIndexing.take((boolean[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (boolean[]) y);
      }
      return y;
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor x, Tensor index) {
      return new IndexSelectGradient(axis, x.shape().raw()[axis]).apply(g, index);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor x, Tensor index) {
      return null;
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor dIndex, Tensor y, Tensor x, Tensor index) {
      return apply(dx, index);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    /** Where positions differ, each entry has its own slices among those of all, or they share one set of them. */
    @Override
    public Tensor batched(Tensor x, Tensor index) {
      if (Entries.shared(index)) {
        return new IndexSelect(axis + 1).apply(x, index.squeeze(0));
      }
      int n = Entries.shared(x) ? 1 : x.extent(0);
      Tensor rows = x.transpose(axis + 1, 1).flatten(0, 1);
      Tensor taken = new IndexSelect(0).apply(rows, inOneRow(index, n, x.extent(axis + 1)));
      return taken.reshape(index.shape().concat(rows.shape().slice(1, rows.rank()))).transpose(axis + 1, 1);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i"), "select(x, i)", "scatter(g, i)");
    }

    static List<Sample> samples() {
      Tensor index = Tensor.of(2L, 0L, 2L, 1L);
      return List.of(
          Sample.of(new IndexSelect(0), Domain.REALS.draw(1, 3, 2), index),
          Sample.of(new IndexSelect(1), Domain.REALS.draw(2, 3, 2).transpose(), index),
          Sample.of(new IndexSelect(0), Domain.REALS.draw(3, 3), Tensor.zeros(Shape.of(0), DType.INT64)));
    }
  }

  /** The positions of all entries, [entries, m], in {@code sets} of {@code n} slices that lie one after the other. */
  private static Tensor inOneRow(Tensor index, int sets, int n) {
    return sets == 1 ? index.flatten() : index.add(Tensor.arange(sets).mul((long) n).unsqueeze(1)).flatten();
  }

  /** Zeros with extent {@code n} along the axis, where every slice of g is added at its position. */
  record IndexSelectGradient(int axis, int n) implements BinaryOp {
    @Override
    public Tensor forward(Tensor g, Tensor index) {
      Shape shape = g.shape().with(axis, n);
      Rows r = Rows.packed(g, axis);
      int m = index.size();
      long[] at = (long[]) Rows.packed(index);
      Object y = g.dtype().newArray(shape.size());
      if (g.dtype() == DType.FLOAT32) {
        FloatPlainIndexing.takeGradient((float[]) r.array(), r.outer(), n, r.inner(), at, m, (float[]) y);
      } else {
        DoublePlainIndexing.takeGradient((double[]) r.array(), r.outer(), n, r.inner(), at, m, (double[]) y);
      }
      return Tensor.wrap(shape, g.dtype(), y);
    }

    @Override
    public Tensor backwardA(Tensor v, Tensor y, Tensor g, Tensor index) {
      return new IndexSelect(axis).apply(v, index);
    }

    @Override
    public Tensor backwardB(Tensor v, Tensor y, Tensor g, Tensor index) {
      return null;
    }

    @Override
    public Tensor tangent(Tensor dg, Tensor dIndex, Tensor y, Tensor g, Tensor index) {
      return apply(dg, index);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor g, Tensor index) {
      if (Entries.shared(index)) {
        return new IndexSelectGradient(axis + 1, n).apply(g, index.squeeze(0));
      }
      int count = index.extent(0);
      Tensor rows = Entries.each(g, count).transpose(axis + 1, 1).flatten(0, 1);
      Tensor added = new IndexSelectGradient(0, count * n).apply(rows, inOneRow(index, count, n));
      return added.reshape(Shape.of(count, n).concat(rows.shape().slice(1, rows.rank()))).transpose(axis + 1, 1);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i"), "scatter(x, i)", "select(g, i)");
    }

    static List<Sample> samples() {
      Tensor index = Tensor.of(2L, 0L, 2L, 1L);
      return List.of(
          Sample.of(new IndexSelectGradient(0, 3), Domain.REALS.draw(1, 4, 2), index),
          Sample.of(new IndexSelectGradient(1, 4), Domain.REALS.draw(2, 4, 2).transpose(), index));
    }
  }

  /** Along an axis of x, for each position of a tensor with x's other extents, the element there. */
  record Gather(int axis) implements BinaryOp {
    @Override
    public Tensor forward(Tensor x, Tensor index) {
      Rows r = Rows.along(x, axis);
      int m = index.shape().raw()[axis];
      long[] at = (long[]) Rows.packed(index);
      Object y = x.dtype().newArray(index.size());
      switch (x.dtype()) {
        case FLOAT32 -> FloatPlainIndexing.gather((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (float[]) y);
        case FLOAT64 -> DoublePlainIndexing.gather((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at,
            m, (double[]) y);
        case INT32 -> IntPlainIndexing.gather((int[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (int[]) y);
        case INT64 -> LongPlainIndexing.gather((long[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (long[]) y);
        case BOOL -> BooleanIndexing.gather((boolean[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), at, m,
            (boolean[]) y);
      }
      return Tensor.wrap(index.shape(), x.dtype(), y);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor x, Tensor index) {
      return new GatherGradient(axis, x.shape().raw()[axis]).apply(g, index);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor x, Tensor index) {
      return null;
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor dIndex, Tensor y, Tensor x, Tensor index) {
      return apply(dx, index);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x, Tensor index) {
      int n = Entries.count(x, index);
      return new Gather(axis + 1).apply(Entries.each(x, n), Entries.each(index, n));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i"), "gather(x, i)", "scatter(g, i)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Gather(1), Domain.REALS.draw(1, 2, 3), Tensor.of(new long[] {0, 0, 2, 1}, 2, 2)),
          Sample.of(new Gather(0), Domain.REALS.draw(2, 2, 3).transpose(), Tensor.of(new long[] {2, 0}, 1, 2)),
          Sample.of(new Gather(0), Domain.REALS.draw(3, 3), Tensor.zeros(Shape.of(0), DType.INT64)));
    }
  }

  /** Zeros with extent {@code n} along the axis, where every element of g is added at its position. */
  record GatherGradient(int axis, int n) implements BinaryOp {
    @Override
    public Tensor forward(Tensor g, Tensor index) {
      Shape shape = g.shape().with(axis, n);
      Rows r = Rows.packed(g, axis);
      int m = r.n();
      long[] at = (long[]) Rows.packed(index);
      Object y = g.dtype().newArray(shape.size());
      if (g.dtype() == DType.FLOAT32) {
        FloatPlainIndexing.gatherGradient((float[]) r.array(), r.outer(), n, r.inner(), at, m, (float[]) y);
      } else {
        DoublePlainIndexing.gatherGradient((double[]) r.array(), r.outer(), n, r.inner(), at, m, (double[]) y);
      }
      return Tensor.wrap(shape, g.dtype(), y);
    }

    @Override
    public Tensor backwardA(Tensor v, Tensor y, Tensor g, Tensor index) {
      return new Gather(axis).apply(v, index);
    }

    @Override
    public Tensor backwardB(Tensor v, Tensor y, Tensor g, Tensor index) {
      return null;
    }

    @Override
    public Tensor tangent(Tensor dg, Tensor dIndex, Tensor y, Tensor g, Tensor index) {
      return apply(dg, index);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor g, Tensor index) {
      int count = Entries.count(g, index);
      return new GatherGradient(axis + 1, n).apply(Entries.each(g, count), Entries.each(index, count));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i"), "scatter(x, i)", "gather(g, i)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new GatherGradient(1, 3), Domain.REALS.draw(1, 2, 2), Tensor.of(new long[] {0, 0, 2, 1}, 2, 2)),
          Sample.of(new GatherGradient(0, 3), Domain.REALS.draw(2, 2, 1).transpose(),
              Tensor.of(new long[] {2, 0}, 1, 2)));
    }
  }
}
