package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An einsum formula, read: a term for each operand, and one for the result. Positions in the formula count from 0, and
 * every error names the one where the fault is.
 */
final class EinsumFormula {
  /** Stands for an ellipsis among the letters of a term. */
  private static final char ELLIPSIS = '.';

  private static final String ARROW = "->";

  /**
   * What the axes of one tensor are called.
   *
   * @param labels letters in the order of the axes, and {@link #ELLIPSIS} for those in its place
   * @param positions where each of them stands in the formula
   * @param start where the term begins
   */
  private record Term(String labels, int[] positions, int start) {
    boolean hasEllipsis() {
      return labels.indexOf(ELLIPSIS) >= 0;
    }

    int letters() {
      return labels.length() - (hasEllipsis() ? 1 : 0);
    }

    /** Where the label of an axis stands in this term, whose ellipsis holds so many axes. */
    int indexOf(int axis, int held) {
      int ellipsis = labels.indexOf(ELLIPSIS);
      return ellipsis < 0 || axis < ellipsis ? axis : axis < ellipsis + held ? ellipsis : axis - held + 1;
    }

    String text() {
      return labels.replace(String.valueOf(ELLIPSIS), "...");
    }
  }

  private final String text;
  private final List<Term> inputs;
  private final Term output;

  private EinsumFormula(String text, List<Term> inputs, Term output) {
    this.text = text;
    this.inputs = inputs;
    this.output = output;
  }

  static EinsumFormula parse(String text) {
    int arrow = text.indexOf(ARROW);
    List<Term> inputs = new ArrayList<>();
    int end = arrow < 0 ? text.length() : arrow;
    int start = 0;
    for (int comma = text.indexOf(',', start); comma >= 0 && comma < end; comma = text.indexOf(',', start)) {
      inputs.add(term(text, start, comma));
      start = comma + 1;
    }
    inputs.add(term(text, start, end));
    if (arrow < 0) {
      return new EinsumFormula(text, inputs, implicitOutput(inputs));
    }
    Term output = term(text, arrow + ARROW.length(), text.length());
    requireOutput(text, inputs, output);
    return new EinsumFormula(text, inputs, output);
  }

