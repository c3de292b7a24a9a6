package dev.nabla.explain;

import dev.nabla.tensor.ProgramLine;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.stream.Collectors;

/** An explanation as Markdown, with formulas and values in LaTeX between dollar signs. */
final class MarkdownReport {
  private static final int WIDEST = 16;

  private final Walk walk;
  private final StringBuilder out = new StringBuilder();

  MarkdownReport(Walk walk) {
    this.walk = walk;
  }

  @Override
  public String toString() {
    out.append("# The backward pass of $").append(latex(walk.names.get(walk.graph.output().index()))).append("$\n");
    walk.steps().forEach(this::step);
    out.append("\n## The gradients of the parameters\n");
    for (ParameterGradient p : walk.gradients()) {
      display(latex(p.formula()));
      if (p.dimensions() != null) {
        out.append("\nDimensions: $").append(dimensions(p.dimensions())).append("$\n");
      }
      values("", p.gradient());
    }
    return out.toString();
  }

  private void step(Step step) {
    out.append("\n## ").append(step.number()).append(" · $").append(latex(step.formula())).append("$\n\n`")
        .append(step.operation().label()).append("` → ").append(step.shape());
    if (step.where() != null) {
      out.append(", with ").append(Shown.isWords(step.where()) ? step.where() : "$" + latex(step.where()) + "$");
    }
    if (step.line() != null) {
      out.append(", ").append(ProgramLine.describe(step.line()));
    }
    out.append("\n");
    if (step.from().size() > 1) {
      out.append("\nPaths meet here: the gradients from ").append(walk.origins(step.from())).append(" add up.\n");
    }
    values(latex(walk.gradientOf(step.vertex())) + " = ", step.upstream());
    step.parts().forEach(this::part);
  }

  private void part(Step.Part part) {
    display(latex(part.formula()));
    out.append("\n- dimensions: $").append(dimensions(part.dimensions())).append("$\n- local Jacobian: ")
        .append(Shown.structure(part)).append("\n- ").append(Shown.deviation(part)).append("\n");
    if (part.jacobian() != null && part.jacobian().extent(1) <= WIDEST) {
      values("J = ", part.jacobian());
    }
    values(latex(walk.gradientOf(part.vertex())) + "\\text{ from here} = ", part.gradient());
  }

  private void display(String latex) {
    out.append("\n$$").append(latex).append("$$\n");
  }

  private void values(String label, Tensor x) {
    if (Shown.isSmall(x) && x.rank() <= 2 && x.size() > 0) {
      display(label + matrix(x));
    } else {
      out.append("\n").append(Shown.range(x)).append("\n");
    }
  }

  private static String matrix(Tensor x) {
    if (x.rank() == 0) {
      return Shown.number(x.item()).replace('−', '-');
    }
    Shape shape = x.shape();
    int columns = shape.extent(-1);
    double[] values = x.toDoubles();
    StringBuilder rows = new StringBuilder("\\begin{pmatrix}");
    for (int i = 0; i < values.length; i++) {
      rows.append(i == 0 ? "" : i % columns == 0 ? " \\\\ " : " & ").append(Shown.number(values[i]).replace('−', '-'));
    }
    return rows.append("\\end{pmatrix}").toString();
  }

  private static String dimensions(String text) {
    return text.chars().mapToObj(c -> switch (c) {
      case '×' -> " \\times ";
      case '·' -> " \\cdot ";
      case '⊙' -> "\\odot";
      case '→' -> "\\to";
      case 'Σ' -> "\\textstyle\\sum";
      case 'ᵢ' -> "_i";
      case 'ⱼ' -> "_j";
      case 'ₖ' -> "_k";
      default -> Character.toString(c);
    }).collect(Collectors.joining());
  }

  private static String latex(String formula) {
    return FormulaReader.read(formula).write(new LatexNotation());
  }
}
