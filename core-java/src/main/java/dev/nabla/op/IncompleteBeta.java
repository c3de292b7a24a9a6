package dev.nabla.op;

import dev.nabla.kernel.IncompleteBetaFunction;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * The incomplete beta function, for a, b &gt; 0 and x in [0, 1] (elsewhere NaN), with gradients of any order with
 * respect to all three; integers become float32. Values are within 4 ulp, in bounded time for any arguments. So is
 * {@code betaincinv} where the result and p are no subnormal numbers; what always holds is that I of the numbers before
 * and after it encloses p, but for 4 ulp. Derivatives with respect to a and b are exact but for some ulp, near their
 * zeros beside what they are around them; where a or b is so small or large that they are out of range they are 0 or
 * infinite.
 */
public final class IncompleteBeta {
  private IncompleteBeta() {}

  /** 1/B(a, b) ∫ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt from 0 to x. */
  public static Tensor betainc(Tensor a, Tensor b, Tensor x) {
    DType type = Pointwise.type(a, b, x);
    return new Betainc(0, 0).apply(List.of(a.to(type), b.to(type), x.to(type)));
  }

  /**
   * The x for which {@code betainc(a, b, x)} = p, for finite a, b &gt; 0 and p from 0 to 1 (elsewhere NaN): 0 for p =
   * 0, 1 for p = 1.
   */
  public static Tensor betaincinv(Tensor a, Tensor b, Tensor p) {
    DType type = Pointwise.type(a, b, p);
    return new Betaincinv().apply(List.of(a.to(type), b.to(type), p.to(type)));
  }

