package dev.nabla.op;

import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Questions about elements, answered by bool tensors, and the bits of whole numbers: neither has a derivative. */
public final class Predicates {
  private Predicates() {}

  /** Where x is not a number. */
  public static Tensor isnan(Tensor x) {
    return x.ne(x);
  }

  /** Where x is ∞ or −∞. */
  public static Tensor isinf(Tensor x) {
    return x.dtype().isFloating() ? x.detach().abs().eq(Double.POSITIVE_INFINITY) : x.ne(x);
  }

  /** Where x is neither infinite nor NaN. */
  public static Tensor isfinite(Tensor x) {
    return x.dtype().isFloating() ? x.detach().abs().lt(Double.POSITIVE_INFINITY) : x.eq(x);
  }

  /** Where |a − b| ≤ 10⁻⁸ + 10⁻⁵|b|; equal infinities are close, NaN is close to nothing. */
  public static Tensor isclose(Tensor a, Tensor b) {
    return isclose(a, b, 1e-5, 1e-8);
  }

  /** Where |a − b| ≤ absolute + relative·|b|; equal infinities are close, NaN is close to nothing. */
  public static Tensor isclose(Tensor a, Tensor b, double relative, double absolute) {
    a.shape().broadcast(b.shape(), "isclose");
    Tensor p = a.detach();
    Tensor q = b.detach();
    DType type = DType.promote(p, q);
    if (!type.isFloating()) {
      type = DType.FLOAT64;
    }
    Tensor difference = p.to(type).sub(q.to(type)).abs();
    Tensor near = difference.le(q.to(type).abs().mul(relative).add(absolute));
    return p.eq(q).logicalOr(near.logicalAnd(isfinite(difference)));
  }

  /** a and b, bit by bit. */
  public static Tensor bitwiseAnd(Tensor a, Tensor b) {
    return bits(Bits.AND, a, b);
  }

  /** a or b, bit by bit. */
  public static Tensor bitwiseOr(Tensor a, Tensor b) {
    return bits(Bits.OR, a, b);
  }

  /** Either a or b, bit by bit. */
  public static Tensor bitwiseXor(Tensor a, Tensor b) {
    return bits(Bits.XOR, a, b);
  }

  /** x with all bits changed; of bool, not x. */
  public static Tensor bitwiseNot(Tensor x) {
    if (x.dtype().isFloating()) {
      throw new IllegalArgumentException("bitwiseNot: needs an integer tensor, got " + x.dtype() + " " + x.shape());
    }
    return x.dtype() == DType.BOOL ? x.logicalNot() : bits(Bits.XOR, x, Tensor.scalar(-1));
  }

  /** a·2ᵇ without the bits that leave; shifts by less than 0, or by all bits or more, give 0. */
  public static Tensor bitwiseLeftShift(Tensor a, Tensor b) {
    return bits(Bits.LEFT_SHIFT, a, b);
  }

  /** ⌊a/2ᵇ⌋; shifts by less than 0, or by all bits or more, give 0 or −1, after the sign of a. */
  public static Tensor bitwiseRightShift(Tensor a, Tensor b) {
    return bits(Bits.RIGHT_SHIFT, a, b);
  }

  private static Tensor bits(Bits how, Tensor a, Tensor b) {
    Bitwise op = new Bitwise(how);
    DType type = DType.promote(a, b);
    if (type.isFloating() || type == DType.BOOL && how.shifts()) {
      throw new IllegalArgumentException(
          op.label() + ": needs integer tensors, got " + a.dtype() + " and " + b.dtype());
    }
    return op.apply(a.to(type), b.to(type));
  }

  /** What is done to the bits of two numbers. */
  enum Bits {
    AND("And"),
    OR("Or"),
    XOR("Xor"),
    LEFT_SHIFT("LeftShift"),
    RIGHT_SHIFT("RightShift");

    private final String suffix;

    Bits(String suffix) {
      this.suffix = suffix;
    }

    boolean shifts() {
      return this == LEFT_SHIFT || this == RIGHT_SHIFT;
    }
  }

  /** An operation on the bits of two tensors of one type, int32, int64 or bool. */
  record Bitwise(Bits how) implements BinaryOp {
    @Override
    public String label() {
      return "bitwise" + how.suffix;
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor a, Tensor b) {
      int width = 8 * a.dtype().bytes();
      return WholeNumbers.map(switch (how) {
        case AND -> (p, q) -> p & q;
        case OR -> (p, q) -> p | q;
        case XOR -> (p, q) -> p ^ q;
        case LEFT_SHIFT -> (p, q) -> q >= 0 && q < width ? p << q : 0;
        case RIGHT_SHIFT -> (p, q) -> p >> (q >= 0 && q < width ? q : width - 1);
      }, a, b);
    }

    @Override
    public Tensor batched(Tensor a, Tensor b) {
      return apply(Entries.aligned(a, b.rank()), Entries.aligned(b, a.rank()));
    }

    static List<Sample> samples() {
      List<Sample> samples = new ArrayList<>();
      for (Bits bits : Bits.values()) {
        samples.add(Sample.of(new Bitwise(bits), Tensor.of(12, -5, 7), Tensor.of(3, 1).reshape(2, 1)));
        samples
            .add(Sample.of(new Bitwise(bits), Tensor.of(1L << 40, -1).reshape(2, 1).transpose(), Tensor.of(7L, 70L)));
        samples.add(Sample.of(new Bitwise(bits), Tensor.zeros(Shape.of(0), DType.INT32), Tensor.of(1)));
      }
      return samples;
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return null;
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return null;
    }
  }
}
