package dev.nabla.explain;

import dev.nabla.explain.Expression.Name;
import dev.nabla.explain.Expression.Operation;
import dev.nabla.explain.Expression.Power;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Jacobian of a product of matrices, read from its gradient L·g·R: it is R ⊗ Lᵀ, a product with constants. */
final class ConstantFactor {
  private ConstantFactor() {}

  /** In words, or null when the gradient is no product of matrices with {@code g} in it. */
  static String describe(Expression gradient, Shape output, Map<String, Shape> shapes) {
    List<Expression> factors = new ArrayList<>();
    collect(gradient, factors);
    int g = factors.indexOf(new Name("g"));
    if (g < 0 || factors.size() != 2 || !Dimensions.of(factors.get(1 - g), shapes).known()) {
      return null;
    }
    Expression constant = transposed(factors.get(1 - g));
    String words = "a product with the constant " + constant.write(new LineNotation());
    if (output.rank() != 2) {
      return words;
    }
    String jacobian = g == 1 ? fromTheLeft(constant, output) : fromTheRight(factors.get(1), output);
    return words + ": J = " + jacobian;
  }

  private static String fromTheLeft(Expression constant, Shape output) {
    int columns = output.extent(1);
    return (columns == 1 ? "" : "I" + Formula.subscript(columns) + " ⊗ ")
        + constant.write(new LineNotation());
  }

  private static String fromTheRight(Expression factor, Shape output) {
    int rows = output.extent(0);
    return factor.write(new LineNotation())
        + (rows == 1 ? "" : " ⊗ I" + Formula.subscript(rows));
  }

  private static void collect(Expression e, List<Expression> factors) {
    if (e instanceof Operation product && product.operator().equals("·")) {
      collect(product.left(), factors);
      collect(product.right(), factors);
    } else {
      factors.add(e);
    }
  }

  private static Expression transposed(Expression e) {
    return e instanceof Power power && power.transposes() ? power.base() : new Power(e, Power.TRANSPOSED);
  }
}
