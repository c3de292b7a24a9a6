package dev.nabla.op;

import dev.nabla.kernel.Binary;
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

/**
 * The larger and the smaller of two tensors, and numbers kept between bounds. {@link Tensor#maximum} and
 * {@link Tensor#minimum} pass a NaN on, {@link #fmax} and {@link #fmin} pass it over.
 */
public final class Extremes {
  private Extremes() {}

  /** The larger of a and b, NaN only where both are; ties share the gradient in halves. */
  public static Tensor fmax(Tensor a, Tensor b) {
    DType type = DType.promote(a, b);
    return type.isFloating() ? new Yielding(Binary.FMAX).apply(a.to(type), b.to(type)) : a.maximum(b);
  }

  /** The smaller of a and b, NaN only where both are; ties share the gradient in halves. */
  public static Tensor fmin(Tensor a, Tensor b) {
    DType type = DType.promote(a, b);
    return type.isFloating() ? new Yielding(Binary.FMIN).apply(a.to(type), b.to(type)) : a.minimum(b);
  }

  /**
   * min(max(x, low), high): NaN stays NaN, and where low exceeds high the result is high. The gradient is 1 on the
   * closed interval and 0 outside. Integers become floating.
   */
  public static Tensor clamp(Tensor x, double low, double high) {
    requireBounds(low, high);
    return new Clamp(low, high).apply(Operands.floating(x));
  }

  /** min(max(x, low), high); integers stay integers. */
  public static Tensor clamp(Tensor x, long low, long high) {
    return x.dtype().isFloating() ? clamp(x, (double) low, (double) high) : clampMax(clampMin(x, low), high);
  }

  /** max(x, low); the gradient at low is 1. Integers become floating. */
  public static Tensor clampMin(Tensor x, double low) {
    return clamp(x, low, Double.POSITIVE_INFINITY);
  }

  /** max(x, low); integers stay integers. */
  public static Tensor clampMin(Tensor x, long low) {
    return x.dtype().isFloating() ? clampMin(x, (double) low) : x.maximum(bound(x, low));
  }

  /** min(x, high); the gradient at high is 1. Integers become floating. */
  public static Tensor clampMax(Tensor x, double high) {
    return clamp(x, Double.NEGATIVE_INFINITY, high);
  }

  /** min(x, high); integers stay integers. */
  public static Tensor clampMax(Tensor x, long high) {
    return x.dtype().isFloating() ? clampMax(x, (double) high) : x.minimum(bound(x, high));
  }

  /**
   * min(max(x, low), high), element by element; all broadcast. The gradient goes to x on the closed interval, to low
   * where x is below it, to high where x is above it or low exceeds high.
   */
  public static Tensor clamp(Tensor x, Tensor low, Tensor high) {
    DType type = DType.promote(x, low).promote(DType.promote(x, high));
    return new ClampBetween().apply(List.of(x.to(type), low.to(type), high.to(type)));
  }

  /** max(x, low), element by element; where they tie, x gets the gradient. */
  public static Tensor clampMin(Tensor x, Tensor low) {
    return bounded(Binary.MAXIMUM, x, low);
  }

  /** min(x, high), element by element; where they tie, x gets the gradient. */
  public static Tensor clampMax(Tensor x, Tensor high) {
    return bounded(Binary.MINIMUM, x, high);
  }

  private static Tensor bounded(Binary which, Tensor x, Tensor bound) {
    DType type = DType.promote(x, bound);
    ClampBy op = new ClampBy(which);
    x.shape().broadcast(bound.shape(), op.label());
    return op.apply(x.to(type), bound.to(type));
  }

  /** A bound beside whole numbers, in whose type it must fit. */
  private static Tensor bound(Tensor x, long c) {
    if (x.dtype() == DType.INT32 && c != (int) c) {
      throw new IllegalArgumentException(
          "clamp: " + c + " does not fit int32; convert the tensor with to(DType.INT64)");
    }
    return x.dtype() == DType.INT32 ? Tensor.scalar((int) c) : Tensor.scalar(c);
  }

