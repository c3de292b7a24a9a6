package dev.nabla.op;

import dev.nabla.kernel.BetaFunction;
import dev.nabla.kernel.ZetaFunction;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Products of gamma functions, by their logarithms, and Hurwitz's zeta function; integers become float32. */
public final class BetaAndZeta {
  private static final double LOG_PI = Math.log(Math.PI);

  private BetaAndZeta() {}

  /** ln B(a, b) = ln (Γ(a) Γ(b) / Γ(a + b)), without the cancellation that large arguments would cause. */
  public static Tensor betaln(Tensor a, Tensor b) {
    DType type = Pointwise.type(a, b);
    return new Betaln().apply(a.to(type), b.to(type));
  }

  /** ln (Γ(x₁) … Γ(xₙ) / Γ(x₁ + … + xₙ)) over the last axis: the normaliser of Dirichlet's distribution. */
  public static Tensor lbeta(Tensor x) {
    Tensor numbers = Operands.floating(x);
    return SpecialFunctions.lgamma(numbers).sum(-1).sub(SpecialFunctions.lgamma(numbers.sum(-1)));
  }

  /**
   * The logarithm of the gamma function of p dimensions: p(p − 1)/4 ln π + Σ ln Γ(x − j/2) over j from 0 to p − 1.
   *
   * @throws IllegalArgumentException when p is less than 1
   */
  public static Tensor multigammaln(Tensor x, int p) {
    if (p < 1) {
      throw new IllegalArgumentException("multigammaln: needs at least 1 dimension, got " + p);
    }
    Tensor sum = SpecialFunctions.lgamma(Operands.floating(x));
    for (int j = 1; j < p; j++) {
      sum = sum.add(SpecialFunctions.lgamma(x.sub(j / 2.0)));
    }
    return sum.add(p * (p - 1) / 4.0 * LOG_PI);
  }

  /**
   * ζ(s, q) = Σ 1/(q + k)ˢ over k ≥ 0, for s > 1 and q > 0: ∞ at s = 1 and where q is 0 or a negative integer, NaN for other
   * s and q. Riemann's function is {@code zeta(s, one)}.
   */
  public static Tensor zeta(double s, Tensor q) {
    return new Zeta(s).apply(Operands.floating(q));
  }

  /** ln B(a, b); the derivatives are ψ(a) − ψ(a + b) and ψ(b) − ψ(a + b). */
  record Betaln() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Pointwise.map("betaln", p -> BetaFunction.log(p[0], p[1]), a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(SpecialFunctions.digamma(a).sub(SpecialFunctions.digamma(a.add(b))));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return backwardA(g, y, b, a);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(B(a, b))", "(ψ(a) − ψ(a + b)) ⊙ g", "(ψ(b) − ψ(a + b)) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Betaln(), Domain.POSITIVE, Domain.POSITIVE);
    }
  }

  /** ζ(s, q); the derivative with respect to q is −s ζ(s + 1, q). */
  record Zeta(double s) implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor q) {
      return Pointwise.map("zeta", p -> ZetaFunction.at(s, p[0]), q);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor q) {
      return g.mul(zeta(s + 1, q).mul(-s));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ζ(" + Formula.number(s) + ", x)",
          Formula.number(-s) + "·ζ(" + Formula.number(s + 1) + ", x) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Zeta(2), Domain.POSITIVE),
          Samples.elementwise(new Zeta(1.5), Domain.POSITIVE));
    }
  }
}
