package dev.nabla.explain;

/** A way to write formulas: on one line, in LaTeX, in MathML. The parts that arrive here are written already. */
interface Notation {
  String name(String text);

  String number(String text);

  /** An operator between two operands, with the space around it. */
  String operator(String symbol);

  String call(String function, String arguments);

  String fence(String open, String inside, String close);

  /** Whether a fraction is drawn with a line, which makes brackets around its parts needless. */
  boolean fractionsHaveALine();

  String fraction(String over, String under);

  String power(String base, String exponent);

  String transposed(String base);

  String root(String inside, boolean composed);

  String prefix(String operator, String operand);

  String partial();

  /** A name without the digits below the line at its end. */
  static String stem(String name) {
    int end = name.length();
    while (end > 1 && isSubscript(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end);
  }

  /** The digits below the line at the end of a name, as ordinary ones. */
  static String index(String name) {
    StringBuilder digits = new StringBuilder();
    name.substring(stem(name).length()).chars().forEach(c -> digits.append((char) (c - '₀' + '0')));
    return digits.toString();
  }

  /** The indices below a sum, {@code Σᵢⱼ}, as ordinary letters. */
  static String indices(String sum) {
    return sum.substring(1).replace('ᵢ', 'i').replace('ⱼ', 'j').replace('ₖ', 'k').replace('ₗ', 'l').replace('ₘ', 'm')
        .replace('ₙ', 'n');
  }

  private static boolean isSubscript(char c) {
    return c >= '₀' && c <= '₉';
  }
}
