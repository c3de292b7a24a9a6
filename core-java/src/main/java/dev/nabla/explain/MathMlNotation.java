package dev.nabla.explain;

import java.text.Normalizer;
import java.util.Map;

/** Formulas in MathML Core, which browsers typeset by themselves. */
final class MathMlNotation implements Notation {
  private static final Map<Character, String> ACCENTS = Map.of('\u0302', "^", '\u0303', "~", '\u0304', "¯", '\u0307',
      "˙");

  /** A whole formula, as an element of a page. */
  static String math(Expression formula) {
    return "<math>" + formula.write(new MathMlNotation()) + "</math>";
  }

  private static String row(String inside) {
    return "<mrow>" + inside + "</mrow>";
  }

  @Override
  public String name(String text) {
    String stem = stem(Notation.stem(text));
    String index = Notation.index(text);
    return index.isEmpty() ? stem : "<msub>" + stem + "<mn>" + index + "</mn></msub>";
  }

  /** Letters with an accent are not slanted as letters alone are, so the accent stands over them. */
  private static String stem(String stem) {
    String parts = Normalizer.normalize(stem, Normalizer.Form.NFD);
    String accent = parts.length() == 2 ? ACCENTS.get(parts.charAt(1)) : null;
    return accent == null
        ? "<mi>" + Markup.escaped(stem) + "</mi>"
        : "<mover accent=\"true\"><mi>" + parts.charAt(0) + "</mi><mo>" + accent + "</mo></mover>";
  }

  @Override
  public String number(String text) {
    return "<mn>" + text + "</mn>";
  }

  @Override
  public String operator(String symbol) {
    return "<mo>" + Markup.escaped(symbol) + "</mo>";
  }

  @Override
  public String call(String function, String arguments) {
    return name(function) + fence("(", arguments, ")");
  }

  @Override
  public String fence(String open, String inside, String close) {
    String mo = inside.contains("<mfrac>") ? "<mo>" : "<mo stretchy=\"false\">";
    return row(mo + open + "</mo>" + inside + mo + close + "</mo>");
  }

  @Override
  public boolean fractionsHaveALine() {
    return true;
  }

  @Override
  public String fraction(String over, String under) {
    return "<mfrac>" + row(over) + row(under) + "</mfrac>";
  }

  @Override
  public String power(String base, String exponent) {
    return "<msup>" + row(base) + row(exponent) + "</msup>";
  }

  @Override
  public String transposed(String base) {
    return "<msup>" + row(base) + "<mo>⊤</mo></msup>";
  }

  @Override
  public String root(String inside, boolean composed) {
    return "<msqrt>" + inside + "</msqrt>";
  }

  @Override
  public String prefix(String operator, String operand) {
    String sign = "<mo>" + operator.charAt(0) + "</mo>";
    String indices = Notation.indices(operator);
    return row((indices.isEmpty() ? sign : "<munder>" + sign + "<mi>" + indices + "</mi></munder>") + operand);
  }

  @Override
  public String partial() {
    return "<mo>∂</mo>";
  }
}
