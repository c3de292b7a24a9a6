package dev.nabla.op;

import dev.nabla.tensor.RandomCases;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A random formula with operands of small whole numbers, whose sums and products are exact in any order, and the loop that
 * says what it means.
 *
 * @param terms for each operand the labels of its axes, where {@code .10} is an ellipsis that holds two axes
 * @param output the same for the result
 * @param text the formula as it is written
 */
record EinsumCase(List<String> terms, String output, String text, List<Tensor> operands) {
  private static final String LETTERS = "abcZé";

  static EinsumCase random(Random random, int mostOperands) {
    int n = 1 + random.nextInt(mostOperands);
    boolean ellipses = random.nextInt(3) == 0;
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String term = letters(random, random.nextInt(4));
      terms.add(ellipses && random.nextInt(4) > 0 ? withEllipsis(random, term, random.nextInt(3)) : term);
    }
    String all = String.join("", terms);
    boolean implicit = random.nextInt(4) == 0;
    String output = implicit ? implicitOutput(all) : explicitOutput(random, all);
    Map<Character, Integer> extents = extents(random, all);
    List<Tensor> operands = terms.stream().map(term -> operand(random, term, extents)).toList();
    return new EinsumCase(terms, output, text(random, terms, implicit ? null : output), operands);
  }

  private static String letters(Random random, int n) {
    return random.ints(n, 0, LETTERS.length()).mapToObj(i -> LETTERS.substring(i, i + 1)).collect(
        Collectors.joining());
  }

  private static String withEllipsis(Random random, String term, int axes) {
    int at = random.nextInt(term.length() + 1);
    return term.substring(0, at) + "." + "210".substring(3 - axes) + term.substring(at);
  }

  private static String implicitOutput(String all) {
    String ellipsis = all.indexOf('.') < 0 ? "" : "." + widest(all);
    return ellipsis + all.chars().filter(c -> Character.isLetter(c) && all.indexOf(c) == all.lastIndexOf(c)).sorted()
        .mapToObj(Character::toString).collect(Collectors.joining());
  }

  private static String explicitOutput(Random random, String all) {
    StringBuilder output = new StringBuilder();
    all.chars().filter(Character::isLetter).distinct().filter(c -> random.nextBoolean())
        .forEach(c -> output.insert(random.nextInt(output.length() + 1), (char) c));
    if (all.indexOf('.') >= 0 && random.nextInt(4) > 0) {
      output.insert(random.nextInt(output.length() + 1), "." + widest(all));
    }
    return output.toString();
  }

  private static String widest(String all) {
    return all.indexOf('1') >= 0 ? "10" : all.indexOf('0') >= 0 ? "0" : "";
  }

  private static Map<Character, Integer> extents(Random random, String all) {
    Map<Character, Integer> extents = new HashMap<>();
    for (char c : all.toCharArray()) {
      extents.put(c, random.nextInt(15) == 0 ? 0 : 1 + random.nextInt(3));
    }
    return extents;
  }

  /** Now and then an axis has extent 1 where others have more. */
  private static Tensor operand(Random random, String term, Map<Character, Integer> extents) {
    Map<Character, Integer> own = new HashMap<>(extents);
    own.replaceAll((label, extent) -> random.nextInt(6) == 0 ? 1 : extent);
    int[] shape = term.chars().filter(c -> c != '.').map(c -> own.get((char) c)).toArray();
    double[] values = random.doubles(Shape.of(shape).size(), -3, 4).map(Math::floor).toArray();
    return RandomCases.anyLayout(random, Tensor.of(values, shape));
  }

  private static String text(Random random, List<String> terms, String output) {
    String text = String.join(",", terms) + (output == null ? "" : "->" + output);
    text = text.replaceAll("\\.\\d*", "...");
    return random.nextInt(5) == 0 ? " " + text.replace(",", " , ").replace("->", " -> ") + " " : text;
  }

  /** The sum over all positions of all labels of the product of the elements there. */
  Tensor byLoops(List<Tensor> x) {
    List<Character> labels = new ArrayList<>(new TreeSet<>(axes(String.join("", terms))));
    Map<Character, Integer> extents = new HashMap<>();
    for (int i = 0; i < x.size(); i++) {
      List<Character> axes = axes(terms.get(i));
      for (int axis = 0; axis < axes.size(); axis++) {
        int extent = x.get(i).extent(axis);
        extents.merge(axes.get(axis), extent, (a, b) -> a == 1 ? b : a);
      }
    }
    List<Character> kept = axes(output);
    int[] shape = kept.stream().mapToInt(extents::get).toArray();
    double[] y = new double[Shape.of(shape).size()];
    List<double[]> values = x.stream().map(Tensor::toDoubles).toList();
    addProducts(labels, 0, extents, new HashMap<>(), at -> {
      double product = 1;
      for (int i = 0; i < x.size(); i++) {
        product *= values.get(i)[offset(axes(terms.get(i)), x.get(i).shape().extents(), at)];
      }
      y[offset(kept, shape, at)] += product;
    });
    return Tensor.of(y, shape);
  }

  private interface Visit {
    void at(Map<Character, Integer> positions);
  }

  private static void addProducts(List<Character> labels, int next, Map<Character, Integer> extents,
      Map<Character, Integer> positions, Visit visit) {
    if (next == labels.size()) {
      visit.at(positions);
      return;
    }
    for (int i = 0; i < extents.get(labels.get(next)); i++) {
      positions.put(labels.get(next), i);
      addProducts(labels, next + 1, extents, positions, visit);
    }
  }

  private static List<Character> axes(String term) {
    return term.chars().filter(c -> c != '.').mapToObj(c -> (char) c).toList();
  }

  private static int offset(List<Character> axes, int[] shape, Map<Character, Integer> positions) {
    int offset = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      offset = offset * shape[axis] + (shape[axis] == 1 ? 0 : positions.get(axes.get(axis)));
    }
    return offset;
  }

  Tensor einsum(List<Tensor> x) {
    return Einsum.einsum(text, x.toArray(Tensor[]::new));
  }

  @Override
  public String toString() {
    return "\"" + text + "\" of " + operands.stream().map(x -> x.shape().toString()).collect(Collectors.joining(" "));
  }
}
