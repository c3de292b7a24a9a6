package dev.nabla.op;

import dev.nabla.kernel.IncompleteGammaFunction;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * The incomplete gamma functions, for a &gt; 0 and x ≥ 0 (elsewhere NaN), with gradients of any order with respect to
 * both; integers become float32. Values are within 4 ulp, in bounded time for any arguments. So is {@code gammaincinv}
 * where the result and p are no subnormal numbers; what always holds is that P of the numbers before and after it
 * encloses p, but for 4 ulp. Derivatives with respect to a are exact but for some ulp; near a zero, as the second one
 * has near x = a, these are ulp of what it is a standard deviation √a away: its condition is a² there.
 */
public final class IncompleteGamma {
  private IncompleteGamma() {}

  /** P(a, x) = 1/Γ(a) ∫ tᵃ⁻¹ exp(−t) dt from 0 to x. */
  public static Tensor gammainc(Tensor a, Tensor x) {
    DType type = Pointwise.type(a, x);
    return new Gammainc(0).apply(a.to(type), x.to(type));
  }

  /** Q(a, x) = 1 − P(a, x), without cancellation. */
  public static Tensor gammaincc(Tensor a, Tensor x) {
    DType type = Pointwise.type(a, x);
    return new Gammaincc().apply(a.to(type), x.to(type));
  }

  /** The x for which P(a, x) = p, for a &gt; 0 and p from 0 to 1 (elsewhere NaN): 0 for p = 0, ∞ for p = 1. */
  public static Tensor gammaincinv(Tensor a, Tensor p) {
    DType type = Pointwise.type(a, p);
    return new Gammaincinv().apply(a.to(type), p.to(type));
  }

  /** ∂ⁿP/∂aⁿ; the derivative with respect to x is that of the density. */
  record Gammainc(int order) implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor x) {
      return Pointwise.map("gammainc", order == 0 ? p -> IncompleteGammaFunction.lower(p[0], p[1])
          : p -> IncompleteGammaFunction.shapeDerivative(order, p[0], p[1]), a, x);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor x) {
      return g.mul(new Gammainc(order + 1).apply(a, x));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor x) {
      Tensor density = new Density().apply(a, x);
      return g.mul(order == 0 ? density : density.mul(slopes(order, a, x.log())));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      String value = order == 0 ? "P(a, x)" : "P" + Formula.subscript(order) + "(a, x)";
      return Formula.of(List.of("a", "x"), value, "g ⊙ ∂y/∂a",
          order == 0 ? "g ⊙ x^(a − 1) ⊙ exp(−x) / Γ(a)" : "g ⊙ ∂y/∂x")
          .where("P: the regularised integral, its derivatives by a without a closed form");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.broadcasting(new Gammainc(0), Domain.POSITIVE, Domain.POSITIVE),
          Samples.broadcasting(new Gammainc(1), Domain.POSITIVE, Domain.ABOVE_ONE),
          Samples.broadcasting(new Gammainc(2), Domain.ABOVE_ONE, Domain.POSITIVE));
    }
  }

  /** 1 − P. */
  record Gammaincc() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor x) {
      return Pointwise.map("gammaincc", p -> IncompleteGammaFunction.upper(p[0], p[1]), a, x);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor x) {
      return g.mul(new Gammainc(1).apply(a, x)).neg();
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor x) {
      return g.mul(new Density().apply(a, x)).neg();
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("a", "x"), "1 − P(a, x)", "g ⊙ ∂y/∂a", "−g ⊙ x^(a − 1) ⊙ exp(−x) / Γ(a)")
          .where("P: the regularised integral, its derivatives by a without a closed form");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Gammaincc(), Domain.POSITIVE, Domain.ABOVE_ONE);
    }
  }

  /** P(a, y) = p holds where a and p change: ∂P/∂a + f ∂y/∂a = 0 and f ∂y/∂p = 1 with the density f. */
  record Gammaincinv() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor p) {
      return Pointwise.map("gammaincinv", x -> IncompleteGammaFunction.quantile(x[0], x[1]), a, p);
    }

    /** ∂P/∂a over y f does not underflow where both do; at the ends y stays where it is. */
    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor p) {
      Tensor ends = y.eq(0).logicalOr(y.eq(Double.POSITIVE_INFINITY));
      Tensor one = Operands.number(1, y);
      Tensor inside = Tensor.where(ends, one, y);
      Tensor slope = new GammaSampling.Quotient(1).apply(Tensor.where(ends, one, a), inside.log()).mul(inside).neg();
      return g.mul(Tensor.where(ends, Tensor.zerosLike(y), slope));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor p) {
      return g.div(new Density().apply(a, y));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("a", "p"), "P⁻¹(a, p)", "−g ⊙ P₁(a, y) / f(a, y)", "g / f(a, y)")
          .where("P₁: the derivative of P by a, f: that by x, the density");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Gammaincinv(), Domain.POSITIVE, Domain.UNIT_INTERVAL);
    }
  }

  /** xᵃ⁻¹ exp(−x) / Γ(a), the derivative of P with respect to x. */
  record Density() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor x) {
      return Pointwise.map("gammainc", p -> IncompleteGammaFunction.density(p[0], p[1]), a, x);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor x) {
      return g.mul(y).mul(slopes(1, a, x.log()));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor x) {
      return g.mul(y).mul(a.sub(1).div(x).sub(1));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("a", "x"), "x^(a − 1) ⊙ exp(−x) / Γ(a)", "g ⊙ y ⊙ (ln(x) − ψ(a))",
          "g ⊙ y ⊙ ((a − 1) / x − 1)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Density(), Domain.POSITIVE, Domain.POSITIVE);
    }
  }

  /**
   * (∂ⁿ/∂aⁿ xᵃ/Γ(a)) / (xᵃ/Γ(a)) with z = ln x: the complete Bell polynomial of z − ψ(a), −ψ′(a), −ψ″(a), …, which
   * follows from Bₙ = Σ C(n − 1, i) κᵢ₊₁ Bₙ₋₁₋ᵢ.
   */
  static Tensor slopes(int n, Tensor a, Tensor z) {
    if (n == 0) {
      return Operands.number(1, z);
    }
    Tensor sum = slopes(n - 1, a, z).mul(z.sub(SpecialFunctions.digamma(a)));
    double choose = 1;
    for (int i = 1; i < n; i++) {
      choose = choose * (n - i) / i;
      sum = sum.sub(SpecialFunctions.polygamma(i, a).mul(choose).mul(slopes(n - 1 - i, a, z)));
    }
    return sum;
  }
}
