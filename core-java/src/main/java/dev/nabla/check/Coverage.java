package dev.nabla.check;

import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Law;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of operators and laws. In it ✓ says that the law was checked and holds, and in the column of edges ∠ that so
 * do the kinks which the operator declares; a number stands for the reason why the law does not concern the operator.
 *
 * @param reports one for each operator
 */
public record Coverage(List<OperatorReport> reports) {
  private static final String INTRODUCTION =
      """
          # Operators

          What each operator was found to obey when the library was built: the tests write this page, and fail where a cell
          is neither shown nor declared to be of no concern. `./nabla operators` prints the same. What the laws say stands in
          `dev.nabla.tensor.Law`. ✓ means that the law holds on the operator's samples, ∠ that it does and the kinks found
          are those declared, a number why the law does not concern the operator.

          """;

  /** Keeps a list of its own. */
  public Coverage {
    reports = List.copyOf(reports);
  }

  /** A sentence for every cell that says neither that the law holds nor why it need not. */
  public List<String> gaps() {
    return reports.stream().flatMap(report -> report.faults().stream()).toList();
  }

  /** A page with the table in Markdown, and the reasons below it. */
  public String markdown() {
    List<List<String>> rows = rows();
    rows.add(1, rows.get(0).stream().map(heading -> "---").toList());
    StringBuilder page = new StringBuilder(INTRODUCTION);
    rows.forEach(row -> page.append("| ").append(String.join(" | ", row)).append(" |\n"));
    page.append('\n');
    List<String> reasons = reasons();
    for (int i = 0; i < reasons.size(); i++) {
      page.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
    }
    return page.toString();
  }

  /** The table for a terminal, with the reasons below. */
  @Override
  public String toString() {
    List<List<String>> rows = rows();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
        line.append(String.format("%-" + (width + 2) + "s", row.get(column)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    text.append('\n')
        .append(String.format("%d operators; ✓ holds, ∠ holds with kinks declared, ✗ broken, ? not shown%n",
            reports.size()));
    List<String> reasons = reasons();
    for (int i = 0; i < reasons.size(); i++) {
      text.append(String.format("%3d  %s%n", i + 1, reasons.get(i)));
    }
    return text.toString();
  }

  private List<List<String>> rows() {
    List<String> reasons = reasons();
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("operator", "class"));
    for (Law law : Law.values()) {
      heading.add(law.label());
    }
    rows.add(heading);
    for (OperatorReport report : reports) {
      List<String> row = new ArrayList<>(List.of(names(report.labels()), report.name()));
      report.verdicts().forEach((law, verdict) -> row.add(cell(report, law, verdict, reasons)));
      rows.add(row);
    }
    return rows;
  }

  private static String names(List<String> labels) {
    return labels.size() <= 3 ? String.join(", ", labels) : String.join(", ", labels.subList(0, 2)) + ", …";
  }

  private static String cell(OperatorReport report, Law law, Verdict verdict, List<String> reasons) {
    if (verdict instanceof Verdict.Holds) {
      return law == Law.EDGES && Kinked.class.isAssignableFrom(report.operator()) ? "∠" : "✓";
    }
    if (verdict instanceof Verdict.Free free) {
      return String.valueOf(reasons.indexOf(free.because()) + 1);
    }
    return verdict instanceof Verdict.Broken ? "✗" : "?";
  }

  /** Every reason once, in the order of their letters, so that a further operator moves few of them. */
  private List<String> reasons() {
    return reports.stream().flatMap(report -> report.verdicts().values().stream())
        .filter(Verdict.Free.class::isInstance).map(verdict -> ((Verdict.Free) verdict).because()).distinct().sorted()
        .toList();
  }
}
