package dev.nabla.op;

import dev.nabla.kernel.ClearedArrays;
import dev.nabla.kernel.DoubleRecurrences;
import dev.nabla.kernel.DoubleScans;
import dev.nabla.kernel.FloatRecurrences;
import dev.nabla.kernel.FloatScans;
import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.LinearOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;
import java.util.function.LongBinaryOperator;

/**
 * Running results along an axis: element j of the result is made of elements 0 to j. Gradients cost O(n), as the values
 * do, and none of them divides.
 */
public final class Scans {
  private Scans() {}

  /** The running sums along an axis; integers and bool are summed as int64. */
  public static Tensor cumsum(Tensor x, int axis) {
    return new Cumsum(x.shape().axis(axis, "cumsum")).apply(numbers(x));
  }

  /**
   * The running products along an axis; integers and bool are multiplied as int64. The gradient is exact where elements
   * are 0, and so are its gradients.
   */
  public static Tensor cumprod(Tensor x, int axis) {
    return new Cumprod(x.shape().axis(axis, "cumprod")).apply(numbers(x));
  }

  /**
   * The running ln Σeˣ along an axis, without overflow; integers become float32. Where all elements so far are −∞ it is
   * −∞, with gradient 0; from an infinite element on it is ∞, and what is ∞ passes no gradient on.
   */
  public static Tensor logcumsumexp(Tensor x, int axis) {
    int at = x.shape().axis(axis, "logcumsumexp");
    return new Logcumsumexp(at).apply(x.to(x.dtype().floating()));
  }

  private static Tensor numbers(Tensor x) {
    return x.dtype().isFloating() ? x : x.to(DType.INT64);
  }

  /** y[j] = x[0] + … + x[j]; the gradient is the running sum from the other end. */
  record Cumsum(int axis) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      return switch (x.dtype()) {
        case FLOAT32 -> {
          float[] y = (float[]) ClearedArrays.of(float.class, x.size());
          FloatScans.cumsum((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), y);
          yield Rows.wrap(y, x.dtype(), x.shape());
        }
        case FLOAT64 -> {
          double[] y = (double[]) ClearedArrays.of(double.class, x.size());
          DoubleScans.cumsum((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), y);
          yield Rows.wrap(y, x.dtype(), x.shape());
        }
        default -> Rows.wrap(wholeNumbers(Long::sum, r), x.dtype(), x.shape());
      };
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return Rearranging.flip(apply(Rearranging.flip(g, axis)), axis);
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Cumsum(axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("cumsum(x)", "flip(cumsum(flip(g)))");
    }

