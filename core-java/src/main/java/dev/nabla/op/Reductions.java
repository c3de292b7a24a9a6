package dev.nabla.op;

import dev.nabla.kernel.DoubleReductions;
import dev.nabla.kernel.FloatReductions;
import dev.nabla.kernel.LongPlainReductions;
import dev.nabla.kernel.Reduction;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What is made of many elements along some axes, or along all when none is named, beyond the sums, means and extremes
 * that tensors have as methods.
 */
public final class Reductions {
  private Reductions() {}

  /**
   * The product over some axes, or over all; 1 of nothing; integers and bool are multiplied as int64. The gradient is
   * the product of the other elements, without a division: exact with any number of zeros, and so are its gradients.
   */
  public static Tensor prod(Tensor x, int... axes) {
    return prod(x, Axes.DROP, axes);
  }

  /** The product over some axes, or over all. */
  public static Tensor prod(Tensor x, Axes result, int... axes) {
    Tensor numbers = x.dtype().isFloating() ? x : x.to(DType.INT64);
    return overOneAxis(Prod::new, numbers, "prod", result, axes);
  }

  /** The smallest and the largest elements over some axes. */
  public record Extremes(Tensor min, Tensor max) {}

  /** The smallest and the largest elements over some axes, or over all; NaN wins; ties share the gradient evenly. */
  public static Extremes aminmax(Tensor x, int... axes) {
    return aminmax(x, Axes.DROP, axes);
  }

  /** The smallest and the largest elements over some axes, or over all. */
  public static Extremes aminmax(Tensor x, Axes result, int... axes) {
    x.shape().axes(axes, "aminmax");
    return new Extremes(x.amin(result, axes), x.amax(result, axes));
  }

  /** The sum of the elements that are not NaN over some axes, or over all; NaN has gradient 0. */
  public static Tensor nansum(Tensor x, int... axes) {
    return nansum(x, Axes.DROP, axes);
  }

  /** The sum of the elements that are not NaN over some axes, or over all. */
  public static Tensor nansum(Tensor x, Axes result, int... axes) {
    x.shape().axes(axes, "nansum");
    return zeroForNan(x).sum(result, axes);
  }

  /** The mean of the elements that are not NaN over some axes, or over all; NaN where there are none. */
  public static Tensor nanmean(Tensor x, int... axes) {
    return nanmean(x, Axes.DROP, axes);
  }

  /** The mean of the elements that are not NaN over some axes, or over all. */
  public static Tensor nanmean(Tensor x, Axes result, int... axes) {
    x.shape().axes(axes, "nanmean");
    Tensor count = x.eq(x).sum(result, axes);
    return zeroForNan(x).sum(result, axes).div(count.to(x.dtype().floating()));
  }

  private static Tensor zeroForNan(Tensor x) {
    return x.dtype().isFloating() ? Tensor.where(x.eq(x), x, Tensor.zeros(Shape.SCALAR, x.dtype())) : x;
  }

  /** How many elements over some axes, or over all, are not 0, int64; NaN is not 0. */
  public static Tensor countNonzero(Tensor x, int... axes) {
    x.shape().axes(axes, "countNonzero");
    return x.to(DType.BOOL).sum(axes);
  }

  /** How many elements are reduced to one. */
  private static int count(Shape shape, boolean[] axes) {
    int n = 1;
    for (int axis = 0; axis < axes.length; axis++) {
      n *= axes[axis] ? shape.extent(axis) : 1;
    }
    return n;
  }

  /**
   * Applies a reduction of one axis to several by taking them as one, which costs a copy where they are not neighbours.
   */
  static Tensor overOneAxis(IntFunction<? extends UnaryOp> op, Tensor x, String operation, Axes result, int... axes) {
    boolean[] reduced = x.shape().axes(axes, operation);
    List<Integer> order = new ArrayList<>();
    int first = 0;
    while (first < reduced.length && !reduced[first]) {
      order.add(first++);
    }
    for (int axis = first; axis < reduced.length; axis++) {
      if (reduced[axis]) {
        order.add(axis);
      }
    }
    int last = order.size();
    for (int axis = first; axis < reduced.length; axis++) {
      if (!reduced[axis]) {
        order.add(axis);
      }
    }
    Tensor y = x.permute(order.stream().mapToInt(i -> i).toArray());
    Shape one = Shape.of(count(x.shape(), reduced));
    Shape rows = y.shape().slice(0, first).concat(one).concat(y.shape().slice(last, order.size()));
    return op.apply(first).apply(y.reshape(rows)).reshape(x.shape().reduce(reduced, result));
  }

  /** ∏ x along an axis; 1 of nothing. */
  record Prod(int axis) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      Object y = switch (x.dtype()) {
        case FLOAT32 -> {
          float[] product = new float[r.columns()];
          FloatReductions.reduce(Reduction.PROD, (float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), product);
          yield product;
        }
        case FLOAT64 -> {
          double[] product = new double[r.columns()];
          DoubleReductions.reduce(Reduction.PROD, (double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(),
              product);
          yield product;
        }
        default -> {
          long[] product = new long[r.columns()];
          LongPlainReductions.reduce(Reduction.PROD, (long[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(),
              product);
          yield product;
        }
      };
      return Rows.wrap(y, x.dtype(), x.shape().without(axis));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.unsqueeze(axis).mul(others(x));
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return others(x).mul(dx).sum(axis);
    }

    /** For each element the product of those before it and those after it. */
    private Tensor others(Tensor x) {
      Tensor before = Scans.earlier(Scans.cumprod(x, axis), axis, 1);
      Tensor after = Scans.earlier(Scans.cumprod(Rearranging.flip(x, axis), axis), axis, 1);
      return before.mul(Rearranging.flip(after, axis));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Prod(axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("∏" + Formula.sum(axis).substring(1) + " x", "expand(g) ⊙ others(x)")
          .where("others: for each element the product of all others");
    }

    static List<Sample> samples() {
      Tensor zeros = Tensor.of(new double[] {2, 0, 3, 1, 4, 0, 5, 0, 0.5, -2, 0.3, 7}, 3, 4);
      return Samples.join(alongAxes(Prod::new), List.of(
          Sample.of(new Prod(1), zeros),
          Sample.of(new Prod(1), Domain.REALS.draw(6, 3, 0))));
    }
  }

  /** Samples of a reduction of one axis, along which none is empty. */
  static List<Sample> alongAxes(IntFunction<UnaryOp> op) {
    return alongAxes(Domain.REALS, op);
  }

  static List<Sample> alongAxes(Domain domain, IntFunction<UnaryOp> op) {
    return List.of(
        Sample.of(op.apply(1), domain.draw(1, 3, 5)),
        Sample.of(op.apply(0), domain.draw(2, 4, 2, 2)),
        Sample.of(op.apply(0), domain.draw(3, 4)),
        Sample.of(op.apply(1), domain.draw(4, 4, 3).transpose()),
        Sample.of(op.apply(1), domain.draw(5, 0, 3)));
  }
}
