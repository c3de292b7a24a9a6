package dev.nabla.explain;

import dev.nabla.tensor.ProgramLine;
import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * An explanation as one page that needs nothing else: formulas in MathML, the graph as SVG, style and the few lines of
 * script within. It is HTML that reads as XML too.
 */
final class HtmlReport {
  private static final int WIDEST = 20;

  private final Walk walk;
  private final StringBuilder out = new StringBuilder();

  HtmlReport(Walk walk) {
    this.walk = walk;
  }

  @Override
  public String toString() {
    String title = "The backward pass of " + walk.names.get(walk.graph.output().index());
    out.append("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n")
        .append("<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>")
        .append(Markup.escaped(title)).append("</title>\n<style>\n").append(resource("page.css"))
        .append("</style>\n</head>\n<body>\n<nav aria-label=\"graph\">").append(new GraphPicture(walk))
        .append("</nav>\n<main>\n<header><h1>The backward pass of ").append(math(walk.names.get(walk.graph.output()
            .index())))
        .append("</h1>\n<p>").append(summary()).append("</p></header>\n");
    results();
    out.append("<h2>Step by step</h2>\n");
    walk.steps().forEach(this::step);
    out.append("</main>\n<script>\n").append(resource("page.js")).append("</script>\n</body>\n</html>\n");
    return out.toString();
  }

  private String summary() {
    return walk.steps().size() + " steps from the output back to " + walk.gradients().size()
        + (walk.gradients().size() == 1 ? " parameter" : " parameters")
        + ". Each step multiplies the gradient that arrives by the Jacobian of one operation: "
        + "<span class=\"g\">upstream</span> · <span class=\"j\">local</span> → <span class=\"d\">downstream</span>.";
  }

  private void results() {
    out.append("<section class=\"results\">\n");
    for (ParameterGradient p : walk.gradients()) {
      out.append("<article data-vertex=\"").append(p.vertex()).append("\">").append(display(p.formula()));
      if (p.dimensions() != null) {
        out.append("<p class=\"dimensions\">").append(Markup.escaped(p.dimensions())).append("</p>");
      }
      out.append("<details><summary>value ").append(p.shape()).append("</summary>").append(values(p.gradient(), "d"))
          .append("</details></article>\n");
    }
    out.append("</section>\n");
  }

  private void step(Step step) {
    out.append("<details class=\"step\" open=\"open\" data-vertex=\"").append(step.vertex())
        .append("\">\n<summary><b class=\"number\">").append(step.number()).append("</b>").append(math(step.formula()))
        .append("<span class=\"op\">").append(Markup.escaped(step.operation().label())).append(" → ")
        .append(step.shape()).append("</span></summary>\n");
    if (step.where() != null || step.line() != null) {
      out.append("<p class=\"note\">")
          .append(step.where() == null ? ""
              : "with " + (Shown.isWords(step.where()) ? Markup.escaped(step.where()) : math(step.where())))
          .append(step.line() == null ? "" : "<code>" + Markup.escaped(ProgramLine.describe(step.line())) + "</code>")
          .append("</p>\n");
    }
    if (step.from().size() > 1) {
      out.append("<p class=\"note\">Paths meet here: the gradients from ").append(walk.origins(step.from()))
          .append(" add up.</p>\n");
    }
    out.append("<div class=\"row\">");
    if (step.value() != null) {
      figure("v", math(step.output()), "value", values(step.value(), "v"));
    }
    figure("g", math(walk.gradientOf(step.vertex())), "upstream gradient", values(step.upstream(), "g"));
    out.append("</div>\n");
    step.parts().forEach(this::part);
    out.append("</details>\n");
  }

  private void part(Step.Part part) {
    out.append("<section class=\"part\" data-edge=\"").append(part.vertex()).append("\">\n")
        .append(display(part.formula())).append("<p class=\"dimensions\">").append(Markup.escaped(part.dimensions()))
        .append("</p>\n<div class=\"row\">");
    figure("j", "<math><mi>J</mi></math>", "local Jacobian", "<p>" + Markup.escaped(Shown.structure(part)) + "</p>"
        + (part.jacobian() == null || part.jacobian().extent(1) > WIDEST ? "" : values(part.jacobian(), "j")));
    figure("d", math(walk.gradientOf(part.vertex())), "downstream gradient", values(part.gradient(), "d"));
    out.append("</div>\n<p class=\"").append(Shown.agrees(part) ? "check" : "check doubt").append("\">")
        .append(Markup.escaped(Shown.deviation(part))).append("</p>\n</section>\n");
  }

  private void figure(String kind, String symbol, String caption, String content) {
    out.append("<figure class=\"").append(kind).append("\"><figcaption>").append(symbol).append(" <span>")
        .append(caption).append("</span></figcaption>").append(content).append("</figure>");
  }

  /** A matrix whose cells are the darker the larger their elements are. */
  private static String values(Tensor x, String kind) {
    boolean jacobian = kind.equals("j");
    if (x.rank() > 2 || x.size() == 0 || !jacobian && !Shown.isSmall(x)) {
      return "<p>" + Markup.escaped(Shown.range(x)) + "</p>";
    }
    double[] v = x.toDoubles();
    double largest = 0;
    for (double each : v) {
      largest = Math.max(largest, Math.abs(each));
    }
    int columns = x.rank() == 0 ? 1 : x.extent(-1);
    StringBuilder table = new StringBuilder("<table class=\"matrix\"><tbody>");
    for (int i = 0; i < v.length; i++) {
      long share = v.length == 1 || largest == 0 || Double.isNaN(v[i]) ? 0 : Math.round(100 * Math.abs(v[i]) / largest);
      table.append(i % columns == 0 ? i == 0 ? "<tr>" : "</tr><tr>" : "").append("<td class=\"")
          .append(v[i] < 0 ? "n" : v[i] == 0 ? "z" : "p").append("\" style=\"--s:").append(share).append("%\">")
          .append(v[i] == 0 ? "0" : Shown.number(v[i])).append("</td>");
    }
    return table.append("</tr></tbody></table>").toString();
  }

  private static String math(String formula) {
    return MathMlNotation.math(FormulaReader.read(formula));
  }

  private static String display(String formula) {
    return "<p class=\"formula\">" + math(formula) + "</p>";
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n", "", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("explain: " + name + " cannot be read from the library", e);
    }
  }
}