    static List<Sample> samples() {
      return alongAxes(Cumsum::new);
    }
  }

  /**
   * y[j] = x[0] · … · x[j]. With r[j] = g[j] + x[j + 1] · r[j + 1] the gradient is y[j − 1] · r[j], where y[−1] = 1.
   */
  record Cumprod(int axis) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      return switch (x.dtype()) {
        case FLOAT32 -> {
          float[] y = (float[]) ClearedArrays.of(float.class, x.size());
          FloatScans.cumprod((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), y);
          yield Rows.wrap(y, x.dtype(), x.shape());
        }
        case FLOAT64 -> {
          double[] y = (double[]) ClearedArrays.of(double.class, x.size());
          DoubleScans.cumprod((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), y);
          yield Rows.wrap(y, x.dtype(), x.shape());
        }
        default -> Rows.wrap(wholeNumbers((a, b) -> a * b, r), x.dtype(), x.shape());
      };
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Recurrence(axis, true).apply(later(x, axis), g).mul(earlier(y, axis, 1));
    }

    /** ẏ[j] = x[j] · ẏ[j − 1] + ẋ[j] · y[j − 1]. */
    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return new Recurrence(axis, false).apply(x, dx.mul(earlier(y, axis, 1)));
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Cumprod(axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("cumprod(x)", "before(y) ⊙ carry(later(x), g)")
          .where("carry, before, later: yⱼ = aⱼ·yⱼ₊₁ + bⱼ from the end; moved by one place");
    }

    static List<Sample> samples() {
      return alongAxes(Cumprod::new);
    }
  }

  /**
   * y[j] = ln(exp x[0] + … + exp x[j]). With r[j] = g[j] + exp(y[j] − y[j + 1]) · r[j + 1] the gradient is
   * exp(x[j] − y[j]) · r[j], and no exponent is positive.
   */
  record Logcumsumexp(int axis) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      if (x.dtype() == DType.FLOAT32) {
        float[] y = (float[]) ClearedArrays.of(float.class, x.size());
        FloatScans.logcumsumexp((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), y);
        return Rows.wrap(y, x.dtype(), x.shape());
      }
      double[] y = (double[]) ClearedArrays.of(double.class, x.size());
      DoubleScans.logcumsumexp((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), y);
      return Rows.wrap(y, x.dtype(), x.shape());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Recurrence(axis, true).apply(share(y, later(y, axis)), g).mul(share(x, y));
    }

    /** ẏ[j] = exp(y[j − 1] − y[j]) · ẏ[j − 1] + exp(x[j] − y[j]) · ẋ[j]. */
    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return new Recurrence(axis, false).apply(share(earlier(y, axis, 0), y), dx.mul(share(x, y)));
    }

    /** exp(x − y), which e⁻∞ is meant to be where y is infinite: the difference would be NaN. */
    private static Tensor share(Tensor x, Tensor y) {
      Tensor infinite = y.abs().eq(Double.POSITIVE_INFINITY);
      return Tensor.where(infinite, Operands.number(Double.NEGATIVE_INFINITY, x), x.sub(y)).exp();
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Logcumsumexp(axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(cumsum(exp(x)))", "exp(x − y) ⊙ carry(exp(y − later(y)), g)")
          .where("carry, later: yⱼ = aⱼ·yⱼ₊₁ + bⱼ from the end; moved by one place");
    }

    static List<Sample> samples() {
      return alongAxes(Logcumsumexp::new);
    }
  }

  /** y[j] = a[j] · y[j − 1] + b[j], from 0 before the first; backward it comes from j + 1. It is its own gradient. */
  @FreeOf(value = Law.BROADCASTING, because = "both sequences have one shape")
  record Recurrence(int axis, boolean backward) implements BinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      Rows p = Rows.along(a, axis);
      Rows q = Rows.along(b, axis);
      if (a.dtype() == DType.FLOAT32) {
        float[] y = (float[]) ClearedArrays.of(float.class, a.size());
        FloatRecurrences.run((float[]) p.array(), p.offset(), (float[]) q.array(), q.offset(), p.outer(), p.n(),
            p.inner(), backward, y);
        return Rows.wrap(y, a.dtype(), a.shape());
      }
      double[] y = (double[]) ClearedArrays.of(double.class, a.size());
      DoubleRecurrences.run((double[]) p.array(), p.offset(), (double[]) q.array(), q.offset(), p.outer(), p.n(),
          p.inner(), backward, y);
      return Rows.wrap(y, a.dtype(), a.shape());
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return backwardB(g, y, a, b).mul(before(y, 0));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      Tensor after = backward ? earlier(a, axis, 0) : later(a, axis);
      return new Recurrence(axis, !backward).apply(after, g);
    }

    @Override
    public Tensor tangent(Tensor da, Tensor db, Tensor y, Tensor a, Tensor b) {
      Tensor change = da == null ? null : da.mul(before(y, 0));
      change = change == null ? db : db == null ? change : change.add(db);
      return apply(a, change);
    }

    /** The element that each one is made of. */
    private Tensor before(Tensor y, double first) {
      return backward ? later(y, axis) : earlier(y, axis, first);
    }

    @Override
    public Tensor batched(Tensor a, Tensor b) {
      int n = Entries.count(a, b);
      return new Recurrence(axis + 1, backward).apply(Entries.each(a, n), Entries.each(b, n));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("carry(a, b)", "before(y) ⊙ back(later(a), g)", "back(later(a), g)")
          .where("carry, back: yⱼ = aⱼ·yⱼ₋₁ + bⱼ, and the same the other way round");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Recurrence(1, false), Domain.REALS.draw(1, 3, 5), Domain.REALS.draw(2, 3, 5)),
          Sample.of(new Recurrence(0, true), Domain.REALS.draw(3, 4, 2, 2), Domain.REALS.draw(4, 4, 2, 2)),
          Sample.of(new Recurrence(0, false), Domain.REALS.draw(5, 2, 4).transpose(), Domain.REALS.draw(6, 4, 2)),
          Sample.of(new Recurrence(0, true), Domain.REALS.draw(7, 1), Domain.REALS.draw(8, 1)),
          Sample.of(new Recurrence(1, true), Domain.REALS.draw(9, 2, 0), Domain.REALS.draw(10, 2, 0)));
    }
  }

  /** x[j − 1] in the place of j, and {@code first} in the first place. */
  static Tensor earlier(Tensor x, int axis, double first) {
    int n = x.extent(axis);
    if (n == 0) {
      return x;
    }
    Tensor edge = Tensor.full(first, x.shape().with(axis, 1), x.dtype());
    return Tensor.cat(axis, edge, x.narrow(axis, 0, n - 1));
  }

  /** x[j + 1] in the place of j, and 0 in the last place. */
  static Tensor later(Tensor x, int axis) {
    int n = x.extent(axis);
    if (n == 0) {
      return x;
    }
    return Tensor.cat(axis, x.narrow(axis, 1, n - 1), Tensor.zeros(x.shape().with(axis, 1), x.dtype()));
  }

  private static long[] wholeNumbers(LongBinaryOperator f, Rows r) {
    long[] x = (long[]) r.array();
    long[] y = new long[r.columns() * r.n()];
    for (int k = 0; k < y.length; k++) {
      boolean first = k / r.inner() % r.n() == 0;
      long v = x[r.offset() + k];
      y[k] = first ? v : f.applyAsLong(y[k - r.inner()], v);
    }
    return y;
  }

  /** An operator along a given axis. */
  private interface AlongAxis {
    UnaryOp of(int axis);
  }

  private static List<Sample> alongAxes(AlongAxis op) {
    return List.of(
        Sample.of(op.of(1), Domain.REALS.draw(1, 3, 5)),
        Sample.of(op.of(0), Domain.REALS.draw(2, 4, 2, 2)),
        Sample.of(op.of(1), Domain.REALS.draw(3, 4, 3).transpose()),
        Sample.of(op.of(0), Domain.REALS.draw(4, 1)),
        Sample.of(op.of(1), Domain.REALS.draw(5, 2, 0)));
  }
}
