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
 * The incomplete gamma functions, for a &gt; 0 and x ≥ 0 (elsewhere NaN), with gradients of any order with respect to both;
 * integers become float32. The relative error is some ulp for a up to some hundreds and grows like √a, and with the logarithm
 * of values far below 1.
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
   * (∂ⁿ/∂aⁿ xᵃ/Γ(a)) / (xᵃ/Γ(a)) with z = ln x: the complete Bell polynomial of z − ψ(a), −ψ′(a), −ψ″(a), …, which follows from
   * Bₙ = Σ C(n − 1, i) κᵢ₊₁ Bₙ₋₁₋ᵢ.
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
