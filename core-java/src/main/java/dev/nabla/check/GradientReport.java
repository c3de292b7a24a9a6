package dev.nabla.check;

import java.util.List;
import java.util.Locale;

/**
 * How well derivatives agree with differences.
 *
 * @param worst for each mode, and each order, where they agree least
 * @param tolerance the relative error that is accepted
 */
public record GradientReport(List<Worst> worst, double tolerance) {
  /**
   * Where a derivative is furthest from the difference.
   *
   * @param mode how it was computed: {@code reverse}, {@code forward over reverse}
   * @param where the element that moved, {@code weight[1, 2]}, or {@code a random direction}
   * @param expected the difference
   * @param actual the derivative
   * @param relativeError between both
   */
  public record Worst(String mode, String where, double expected, double actual, double relativeError) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s: the derivative along %s is %.9g, differences give %.9g (relative error "
          + "%.1e)", mode, where, actual, expected, relativeError);
    }
  }

  /** Keeps a list of its own. */
  public GradientReport {
    worst = List.copyOf(worst);
  }

  /** Whether no relative error is above the tolerance. */
  public boolean passes() {
    return worst.stream().allMatch(each -> each.relativeError <= tolerance);
  }

  /**
   * Returns this report.
   *
   * @throws IllegalStateException when a derivative is wrong, with the report
   */
  public GradientReport orThrow() {
    if (!passes()) {
      throw new IllegalStateException("gradientCheck: relative errors above " + tolerance + "\n" + this);
    }
    return this;
  }

  /** A line for each mode. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    worst.forEach(each -> lines.append(each.relativeError <= tolerance ? "✓ " : "✗ ").append(each).append('\n'));
    return lines.toString();
  }
}
