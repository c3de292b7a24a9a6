package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Choosing between values, and in place of values that are none. {@link Tensor#where} gives the branch that is not
 * taken the gradient 0, which an infinite derivative further back turns into NaN; {@link #safeWhere} guards against it.
 */
public final class Choices {
  private Choices() {}

  /**
   * f(x), an element for each of x, where the condition holds, else {@code otherwise}; all broadcast. Where it does not
   * hold f is given {@code inside} in place of x, so that no derivative outside f's domain arises:
   * {@code safeWhere(x.gt(0), Tensor::sqrt, x, 1, zero)} has gradient 0 for x ≤ 0.
   *
   * @param inside a number at which f is differentiable
   */
  public static Tensor safeWhere(Tensor condition, UnaryOperator<Tensor> f, Tensor x, double inside, Tensor otherwise) {
    if (condition.dtype() != DType.BOOL) {
      throw new IllegalArgumentException("safeWhere: the condition is bool, got " + condition.dtype());
    }
    condition.shape().broadcast(x.shape(), "safeWhere").broadcast(otherwise.shape(), "safeWhere");
    return Tensor.where(condition, f.apply(Tensor.where(condition, x, Operands.number(inside, x))), otherwise);
  }

  /** x with 0 for NaN and the greatest number of its type, with their sign, for infinities; the gradient is 0 there. */
  public static Tensor nanToNum(Tensor x) {
    double greatest = x.dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    return nanToNum(x, 0, greatest, -greatest);
  }

  /** x with these numbers for NaN, ∞ and −∞; the gradient is 0 there. Integers stay as they are. */
  public static Tensor nanToNum(Tensor x, double nan, double positive, double negative) {
    return x.dtype().isFloating() ? new NanToNum(nan, positive, negative).apply(x) : x;
  }

  /** x, and numbers in the place of what is none. */
  record NanToNum(double nan, double positive, double negative) implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      Tensor infinite = Tensor.where(x.gt(0), Operands.number(positive, x), Operands.number(negative, x));
      Tensor other = Tensor.where(x.ne(x), Operands.number(nan, x), infinite);
      return Tensor.where(Predicates.isfinite(x), x, other);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return Operands.where(Predicates.isfinite(x), g);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("nanToNum(x)", "[|x| < ∞] ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new NanToNum(0, 1, -1), Domain.REALS);
    }
  }
}
