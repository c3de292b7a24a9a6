package dev.nabla.explain;

/** Formulas on one line, in the characters that Unicode has for them: {@code [tanh′(h₂) ⊙ (W₃ᵀ·∂f/∂ŷ)]·z₁ᵀ}. */
final class LineNotation implements Notation {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  @Override
  public String name(String text) {
    return text;
  }

  @Override
  public String number(String text) {
    return text;
  }

  @Override
  public String operator(String symbol) {
    return symbol.equals("·") ? symbol : symbol.equals(",") ? ", " : " " + symbol + " ";
  }

  @Override
  public String call(String function, String arguments) {
    return function + "(" + arguments + ")";
  }

  @Override
  public String fence(String open, String inside, String close) {
    return open + inside + close;
  }

  @Override
  public boolean fractionsHaveALine() {
    return false;
  }

  @Override
  public String fraction(String over, String under) {
    return over + "/" + under;
  }

  @Override
  public String power(String base, String exponent) {
    StringBuilder raised = new StringBuilder(base);
    for (char c : exponent.toCharArray()) {
      if (c == '−') {
        raised.append('⁻');
      } else if (c >= '0' && c <= '9') {
        raised.append(SUPERSCRIPTS.charAt(c - '0'));
      } else {
        return base + "^" + (exponent.length() == 1 ? exponent : "(" + exponent + ")");
      }
    }
    return raised.toString();
  }

  @Override
  public String transposed(String base) {
    return base + "ᵀ";
  }

  @Override
  public String root(String inside, boolean composed) {
    return "√" + (composed ? "(" + inside + ")" : inside);
  }

  @Override
  public String prefix(String operator, String operand) {
    return operator.equals("−") ? operator + operand : operator + " " + operand;
  }

  @Override
  public String partial() {
    return "∂";
  }
}
