package dev.nabla.op;

import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;

/**
 * Lengths of vectors: (Σ|x|ᵖ)^(1/p) over some axes, or over all when none is named. Neither large nor small elements
 * overflow or vanish on the way; integers become float32.
 */
public final class Norms {
  private Norms() {}

  /** The square root of the sum of all squares: for a matrix the Frobenius norm; its gradient at 0 is 0. */
  public static Tensor norm(Tensor x) {
    return norm(x, 2);
  }

  /** The p-norm over some axes, or over all when none is named. */
  public static Tensor norm(Tensor x, double p, int... axes) {
    return norm(x, p, Axes.DROP, axes);
  }

  /**
   * The p-norm over some axes, or over all: for p = 0 how many elements are not 0, for ±∞ the largest or smallest
   * absolute value, whose ties share the gradient evenly. The gradient is 0 where the norm is 0, for p = 1 where an
   * element is 0, and for p = 0 everywhere.
   */
  public static Tensor norm(Tensor x, double p, Axes result, int... axes) {
    x.shape().axes(axes, "norm");
    Tensor numbers = x.to(x.dtype().floating());
    if (p == Double.POSITIVE_INFINITY) {
      return numbers.abs().amax(result, axes);
    }
    if (p == Double.NEGATIVE_INFINITY) {
      return numbers.abs().amin(result, axes);
    }
    if (p == 0) {
      return Tensor.where(numbers.ne(0), Tensor.onesLike(numbers), numbers.sign()).sum(result, axes);
    }
    if (p == 1) {
      return numbers.abs().sum(result, axes);
    }
    if (Double.isNaN(p)) {
      throw new IllegalArgumentException("norm: the order p is a number or ±∞, got NaN");
    }
    return Reductions.overOneAxis(axis -> new Norm(p, axis), numbers, "norm", result, axes);
  }

  /** (Σ|x|ᵖ)^(1/p) along an axis, for finite p other than 0 and 1. */
  record Norm(double p, int axis) implements UnaryOp, Kinked {
    /** Divides by the largest element where a power leaves the range of the type. */
    @Override
    public Tensor forward(Tensor x) {
      Tensor sum = powers(x);
      boolean single = x.dtype() == DType.FLOAT32;
      double exact = single ? Float.MIN_NORMAL / Math.ulp(1f) : Double.MIN_NORMAL / Math.ulp(1.0);
      boolean inRange = sum.lt(exact).logicalOr(sum.eq(Double.POSITIVE_INFINITY)).any().item() == 0;
      if (inRange || x.extent(axis) == 0) {
        return root(sum);
      }
      Tensor largest = x.abs().amax(Axes.KEEP, axis);
      Tensor usable = largest.gt(0).logicalAnd(largest.lt(Double.POSITIVE_INFINITY));
      Tensor scale = Tensor.where(usable, largest, Tensor.onesLike(largest));
      return root(powers(x.div(scale))).mul(scale.squeeze(axis));
    }

    private Tensor powers(Tensor x) {
      return (p == 2 ? x.mul(x) : x.abs().pow(p)).sum(axis);
    }

    private Tensor root(Tensor sum) {
      return p == 2 ? sum.sqrt() : sum.pow(1 / p);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.unsqueeze(axis).mul(slope(y, x));
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return slope(y, x).mul(dx).sum(axis);
    }

    /** x / y for p = 2, else sign x · (|x| / y)^(p − 1); 0 where y is, and for other p where x is. */
    private Tensor slope(Tensor y, Tensor x) {
      Tensor norm = y.unsqueeze(axis);
      if (p == 2) {
        return safeQuotient(x, norm);
      }
      Tensor ratio = safeQuotient(x.abs(), norm);
      Tensor zero = ratio.eq(0);
      return x.sign().mul(Tensor.where(zero, Tensor.zerosLike(ratio),
          Tensor.where(zero, Tensor.onesLike(ratio), ratio).pow(p - 1)));
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Norm(p, axis + 1).apply(x);
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      Tensor none = forward(x.get(0)).eq(0).unsqueeze(axis).expand(x.get(0).shape());
      return p < 1 ? none.logicalOr(x.get(0).eq(0)) : none;
    }

    @Override
    public Formula formula(int inputs) {
      String sum = Formula.sum(axis);
      String power = Formula.number(p);
      return p == 2
          ? Formula.of("√(" + sum + " x²)", "x ⊙ expand(g / y)")
          : Formula.of("(" + sum + " |x|^" + power + ")^(1 / " + power + ")",
              "sign(x) ⊙ (|x| / expand(y))^(" + power + " − 1) ⊙ expand(g)");
    }

    static List<Sample> samples() {
      return Samples.join(
          Reductions.alongAxes(axis -> new Norm(2, axis)),
          Reductions.alongAxes(Domain.AWAY_FROM_ZERO, axis -> new Norm(3.5, axis)),
          Reductions.alongAxes(Domain.AWAY_FROM_ZERO, axis -> new Norm(1.5, axis)),
          Reductions.alongAxes(Domain.AWAY_FROM_ZERO, axis -> new Norm(0.5, axis)));
    }
  }

  /** a / b, and 0 where b is 0, where the derivatives are 0 too. */
  static Tensor safeQuotient(Tensor a, Tensor b) {
    Tensor zero = b.eq(0);
    Tensor numerator = Tensor.where(zero, Tensor.zeros(Shape.SCALAR, a.dtype()), a);
    return numerator.div(Tensor.where(zero, Tensor.onesLike(b), b));
  }
}
