package dev.nabla.tensor;

import dev.nabla.kernel.BooleanReductions;
import dev.nabla.kernel.DoubleReductions;
import dev.nabla.kernel.FloatReductions;
import dev.nabla.kernel.IntPlainReductions;
import dev.nabla.kernel.LongPlainReductions;
import dev.nabla.kernel.Reduction;
import java.util.ArrayList;
import java.util.List;

/** Operators that make one element of many along some axes, which are flagged by position. */
final class Reducing {
  private Reducing() {}

  /** Σ over the axes; 0 over none. */
  record Sum(boolean[] axes, Axes result) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return reduce(Reduction.SUM, x, axes, result);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.reshape(x.shape().reduce(axes, Axes.KEEP)).expand(x.shape());
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Sum(Entries.behind(axes), result).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(Formula.sum(axes) + " x", "expand(g)");
    }

    static List<Sample> samples() {
      return overAxes(Sum::new, true);
    }
  }

  /** The largest or smallest element over the axes, NaN where there is one; the gradient is split evenly among ties. */
  record Extreme(Reduction which, boolean[] axes, Axes result) implements UnaryOp, Kinked {
    @Override
    public String label() {
      return which == Reduction.MAX ? "amax" : "amin";
    }

    @Override
    public Tensor forward(Tensor x) {
      return reduce(which, x, axes, result);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return share(x, y, axes).mul(g.reshape(x.shape().reduce(axes, Axes.KEEP)));
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return new Sum(axes, result).apply(share(x, y, axes).mul(dx));
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Extreme(which, Entries.behind(axes), result).apply(x);
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      Tensor share = share(x.get(0), forward(x.get(0)), axes);
      return share.gt(0).logicalAnd(share.lt(1));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(label() + "(x)", "expand(g / n) ⊙ [x = expand(y)]").where("n = count(x = expand(y))");
    }

    static List<Sample> samples() {
      return Samples.join(overAxes((axes, result) -> new Extreme(Reduction.MAX, axes, result), false),
          overAxes((axes, result) -> new Extreme(Reduction.MIN, axes, result), false));
    }
  }

  /** How much of each reduced element every x is: 1 for the only extreme one, 1/k for each of k that tie, else 0. */
  private static Tensor share(Tensor x, Tensor y, boolean[] axes) {
    Tensor extreme = y.reshape(x.shape().reduce(axes, Axes.KEEP));
    Tensor tied = x.eq(extreme).logicalOr(x.ne(x)).to(x.dtype());
    return tied.div(new Sum(axes, Axes.KEEP).apply(tied));
  }

  /** The position of the first extreme element along an axis, int64; NaN counts as the extreme. */
  record ArgExtreme(Reduction which, int axis) implements UnaryOp {
    @Override
    public String label() {
      return which == Reduction.MAX ? "argmax" : "argmin";
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      Rows rows = Rows.along(x, axis);
      long[] y = new long[rows.outer() * rows.inner()];
      boolean max = which == Reduction.MAX;
      switch (x.dtype()) {
        case FLOAT32 -> {
          float[] a = (float[]) rows.array();
          if (max) {
            FloatReductions.argMax(a, rows.offset(), rows.outer(), rows.n(), rows.inner(), y);
          } else {
            FloatReductions.argMin(a, rows.offset(), rows.outer(), rows.n(), rows.inner(), y);
          }
        }
        case FLOAT64 -> {
          double[] a = (double[]) rows.array();
          if (max) {
            DoubleReductions.argMax(a, rows.offset(), rows.outer(), rows.n(), rows.inner(), y);
          } else {
            DoubleReductions.argMin(a, rows.offset(), rows.outer(), rows.n(), rows.inner(), y);
          }
        }
        case INT64 -> {
          long[] a = (long[]) rows.array();
          if (max) {
            LongPlainReductions.argMax(a, rows.offset(), rows.outer(), rows.n(), rows.inner(), y);
          } else {
            LongPlainReductions.argMin(a, rows.offset(), rows.outer(), rows.n(), rows.inner(), y);
          }
        }
        case BOOL, INT32 -> {
          return forward(x.to(DType.INT64));
        }
      }
      return Tensor.wrap(x.shape().without(axis), DType.INT64, y);
    }

    static List<Sample> samples() {
      List<Sample> samples = new ArrayList<>();
      for (Reduction which : List.of(Reduction.MAX, Reduction.MIN)) {
        samples.add(Sample.of(new ArgExtreme(which, 0), Domain.REALS.draw(1, 3, 4)));
        samples.add(Sample.of(new ArgExtreme(which, 1), Domain.REALS.draw(2, 4, 3, 2).transpose()));
        samples.add(Sample.of(new ArgExtreme(which, 0), Tensor.of(3, 1, 3, 2)));
        samples.add(Sample.of(new ArgExtreme(which, 1), Domain.REALS.draw(3, 0, 2)));
      }
      return samples;
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new ArgExtreme(which, axis + 1).apply(x);
    }
  }

  /** Whether any element is true, or with {@code every} whether all are; false and true over none. */
  record Test(boolean every, boolean[] axes, Axes result) implements UnaryOp {
    @Override
    public String label() {
      return every ? "all" : "any";
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      return reduce(x, axes, result, (part, from, to, y) -> {
        Rows rows = Rows.along(part, from, to);
        boolean[] a = (boolean[]) rows.array();
        if (every) {
          BooleanReductions.all(a, rows.offset(), rows.outer(), rows.n(), rows.inner(), (boolean[]) y);
        } else {
          BooleanReductions.any(a, rows.offset(), rows.outer(), rows.n(), rows.inner(), (boolean[]) y);
        }
      });
    }

    static List<Sample> samples() {
      Tensor mixed = Tensor.of(true, false, true, true, false, false).reshape(2, 3);
      List<Sample> samples = new ArrayList<>();
      for (boolean every : new boolean[] {false, true}) {
        samples.add(Sample.of(new Test(every, new boolean[] {true, false}, Axes.DROP), mixed));
        samples.add(Sample.of(new Test(every, new boolean[] {false, true}, Axes.KEEP), mixed.transpose()));
        samples.add(Sample.of(new Test(every, new boolean[] {true}, Axes.DROP), Tensor.zeros(Shape.of(0), DType.BOOL)));
      }
      return samples;
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Test(every, Entries.behind(axes), result).apply(x);
    }
  }

  private static Tensor reduce(Reduction f, Tensor x, boolean[] axes, Axes result) {
    return reduce(x, axes, result, (part, from, to, y) -> {
      Shape shape = part.shape();
      boolean inPassing = to == shape.rank() && Fusion.reduce(f, part, shape.size(0, from), shape.size(from, to), y);
      if (!inPassing) {
        reduce(f, x.dtype(), Rows.along(part, from, to), y);
      }
    });
  }

  private static void reduce(Reduction f, DType dtype, Rows r, Object y) {
    switch (dtype) {
      case FLOAT32 -> FloatReductions.reduce(f, (float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(),
          (float[]) y);
      case FLOAT64 -> DoubleReductions.reduce(f, (double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(),
          (double[]) y);
      case INT32 -> IntPlainReductions.reduce(f, (int[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(),
          (int[]) y);
      case INT64 -> LongPlainReductions.reduce(f, (long[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(),
          (long[]) y);
      case BOOL -> throw new IllegalArgumentException("reduce: needs numbers, got a bool tensor");
    }
  }

  /** A reduction of the neighbouring axes {@code from} to {@code to - 1} into an array. */
  private interface RowReduction {
    void run(Tensor x, int from, int to, Object y);
  }

  /** Reduces run after run of neighbouring flagged axes, the last first; without any flagged axis it copies. */
  private static Tensor reduce(Tensor x, boolean[] axes, Axes result, RowReduction reduction) {
    Tensor y = x;
    int to = axes.length;
    while (to > 0) {
      if (!axes[to - 1]) {
        to--;
        continue;
      }
      int from = to - 1;
      while (from > 0 && axes[from - 1]) {
        from--;
      }
      Shape shape = y.shape();
      Object reduced = x.dtype().newArray(shape.size(0, from) * shape.size(to, shape.rank()));
      reduction.run(y, from, to, reduced);
      y = Tensor.wrap(shape.slice(0, from).concat(shape.slice(to, shape.rank())), x.dtype(), reduced);
      to = from;
    }
    return y == x ? Tensor.wrap(x.shape(), x.dtype(), Elementwise.copied(x)) : y.view(x.shape().reduce(axes, result));
  }

  /** A reduction of given axes. */
  private interface OverAxes {
    UnaryOp of(boolean[] axes, Axes result);
  }

  private static List<Sample> overAxes(OverAxes op, boolean empty) {
    Tensor strided = Domain.REALS.draw(3, 4, 3, 2).transpose();
    return List.of(
        Sample.of(op.of(new boolean[] {false, true}, Axes.DROP), Domain.REALS.draw(1, 3, 4)),
        Sample.of(op.of(new boolean[] {true, false}, Axes.KEEP), Domain.REALS.draw(2, 3, 4)),
        Sample.of(op.of(new boolean[] {true, false, true}, Axes.DROP), strided),
        Sample.of(op.of(new boolean[] {true, true, true}, Axes.DROP), strided),
        Sample.of(op.of(new boolean[] {false, true}, Axes.DROP), Domain.REALS.draw(4, 5, 1)),
        Sample.of(op.of(new boolean[0], Axes.DROP), Domain.REALS.draw(5)),
        Sample.of(op.of(new boolean[] {false, true}, Axes.KEEP), Domain.REALS.draw(6, empty ? 2 : 0, empty ? 0 : 2)));
  }
}