  private static void requireBounds(double low, double high) {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      throw new IllegalArgumentException("clamp: bounds " + low + " and " + high + ", needs numbers");
    }
  }

  /** The extreme of two elements in which a NaN yields to a number. */
  record Yielding(Binary which) implements ElementwiseBinaryOp, Kinked {
    @Override
    public String label() {
      return which == Binary.FMAX ? "fmax" : "fmin";
    }

    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(which, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      Tensor wins = which == Binary.FMAX ? a.gt(b) : a.lt(b);
      Tensor alone = Predicates.isnan(b).logicalAnd(Predicates.isnan(a).logicalNot());
      Tensor tied = a.eq(b).logicalOr(Predicates.isnan(a).logicalAnd(Predicates.isnan(b)));
      return Tensor.where(tied, g.mul(0.5), Operands.where(wins.logicalOr(alone), g));
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
      String better = which == Binary.FMAX ? ">" : "<";
      return Formula.of(label() + "(a, b)", "g ⊙ ([a " + better + " b] + 0.5·[a = b])",
          "g ⊙ ([b " + better + " a] + 0.5·[a = b])").where("NaN: yields to any number");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.broadcasting(new Yielding(Binary.FMAX), Domain.NEGATIVE, Domain.REALS),
          Samples.broadcasting(new Yielding(Binary.FMIN), Domain.POSITIVE, Domain.REALS));
    }
  }

  /** min(max(x, low), high) with numbers for bounds. */
  record Clamp(double low, double high) implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      Tensor raised = low == Double.NEGATIVE_INFINITY ? x : Elementwise.binary(Binary.MAXIMUM, x, low);
      return high == Double.POSITIVE_INFINITY ? raised : Elementwise.binary(Binary.MINIMUM, raised, high);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return Operands.where(x.ge(low).logicalAnd(x.le(high)), g);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(low).logicalOr(x.get(0).eq(high));
    }

    @Override
    public Formula formula(int inputs) {
      String lowest = Formula.number(low);
      String highest = Formula.number(high);
      return Formula.of("min(max(x, " + lowest + "), " + highest + ")",
          "[" + lowest + " ≤ x ≤ " + highest + "] ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Clamp(-0.4, 0.3), Domain.AWAY_FROM_ZERO),
          Samples.elementwise(new Clamp(-0.4, Double.POSITIVE_INFINITY), Domain.AWAY_FROM_ZERO),
          Samples.elementwise(new Clamp(-3, 0.1), Domain.AWAY_FROM_ZERO));
    }
  }

  /** max(x, bound) or min(x, bound), in which a tie counts as x. */
  record ClampBy(Binary which) implements ElementwiseBinaryOp, Kinked {
    @Override
    public String label() {
      return which == Binary.MAXIMUM ? "clampMin" : "clampMax";
    }

    @Override
    public Tensor forward(Tensor x, Tensor bound) {
      return Elementwise.binary(which, x, bound);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor x, Tensor bound) {
      return Operands.where(which == Binary.MAXIMUM ? x.ge(bound) : x.le(bound), g);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor x, Tensor bound) {
      return Operands.where(which == Binary.MAXIMUM ? x.lt(bound) : x.gt(bound), g);
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
      return which == Binary.MAXIMUM
          ? Formula.of("max(a, b)", "[a ≥ b] ⊙ g", "[a < b] ⊙ g")
          : Formula.of("min(a, b)", "[a ≤ b] ⊙ g", "[a > b] ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.broadcasting(new ClampBy(Binary.MAXIMUM), Domain.REALS, Domain.NEGATIVE),
          Samples.broadcasting(new ClampBy(Binary.MINIMUM), Domain.REALS, Domain.NEGATIVE));
    }
  }

  /** min(max(x, low), high) with tensors for bounds. */
  record ClampBetween() implements ElementwiseNaryOp, Kinked {
    @Override
    public String label() {
      return "clamp";
    }

    @Override
    public Tensor forward(List<Tensor> x) {
      return Elementwise.binary(Binary.MINIMUM, Elementwise.binary(Binary.MAXIMUM, x.get(0), x.get(1)), x.get(2));
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      return Operands.where(taken(i, x.get(0), x.get(1), x.get(2)), g);
    }

    /** Where the result is input {@code i}. */
    private static Tensor taken(int i, Tensor x, Tensor low, Tensor high) {
      return switch (i) {
        case 0 -> x.ge(low).logicalAnd(x.le(high));
        case 1 -> x.lt(low).logicalAnd(low.le(high));
        default -> x.gt(high).logicalOr(low.gt(high));
      };
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      Tensor low = x.get(1);
      Tensor high = x.get(2);
      Tensor raised = x.get(0).maximum(low);
      return raised.eq(high).logicalOr(x.get(0).eq(low).logicalAnd(low.le(high)));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "b", "c"), "min(max(x, b), c)", "[b ≤ x ≤ c] ⊙ g", "[x < b ≤ c] ⊙ g",
          "[max(x, b) > c] ⊙ g");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new ClampBetween(), Domain.REALS.draw(1, 3, 4), Domain.NEGATIVE.draw(2, 3, 4),
              Domain.POSITIVE.draw(3, 3, 4)),
          Sample.of(new ClampBetween(), Domain.REALS.draw(4, 3, 4), Domain.NEGATIVE.draw(5, 4),
              Domain.POSITIVE.draw(6)),
          Sample.of(new ClampBetween(), Domain.REALS.draw(7), Domain.POSITIVE.draw(8, 2, 1),
              Domain.REALS.draw(9, 4, 3).transpose().get(0)),
          Sample.of(new ClampBetween(), Domain.REALS.draw(10, 0), Domain.NEGATIVE.draw(11, 1),
              Domain.POSITIVE.draw(12)));
    }
  }
}
