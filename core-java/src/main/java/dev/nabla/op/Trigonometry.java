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

/** Functions of angles, which are in radians, and their inverses; integers become float32. */
public final class Trigonometry {
  private Trigonometry() {}

  /** The sine. */
  public static Tensor sin(Tensor x) {
    return new Sin().apply(Operands.floating(x));
  }

  /** The cosine. */
  public static Tensor cos(Tensor x) {
    return new Cos().apply(Operands.floating(x));
  }

  /** The tangent. */
  public static Tensor tan(Tensor x) {
    return new Tan().apply(Operands.floating(x));
  }

  /** The angle in [−π/2, π/2] whose sine is x; the gradient at ±1 is ∞. */
  public static Tensor asin(Tensor x) {
    return new Asin().apply(Operands.floating(x));
  }

  /** The angle in [0, π] whose cosine is x; the gradient at ±1 is −∞. */
  public static Tensor acos(Tensor x) {
    return new Acos().apply(Operands.floating(x));
  }

  /** The angle in [−π/2, π/2] whose tangent is x. */
  public static Tensor atan(Tensor x) {
    return new Atan().apply(Operands.floating(x));
  }

  /** The angle of the point (b, a), in [−π, π]; the gradient at the origin is 0. */
  public static Tensor atan2(Tensor a, Tensor b) {
    DType type = DType.promote(a, b).floating();
    return new Atan2().apply(a.to(type), b.to(type));
  }

  /** sin(πx)/(πx); 1 at 0, where the gradient is 0. */
  public static Tensor sinc(Tensor x) {
    return new Sinc(0).apply(Operands.floating(x));
  }

  /** x degrees in radians. */
  public static Tensor deg2rad(Tensor x) {
    return Operands.floating(x).mul(Math.PI / 180);
  }

  /** x radians in degrees. */
  public static Tensor rad2deg(Tensor x) {
    return Operands.floating(x).mul(180 / Math.PI);
  }

  /** sin x. */
  record Sin() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.SIN, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(cos(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("sin", "cos(x)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Sin(), Domain.REALS);
    }
  }

  /** cos x. */
  record Cos() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.COS, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(sin(x)).neg();
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("cos", "−sin(x)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Cos(), Domain.REALS);
    }
  }

  /** tan x; the derivative is 1 + y². */
  record Tan() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.TAN, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(y.pow(2).add(1));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("tan", "1 + y²");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Tan(), Domain.UNIT_BALL);
    }
  }

  /** arcsin x; the derivative is 1/√((1 − x)(1 + x)), which does not cancel near ±1. */
  record Asin() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ASIN, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(Powers.rsqrt(new Parabola(-1, 1).apply(x)));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("arcsin", "1 / √((1 − x) ⊙ (1 + x))");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Asin(), Domain.UNIT_BALL);
    }
  }

  /** arccos x. */
  record Acos() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ACOS, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(Powers.rsqrt(new Parabola(-1, 1).apply(x))).neg();
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("arccos", "−1 / √((1 − x) ⊙ (1 + x))");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Acos(), Domain.UNIT_BALL);
    }
  }

  /** arctan x; the derivative is 1/(1 + x²). */
  record Atan() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ATAN, x);
    }

    /** Further out than where squares are infinite x stands still, so that 0 is not multiplied by a slope of ∞. */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      double far = x.dtype() == DType.FLOAT64 ? 0x1p514 : 0x1p66;
      return g.div(Tensor.where(x.abs().gt(far), Operands.number(far, x), x).pow(2).add(1));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("arctan", "1 / (1 + x²)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Atan(), Domain.REALS);
    }
  }

  /** The angle of (b, a); with r² = a² + b² the derivatives are b/r² and −a/r². */
  record Atan2() implements ElementwiseBinaryOp, Kinked {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.ATAN2, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(acrossRadius(b, a, b));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(acrossRadius(a, a, b)).neg();
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    /** Where the angle jumps from −π to π. */
    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0).logicalAnd(x.get(1).le(0));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("atan2(a, b)", "g ⊙ b / (a² + b²)", "−g ⊙ a / (a² + b²)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Atan2(), Domain.AWAY_FROM_ZERO, Domain.REALS);
    }
  }

  /** c/(a² + b²), divided twice because squares overflow; 0 at the origin. */
  private static Tensor acrossRadius(Tensor c, Tensor a, Tensor b) {
    Tensor origin = a.eq(0).logicalAnd(b.eq(0));
    Tensor one = Operands.number(1, c);
    Tensor radius = Powers.hypot(Tensor.where(origin, one, a), b);
    return c.div(radius).div(radius);
  }

  /** The derivative of a given order of sin(πx)/(πx). */
  record Sinc(int order) implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return order == 0 ? Elementwise.unary(Unary.SINC, x) : Elementwise.binary(Binary.SINC_DERIVATIVE, x, order);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(new Sinc(order + 1).apply(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      String sinc = "sinc" + "′".repeat(order);
      return Formula.of(sinc + "(x)", sinc + "′(x) ⊙ g").where("sinc(x) = sin(π·x) / (π·x)");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Sinc(0), Domain.REALS),
          Samples.elementwise(new Sinc(0), Domain.UNIT_BALL), Samples.elementwise(new Sinc(1), Domain.REALS),
          Samples.elementwise(new Sinc(2), Domain.UNIT_BALL));
    }
  }
}
