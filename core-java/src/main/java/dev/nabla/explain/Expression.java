package dev.nabla.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A formula as a tree, so that names can be put in, dimensions worked out, and every notation written from one source. */
sealed interface Expression {
  /** How strongly the parts hold together: an operand that holds less strongly than its operator needs brackets. */
  int binding();

  /** This formula in a notation. */
  String write(Notation notation);

  /** This formula with other expressions in the place of some names. */
  Expression with(Map<String, Expression> replacements);

  /** How deeply brackets nest within, so that outer ones can look different. */
  default int depth() {
    return 0;
  }

  /** A variable: {@code x}, {@code W₃}. */
  record Name(String text) implements Expression {
    @Override
    public int binding() {
      return 5;
    }

    @Override
    public String write(Notation n) {
      return n.name(text);
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      return replacements.getOrDefault(text, this);
    }
  }

  /** A number as it is written. */
  record Number(String text) implements Expression {
    static final Number ONE = new Number("1");

    @Override
    public int binding() {
      return 5;
    }

    @Override
    public String write(Notation n) {
      return n.number(text);
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      return this;
    }
  }

  /** ∂of/∂by. */
  record Derivative(Expression of, Expression by) implements Expression {
    @Override
    public int binding() {
      return 3;
    }

    @Override
    public String write(Notation n) {
      return n.fraction(n.partial() + of.write(n), n.partial() + by.write(n));
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      return new Derivative(of.with(replacements), by.with(replacements));
    }
  }

  /** A function applied to arguments: {@code tanh′(h₂)}, {@code Φ⁻¹(x)}. */
  record Call(String function, List<Expression> arguments) implements Expression {
    /** The end of the name of a function's inverse. */
    static final String INVERSE = "⁻¹";

    @Override
    public int binding() {
      return 5;
    }

    @Override
    public String write(Notation n) {
      String inside = arguments.stream().map(a -> a.write(n)).collect(Collectors.joining(n.operator(",")));
      return n.call(function, inside);
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      return new Call(function, arguments.stream().map(a -> a.with(replacements)).toList());
    }

    @Override
    public int depth() {
      return arguments.stream().mapToInt(Expression::depth).max().orElse(0);
    }
  }

  /** {@code base} to a power, or transposed where the exponent is {@code ᵀ}. */
  record Power(Expression base, Expression exponent) implements Expression {
    static final Expression TRANSPOSED = new Name("ᵀ");

    boolean transposes() {
      return exponent.equals(TRANSPOSED);
    }

    @Override
    public int binding() {
      return 4;
    }

    @Override
    public String write(Notation n) {
      String b = bracketed(n, base, base.binding() < 5);
      return transposes() ? n.transposed(b) : n.power(b, exponent.write(n));
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      return new Power(base.with(replacements), transposes() ? exponent : exponent.with(replacements));
    }

    @Override
    public int depth() {
      return base.depth() + (base.binding() < 5 ? 1 : 0);
    }
  }

  /** Something before its operand: {@code −x}, {@code √x}, {@code Σ x}. */
  record Prefix(String operator, Expression operand) implements Expression {
    private boolean brackets() {
      return !operator.equals("√") && (operand.binding() < 2 || operand instanceof Prefix);
    }

    @Override
    public int binding() {
      return operator.equals("√") ? 4 : 2;
    }

    @Override
    public String write(Notation n) {
      String inside = bracketed(n, operand, brackets());
      return operator.equals("√") ? n.root(inside, operand.binding() < 5) : n.prefix(operator, inside);
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      return new Prefix(operator, operand.with(replacements));
    }

    @Override
    public int depth() {
      return operand.depth() + (brackets() ? 1 : 0);
    }
  }

  /** Something on both sides of its operand: {@code |x|}, and {@code [x > 0]} for 1 or 0. */
  record Fence(String open, Expression inside, String close) implements Expression {
    @Override
    public int binding() {
      return 5;
    }

    @Override
    public String write(Notation n) {
      return n.fence(open, inside.write(n), close);
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      return new Fence(open, inside.with(replacements), close);
    }

    @Override
    public int depth() {
      return inside.depth();
    }
  }

  /** Two operands of {@code = < > ≤ ≥} (0), {@code + −} (1) or {@code · ⊙ ⊗} (2). */
  record Operation(Expression left, String operator, Expression right) implements Expression {
    @Override
    public int binding() {
      return switch (operator) {
        case "+", "−" -> 1;
        case "·", "⊙", "⊗" -> 2;
        default -> 0;
      };
    }

    private boolean brackets(Expression operand, boolean onTheRight) {
      if (operand.binding() < binding() || onTheRight && operand instanceof Prefix p && p.operator().equals("−")) {
        return true;
      }
      if (binding() == 1 && onTheRight && operator.equals("−") && operand.binding() == 1) {
        return true;
      }
      return binding() == 2 && operand instanceof Operation other && other.binding() == 2
          && !other.operator.equals(operator) && !other.isMultiple();
    }

    /** A number times something: it needs no brackets to be read. */
    private boolean isMultiple() {
      return left instanceof Number;
    }

    @Override
    public String write(Notation n) {
      return bracketed(n, left, brackets(left, false)) + n.operator(operator)
          + bracketed(n, right, brackets(right, true));
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      Expression l = left.with(replacements);
      Expression r = right.with(replacements);
      if (binding() == 2 && !operator.equals("⊗") && (l.equals(Number.ONE) || r.equals(Number.ONE))) {
        return l.equals(Number.ONE) ? r : l;
      }
      return new Operation(l, operator, r);
    }

    @Override
    public int depth() {
      return Math.max(left.depth() + (brackets(left, false) ? 1 : 0), right.depth() + (brackets(right, true) ? 1 : 0));
    }
  }

  /** One over the other. */
  record Quotient(Expression over, Expression under) implements Expression {
    @Override
    public int binding() {
      return 3;
    }

    @Override
    public String write(Notation n) {
      boolean line = n.fractionsHaveALine();
      return n.fraction(bracketed(n, over, !line && over.binding() < 3),
          bracketed(n, under, !line && under.binding() < 4));
    }

    @Override
    public Expression with(Map<String, Expression> replacements) {
      return new Quotient(over.with(replacements), under.with(replacements));
    }

    @Override
    public int depth() {
      return Math.max(over.depth() + (over.binding() < 3 ? 1 : 0), under.depth() + (under.binding() < 4 ? 1 : 0));
    }
  }

  /** Square brackets outside of round ones, as on paper. */
  private static String bracketed(Notation n, Expression e, boolean brackets) {
    return !brackets ? e.write(n) : e.depth() % 2 == 0 ? n.fence("(", e.write(n), ")") : n.fence("[", e.write(n), "]");
  }
}
