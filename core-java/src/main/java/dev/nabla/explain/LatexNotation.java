package dev.nabla.explain;

import java.text.Normalizer;
import java.util.Map;

/** Formulas in LaTeX, for Markdown and papers. */
final class LatexNotation implements Notation {
  private static final Map<String, String> OPERATORS = Map.of("·", " \\cdot ", "⊙", " \\odot ", "⊗", " \\otimes ", "−",
      " - ", "≤", " \\le ", "≥", " \\ge ", "≠", " \\ne ", ",", ",\\, ");
  private static final Map<String, String> SIGNS = Map.of("−", "-", "Σ", "\\sum ", "∏", "\\prod ");
  private static final String GREEK = "αβγδεζηθικλμνξοπρςστυφχψω";
  private static final String[] GREEK_NAMES = {"alpha", "beta", "gamma", "delta", "varepsilon", "zeta", "eta", "theta",
    "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "varsigma", "sigma", "tau", "upsilon",
    "varphi", "chi", "psi", "omega"};
  private static final Map<String, String> CAPITALS = Map.of("Γ", "Gamma", "Δ", "Delta", "Θ", "Theta", "Λ", "Lambda",
      "Ξ", "Xi", "Π", "Pi", "Σ", "Sigma", "Φ", "Phi", "Ψ", "Psi", "Ω", "Omega");
  private static final Map<Character, String> ACCENTS = Map.of('\u0302', "\\hat", '\u0303', "\\tilde", '\u0304',
      "\\bar", '\u0307', "\\dot");

  @Override
  public String name(String text) {
    String index = Notation.index(text);
    String stem = stem(Notation.stem(text));
    return index.isEmpty() ? stem : stem + "_{" + index + "}";
  }

  private static String stem(String stem) {
    if (stem.equals("∞")) {
      return "\\infty ";
    }
    if (stem.length() == 1 && GREEK.contains(stem)) {
      return "\\" + GREEK_NAMES[GREEK.indexOf(stem)] + " ";
    }
    if (CAPITALS.containsKey(stem)) {
      return "\\" + CAPITALS.get(stem) + " ";
    }
    String parts = Normalizer.normalize(stem, Normalizer.Form.NFD);
    if (parts.length() == 2 && ACCENTS.containsKey(parts.charAt(1))) {
      return ACCENTS.get(parts.charAt(1)) + "{" + parts.charAt(0) + "}";
    }
    return stem.length() == 1 ? stem : "\\mathrm{" + stem.replace("_", "\\_") + "}";
  }

  @Override
  public String number(String text) {
    return text.replace('−', '-');
  }

  @Override
  public String operator(String symbol) {
    return OPERATORS.getOrDefault(symbol, " " + symbol + " ");
  }

  @Override
  public String call(String function, String arguments) {
    String name = function.replace("′", "").replace(Expression.Call.INVERSE, "");
    String primes = "'".repeat((int) function.chars().filter(c -> c == '′').count())
        + (function.endsWith(Expression.Call.INVERSE) ? "^{-1}" : "");
    String stem = Notation.stem(name);
    String index = Notation.index(name);
    String called = stem.length() == 1 ? stem(stem) : "\\operatorname{" + stem + "}";
    return called + (index.isEmpty() ? "" : "_{" + index + "}") + primes + "\\left(" + arguments + "\\right)";
  }

  @Override
  public String fence(String open, String inside, String close) {
    return "\\left" + open + inside + "\\right" + close;
  }

  @Override
  public boolean fractionsHaveALine() {
    return true;
  }

  @Override
  public String fraction(String over, String under) {
    return "\\frac{" + over + "}{" + under + "}";
  }

  @Override
  public String power(String base, String exponent) {
    return "{" + base + "}^{" + exponent + "}";
  }

  @Override
  public String transposed(String base) {
    return "{" + base + "}^{\\top}";
  }

  @Override
  public String root(String inside, boolean composed) {
    return "\\sqrt{" + inside + "}";
  }

  @Override
  public String prefix(String operator, String operand) {
    String sign = SIGNS.get(operator.substring(0, 1));
    return operator.length() == 1 ? sign + operand : sign.strip() + "_{" + Notation.indices(operator) + "} " + operand;
  }

  @Override
  public String partial() {
    return "\\partial ";
  }
}
