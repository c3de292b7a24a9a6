package dev.nabla.explain;

import dev.nabla.explain.Expression.Call;
import dev.nabla.explain.Expression.Derivative;
import dev.nabla.explain.Expression.Fence;
import dev.nabla.explain.Expression.Name;
import dev.nabla.explain.Expression.Number;
import dev.nabla.explain.Expression.Operation;
import dev.nabla.explain.Expression.Power;
import dev.nabla.explain.Expression.Prefix;
import dev.nabla.explain.Expression.Quotient;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import java.util.Map;
import java.util.Set;

/**
 * The check of a product of derivatives by its dimensions: every factor is replaced by its extents, and inner extents
 * must agree: {@code (3×3)·(3×2)·(2×1)·(1×5) → 3×5}; where they do not, nothing is known. A slope that multiplies a column
 * element by element counts as the diagonal matrix that it is.
 *
 * @param shape of the whole, null when the formula does not tell it
 * @param factors the extents of the factors
 */
record Dimensions(Shape shape, String factors) {
  private static final Dimensions UNKNOWN = new Dimensions(null, "");
  private static final Dimensions NUMBER = new Dimensions(Shape.SCALAR, "");
  private static final Set<String> OF_EACH_ELEMENT = Set.of("exp", "ln", "sign", "abs", "tanh", "sigmoid", "relu");

  boolean known() {
    return shape != null;
  }

  /** The dimensions of {@code e}, where names have these shapes. */
  static Dimensions of(Expression e, Map<String, Shape> shapes) {
    if (e instanceof Number) {
      return NUMBER;
    }
    if (e instanceof Name name) {
      return factor(shapes.get(name.text()));
    }
    if (e instanceof Derivative derivative) {
      return of(derivative.by(), shapes);
    }
    if (e instanceof Operation operation) {
      return operation(operation, of(operation.left(), shapes), of(operation.right(), shapes));
    }
    if (e instanceof Quotient quotient) {
      return elements(of(quotient.over(), shapes), of(quotient.under(), shapes));
    }
    if (e instanceof Power power) {
      Dimensions base = of(power.base(), shapes);
      return power.transposes() ? factor(transposed(base.shape)) : factor(base.shape);
    }
    if (e instanceof Fence fence) {
      return factor(of(fence.inside(), shapes).shape);
    }
    if (e instanceof Prefix prefix) {
      Dimensions operand = of(prefix.operand(), shapes);
      boolean reduces = prefix.operator().startsWith("Σ") || prefix.operator().startsWith("∏");
      boolean overAll = reduces && prefix.operator().length() == 1;
      return !reduces ? operand : overAll && operand.known() ? NUMBER : UNKNOWN;
    }
    return call((Call) e, shapes);
  }

  private static Dimensions call(Call call, Map<String, Shape> shapes) {
    boolean elements = call.function().endsWith("′") || OF_EACH_ELEMENT.contains(call.function());
    return elements && call.arguments().size() == 1 ? factor(of(call.arguments().get(0), shapes).shape) : UNKNOWN;
  }

  private static Dimensions factor(Shape shape) {
    return shape == null ? UNKNOWN : shape.rank() == 0 ? NUMBER : new Dimensions(shape, "(" + extents(shape) + ")");
  }

  /** The extents of a shape without brackets: {@code 3×5}, and {@code 1} for a single number. */
  static String extents(Shape shape) {
    String text = shape.toString();
    return shape.rank() == 0 ? "1" : text.substring(1, text.length() - 1);
  }

  private static Shape transposed(Shape shape) {
    if (shape == null || shape.rank() < 2) {
      return shape;
    }
    int[] extents = shape.extents();
    int last = extents.length - 1;
    int rows = extents[last - 1];
    extents[last - 1] = extents[last];
    extents[last] = rows;
    return Shape.of(extents);
  }

  private static Dimensions operation(Operation operation, Dimensions left, Dimensions right) {
    if (!left.known() || !right.known()) {
      return UNKNOWN;
    }
    if (left.shape.rank() == 0 && left.factors.isEmpty()) {
      return right;
    }
    if (right.shape.rank() == 0 && right.factors.isEmpty()) {
      return left;
    }
    return switch (operation.operator()) {
      case "·" -> product(left, right);
      case "⊙" -> left.isColumn() && left.shape.equals(right.shape)
          ? new Dimensions(right.shape, "(" + left.rows() + "×" + left.rows() + ")·" + right.factors)
          : elements(left, right, left.factors + " ⊙ " + right.factors);
      default -> elements(left, right);
    };
  }

  private boolean isColumn() {
    return shape.rank() == 2 && shape.extent(1) == 1;
  }

  private int rows() {
    return shape.extent(-2);
  }

  private static Dimensions product(Dimensions a, Dimensions b) {
    if (a.shape.rank() < 2 || b.shape.rank() < 2) {
      return UNKNOWN;
    }
    Shape batch = together(a.shape.slice(0, a.shape.rank() - 2), b.shape.slice(0, b.shape.rank() - 2));
    if (a.shape.extent(-1) != b.rows() || batch == null) {
      return UNKNOWN;
    }
    return new Dimensions(batch.concat(Shape.of(a.rows(), b.shape.extent(-1))), a.group() + "·" + b.group());
  }

  private String group() {
    return factors.contains("⊙") ? "[" + factors + "]" : factors;
  }

  private static Dimensions elements(Dimensions left, Dimensions right) {
    if (!left.known() || !right.known()) {
      return UNKNOWN;
    }
    Shape shape = together(left.shape, right.shape);
    return shape == null ? UNKNOWN : elements(left, right, shape.rank() == 0 ? "" : "(" + extents(shape) + ")");
  }

  private static Dimensions elements(Dimensions left, Dimensions right, String factors) {
    Shape shape = together(left.shape, right.shape);
    return shape == null ? UNKNOWN : new Dimensions(shape, factors);
  }

  /** The shape that both broadcast to, or null when there is none. */
  private static Shape together(Shape a, Shape b) {
    try {
      return a.broadcast(b, "dimensions");
    } catch (ShapeException none) {
      return null;
    }
  }
}
