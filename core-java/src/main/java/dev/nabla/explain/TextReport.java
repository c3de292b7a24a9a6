package dev.nabla.explain;

import dev.nabla.tensor.ProgramLine;
import dev.nabla.tensor.Tensor;

/** An explanation for a terminal. */
final class TextReport {
  private final Walk walk;
  private final StringBuilder out = new StringBuilder();

  TextReport(Walk walk) {
    this.walk = walk;
  }

  @Override
  public String toString() {
    for (Step step : walk.steps()) {
      step(step);
    }
    line("", "The gradients of the parameters");
    for (ParameterGradient p : walk.gradients()) {
      line("", "");
      line("  ", p.formula());
      line("    ", p.dimensions());
      tensor("    ", "", p.gradient());
    }
    return out.toString();
  }

  private void step(Step step) {
    line("", step.number() + "  " + step.formula() + "   " + step.operation().label() + " → " + step.shape()
        + (step.line() == null ? "" : "   " + ProgramLine.describe(step.line())));
    line("     with ", step.where());
    if (step.value() != null) {
      tensor("     ", step.output() + " = ", step.value());
    }
    if (step.from().size() > 1) {
      line("     ", "paths meet: the gradients from " + walk.origins(step.from()) + " add up");
    }
    tensor("     ", "upstream " + walk.gradientOf(step.vertex()) + " = ", step.upstream());
    step.parts().forEach(this::part);
    line("", "");
  }

  private void part(Step.Part part) {
    line("   → ", part.formula());
    line("     dimensions: ", part.dimensions());
    line("     local Jacobian: ", Shown.structure(part));
    if (part.jacobian() != null && Shown.isSmall(part.jacobian())) {
      tensor("       ", "J = ", part.jacobian());
    }
    tensor("     ", "downstream = ", part.gradient());
    line("     check: ", Shown.deviation(part));
  }

  private void line(String indent, String text) {
    if (text != null) {
      out.append((indent + text).stripTrailing()).append('\n');
    }
  }

  private void tensor(String indent, String label, Tensor x) {
    if (!Shown.isSmall(x)) {
      line(indent, label + Shown.range(x));
      return;
    }
    String text = indent + label;
    out.append(text).append(x.toString().replace("\n", "\n" + " ".repeat(text.length()))).append('\n');
  }
}