  /** The derivative of order i with respect to a and j with respect to b. */
  record Betainc(int i, int j) implements ElementwiseNaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return Pointwise.map("betainc", i + j == 0 ? p -> IncompleteBetaFunction.value(p[0], p[1], p[2])
          : p -> IncompleteBetaFunction.shapeDerivative(i, j, p[0], p[1], p[2]), x.get(0), x.get(1), x.get(2));
    }

    @Override
    public Tensor backward(int k, Tensor g, Tensor y, List<Tensor> x) {
      return g.mul(switch (k) {
        case 0 -> new Betainc(i + 1, j).apply(x);
        case 1 -> new Betainc(i, j + 1).apply(x);
        default -> new Density(i, j).apply(x);
      });
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      String value = i + j == 0 ? "I(a, b, x)" : "I" + Formula.subscript(i) + Formula.subscript(j) + "(a, b, x)";
      String along = i + j == 0 ? "g ⊙ x^(a − 1) ⊙ (1 − x)^(b − 1) / B(a, b)" : "g ⊙ ∂y/∂x";
      return Formula.of(List.of("a", "b", "x"), value, "g ⊙ ∂y/∂a", "g ⊙ ∂y/∂b", along)
          .where("I: the regularised integral, its derivatives by a and b without a closed form");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Betainc(0, 0), Domain.POSITIVE.draw(1, 3, 4), Domain.POSITIVE.draw(2, 4),
              Domain.UNIT_INTERVAL.draw(3, 3, 1)),
          Sample.of(new Betainc(1, 0), Domain.POSITIVE.draw(4), Domain.POSITIVE.draw(5, 2),
              Domain.UNIT_INTERVAL.draw(6)),
          Sample.of(new Betainc(0, 0), Domain.POSITIVE.draw(7, 2, 0), Domain.POSITIVE.draw(8), Domain.REALS.draw(9)));
    }
  }

  /** I(a, b, y) = p holds where all three change: ∂I/∂a + f ∂y/∂a = 0, so for b, and f ∂y/∂p = 1 with the density f. */
  record Betaincinv() implements ElementwiseNaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return Pointwise.map("betaincinv", p -> IncompleteBetaFunction.quantile(p[0], p[1], p[2]), x.get(0), x.get(1),
          x.get(2));
    }

    /** At the ends y stays where it is when a and b change. */
    @Override
    public Tensor backward(int k, Tensor g, Tensor y, List<Tensor> x) {
      List<Tensor> at = List.of(x.get(0), x.get(1), y);
      Tensor density = new Density(0, 0).apply(at);
      if (k == 2) {
        return g.div(density);
      }
      Tensor inside = y.gt(0).logicalAnd(y.lt(1));
      return g.mul(new Betainc(1 - k, k).apply(at)).div(Tensor.where(inside, density, Tensor.onesLike(y))).neg();
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("a", "b", "p"), "I⁻¹(a, b, p)", "−g ⊙ I₁₀(a, b, y) / f(a, b, y)",
          "−g ⊙ I₀₁(a, b, y) / f(a, b, y)", "g / f(a, b, y)")
          .where("I₁₀, I₀₁: the derivatives of I by a and b, f: that by x, the density");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Betaincinv(), Domain.POSITIVE.draw(1, 3, 4), Domain.POSITIVE.draw(2, 4),
              Domain.UNIT_INTERVAL.draw(3, 3, 1)),
          Sample.of(new Betaincinv(), Domain.POSITIVE.draw(4), Domain.POSITIVE.draw(5, 2),
              Domain.UNIT_INTERVAL.draw(6)),
          Sample.of(new Betaincinv(), Domain.POSITIVE.draw(7, 2, 0), Domain.POSITIVE.draw(8), Domain.REALS.draw(9)));
    }
  }

  /**
   * The derivative of order (i, j) of xᵃ⁻¹ (1 − x)ᵇ⁻¹ / B(a, b), which is that of I with respect to x. Its own with
   * respect to x has the factor s = (a − 1)/x − (b − 1)/(1 − x), which is differentiated with it.
   */
  record Density(int i, int j) implements ElementwiseNaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return Pointwise.map("betainc", p -> IncompleteBetaFunction.density(i, j, p[0], p[1], p[2]), x.get(0), x.get(1),
          x.get(2));
    }

    @Override
    public Tensor backward(int k, Tensor g, Tensor y, List<Tensor> in) {
      if (k < 2) {
        return g.mul(new Density(i + 1 - k, j + k).apply(in));
      }
      Tensor x = in.get(2);
      Tensor rest = x.neg().add(1);
      Tensor slope = y.mul(in.get(0).sub(1).div(x).sub(in.get(1).sub(1).div(rest)));
      if (i > 0) {
        slope = slope.add(new Density(i - 1, j).apply(in).mul(i).div(x));
      }
      return g.mul(j == 0 ? slope : slope.sub(new Density(i, j - 1).apply(in).mul(j).div(rest)));
    }

    @Override
    public Formula formula(int inputs) {
      List<String> names = List.of("a", "b", "x");
      return i + j > 0
          ? Formula.of(names, "f" + Formula.subscript(i) + Formula.subscript(j) + "(a, b, x)", "g ⊙ ∂y/∂a",
              "g ⊙ ∂y/∂b", "g ⊙ ∂y/∂x").where("f: the derivatives of those orders by a and b of the density")
          : Formula.of(names, "x^(a − 1) ⊙ (1 − x)^(b − 1) / B(a, b)",
              "g ⊙ y ⊙ (ln(x) − ψ(a) + ψ(a + b))", "g ⊙ y ⊙ (ln(1 − x) − ψ(b) + ψ(a + b))",
              "g ⊙ y ⊙ ((a − 1) / x − (b − 1) / (1 − x))");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Density(0, 0), Domain.POSITIVE.draw(1, 2, 3), Domain.POSITIVE.draw(2, 3),
              Domain.UNIT_INTERVAL.draw(3, 2, 1)),
          Sample.of(new Density(1, 2), Domain.POSITIVE.draw(4), Domain.POSITIVE.draw(5, 2),
              Domain.UNIT_INTERVAL.draw(6)),
          Sample.of(new Density(0, 0), Domain.POSITIVE.draw(7, 2, 0), Domain.POSITIVE.draw(8), Domain.REALS.draw(9)));
    }
  }
}
