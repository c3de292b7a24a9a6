package dev.nabla.tensor;

import dev.nabla.kernel.DoubleExpression;
import dev.nabla.kernel.Expression;
import dev.nabla.kernel.FloatExpression;
import dev.nabla.kernel.Reduction;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.Deferred.One;
import dev.nabla.tensor.Deferred.Pointwise;
import dev.nabla.tensor.Deferred.Slices;
import dev.nabla.tensor.Deferred.Two;
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

  /** A value of the expression, and how many of its readers the expression holds. */
  private static final class Value {
    private final int number;
    private int served;

    Value(int number) {
      this.number = number;
    }
  }

  private Fusion(Pointwise plan) {
    size = plan.shape().size();
    expression = plan.dtype() == DType.FLOAT32 ? new FloatExpression(size) : new DoubleExpression(size);
  }

  /** The elements that {@code plan} stands for. */
  static Object elements(Pointwise plan) {
    Object alone = alone(plan);
    if (alone != null) {
      return alone;
    }
    Fusion fusion = new Fusion(plan);
    Object elements = fusion.expression.keep(fusion.add(plan));
    fusion.compute(fusion.expression::evaluate);
    return elements;
  }

  /** The elements of a plan whose operands are there: by the kernels for one operation. Null if they are not. */
  private static Object alone(Pointwise plan) {
    int size = plan.shape().size();
    if (plan instanceof One one) {
      return waiting(one.x(), size) == null ? Elementwise.elements(one.f(), one.x()) : null;
    }
    if (plan instanceof Two two) {
      return waiting(two.a(), size) == null && waiting(two.b(), size) == null
          ? Elementwise.elements(two.f(), two.shape(), two.a(), two.b()) : null;
    }
    Slices slices = (Slices) plan;
    return slices.op().elements(slices.x(), slices.index());
  }

  /**
   * Reduces the elements of {@code x}, seen as {@code [outer, n]}, over the second axis while they are computed, if they
   * still wait and nobody else will read them.
   *
   * @param y receives {@code outer} elements
   * @return false if nothing was done
   */
  static boolean reduce(Reduction f, Tensor x, int outer, int n, Object y) {
    Pointwise plan = waiting(x, x.size());
    if (plan == null || x.deferred().outlive(0)) {
      return false;
    }
    Fusion fusion = new Fusion(plan);
    fusion.add(plan);
    fusion.compute(() -> fusion.expression.reduce(f, outer, n, y));
    return true;
  }

  /** How {@code x} comes about element by element, each for one of {@code size}; null if that is not so, or is done. */
  private static Pointwise waiting(Tensor x, int size) {
    Deferred elements = x.deferred();
    return elements != null && elements.size() == size && x.size() == size && x.isContiguous()
        && elements.plan() instanceof Pointwise plan ? plan : null;
  }

  private int add(Pointwise plan) {
    if (plan instanceof Two two) {
      int a = operand(two.a(), two.shape());
      return expression.binary(two.f(), a, operand(two.b(), two.shape()));
    }
    if (plan instanceof One one) {
      return expression.unary(one.f(), operand(one.x(), one.shape()));
    }
    Slices slices = (Slices) plan;
    Rows rows = Rows.along(slices.x(), slices.op().axis());
    return expression.slices(rows.array(), rows.offset(), rows.n(), rows.inner(), (long[]) Rows.packed(slices.index()));
  }

  private int operand(Tensor x, Shape shape) {
    Pointwise plan = waiting(x, size);
    if (plan == null) {
      return expression.elements(new Strided(x.array(), x.offset, shape.raw(), x.stridesFor(shape)));
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
