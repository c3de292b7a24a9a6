package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How an operator is written on paper: its value and, for each input, its vector-Jacobian product, in which {@code g} is
 * the upstream gradient, {@code y} the output, and inputs have the names given here.
 *
 * <p>The notation is one line of mathematics in Unicode, which {@code Explain} also typesets: {@code + − · ⊙ /},
 * {@code = < > ≤ ≥}, roots {@code √x}, sums {@code Σ x}, products {@code ∏ x}, exponents {@code x²}, {@code aᵀ} and
 * {@code x^(c − 1)}, derivatives {@code f′(x)}, applied functions {@code f(x)} and their inverses {@code f⁻¹(x)}, and
 * {@code [x > 0]} for 1 where it holds and 0 elsewhere. {@code ·} is the product of matrices or with a number, {@code ⊙}
 * that of elements; powers are those of elements, but of a capital letter and of {@code y⁻¹} those of the matrix.
 *
 * @param inputs a name for each input
 * @param gradients for each input its gradient, or null where there is none: positions, labels
 * @param where what a symbol above stands for: a formula, {@code n = count(x)}, or words after a colon, {@code Φ: the
 *     normal distribution}; or null
 */
public record Formula(List<String> inputs, String value, List<String> gradients, String where) {
  private static final String AXES = "ᵢⱼₖₗₘₙ";

  /** An operator of one tensor {@code x}. */
  public static Formula of(String value, String gradient) {
    return of(List.of("x"), value, gradient);
  }

  /** An operator of tensors {@code a} and {@code b}; {@code gradientB} may be null. */
  public static Formula of(String value, String gradientA, String gradientB) {
    return of(List.of("a", "b"), value, gradientA, gradientB);
  }

  /** An operator of inputs with these names. */
  public static Formula of(List<String> inputs, String value, String... gradients) {
    List<String> copies = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      copies.add(i < gradients.length ? gradients[i] : null);
    }
    return new Formula(inputs, value, copies, null);
  }

  /** A function {@code f} of each element by itself, with its slope as a formula: its Jacobian is diagonal. */
  public static Formula elementwise(String f, String slope) {
    return of(f + "(x)", f + "′(x) ⊙ g").where(f + "′(x) = " + slope);
  }

  /** This formula with a note: what a symbol in it stands for, by a formula or, after a colon, in words. */
  public Formula where(String note) {
    return new Formula(inputs, value, gradients, note);
  }

  /** A function of which nothing is known: its value is called by its name, its gradient is Jᵀ·g. */
  public static Formula function(String f, int inputs) {
    List<String> names = new ArrayList<>();
    List<String> gradients = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      names.add(inputs == 1 ? "x" : inputs == 2 ? i == 0 ? "a" : "b" : "x" + subscript(i + 1));
      gradients.add("(∂y/∂" + names.get(i) + ")ᵀ·g");
    }
    return new Formula(names, f + "(" + String.join(", ", names) + ")", gradients, null);
  }

  /** The sign of a sum along axes, which are flagged by position; those have the letters i, j, k, …: {@code Σⱼ}. */
  public static String sum(boolean... axes) {
    StringBuilder sum = new StringBuilder("Σ");
    boolean all = true;
    for (boolean summed : axes) {
      all &= summed;
    }
    for (int axis = 0; axis < axes.length && axis < AXES.length() && !all; axis++) {
      sum.append(axes[axis] ? AXES.substring(axis, axis + 1) : "");
    }
    return sum.toString();
  }

  /** The sign of a sum along one axis. */
  public static String sum(int axis) {
    return axis < AXES.length() ? "Σ" + AXES.charAt(axis) : "Σ";
  }

  /** A number as formulas show it: {@code 2}, {@code −0.5}, {@code ∞}. */
  public static String number(double c) {
    if (Double.isInfinite(c)) {
      return c > 0 ? "∞" : "−∞";
    }
    String text =
        c == Math.rint(c) && Math.abs(c) < 1e9 ? Long.toString((long) c) : String.format(Locale.ROOT, "%.6g", c)
            .replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
    return text.replace('-', '−');
  }

  /** A number with its digits below the line: {@code ₁₂}. */
  public static String subscript(int number) {
    return Integer.toString(number).chars().mapToObj(digit -> Character.toString(digit - '0' + '₀'))
        .reduce("", String::concat);
  }
}
