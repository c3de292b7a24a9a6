package dev.nabla.explain;

import static java.util.Map.entry;

import dev.nabla.explain.Expression.Call;
import dev.nabla.explain.Expression.Fence;
import dev.nabla.explain.Expression.Name;
import dev.nabla.explain.Expression.Number;
import dev.nabla.explain.Expression.Operation;
import dev.nabla.explain.Expression.Power;
import dev.nabla.explain.Expression.Prefix;
import dev.nabla.explain.Expression.Quotient;
import dev.nabla.op.Bessel;
import dev.nabla.op.BetaAndZeta;
import dev.nabla.op.Diagonals;
import dev.nabla.op.Hyperbolics;
import dev.nabla.op.LinearSystems;
import dev.nabla.op.NormalIntegrals;
import dev.nabla.op.Rounding;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.op.Trigonometry;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Computes formulas; what they say with words of their own has no value here: null. */
final class FormulaValue {
  private static final Map<String, UnaryOperator<Tensor>> UNARY = Map.ofEntries(
      entry("exp", Tensor::exp), entry("ln", Tensor::log), entry("sign", Tensor::sign), entry("mean", Tensor::mean),
      entry("sin", Trigonometry::sin), entry("cos", Trigonometry::cos), entry("sinh", Hyperbolics::sinh),
      entry("cosh", Hyperbolics::cosh), entry("tanh", Tensor::tanh), entry("σ", Tensor::sigmoid),
      entry("floor", Rounding::floor), entry("trunc", Rounding::trunc),
      entry("Γ", x -> SpecialFunctions.lgamma(x).exp()), entry("ψ", SpecialFunctions::digamma),
      entry("ψ₁", x -> SpecialFunctions.polygamma(1, x)),
      entry("ψ₂", x -> SpecialFunctions.polygamma(2, x)), entry("ψ₃", x -> SpecialFunctions.polygamma(3, x)),
      entry("ψ₄", x -> SpecialFunctions.polygamma(4, x)), entry("I₀", Bessel::i0), entry("I₁", Bessel::i1),
      entry("Φ", NormalIntegrals::ndtr), entry("φ", x -> x.mul(x).mul(-0.5).exp().div(Math.sqrt(2 * Math.PI))),
      entry("tril", Diagonals::tril), entry("triu", Diagonals::triu));
  private static final Map<String, BinaryOperator<Tensor>> BINARY = Map.of("min", Tensor::minimum, "max",
      Tensor::maximum, "B", (a, b) -> BetaAndZeta.betaln(a, b).exp(), "ζ", (a, b) -> BetaAndZeta.zeta(a.item(), b));

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
      return name(name.text());
    }
    if (e instanceof Number number) {
      return constant(Double.parseDouble(number.text().replace('−', '-')));
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

  private Tensor name(String name) {
    if (values.containsKey(name)) {
      return values.get(name);
    }
    return switch (name) {
      case "π" -> constant(Math.PI);
      case "e" -> constant(Math.E);
      case "∞" -> constant(Double.POSITIVE_INFINITY);
      default -> defined(name);
    };
  }

  private Tensor constant(double value) {
    return Tensor.full(value, Tensor.scalar(0).shape(), type);
  }

  private Tensor operation(Operation operation, Tensor a, Tensor b) {
    if (a == null || b == null) {
      return null;
    }
    if (operation.left() instanceof Operation first && first.binding() == 0 && operation.binding() == 0) {
      return a.logicalAnd(relation(operation.operator(), of(first.right()), b));
    }
    return operation.binding() == 0 ? relation(operation.operator(), a, b) : switch (operation.operator()) {
      case "+" -> a.add(b);
      case "−" -> a.sub(b);
      case "⊙" -> a.mul(b);
      case "·" -> a.rank() == 0 || b.rank() == 0 ? a.mul(b) : matrices(a, b) ? a.matmul(b) : null;
      default -> null;
    };
  }

  /** {@code a < b}; in {@code a < b < c} both hold. */
  private static Tensor relation(String operator, Tensor a, Tensor b) {
    return switch (operator) {
      case "=" -> a.eq(b);
      case "<" -> a.lt(b);
      case ">" -> a.gt(b);
      case "≤" -> a.le(b);
      case "≥" -> a.ge(b);
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
    if (power.base() instanceof Name name && isMatrix(name.text(), power.exponent())) {
      return base.rank() == 2 ? LinearSystems.inv(base) : null;
    }
    return exponent == null ? null : base.pow(exponent);
  }

  /** {@code A⁻¹} and {@code y⁻¹} are inverses, {@code x²} are squares. */
  private static boolean isMatrix(String name, Expression exponent) {
    return exponent.equals(new Number("−1")) && (Character.isUpperCase(name.charAt(0)) || name.equals("y"));
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
    List<Tensor> x = call.arguments().stream().map(this::of).toList();
    String f = call.function();
    if (x.contains(null)) {
      return null;
    }
    if (x.size() == 2 && BINARY.containsKey(f)) {
      return BINARY.get(f).apply(x.get(0), x.get(1));
    }
    if (f.equals("count")) {
      return x.get(0).dtype() == DType.BOOL ? x.get(0).to(type).sum() : Tensor.scalar((double) x.get(0).size());
    }
    if (x.size() == 1 && UNARY.containsKey(f)) {
      return UNARY.get(f).apply(x.get(0));
    }
    return f.endsWith("′") ? defined(f) : null;
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