  private static Term term(String text, int from, int to) {
    StringBuilder labels = new StringBuilder();
    int[] positions = new int[to - from];
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      positions[labels.length()] = i;
      labels.append(c);
      if (c == ELLIPSIS) {
        requireEllipsis(text, labels, i, to);
        i += 2;
      } else if (!Character.isLetter(c)) {
        throw fault(text, i, "'" + c + "' is no label; labels are letters, and terms are separated by commas, with one "
            + "-> before the result");
      }
    }
    return new Term(labels.toString(), positions, from);
  }

  private static void requireEllipsis(String text, StringBuilder labels, int at, int end) {
    if (at + 3 > end || !text.startsWith("...", at)) {
      throw fault(text, at, "an ellipsis has three dots");
    }
    if (labels.indexOf(".") < labels.length() - 1) {
      throw fault(text, at, "a second ellipsis in one term");
    }
  }

  /** The ellipsis, if there is one, and the letters that occur once, in alphabetical order, capitals first. */
  private static Term implicitOutput(List<Term> inputs) {
    StringBuilder all = new StringBuilder();
    for (Term term : inputs) {
      all.append(term.labels);
    }
    char[] sorted = all.toString().toCharArray();
    Arrays.sort(sorted);
    StringBuilder output = new StringBuilder(all.indexOf(".") >= 0 ? "." : "");
    for (int i = 0; i < sorted.length; i++) {
      boolean again = i > 0 && sorted[i - 1] == sorted[i] || i + 1 < sorted.length && sorted[i + 1] == sorted[i];
      if (sorted[i] != ELLIPSIS && !again) {
        output.append(sorted[i]);
      }
    }
    return new Term(output.toString(), new int[output.length()], 0);
  }

  private static void requireOutput(String text, List<Term> inputs, Term output) {
    for (int i = 0; i < output.labels.length(); i++) {
      char c = output.labels.charAt(i);
      if (output.labels.indexOf(c) < i) {
        throw fault(text, output.positions[i], "label " + c + " stands twice in the result");
      }
      if (c != ELLIPSIS && inputs.stream().noneMatch(term -> term.labels.indexOf(c) >= 0)) {
        throw fault(text, output.positions[i], "label " + c + " of the result is in no operand");
      }
    }
  }

  // ---- with operands ----

  /** This formula with the shapes of its operands: every axis gets the number of its label, every label its extent. */
  Subscripts fit(List<Shape> shapes) {
    requireRanks(shapes);
    int covered = 0;
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < inputs.size(); i++) {
      Term term = inputs.get(i);
      covered = Math.max(covered, term.hasEllipsis() ? shapes.get(i).rank() - term.letters() : 0);
      for (char c : term.labels.toCharArray()) {
        if (c != ELLIPSIS && names.indexOf(String.valueOf(c)) < 0) {
          names.append(c);
        }
      }
    }
    names.insert(0, ".".repeat(covered));
    if (names.length() > Subscripts.LABELS) {
      throw misfit(text, 0,
          "the operands have " + names.length() + " different axes, and " + Subscripts.LABELS + " is the limit");
    }
    List<int[]> labels = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      labels.add(numbers(inputs.get(i), shapes.get(i).rank() - inputs.get(i).letters(), covered, names));
    }
    int[] extents = extents(shapes, labels, names.length());
    return new Subscripts(text, names.toString(), labels, numbers(output, covered, covered, names), extents);
  }

  private void requireRanks(List<Shape> shapes) {
    if (shapes.size() != inputs.size()) {
      int at = shapes.size() < inputs.size() ? inputs.get(shapes.size()).start : inputs.get(inputs.size() - 1).start;
      throw misfit(text, at, "needs as many operands as terms, " + inputs.size() + ", got " + shapes.size());
    }
    for (int i = 0; i < inputs.size(); i++) {
      Term term = inputs.get(i);
      int rank = shapes.get(i).rank();
      if (term.hasEllipsis() ? rank < term.letters() : rank != term.letters()) {
        throw misfit(text, term.start, "the term '" + term.text() + "' does not fit operand " + i + " of shape "
            + shapes.get(i) + ", whose rank is " + rank);
      }
    }
  }

  /** The numbers of a term's labels; an ellipsis takes the last {@code held} of the {@code covered} first numbers. */
  private static int[] numbers(Term term, int held, int covered, StringBuilder names) {
    int[] numbers = new int[term.letters() + (term.hasEllipsis() ? held : 0)];
    int n = 0;
    for (char c : term.labels.toCharArray()) {
      if (c != ELLIPSIS) {
        numbers[n++] = names.indexOf(String.valueOf(c));
      } else {
        for (int axis = covered - held; axis < covered; axis++) {
          numbers[n++] = axis;
        }
      }
    }
    return numbers;
  }

  /** The extent of every label; of operands that disagree all but those of extent 1 must agree. */
  private int[] extents(List<Shape> shapes, List<int[]> labels, int count) {
    int[] extents = new int[count];
    int[] from = new int[count];
    Arrays.fill(extents, 1);
    for (int i = 0; i < shapes.size(); i++) {
      int[] own = new int[count];
      Arrays.fill(own, -1);
      for (int axis = 0; axis < shapes.get(i).rank(); axis++) {
        int label = labels.get(i)[axis];
        int extent = shapes.get(i).extent(axis);
        if (own[label] >= 0 && own[label] != extent) {
          throw disagreement(shapes, i, labels.get(i), axis, own[label], i);
        }
        own[label] = extent;
        if (extent != 1 && extents[label] != 1 && extents[label] != extent) {
          throw disagreement(shapes, i, labels.get(i), axis, extents[label], from[label]);
        }
        if (extent != 1) {
          extents[label] = extent;
          from[label] = i;
        }
      }
    }
    return extents;
  }

  private ShapeException disagreement(List<Shape> shapes, int operand, int[] labels, int axis, int other,
      int where) {
    Term term = inputs.get(operand);
    int at = term.indexOf(axis, labels.length - term.letters());
    String name = term.labels.charAt(at) == ELLIPSIS ? "an axis of the ellipsis" : "label " + term.labels.charAt(at);
    return misfit(text, term.positions[at], name + " has extent " + shapes.get(operand).extent(axis) + " in operand "
        + operand + " of shape " + shapes.get(operand) + ", but " + other + " in "
        + (where == operand ? "the same operand" : "operand " + where + " of shape " + shapes.get(where)));
  }

  private static IllegalArgumentException fault(String text, int position, String sentence) {
    return new IllegalArgumentException(at(text, position) + sentence);
  }

  private static ShapeException misfit(String text, int position, String sentence) {
    return new ShapeException(at(text, position) + sentence);
  }

  private static String at(String text, int position) {
    return "einsum \"" + text + "\", position " + position + ": ";
  }
}
