package dev.nabla.op;

import dev.nabla.kernel.Unary;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Elementwise;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Hyperbolic functions beyond {@link Tensor#tanh}, and their inverses; integers become float32. */
public final class Hyperbolics {
  private Hyperbolics() {}

  /** The hyperbolic sine. */
  public static Tensor sinh(Tensor x) {
    return new Sinh().apply(Operands.floating(x));
  }

  /** The hyperbolic cosine. */
  public static Tensor cosh(Tensor x) {
    return new Cosh().apply(Operands.floating(x));
  }

  /** The inverse of sinh. */
  public static Tensor asinh(Tensor x) {
    return new Asinh().apply(Operands.floating(x));
  }

  /** The inverse of cosh, not negative: NaN below 1, where the gradient is ∞. */
  public static Tensor acosh(Tensor x) {
    return new Acosh().apply(Operands.floating(x));
  }

  /** The inverse of tanh: ±∞ at ±1, where the gradient is ∞, and NaN beyond. */
  public static Tensor atanh(Tensor x) {
    return new Atanh().apply(Operands.floating(x));
  }

  /** sinh x. */
  record Sinh() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.SINH, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(cosh(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("sinh", "cosh(x)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Sinh(), Domain.REALS);
    }
  }

  /** cosh x. */
  record Cosh() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.COSH, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(sinh(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("cosh", "sinh(x)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Cosh(), Domain.REALS);
    }
  }

  /** arsinh x; the derivative is 1/√(x² + 1). */
  record Asinh() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ASINH, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(Powers.rsqrt(x.pow(2).add(1)));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("arsinh", "1 / √(x² + 1)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Asinh(), Domain.REALS);
    }
  }

  /** arcosh x; the derivative is 1/√((x − 1)(x + 1)). */
  record Acosh() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ACOSH, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(Powers.rsqrt(new Parabola(-1, 1).apply(x).neg()));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("arcosh", "1 / √((x − 1) ⊙ (x + 1))");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Acosh(), Domain.ABOVE_ONE);
    }
  }

  /** artanh x; the derivative is 1/((1 − x)(1 + x)). */
  record Atanh() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ATANH, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.div(new Parabola(-1, 1).apply(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("artanh", "1 / ((1 − x) ⊙ (1 + x))");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Atanh(), Domain.UNIT_BALL);
    }
  }
}
