package dev.nabla.op;

import dev.nabla.kernel.DoubleMoments;
import dev.nabla.kernel.FloatMoments;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;

/**
 * How far elements lie from their mean. Sums of squares are divided by N − correction, where N is the number of
 * elements: by default N − 1, which estimates the variance of what they are a sample of (PyTorch's default); 0 gives
 * the mean of the squares (NumPy's and JAX's default). Where the divisor is not positive the result is NaN. Integers
 * become float32.
 */
public final class Moments {
  private Moments() {}

  /** Σ(x − mean)² / (N − 1) over some axes, or over all when none is named. */
  public static Tensor var(Tensor x, int... axes) {
    return var(x, 1, Axes.DROP, axes);
  }

  /** Σ(x − mean)² / (N − correction) over some axes, or over all. */
  public static Tensor var(Tensor x, double correction, Axes result, int... axes) {
    return Reductions.overOneAxis(axis -> new Var(correction, axis), floating(x), "var", result, axes);
  }

  /** √var with N − 1 over some axes, or over all when none is named; the gradient where it is 0 is 0. */
  public static Tensor std(Tensor x, int... axes) {
    return std(x, 1, Axes.DROP, axes);
  }

  /** √var with N − correction over some axes, or over all; the gradient where it is 0 is 0. */
  public static Tensor std(Tensor x, double correction, Axes result, int... axes) {
    return Reductions.overOneAxis(axis -> new Std(correction, axis), floating(x), "std", result, axes);
  }

  /** A variance and the mean that it is about. */
  public record VarMean(Tensor var, Tensor mean) {}

  /** The variance, with N − 1, and the mean over some axes, or over all when none is named. */
  public static VarMean varMean(Tensor x, int... axes) {
    return varMean(x, 1, Axes.DROP, axes);
  }

  /** The variance, with N − correction, and the mean over some axes, or over all. */
  public static VarMean varMean(Tensor x, double correction, Axes result, int... axes) {
    return new VarMean(var(x, correction, result, axes), x.mean(result, axes));
  }

  private static Tensor floating(Tensor x) {
    return x.to(x.dtype().floating());
  }

  /** Σ(x − mean)² / (N − correction) along an axis; the part of the mean in the gradient adds up to 0. */
  record Var(double correction, int axis) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      return variance(x, correction, axis);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return deviations(x, axis).mul(g.unsqueeze(axis).mul(2 / divisor(x, correction, axis)));
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return deviations(x, axis).mul(dx).sum(axis).mul(2 / divisor(x, correction, axis));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Var(correction, axis + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("Σ (x − mean(x))² / n", "2·expand(g) ⊙ (x − mean(x)) / n")
          .where("n = count(x) − " + Formula.number(correction));
    }

    static List<Sample> samples() {
      return Reductions.alongAxes(axis -> new Var(axis, axis));
    }
  }

  /** √var along an axis; (g / y) (x − mean) / (N − correction), and 0 where y is. */
  record Std(double correction, int axis) implements UnaryOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      return variance(x, correction, axis).sqrt();
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return deviations(x, axis).mul(slope(g, y, x).unsqueeze(axis));
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return slope(deviations(x, axis).mul(dx).sum(axis), y, x);
    }

    /** g / (y · (N − correction)), and 0 where y is. */
    private Tensor slope(Tensor g, Tensor y, Tensor x) {
      return Norms.safeQuotient(g, y).div(divisor(x, correction, axis));
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Std(correction, axis + 1).apply(x);
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return forward(x.get(0)).eq(0).unsqueeze(axis).expand(x.get(0).shape());
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("√(Σ (x − mean(x))² / n)", "expand(g / (n·y)) ⊙ (x − mean(x))")
          .where("n = count(x) − " + Formula.number(correction));
    }

    static List<Sample> samples() {
      return Reductions.alongAxes(axis -> new Std(axis, axis));
    }
  }

  private static Tensor variance(Tensor x, double correction, int axis) {
    Rows r = Rows.along(x, axis);
    Shape shape = x.shape().without(axis);
    if (x.dtype() == DType.FLOAT32) {
      float[] y = new float[r.columns()];
      FloatMoments.variance((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), correction, null, y);
      return Rows.wrap(y, x.dtype(), shape);
    }
    double[] y = new double[r.columns()];
    DoubleMoments.variance((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), correction, null, y);
    return Rows.wrap(y, x.dtype(), shape);
  }

  private static Tensor deviations(Tensor x, int axis) {
    return x.sub(x.mean(Axes.KEEP, axis));
  }

  private static double divisor(Tensor x, double correction, int axis) {
    double n = x.extent(axis) - correction;
    return n > 0 ? n : Double.NaN;
  }
}
