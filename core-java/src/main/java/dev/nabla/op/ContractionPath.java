package dev.nabla.op;

import dev.nabla.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * In which order an einsum multiplies its operands, two at a time, and what that costs; {@code toString} is a table of
 * it. Operands are numbered from 0, and each product gets the next number.
 *
 * @param formula as it was given
 * @param steps one fewer than there are operands
 * @param flops multiplications and additions of all steps
 * @param directFlops those of one loop over all labels with all operands inside, which is what a path saves
 * @param largestIntermediate the elements of the largest product, the result among them
 */
public record ContractionPath(String formula, List<Step> steps, double flops, double directFlops,
    double largestIntermediate) {

  /**
   * The product of two tensors, summed over all labels that nothing after it needs.
   *
   * @param left the number of one, and {@code right} of the other
   * @param formula of this product, {@code ij,jk->ik}
   * @param flops its multiplications and additions
   * @param elements of the result
   */
  public record Step(int left, int right, String formula, double flops, double elements) {}

  /** Makes {@code steps} unmodifiable. */
  public ContractionPath {
    steps = List.copyOf(steps);
  }

  static ContractionPath of(Subscripts subscripts, List<Shape> shapes) {
    int n = shapes.size();
    int[] extents = subscripts.extents();
    long[] operands = new long[n];
    List<String> terms = new ArrayList<>();
    long all = 0;
    for (int i = 0; i < n; i++) {
      operands[i] = subscripts.labels(i, shapes.get(i));
      all |= operands[i];
      terms.add(subscripts.text(subscripts.inputs().get(i)));
    }
    long output = Subscripts.set(subscripts.output());
    List<Step> steps = new ArrayList<>();
    for (PathSearch.Pair pair : new PathSearch(operands, output, extents).pairs()) {
      terms.add(steps.size() == n - 2 ? subscripts.text(subscripts.output()) : subscripts.text(pair.labels()));
      String formula = terms.get(pair.left()) + "," + terms.get(pair.right()) + "->" + terms.get(terms.size() - 1);
      steps.add(new Step(pair.left(), pair.right(), formula, pair.flops(),
          Subscripts.size(pair.labels(), extents)));
    }
    double flops = steps.stream().mapToDouble(Step::flops).sum();
    double direct = Subscripts.size(all, extents) * (n - 1 + (all == output ? 0 : 1));
    double largest = steps.stream().mapToDouble(Step::elements).max().orElse(Subscripts.size(output, extents));
    return new ContractionPath(subscripts.formula(), steps, flops, direct, largest);
  }

  /** A line for each step, and the totals. */
  @Override
  public String toString() {
    int width = Math.max(8, steps.stream().mapToInt(step -> step.formula.length()).max().orElse(0));
    StringBuilder table = new StringBuilder("einsum \"" + formula + "\"\n");
    String row = "%6s  %9s  %-" + width + "s  %10s  %10s\n";
    table.append(String.format(Locale.ROOT, row, "result", "operands", "formula", "FLOPs", "elements"));
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      table.append(String.format(Locale.ROOT, row, steps.size() + 1 + i, step.left + ", " + step.right, step.formula,
          count(step.flops), count(step.elements)));
    }
    return table + "FLOPs " + count(flops) + ", in one loop " + count(directFlops) + "; largest intermediate "
        + count(largestIntermediate) + " elements";
  }

  /** Exact as long as that is readable. */
  private static String count(double count) {
    return String.format(Locale.ROOT, count < 1e7 ? "%.0f" : "%.3e", count);
  }
}
