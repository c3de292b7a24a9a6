package dev.nabla.explain;

/** Text within XML. */
final class Markup {
  private Markup() {}

  /** Text in which nothing is taken for markup. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
