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
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whole numbers near a number, and what division leaves. The gradient of the former is 0 everywhere, that of the latter
 * is not. Integers stay integers; dividing them by 0 is an error, dividing floating numbers by 0 gives NaN or infinity.
 */
public final class Rounding {
  private Rounding() {}

  /** The largest whole number not above x. */
  public static Tensor floor(Tensor x) {
    return rounded(Unary.FLOOR, x);
  }

  /** The smallest whole number not below x. */
  public static Tensor ceil(Tensor x) {
    return rounded(Unary.CEIL, x);
  }

  /** The nearest whole number, of two the even one. */
  public static Tensor round(Tensor x) {
    return rounded(Unary.ROUND, x);
  }

  /** The whole part, towards 0. */
  public static Tensor trunc(Tensor x) {
    return rounded(Unary.TRUNC, x);
  }

  /** x − trunc x, which has the sign of x; the gradient is 1. */
  public static Tensor frac(Tensor x) {
    if (x.dtype() == DType.BOOL) {
      throw new IllegalArgumentException("frac: needs numbers, got a bool tensor of shape " + x.shape());
    }
    return x.sub(trunc(x));
  }

  /** a − b⌊a/b⌋, which has the sign of b; the gradient of b is −⌊a/b⌋. */
  public static Tensor remainder(Tensor a, Tensor b) {
    DType type = numbers("remainder", a, b);
    return new Remainder().apply(a.to(type), b.to(type));
  }

  /** a − b trunc(a/b), which has the sign of a; the gradient of b is −trunc(a/b). */
  public static Tensor fmod(Tensor a, Tensor b) {
    DType type = numbers("fmod", a, b);
    return new Fmod().apply(a.to(type), b.to(type));
  }

  /** ⌊a/b⌋, of the exact quotient. */
  public static Tensor floorDivide(Tensor a, Tensor b) {
    DType type = numbers("floorDivide", a, b);
    return new FloorDivide().apply(a.to(type), b.to(type));
  }

  /** a/b without what stands behind the point. */
  public static Tensor truncDivide(Tensor a, Tensor b) {
    DType type = numbers("truncDivide", a, b);
    return new TruncDivide().apply(a.to(type), b.to(type));
  }

  private static Tensor rounded(Unary how, Tensor x) {
    return x.dtype().isFloating() ? new Round(how).apply(x) : x;
  }

  private static DType numbers(String operation, Tensor a, Tensor b) {
    DType type = DType.promote(a, b);
    if (type == DType.BOOL) {
      throw new IllegalArgumentException(operation + ": needs numbers, got bool tensors");
    }
    return type;
  }

  /** A whole number near x; constant but for jumps. */
  record Round(Unary how) implements ElementwiseOp, Kinked {
    @Override
    public String label() {
      return how.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(how, x);
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

    /** Where it jumps. */
    @Override
    public Tensor kinks(List<Tensor> x) {
      Tensor a = x.get(0);
      return switch (how) {
        case ROUND -> frac(a).abs().eq(0.5);
        case TRUNC -> a.eq(trunc(a)).logicalAnd(a.ne(0));
        default -> a.eq(trunc(a));
      };
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(label() + "(x)", "0·g");
    }

    static List<Sample> samples() {
      return Stream.of(Unary.FLOOR, Unary.CEIL, Unary.ROUND, Unary.TRUNC)
          .flatMap(how -> Samples.elementwise(new Round(how), Domain.BETWEEN_INTEGERS).stream()).toList();
    }
  }

  /** a − b⌊a/b⌋. */
  record Remainder() implements ElementwiseBinaryOp, Kinked {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return a.dtype().isFloating() ? Elementwise.binary(Binary.REMAINDER, a, b)
          : WholeNumbers.divide(label(), Math::floorMod, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g;
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(floorDivide(a, b)).neg();
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return fmod(x.get(0), x.get(1)).eq(0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a − b ⊙ floor(a / b)", "g", "−g ⊙ floor(a / b)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Remainder(), Domain.AWAY_FROM_ZERO, Domain.AWAY_FROM_ZERO);
    }
  }

  /** a − b trunc(a/b). */
  record Fmod() implements ElementwiseBinaryOp, Kinked {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return a.dtype().isFloating() ? Elementwise.binary(Binary.FMOD, a, b)
          : WholeNumbers.divide(label(), (p, q) -> p % q, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g;
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(truncDivide(a, b)).neg();
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return fmod(x.get(0), x.get(1)).eq(0).logicalAnd(x.get(0).ne(0));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a − b ⊙ trunc(a / b)", "g", "−g ⊙ trunc(a / b)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Fmod(), Domain.AWAY_FROM_ZERO, Domain.AWAY_FROM_ZERO);
    }
  }

  /** ⌊a/b⌋. */
  record FloorDivide() implements StepOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return a.dtype().isFloating() ? Elementwise.binary(Binary.FLOOR_DIVIDE, a, b)
          : WholeNumbers.divide(label(), Math::floorDiv, a, b);
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return fmod(x.get(0), x.get(1)).eq(0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("floor(a / b)", "0·g", "0·g");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new FloorDivide(), Domain.AWAY_FROM_ZERO, Domain.AWAY_FROM_ZERO);
    }
  }

  /** trunc(a/b). */
  record TruncDivide() implements StepOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return a.dtype().isFloating() ? Elementwise.unary(Unary.TRUNC, Elementwise.binary(Binary.DIV, a, b))
          : WholeNumbers.divide(label(), (p, q) -> p / q, a, b);
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return fmod(x.get(0), x.get(1)).eq(0).logicalAnd(x.get(0).ne(0));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("trunc(a / b)", "0·g", "0·g");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new TruncDivide(), Domain.AWAY_FROM_ZERO, Domain.AWAY_FROM_ZERO);
    }
  }
}
