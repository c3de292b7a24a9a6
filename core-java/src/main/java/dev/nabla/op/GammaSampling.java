package dev.nabla.op;

import dev.nabla.kernel.DoubleVariates;
import dev.nabla.kernel.FloatVariates;
import dev.nabla.kernel.IncompleteGammaFunction;
import dev.nabla.kernel.PointFunction;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;

/**
 * Random numbers from gamma distributions of scale 1 whose shapes are tensors. Their gradient with respect to the shape is how
 * a number must move to keep its probability, which is its path along the quantiles (M. Figurnov, S. Mohamed, A. Mnih,
 * "Implicit reparameterization gradients", 2018): exact, and of any order.
 */
public final class GammaSampling {
  private GammaSampling() {}

  /**
   * ln x for x from the gamma distribution of shape {@code a} and scale 1: for small shapes most x are smaller than any number,
   * but quotients of them are not.
   *
   * @param a above 0; NaN elsewhere
   * @param rng advances by one draw, however large {@code a} is
   */
  public static Tensor logGamma(Rng rng, Tensor a) {
    Tensor shape = Operands.floating(a);
    Tensor fixed = shape.detach();
    return new Path().apply(List.of(shape, fixed, new Draw(rng.nextLong()).apply(fixed)));
  }

  /** Whole numbers from Poisson distributions of these means, in their type; not differentiable. */
  public static Tensor poisson(Rng rng, Tensor mean) {
    return new PoissonDraw(rng.nextLong()).apply(Operands.floating(mean).detach());
  }

  /** Draws anew from the same seed give the same numbers; in a vectorised map every entry has its own. */
  @FreeOf(value = {Law.GRADIENT, Law.TANGENT, Law.ADJOINT, Law.SECOND_ORDER, Law.EDGES},
      because = "a draw stands still: its path is the operator that has the gradient")
  record Draw(long seed) implements UnaryOp {
    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor a) {
      Strided s = a.contiguous().strided();
      if (a.dtype() == DType.FLOAT32) {
        float[] y = new float[a.size()];
        FloatVariates.logGamma(seed, (float[]) s.array(), s.offset(), y);
        return Rows.wrap(y, a.dtype(), a.shape());
      }
      double[] y = new double[a.size()];
      DoubleVariates.logGamma(seed, (double[]) s.array(), s.offset(), y);
      return Rows.wrap(y, a.dtype(), a.shape());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Draw(1), Domain.POSITIVE);
    }
  }

  /** The same for Poisson distributions. */
  @FreeOf(value = {Law.GRADIENT, Law.TANGENT, Law.ADJOINT, Law.SECOND_ORDER, Law.EDGES},
      because = "whole numbers do not move with the mean")
  record PoissonDraw(long seed) implements UnaryOp {
    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor mean) {
      Strided s = mean.contiguous().strided();
      if (mean.dtype() == DType.FLOAT32) {
        float[] y = new float[mean.size()];
        FloatVariates.poisson(seed, (float[]) s.array(), s.offset(), y);
        return Rows.wrap(y, mean.dtype(), mean.shape());
      }
      double[] y = new double[mean.size()];
      DoubleVariates.poisson(seed, (double[]) s.array(), s.offset(), y);
      return Rows.wrap(y, mean.dtype(), mean.shape());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    static List<Sample> samples() {
      return Samples.elementwise(new PoissonDraw(1), Domain.POSITIVE);
    }
  }

  /**
   * The z with P(a, exp z) = P(b, exp w). With q for the density of z and M for ∂P/∂a over it the derivatives are −M(a, z),
   * M(b, w)·r and r = q(b, w)/q(a, z).
   */
  record Path() implements ElementwiseNaryOp {
    private static final PointFunction VALUE = p -> p[0] == p[1] ? p[2]
        : IncompleteGammaFunction.logQuantile(p[0], IncompleteGammaFunction.lower(p[1], Math.exp(p[2])),
            IncompleteGammaFunction.upper(p[1], Math.exp(p[2])));

    @Override
    public Tensor forward(List<Tensor> x) {
      return Pointwise.map("rsample", VALUE, x.get(0), x.get(1), x.get(2));
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      Tensor a = x.get(0);
      if (i == 0) {
        return g.mul(new Quotient(1).apply(a, y)).neg();
      }
      Tensor b = x.get(1);
      Tensor w = x.get(2);
      Tensor ratio = logDensity(b, w).sub(logDensity(a, y)).exp();
      return g.mul(i == 1 ? ratio.mul(new Quotient(1).apply(b, w)) : ratio);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("a", "b", "w"), "path(a, b, w)", "−M(a, y) ⊙ g", "M(b, w) ⊙ g ⊙ q(b, w) / q(a, y)",
          "g ⊙ q(b, w) / q(a, y)")
          .where("q, M: the density of the logarithm of gamma numbers, and ∂P/∂a over it; P stays the same");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Path(), Domain.POSITIVE.draw(1, 3, 4), Domain.POSITIVE.draw(2, 4), Domain.REALS.draw(3, 3, 4)),
          Sample.of(new Path(), Domain.POSITIVE.draw(4), Domain.POSITIVE.draw(5), Domain.REALS.draw(6, 2)),
          Sample.of(new Path(), Domain.POSITIVE.draw(7, 2, 1), Domain.POSITIVE.draw(8, 2, 0), Domain.REALS.draw(9)));
    }
  }

  /** az − exp z − ln Γ(a): the logarithm of the density of z. */
  private static Tensor logDensity(Tensor a, Tensor z) {
    return a.mul(z).sub(z.exp()).sub(SpecialFunctions.lgamma(a));
  }

  /** ∂ⁿP(a, exp z)/∂aⁿ over the density q of z, whose logarithm has the derivatives z − ψ(a) and a − exp z. */
  record Quotient(int order) implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor z) {
      return Pointwise.map("rsample", p -> IncompleteGammaFunction.shapeQuotient(order, p[0], p[1]), a, z);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor z) {
      Tensor next = new Quotient(order + 1).apply(a, z);
      return g.mul(next.sub(y.mul(z.sub(SpecialFunctions.digamma(a)))));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor z) {
      return g.mul(IncompleteGamma.slopes(order, a, z).sub(y.mul(a.sub(z.exp()))));
    }

    @Override
    public Formula formula(int inputs) {
      String m = "M" + Formula.subscript(order);
      return Formula.of(m + "(a, b)", "(M" + Formula.subscript(order + 1) + "(a, b) − y ⊙ (b − ψ(a))) ⊙ g",
          "(q" + Formula.subscript(order) + "(a, b) − y ⊙ (a − exp(b))) ⊙ g")
          .where("M, q: derivatives of that order by a of the integral and of its density, over the density");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.broadcasting(new Quotient(1), Domain.POSITIVE, Domain.REALS),
          Samples.broadcasting(new Quotient(2), Domain.POSITIVE, Domain.REALS));
    }
  }
}
