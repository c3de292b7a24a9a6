package dev.nabla.op;

import dev.nabla.kernel.DoubleScans;
import dev.nabla.kernel.FloatScans;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Selected;
import dev.nabla.tensor.Strictness;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;

/**
 * The largest and the smallest elements so far along an axis, and where they stand: of equals the latest. From the
 * first NaN on they are NaN. The gradient of each place goes to the element that stands there.
 */
public final class RunningExtremes {
  private RunningExtremes() {}

  /** max(x[0], …, x[j]) for every j along an axis, and where it stands. */
  public static Selected cummax(Tensor x, int axis) {
    int at = x.shape().axis(axis, "cummax");
    return selected("cummax", x, new Latest(at, true).apply(x.detach()), at);
  }

  /** min(x[0], …, x[j]) for every j along an axis, and where it stands. */
  public static Selected cummin(Tensor x, int axis) {
    int at = x.shape().axis(axis, "cummin");
    return selected("cummin", x, new Latest(at, false).apply(x.detach()), at);
  }

  /** An element ties when it equals the extreme one before it. */
  private static Selected selected(String operation, Tensor x, Tensor indices, int axis) {
    Tensor values = x.gather(axis, indices);
    Strictness.requireNoKink(operation, values,
        () -> x.detach().eq(Scans.earlier(values.detach(), axis, Double.NaN)));
    return new Selected(values, indices);
  }

  /** Where the latest extreme element so far stands, int64. */
  record Latest(int axis, boolean greatest) implements UnaryOp {
    @Override
    public String label() {
      return greatest ? "cummax" : "cummin";
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      long[] index = new long[x.size()];
      switch (x.dtype()) {
        case FLOAT32 -> {
          float[] a = (float[]) r.array();
          if (greatest) {
            FloatScans.cummax(a, r.offset(), r.outer(), r.n(), r.inner(), index);
          } else {
            FloatScans.cummin(a, r.offset(), r.outer(), r.n(), r.inner(), index);
          }
        }
        case FLOAT64 -> {
          double[] a = (double[]) r.array();
          if (greatest) {
            DoubleScans.cummax(a, r.offset(), r.outer(), r.n(), r.inner(), index);
          } else {
            DoubleScans.cummin(a, r.offset(), r.outer(), r.n(), r.inner(), index);
          }
        }
        case INT64 -> latest((long[]) r.array(), r, index);
        case BOOL, INT32 -> {
          return forward(x.to(DType.INT64));
        }
      }
      return Rows.wrap(index, DType.INT64, x.shape());
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Latest(1, true), Domain.REALS.draw(1, 3, 5)),
          Sample.of(new Latest(0, false), Domain.REALS.draw(2, 2, 3, 4).transpose()),
          Sample.of(new Latest(0, true), Tensor.of(1, 3, 3, 2)),
          Sample.of(new Latest(1, false), Domain.REALS.draw(3, 2, 0)));
    }

    private void latest(long[] x, Rows r, long[] index) {
      for (int k = 0; k < index.length; k++) {
        int row = k / r.inner() % r.n();
        index[k] = row;
        if (row > 0) {
          long best = index[k - r.inner()];
          long before = x[r.offset() + k - (row - (int) best) * r.inner()];
          long v = x[r.offset() + k];
          index[k] = (greatest ? v >= before : v <= before) ? row : best;
        }
      }
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Latest(axis + 1, greatest).apply(x);
    }
  }
}
