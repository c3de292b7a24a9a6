package dev.nabla.op;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Unary;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Elementwise;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Exponentials and logarithms beyond {@link Tensor#exp} and {@link Tensor#log}; integers become float32. */
public final class Exponentials {
  private static final double LN_2 = Math.log(2);
  private static final double LN_10 = Math.log(10);

  private Exponentials() {}

  /** 2ˣ. */
  public static Tensor exp2(Tensor x) {
    return new Exp2().apply(Operands.floating(x));
  }

  /** eˣ − 1, without cancellation near 0. */
  public static Tensor expm1(Tensor x) {
    return new Expm1().apply(Operands.floating(x));
  }

  /** ln(1 + x), without cancellation near 0; −∞ at −1 and NaN below. */
  public static Tensor log1p(Tensor x) {
    return new Log1p().apply(Operands.floating(x));
  }

  /** The logarithm to base 2, exact for powers of 2. */
  public static Tensor log2(Tensor x) {
    return new Log2().apply(Operands.floating(x));
  }

  /** The logarithm to base 10. */
  public static Tensor log10(Tensor x) {
    return new Log10().apply(Operands.floating(x));
  }

  /** ln(eᵃ + eᵇ), without overflow; where both are −∞ it is −∞, with gradient 0. */
  public static Tensor logaddexp(Tensor a, Tensor b) {
    DType type = DType.promote(a, b).floating();
    return new Logaddexp().apply(a.to(type), b.to(type));
  }

  /** a ln b; 0 where a is 0, unless b is NaN. The gradient where both are 0 is 0. */
  public static Tensor xlogy(Tensor a, Tensor b) {
    DType type = DType.promote(a, b).floating();
    return new Xlogy().apply(a.to(type), b.to(type));
  }

  /** 2ˣ. */
  record Exp2() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.EXP2, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(y.mul(LN_2));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("2^x", "ln(2)·(y ⊙ g)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Exp2(), Domain.REALS);
    }
  }

  /** eˣ − 1; the derivative is y + 1. */
  record Expm1() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.EXPM1, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(y.add(1));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("e^x − 1", "(y + 1) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Expm1(), Domain.REALS);
    }
  }

  /** ln(1 + x). */
  record Log1p() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LOG1P, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.div(x.add(1));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(1 + x)", "g / (1 + x)");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Log1p(), Domain.POSITIVE),
          Samples.elementwise(new Log1p(), Domain.UNIT_BALL));
    }
  }

  /** ln x / ln 2. */
  record Log2() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LOG2, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.div(x.mul(LN_2));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("log₂(x)", "g / (ln(2)·x)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Log2(), Domain.POSITIVE);
    }
  }

  /** ln x / ln 10. */
  record Log10() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LOG10, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.div(x.mul(LN_10));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("log₁₀(x)", "g / (ln(10)·x)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Log10(), Domain.POSITIVE);
    }
  }

  /** ln(eᵃ + eᵇ); the derivatives are the shares of eᵃ and eᵇ in their sum. */
  record Logaddexp() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.LOGADDEXP, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return share(g, a, b);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return share(g, b, a);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(e^a + e^b)", "g ⊙ exp(a − y)", "g ⊙ exp(b − y)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Logaddexp(), Domain.REALS, Domain.REALS);
    }
  }

  /** g·sigmoid(a − b); where both are the same infinity g/2, or 0 for −∞, and not the NaN of their difference. */
  private static Tensor share(Tensor g, Tensor a, Tensor b) {
    Tensor same = a.eq(b).logicalAnd(Predicates.isinf(a));
    Tensor share = g.mul(Operands.where(same.logicalNot(), a.sub(b)).sigmoid());
    return Operands.where(same.logicalAnd(a.lt(0)).logicalNot(), share);
  }

  /** a ln b; the derivatives are ln b and a/b. */
  record Xlogy() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.XLOGY, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return xlogy(Operands.where(a.ne(0).logicalOr(b.gt(0)), g), b);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      Tensor vanishing = a.eq(0).logicalAnd(b.eq(0));
      return g.mul(a.div(Tensor.where(vanishing, Operands.number(1, b), b)));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a ⊙ ln(b)", "g ⊙ ln(b)", "g ⊙ a / b");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Xlogy(), Domain.REALS, Domain.POSITIVE);
    }
  }
}
