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
import java.util.ArrayList;
import java.util.List;

/** Reads the notation of {@link dev.nabla.tensor.Formula}, from what binds least to what binds most. */
final class FormulaReader {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
  private static final String INDICES = "ᵢⱼₖₗₘₙ";
  private static final String PLAIN = "0123456789−";

  private final String text;
  private int at;

  private FormulaReader(String text) {
    this.text = text;
  }

  /** The tree of a formula; one that cannot be read is a fault of the operator that brings it. */
  static Expression read(String formula) {
    FormulaReader reader = new FormulaReader(formula);
    Expression e = reader.relation();
    reader.skipSpace();
    if (reader.at < formula.length()) {
      throw reader.unreadable();
    }
    return e;
  }

  private IllegalArgumentException unreadable() {
    return new IllegalArgumentException("formula: cannot read '" + text + "' at position " + at);
  }

  private Expression relation() {
    Expression left = sum();
    while (peek("=<>≤≥≠,")) {
      String operator = take();
      left = new Operation(left, operator, sum());
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (peek("+−")) {
      String operator = take();
      left = new Operation(left, operator, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = prefixed();
    while (peek("·⊙⊗/")) {
      String operator = take();
      Expression right = prefixed();
      left = operator.equals("/") ? new Quotient(left, right) : new Operation(left, operator, right);
    }
    return left;
  }

  private Expression prefixed() {
    if (peek("∂")) {
      return derivative();
    }
    if (peek("−√Σ∏")) {
      String operator = take();
      while ("Σ∏".indexOf(operator.charAt(0)) >= 0 && at < text.length() && INDICES.indexOf(text.charAt(at)) >= 0) {
        operator += take();
      }
      return new Prefix(operator, operator.equals("√") ? powers() : product());
    }
    return powers();
  }

  /** {@code ∂f/∂x}, which holds together more than any product. */
  private Expression derivative() {
    expect("∂");
    Expression of = atom();
    expect("/");
    expect("∂");
    return new Derivative(of, atom());
  }

  private Expression powers() {
    Expression base = atom();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == 'ᵀ') {
        at++;
        base = new Power(base, Power.TRANSPOSED);
      } else if (c == '^') {
        at++;
        base = new Power(base, exponent());
      } else if (SUPERSCRIPTS.indexOf(c) >= 0) {
        base = new Power(base, superscript());
      } else {
        break;
      }
    }
    return base;
  }

  private Expression exponent() {
    if (peek("−")) {
      take();
      return new Prefix("−", atom());
    }
    return atom();
  }

  private Expression superscript() {
    StringBuilder digits = new StringBuilder();
    while (at < text.length() && SUPERSCRIPTS.indexOf(text.charAt(at)) >= 0) {
      digits.append(PLAIN.charAt(SUPERSCRIPTS.indexOf(text.charAt(at++))));
    }
    return new Number(digits.toString());
  }

  private Expression atom() {
    if (peek("(")) {
      take();
      Expression inside = relation();
      expect(")");
      return inside;
    }
    if (peek("[") || peek("|")) {
      String open = take();
      Expression inside = relation();
      expect(open.equals("|") ? "|" : "]");
      // Square brackets around a comparison make a number of it; others only group.
      return open.equals("[") && inside.binding() > 0 ? inside : new Fence(open, inside, open.equals("|") ? "|" : "]");
    }
    skipSpace();
    int from = at;
    while (at < text.length() && isPartOfName(text.charAt(at))) {
      at++;
    }
    if (from == at) {
      throw unreadable();
    }
    String word = text.substring(from, at);
    if (Character.isDigit(word.charAt(0))) {
      return new Number(word);
    }
    if (text.startsWith(Call.INVERSE + "(", at)) {
      at += Call.INVERSE.length();
      return new Call(word + Call.INVERSE, arguments());
    }
    return at < text.length() && text.charAt(at) == '(' ? new Call(word, arguments()) : new Name(word);
  }

  private List<Expression> arguments() {
    expect("(");
    List<Expression> arguments = new ArrayList<>();
    if (!peek(")")) {
      arguments.add(argument());
      while (peek(",")) {
        take();
        arguments.add(argument());
      }
    }
    expect(")");
    return arguments;
  }

  /** An argument may be a comparison, but its commas belong to the call. */
  private Expression argument() {
    Expression left = sum();
    if (peek("=<>≤≥≠")) {
      String operator = take();
      return new Operation(left, operator, sum());
    }
    return left;
  }

  private static boolean isPartOfName(char c) {
    boolean word = Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    return c != 'ᵀ' && SUPERSCRIPTS.indexOf(c) < 0 && c != 'Σ' && c != '∏'
        && (word || c == '.' || c == '′' || c == '…' || c == '∞' || c >= '₀' && c <= '₉');
  }

  private void expect(String symbol) {
    if (!peek(symbol)) {
      throw unreadable();
    }
    take();
  }

  private boolean peek(String symbols) {
    skipSpace();
    return at < text.length() && symbols.indexOf(text.charAt(at)) >= 0;
  }

  private String take() {
    return text.substring(at, ++at);
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}
