package dev.nabla.tensor;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Unary;
import java.util.List;
import java.util.Locale;

/** The operators of arithmetic. Operands broadcast and have one type when they arrive here. */
final class Arithmetic {
  private Arithmetic() {}

  /** a + b. */
  record Add() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.ADD, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g;
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g;
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a + b", "g", "g");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Add(), Domain.REALS, Domain.REALS);
    }
  }

  /** a − b. */
  record Sub() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.SUB, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g;
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.neg();
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a − b", "g", "−g");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Sub(), Domain.REALS, Domain.REALS);
    }
  }

  /** a ⊙ b. */
  record Mul() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.MUL, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(b);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(a);
    }

    @Override
    public boolean readsOther() {
      return true;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a ⊙ b", "g ⊙ b", "g ⊙ a");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Mul(), Domain.REALS, Domain.REALS);
    }
  }

  /** a / b; the gradient of b is −g ⊙ y / b. */
  record Div() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.DIV, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.div(b);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(y.div(b)).neg();
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a / b", "g / b", "−g ⊙ y / b");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Div(), Domain.REALS, Domain.AWAY_FROM_ZERO);
    }
  }

  /** a^b; the gradient of b is g ⊙ y ⊙ ln a, and 0 where a = 0 and b ≥ 0. */
  record Pow() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.POW, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      Tensor flat = b.eq(0).logicalAnd(a.abs().gt(0).logicalNot());
      Tensor slope = b.mul(Tensor.where(flat, Tensor.onesLike(a), a).pow(b.sub(1)));
      return g.mul(Tensor.where(flat, Tensor.zerosLike(slope), slope));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      Tensor flat = a.eq(0).logicalAnd(b.ge(0));
      Tensor base = Tensor.where(flat, Tensor.onesLike(a), a);
      return g.mul(y.mul(base.log()));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a^b", "g ⊙ b ⊙ a^(b − 1)", "g ⊙ y ⊙ ln(a)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Pow(), Domain.POSITIVE, Domain.REALS);
    }
  }

  /**
   * The larger or the smaller of a and b, NaN where either is; halves of the gradient where they tie, all of it to both
   * where NaN is.
   */
  record Extreme(Binary which) implements ElementwiseBinaryOp, Kinked {
    @Override
    public String label() {
      return which.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(which, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return share(g, which == Binary.MAXIMUM ? a.lt(b) : a.gt(b), a.eq(b));
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
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(x.get(1));
    }

    @Override
    public Formula formula(int inputs) {
      String better = which == Binary.MAXIMUM ? ">" : "<";
      return Formula.of(label() + "(a, b)", "g ⊙ ([a " + better + " b] + 0.5·[a = b])",
          "g ⊙ ([b " + better + " a] + 0.5·[a = b])");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.broadcasting(new Extreme(Binary.MAXIMUM), Domain.NEGATIVE, Domain.REALS),
          Samples.broadcasting(new Extreme(Binary.MINIMUM), Domain.NEGATIVE, Domain.REALS));
    }
  }

  /** 0 where {@code lost} holds, half of g where {@code tied} holds, else g: both sides get it where one is NaN. */
  private static Tensor share(Tensor g, Tensor lost, Tensor tied) {
    return Tensor.where(lost, Tensor.zeros(Shape.SCALAR, g.dtype()), Tensor.where(tied, g.mul(0.5), g));
  }

  /** x + c. */
  record AddScalar(double c) implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.binary(Binary.ADD, x, c);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g;
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(c < 0 ? "x − " + Formula.number(-c) : "x + " + Formula.number(c), "g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new AddScalar(1.5), Domain.REALS);
    }
  }

  /** x · c. */
  record MulScalar(double c) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.binary(Binary.MUL, x, c);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(c);
    }

    @Override
    public Tensor batched(Tensor x) {
      return apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(Formula.number(c) + "·x", Formula.number(c) + "·g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new MulScalar(-2.5), Domain.REALS);
    }
  }

  /** x / c. */
  record DivScalar(double c) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.binary(Binary.DIV, x, c);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.div(c);
    }

    @Override
    public Tensor batched(Tensor x) {
      return apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x / (" + Formula.number(c) + ")", "g / (" + Formula.number(c) + ")");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new DivScalar(-2.5), Domain.REALS);
    }
  }

  /** x^c; the gradient is c·g ⊙ x^(c−1), and 0 everywhere when c = 0, at x = 0 too. */
  record PowerScalar(double c) implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.binary(Binary.POW, x, c);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return c == 0 ? g.mul(0) : c == 1 ? g : c == 2 ? g.mul(x.mul(2)) : g.mul(x.pow(c - 1).mul(c));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      String power = "x^" + Formula.number(c);
      String slope = c == 2 ? "2·x" : Formula.number(c) + "·x^(" + Formula.number(c - 1) + ")";
      return Formula.of(power, c == 0 ? "0·g" : c == 1 ? "g" : slope + " ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new PowerScalar(3), Domain.REALS),
          Samples.elementwise(new PowerScalar(2), Domain.REALS), Samples.elementwise(new PowerScalar(1), Domain.REALS),
          Samples.elementwise(new PowerScalar(0), Domain.REALS),
          Samples.elementwise(new PowerScalar(-1.5), Domain.POSITIVE),
          Samples.elementwise(new PowerScalar(0.5), Domain.POSITIVE));
    }
  }

  /** −x. */
  record Neg() implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.NEG, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.neg();
    }

    @Override
    public Tensor batched(Tensor x) {
      return apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("−x", "−g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Neg(), Domain.REALS);
    }
  }

  /** |x|; the gradient at 0 is 0. */
  record Abs() implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ABS, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.sign());
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("|x|", "sign(x) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Abs(), Domain.AWAY_FROM_ZERO);
    }
  }

  /** −1, 0 or 1 after the sign of x; NaN stays NaN; the gradient is 0 everywhere. */
  record Sign() implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.SIGN, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return Tensor.zerosLike(g);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("sign(x)", "0·g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Sign(), Domain.AWAY_FROM_ZERO);
    }
  }
}
