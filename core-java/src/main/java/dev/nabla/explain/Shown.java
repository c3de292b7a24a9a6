package dev.nabla.explain;

import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/** How values look in all reports. */
final class Shown {
  /** The largest tensor whose elements are written out. */
  private static final int LARGEST = 64;

  private Shown() {}

  static boolean isSmall(Tensor x) {
    return x.size() <= LARGEST;
  }

  /** The smallest and the largest element: all that is said of large tensors. */
  static String range(Tensor x) {
    double[] values = x.toDoubles();
    double least = Arrays.stream(values).min().orElse(Double.NaN);
    double most = Arrays.stream(values).max().orElse(Double.NaN);
    return x.dtype() + " " + x.shape() + " from " + number(least) + " to " + number(most);
  }

  /** Four digits that count, without zeros at the end. */
  static String number(double v) {
    if (v == Math.rint(v) && Math.abs(v) < 1e5) {
      return Long.toString((long) v).replace('-', '−');
    }
    String text = String.format(Locale.ROOT, Math.abs(v) < 1e-3 || Math.abs(v) >= 1e5 ? "%.2e" : "%.4f", v);
    return (text.contains("e") ? text : text.replaceAll("(\\.\\d*?)0+$", "$1")).replace('-', '−');
  }

  static String deviation(Step.Part part) {
    if (Double.isNaN(part.deviation())) {
      return "not compared: values that J needs were not kept";
    }
    String compared = part.jacobian() == null ? "⟨g, J·v⟩ and ⟨Jᵀ·g, v⟩ for a random v differ by "
        : "Jᵀ·g in full and the rule differ by at most ";
    return compared + (part.deviation() == 0 ? "0" : String.format(Locale.ROOT, "%.1e", part.deviation()));
  }

  /** Whether the rule and the Jacobian agree as far as the type of numbers lets them. */
  static boolean agrees(Step.Part part) {
    double scale = Arrays.stream(part.gradient().toDoubles()).map(Math::abs).max().orElse(0);
    return part.deviation() <= 1e-4 * Math.max(1, scale * Math.max(1, Math.sqrt(part.gradient().size())));
  }

  static String structure(Step.Part part) {
    return part.structure() == null ? "no structure that was recognised" : part.structure();
  }

  /** Whether a note says in words what a symbol stands for, not by a formula. */
  static boolean isWords(String where) {
    return where.contains(": ");
  }
}
