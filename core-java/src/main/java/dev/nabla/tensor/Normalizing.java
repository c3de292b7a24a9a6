package dev.nabla.tensor;

import dev.nabla.kernel.DoubleRows;
import dev.nabla.kernel.FloatRows;
import java.util.List;

/** The softmax family along one axis, computed from x − max x so that nothing overflows. */
final class Normalizing {
  private Normalizing() {}

  /** ln Σeˣ over the flagged axes, which are brought to the end and taken as one. */
  static Tensor logSumExp(Tensor x, boolean[] axes) {
    int[] order = new int[axes.length];
    int at = 0;
    for (boolean reduced : new boolean[] {false, true}) {
      for (int axis = 0; axis < axes.length; axis++) {
        if (axes[axis] == reduced) {
          order[at++] = axis;
        }
      }
    }
    Shape kept = x.shape().reduce(axes, Axes.DROP);
    Tensor rows = x.permute(order).reshape(kept.concat(Shape.of(kept.size() == 0 ? 0 : x.size() / kept.size())));
    return new LogSumExp(kept.rank()).apply(rows);
  }

  /** eˣ / Σeˣ; NaN where all are −∞. */
  record Softmax(int axis) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      Object y = x.dtype().newArray(x.size());
      if (x.dtype() == DType.FLOAT32) {
        FloatRows.softmax((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), (float[]) y);
      } else {
        DoubleRows.softmax((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), (double[]) y);
      }
      return Tensor.wrap(x.shape(), x.dtype(), y);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new SoftmaxGradient(axis).apply(g, y);
    }

    /** The Jacobian diag(y) − yyᵀ is symmetric. */
    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return backward(dx, y, x);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Softmax(axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("softmax(x)", "y ⊙ (g − " + Formula.sum(axis) + " (g ⊙ y))");
    }

    static List<Sample> samples() {
      return alongAxes(Softmax::new);
    }
  }

  /** y ⊙ (g − Σ g⊙y), in one pass; the n×n Jacobian is never built. */
  @FreeOf(value = Law.BROADCASTING, because = "gradient and output have one shape")
  record SoftmaxGradient(int axis) implements BinaryOp {
    @Override
    public Tensor forward(Tensor g, Tensor y) {
      Shape shape = g.shape();
      Rows r = Rows.packed(y, axis);
      Object out = g.dtype().newArray(g.size());
      if (g.dtype() == DType.FLOAT32) {
        FloatRows.softmaxGradient((float[]) Rows.packed(g), (float[]) r.array(), r.outer(), r.n(), r.inner(),
            (float[]) out);
      } else {
        DoubleRows.softmaxGradient((double[]) Rows.packed(g), (double[]) r.array(), r.outer(), r.n(), r.inner(),
            (double[]) out);
      }
      return Tensor.wrap(shape, g.dtype(), out);
    }

    @Override
    public Tensor backwardA(Tensor v, Tensor out, Tensor g, Tensor y) {
      return apply(v, y);
    }

    @Override
    public Tensor backwardB(Tensor v, Tensor out, Tensor g, Tensor y) {
      return v.mul(g.sub(total(g.mul(y), axis))).sub(g.mul(total(v.mul(y), axis)));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor g, Tensor y) {
      int n = Entries.count(g, y);
      return new SoftmaxGradient(axis + 1).apply(Entries.each(g, n), Entries.each(y, n));
    }

    @Override
    public Formula formula(int inputs) {
      String sum = Formula.sum(axis);
      return Formula.of(List.of("u", "v"), "v ⊙ (u − " + sum + " (u ⊙ v))", "v ⊙ (g − " + sum + " (g ⊙ v))",
          "g ⊙ (u − " + sum + " (u ⊙ v)) − u ⊙ " + sum + " (g ⊙ v)");
    }

    static List<Sample> samples() {
      return gradientsAlongAxes(SoftmaxGradient::new);
    }
  }

  /** x − ln Σeˣ. */
  record LogSoftmax(int axis) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      Object y = x.dtype().newArray(x.size());
      if (x.dtype() == DType.FLOAT32) {
        FloatRows.logSoftmax((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), (float[]) y);
      } else {
        DoubleRows.logSoftmax((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), (double[]) y);
      }
      return Tensor.wrap(x.shape(), x.dtype(), y);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new LogSoftmaxGradient(axis).apply(g, y);
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return dx.sub(total(dx.mul(y.exp()), axis));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new LogSoftmax(axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      String sum = Formula.sum(axis);
      return Formula.of("x − ln(" + sum + " exp(x))", "g − exp(y) ⊙ " + sum + " g");
    }

    static List<Sample> samples() {
      return alongAxes(LogSoftmax::new);
    }
  }

  /** g − eʸ Σg, in one pass. */
  @FreeOf(value = Law.BROADCASTING, because = "gradient and output have one shape")
  record LogSoftmaxGradient(int axis) implements BinaryOp {
    @Override
    public Tensor forward(Tensor g, Tensor y) {
      Rows r = Rows.packed(y, axis);
      Object out = g.dtype().newArray(g.size());
      if (g.dtype() == DType.FLOAT32) {
        FloatRows.logSoftmaxGradient((float[]) Rows.packed(g), (float[]) r.array(), r.outer(), r.n(), r.inner(),
            (float[]) out);
      } else {
        DoubleRows.logSoftmaxGradient((double[]) Rows.packed(g), (double[]) r.array(), r.outer(), r.n(),
            r.inner(), (double[]) out);
      }
      return Tensor.wrap(g.shape(), g.dtype(), out);
    }

    @Override
    public Tensor backwardA(Tensor v, Tensor out, Tensor g, Tensor y) {
      return v.sub(total(v.mul(y.exp()), axis));
    }

    @Override
    public Tensor backwardB(Tensor v, Tensor out, Tensor g, Tensor y) {
      return v.mul(y.exp()).mul(total(g, axis)).neg();
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor g, Tensor y) {
      int n = Entries.count(g, y);
      return new LogSoftmaxGradient(axis + 1).apply(Entries.each(g, n), Entries.each(y, n));
    }

    @Override
    public Formula formula(int inputs) {
      String sum = Formula.sum(axis);
      return Formula.of(List.of("u", "v"), "u − exp(v) ⊙ " + sum + " u", "g − " + sum + " (g ⊙ exp(v))",
          "−exp(v) ⊙ g ⊙ " + sum + " u");
    }

    static List<Sample> samples() {
      return gradientsAlongAxes(LogSoftmaxGradient::new);
    }
  }

  /** ln Σeˣ; −∞ where all are −∞, with gradient 0 there. */
  record LogSumExp(int axis) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      Object y = x.dtype().newArray(r.outer() * r.inner());
      if (x.dtype() == DType.FLOAT32) {
        FloatRows.logSumExp((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), (float[]) y);
      } else {
        DoubleRows.logSumExp((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), (double[]) y);
      }
      return Tensor.wrap(x.shape().without(axis), x.dtype(), y);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.unsqueeze(axis).mul(weights(y, x));
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return dx.mul(weights(y, x)).sum(axis);
    }

    private Tensor weights(Tensor y, Tensor x) {
      Tensor sum = y.unsqueeze(axis);
      return x.sub(Tensor.where(sum.eq(Double.NEGATIVE_INFINITY), Tensor.zerosLike(sum), sum)).exp();
    }

    @Override
    public Tensor batched(Tensor x) {
      return new LogSumExp(axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(" + Formula.sum(axis) + " exp(x))", "expand(g) ⊙ exp(x − expand(y))");
    }

    static List<Sample> samples() {
      return alongAxes(LogSumExp::new);
    }
  }

  private static Tensor total(Tensor x, int axis) {
    return x.sum(Axes.KEEP, axis);
  }

  /** An operator along a given axis. */
  private interface AlongAxis<O extends Op> {
    O of(int axis);
  }

  private static List<Sample> alongAxes(AlongAxis<UnaryOp> op) {
    return List.of(
        Sample.of(op.of(1), Domain.REALS.draw(1, 3, 5)),
        Sample.of(op.of(0), Domain.REALS.draw(2, 3, 2, 2)),
        Sample.of(op.of(0), Domain.REALS.draw(3, 4)),
        Sample.of(op.of(1), Domain.REALS.draw(4, 4, 3).transpose()),
        Sample.of(op.of(1), Domain.REALS.draw(5, 2, 1)),
        Sample.of(op.of(1), Domain.REALS.draw(6, 0, 3)));
  }

  private static List<Sample> gradientsAlongAxes(AlongAxis<BinaryOp> op) {
    return List.of(
        Sample.of(op.of(1), Domain.REALS.draw(1, 3, 5), Domain.REALS.draw(2, 3, 5)),
        Sample.of(op.of(0), Domain.REALS.draw(3, 3, 2, 2), Domain.REALS.draw(4, 3, 2, 2)),
        Sample.of(op.of(1), Domain.REALS.draw(5, 4, 3).transpose(), Domain.REALS.draw(6, 3, 4)),
        Sample.of(op.of(1), Domain.REALS.draw(7, 0, 3), Domain.REALS.draw(8, 0, 3)));
  }
}
