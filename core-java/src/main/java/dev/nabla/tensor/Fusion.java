package dev.nabla.tensor;

import dev.nabla.kernel.DoubleExpression;
import dev.nabla.kernel.Expression;
import dev.nabla.kernel.FloatExpression;
import dev.nabla.kernel.Reduction;
import dev.nabla.kernel.Strided;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Element-wise operations that wait for one another, as one {@link Expression}. What others will read too, and what is
 * computed for the second time, is kept on the way.
 */
final class Fusion {
  private final Expression expression;
  private final Map<Deferred, Value> values = new IdentityHashMap<>();
  private final int size;
  private final DType dtype;

  /** A value of the expression, and how many of its readers the expression holds. */
  private static final class Value {
    private final int number;
    private int served;

    Value(int number) {
      this.number = number;
    }
  }

  private Fusion(Blockwise plan) {
    size = plan.shape().size();
    dtype = plan.dtype();
    expression = dtype == DType.FLOAT32 ? new FloatExpression(size) : new DoubleExpression(size);
  }

  /** The elements that {@code plan} stands for. */
  static Object elements(Blockwise plan) {
    Fusion fusion = new Fusion(plan);
    if (plan.operands().stream().allMatch(operand -> fusion.waiting(operand) == null)) {
      return plan.elements();
    }
    Object elements = fusion.expression.keep(fusion.add(plan));
    fusion.compute(fusion.expression::evaluate);
    return elements;
  }

  /**
   * Reduces the elements of {@code x}, seen as {@code [outer, n]}, over the second axis while they are computed, if they
   * still wait and nobody else will read them.
   *
   * @param y receives {@code outer} elements
   * @return false if nothing was done
   */
  static boolean reduce(Reduction f, Tensor x, int outer, int n, Object y) {
    Blockwise plan = waiting(x, x.size());
    if (plan == null || x.deferred().outlive(0)) {
      return false;
    }
    Fusion fusion = new Fusion(plan);
    fusion.add(plan);
    fusion.compute(() -> fusion.expression.reduce(f, outer, n, y));
    return true;
  }

  /** How {@code x} comes about element by element, each for one of {@code size}; null if that is not so, or is done. */
  private static Blockwise waiting(Tensor x, int size) {
    Deferred elements = x.deferred();
    return elements != null && elements.size() == size && x.size() == size && x.isContiguous()
        && elements.plan() instanceof Blockwise plan ? plan : null;
  }

  /** The same, if it can be part of this expression. */
  private Blockwise waiting(Tensor x) {
    Blockwise plan = waiting(x, size);
    return plan != null && plan.dtype() == dtype ? plan : null;
  }

  private int add(Blockwise plan) {
    return plan.addTo(expression, plan.operands().stream().mapToInt(x -> operand(x, plan.shape())).toArray());
  }

  private int operand(Tensor x, Shape shape) {
    Blockwise plan = waiting(x);
    if (plan == null) {
      Strided elements = new Strided(x.array(), x.offset, shape.raw(), x.stridesFor(shape));
      return x.dtype() == DType.BOOL ? expression.truths(elements) : expression.elements(elements);
    }
    Value value = values.get(x.deferred());
    if (value == null) {
      value = new Value(add(plan));
      values.put(x.deferred(), value);
    }
    value.served++;
    return value.number;
  }

  private void compute(Runnable pass) {
    Map<Deferred, Object> kept = new IdentityHashMap<>();
    values.forEach((elements, value) -> {
      if (elements.outlive(value.served)) {
        kept.put(elements, expression.keep(value.number));
      }
    });
    pass.run();
    kept.forEach(Deferred::put);
  }
}
