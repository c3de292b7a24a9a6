package dev.nabla.tensor;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Text of tensors in NumPy's manner: nested brackets, columns aligned, four digits after the point, one exponent format
 * when magnitudes differ widely, and only the three first and last entries of each axis of large tensors.
 */
final class TensorFormat {
  private static final int SUMMARIZED_ABOVE = 1000;
  private static final int EDGE = 3;
  private static final int LINE = 100;
  private static final int DIGITS = 4;

  private final int[] extents;
  private final int[] strides;
  private final boolean[] gaps;
  private final IntFunction<String> text;
  private final StringBuilder out = new StringBuilder();
  private int width;

  private TensorFormat(Tensor x) {
    this.gaps = new boolean[x.rank()];
    Tensor shown = x.size() > SUMMARIZED_ABOVE ? edges(x) : x;
    this.extents = shown.shape().raw();
    this.strides = shown.shape().strides();
    Object values = Elementwise.copied(shown);
    this.text = x.dtype().isFloating() ? numbers(shown.toDoubles()) : i -> Array.get(values, i).toString();
  }

  /** The text of a plain tensor. */
  static String format(Tensor x) {
    if (x.size() == 0) {
      return "[] (" + x.dtype() + " " + x.shape() + ")";
    }
    TensorFormat format = new TensorFormat(x);
    format.measure(0, 0);
    format.write(0, 0, 1);
    return format.out.toString();
  }

  private Tensor edges(Tensor x) {
    for (int axis = 0; axis < gaps.length; axis++) {
      int n = x.shape().raw()[axis];
      gaps[axis] = n > 2 * EDGE;
      if (gaps[axis]) {
        x = new Indexing.IndexSelect(axis).forward(x, Tensor.of(0L, 1L, 2L, n - 3L, n - 2L, n - 1L));
      }
    }
    return x;
  }

  private void measure(int axis, int at) {
    if (axis == strides.length) {
      width = Math.max(width, text.apply(at).length());
      return;
    }
    for (int i = 0; i < extents[axis]; i++) {
      measure(axis + 1, at + i * strides[axis]);
    }
  }

  private void write(int axis, int at, int indent) {
    if (axis == strides.length) {
      out.append(" ".repeat(width - text.apply(at).length())).append(text.apply(at));
      return;
    }
    out.append('[');
    boolean innermost = axis == strides.length - 1;
    String separator = innermost ? " " : "\n".repeat(strides.length - 1 - axis) + " ".repeat(indent);
    int column = indent;
    for (int i = 0; i < extents[axis]; i++) {
      column += width + 1;
      if (innermost && column > LINE) {
        out.append("\n").append(" ".repeat(indent));
        column = indent + width + 1;
      } else if (i > 0) {
        out.append(separator);
      }
      if (gaps[axis] && i == EDGE) {
        out.append("...").append(separator);
        column += 4;
      }
      write(axis + 1, at + i * strides[axis], indent + 1);
    }
    out.append(']');
  }

  /** Numbers in one common format. */
  private static IntFunction<String> numbers(double[] values) {
    double[] magnitudes = Arrays.stream(values).map(Math::abs).filter(v -> v > 0 && v <= Double.MAX_VALUE).toArray();
    double largest = Arrays.stream(magnitudes).max().orElse(1);
    double smallest = Arrays.stream(magnitudes).min().orElse(1);
    if (largest >= 1e8 || smallest < 1e-4 || smallest < 0.1 && largest > 1000 * smallest) {
      return i -> number(values[i], "%." + DIGITS + "e");
    }
    int digits = Arrays.stream(values).mapToInt(TensorFormat::digits).max().orElse(0);
    return i -> number(values[i], "%." + digits + "f" + (digits == 0 ? "." : ""));
  }

  /** How many digits after the point are not trailing zeros. */
  private static int digits(double value) {
    String text = number(value, "%." + DIGITS + "f");
    int point = text.indexOf('.');
    int end = text.length();
    while (point >= 0 && text.charAt(end - 1) == '0') {
      end--;
    }
    return point < 0 ? 0 : end - point - 1;
  }

  private static String number(double value, String pattern) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : String.format(Locale.ROOT, pattern, value);
  }
}
