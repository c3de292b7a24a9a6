package dev.nabla.explain;

import dev.nabla.explain.Expression.Call;
import dev.nabla.explain.Expression.Fence;
import dev.nabla.explain.Expression.Name;
import dev.nabla.explain.Expression.Number;
import dev.nabla.explain.Expression.Operation;
import dev.nabla.explain.Expression.Power;
import dev.nabla.explain.Expression.Prefix;
import dev.nabla.explain.Expression.Quotient;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Tensor;
import java.util.Map;

/** Computes formulas; what they say with words of their own has no value here: null. */
final class FormulaValue {
  private final Map<String, Tensor> values;
  private final String where;
  private final DType type;

  FormulaValue(Map<String, Tensor> values, String where, DType type) {
    this.values = values;
    this.where = where;
    this.type = type;
  }

  Tensor of(Expression e) {
    if (e instanceof Name name) {
      return values.containsKey(name.text()) ? values.get(name.text()) : defined(name.text());
    }
    if (e instanceof Number number) {
      return Tensor.full(Double.parseDouble(number.text().replace('−', '-')), Tensor.scalar(0).shape(), type);
    }
    if (e instanceof Operation operation) {
      return operation(operation, of(operation.left()), of(operation.right()));
    }
    if (e instanceof Quotient q) {
      return of(q.over()) == null || of(q.under()) == null ? null : of(q.over()).div(of(q.under()));
    }
    if (e instanceof Power power) {
      return power(power, of(power.base()));
    }
    if (e instanceof Prefix prefix) {
      return prefix(prefix.operator(), of(prefix.operand()));
    }
    if (e instanceof Fence fence) {
      Tensor inside = of(fence.inside());
      return inside == null ? null : fence.open().equals("|") ? inside.abs() : inside.to(type);
    }
    return e instanceof Call call ? call(call) : null;
  }

  private Tensor operation(Operation operation, Tensor a, Tensor b) {
    if (a == null || b == null) {
      return null;
    }
    return switch (operation.operator()) {
      case "+" -> a.add(b);
      case "−" -> a.sub(b);
      case "⊙" -> a.mul(b);
      case "·" -> a.rank() == 0 || b.rank() == 0 ? a.mul(b) : matrices(a, b) ? a.matmul(b) : null;
      case "=" -> a.eq(b);
      case "<" -> a.lt(b);
      case ">" -> a.gt(b);
      default -> null;
    };
  }

  /** On paper a product of matrices is one; batches and vectors have conventions of their own. */
  private static boolean matrices(Tensor a, Tensor b) {
    return a.rank() == 2 && b.rank() == 2;
  }

  private Tensor power(Power power, Tensor base) {
    if (base == null) {
      return null;
    }
    if (power.transposes()) {
      return base.rank() < 2 ? null : base.transpose();
    }
    Tensor exponent = of(power.exponent());
    return exponent == null ? null : base.pow(exponent);
  }

  private static Tensor prefix(String operator, Tensor operand) {
    if (operand == null) {
      return null;
    }
    return switch (operator.charAt(0)) {
      case '−' -> operand.neg();
      case '√' -> operand.sqrt();
      case 'Σ' -> operator.length() == 1
          ? operand.sum()
          : operand.sum(Axes.KEEP, "ᵢⱼₖₗ".indexOf(operator.charAt(1)));
      default -> null;
    };
  }

  private Tensor call(Call call) {
    Tensor x = call.arguments().size() == 1 ? of(call.arguments().get(0)) : null;
    if (x == null) {
      return null;
    }
    return switch (call.function()) {
      case "exp" -> x.exp();
      case "ln" -> x.log();
      case "sign" -> x.sign();
      case "mean" -> x.mean();
      case "count" -> Tensor.scalar((double) x.size());
      default -> call.function().endsWith("′") ? defined(call.function()) : null;
    };
  }

  /** What stands on the right of the note that the formula brings, if that defines {@code symbol}. */
  private Tensor defined(String symbol) {
    if (where == null || Shown.isWords(where)) {
      return null;
    }
    Operation note = (Operation) FormulaReader.read(where);
    boolean defines = note.left() instanceof Name name && name.text().equals(symbol)
        || note.left() instanceof Call call && call.function().equals(symbol);
    return defines ? of(note.right()) : null;
  }
}
