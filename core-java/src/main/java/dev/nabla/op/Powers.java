package dev.nabla.op;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Unary;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Elementwise;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Squares, roots and powers beyond {@link Tensor#pow} and {@link Tensor#sqrt}. */
public final class Powers {
  private Powers() {}

  /** x²; integers stay integers. */
  public static Tensor square(Tensor x) {
    return new Square().apply(x);
  }

  /** 1/x; integers become float32. */
  public static Tensor reciprocal(Tensor x) {
    return new Reciprocal().apply(Operands.floating(x));
  }

  /** 1/√x: ∞ at 0, where the gradient is −∞; integers become float32. */
  public static Tensor rsqrt(Tensor x) {
    return new Rsqrt().apply(Operands.floating(x));
  }

  /** √(a² + b²), without overflow; the gradient where both are 0 is 0. Integers become float32. */
  public static Tensor hypot(Tensor a, Tensor b) {
    DType type = DType.promote(a, b).floating();
    return new Hypot().apply(a.to(type), b.to(type));
  }

  /** base to the power of x; integers become float32. The gradient for base 0 is 0 where x ≥ 0. */
  public static Tensor pow(double base, Tensor x) {
    return new Exponential(base).apply(Operands.floating(x));
  }

  /** x². */
  record Square() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.SQUARE, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.mul(2));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x²", "2·x ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Square(), Domain.REALS);
    }
  }

  /** 1/x; the derivative is −y². */
  record Reciprocal() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.RECIPROCAL, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(y.pow(2)).neg();
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("1 / x", "−y² ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Reciprocal(), Domain.AWAY_FROM_ZERO);
    }
  }

  /** 1/√x; the derivative is −y³/2. */
  record Rsqrt() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.RSQRT, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(y.pow(3).mul(-0.5));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("1 / √x", "−y³ ⊙ g / 2");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Rsqrt(), Domain.POSITIVE);
    }
  }

  /** √(a² + b²); the derivatives are a/y and b/y. */
  record Hypot() implements ElementwiseBinaryOp, Kinked {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.HYPOT, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(a.div(divisor(y)));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(b.div(divisor(y)));
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0).logicalAnd(x.get(1).eq(0));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("√(a² + b²)", "g ⊙ a / y", "g ⊙ b / y");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Hypot(), Domain.AWAY_FROM_ZERO, Domain.REALS);
    }
  }

  /** y, and 1 where y is 0: what is divided by it is 0 there as well. */
  private static Tensor divisor(Tensor y) {
    return Tensor.where(y.eq(0), Operands.number(1, y), y);
  }

  /** cˣ; the derivative is y ln c, and 0 where c = 0 and x ≥ 0. */
  record Exponential(double c) implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.binary(Binary.POW, Operands.number(c, x), x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(c == 0 ? Operands.where(x.lt(0), Operands.number(Double.NEGATIVE_INFINITY, x)) : y.mul(Math.log(c)));
    }

    @Override
    public Formula formula(int inputs) {
      return c == 0
          ? Formula.of("0^x", "where(x < 0, −∞, 0) ⊙ g")
          : Formula.of("(" + Formula.number(c) + ")^x", "ln(" + Formula.number(c) + ")·(y ⊙ g)");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Exponential(2.5), Domain.REALS),
          Samples.elementwise(new Exponential(0), Domain.POSITIVE));
    }
  }
}
