package dev.nabla.check;

import dev.nabla.tensor.Law;
import dev.nabla.tensor.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of checking an operator: a verdict for every law.
 *
 * @param operator the operator's class
 * @param labels the names that messages call it by
 * @param verdicts by law
 */
public record OperatorReport(Class<? extends Op> operator, List<String> labels, Map<Law, Verdict> verdicts) {
  /** Keeps copies of its own. */
  public OperatorReport {
    labels = List.copyOf(labels);
    verdicts = Collections.unmodifiableMap(new EnumMap<>(verdicts));
  }

  /** Whether every law holds or does not concern the operator. */
  public boolean satisfied() {
    return verdicts.values().stream().allMatch(Verdict::satisfied);
  }

  /** A sentence for everything that is wrong or not shown. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    Map<String, List<Law>> unshown = new LinkedHashMap<>();
    verdicts.forEach((law, verdict) -> {
      if (verdict instanceof Verdict.Broken broken) {
        faults.add(name() + ", " + law.label() + ": " + shortened(broken.faults()));
      } else if (verdict instanceof Verdict.Unshown nothing) {
        unshown.computeIfAbsent(nothing.needed(), none -> new ArrayList<>()).add(law);
      }
    });
    unshown.forEach((needed, laws) -> faults.add(name() + " does not show "
        + String.join(", ", laws.stream().map(Law::label).toList()) + ": it needs " + needed
        + ", or @FreeOf with a reason"));
    return faults;
  }

  /** The first of several sentences, and how many there are. */
  private static String shortened(List<String> faults) {
    return faults.get(0) + (faults.size() > 1 ? " (and on " + (faults.size() - 1) + " more samples)" : "");
  }

  /**
   * This report, when nothing is wrong.
   *
   * @throws BrokenLaw with all that is wrong
   */
  public OperatorReport orThrow() {
    if (!satisfied()) {
      throw new BrokenLaw(String.join("\n", faults()));
    }
    return this;
  }

  /** The operator's class with that which it is nested in: {@code Functions.Exp}. */
  public String name() {
    String name = operator.getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  /** A line for every law. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder(name()).append(satisfied() ? ": every law holds" : ": NOT every law holds");
    verdicts.forEach((law, verdict) -> lines.append(String.format("%n  %-13s %s", law.label(), line(verdict))));
    return lines.toString();
  }

  private static String line(Verdict verdict) {
    if (verdict instanceof Verdict.Holds holds) {
      return "✓  " + holds.samples() + (holds.samples() == 1 ? " sample" : " samples");
    }
    if (verdict instanceof Verdict.Free free) {
      return "–  " + free.because();
    }
    return verdict instanceof Verdict.Broken broken ? "✗  " + shortened(broken.faults())
        : "?  needs " + ((Verdict.Unshown) verdict).needed();
  }
}
