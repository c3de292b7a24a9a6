package dev.nabla.explain;

import dev.nabla.tensor.Formula;
import dev.nabla.tensor.RecordedGraph;
import dev.nabla.tensor.RecordedGraph.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name for each tensor of a graph: the user's, a parameter's own, or a letter by its kind; no two are the same. */
final class Names {
  private Names() {}

  static List<String> of(RecordedGraph graph, Map<Integer, String> given) {
    Map<String, Integer> wishes = new HashMap<>();
    graph.vertices().forEach(v -> wishes.merge(wish(graph, v, given), 1, Integer::sum));
    Map<String, Integer> used = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Vertex v : graph.vertices()) {
      String wish = wish(graph, v, given);
      boolean alone = wishes.get(wish) == 1 && !isLetterOfKind(graph, v, given);
      String name = wish;
      while (!alone && (name.equals(wish) || names.contains(name) || given.containsValue(name))) {
        name = wish + Formula.subscript(used.merge(wish, 1, Integer::sum));
      }
      names.add(name);
    }
    return names;
  }

  private static boolean isLetterOfKind(RecordedGraph graph, Vertex v, Map<Integer, String> given) {
    return !given.containsKey(v.index()) && v.parameter() == null && v != graph.output();
  }

  private static String wish(RecordedGraph graph, Vertex v, Map<Integer, String> given) {
    if (given.containsKey(v.index())) {
      return given.get(v.index());
    }
    if (v == graph.output()) {
      return v.shape().size() == 1 ? "f" : "T";
    }
    return v.parameter() != null ? symbol(v.parameter().name()) : v.isConstant() ? "c" : "t";
  }

  /** A name as formulas write it: digits at its end go below the line, and what is no letter or digit is a point. */
  static String symbol(String name) {
    String letters = name.strip().replaceAll("[^\\p{L}\\p{M}\\p{N}.′]+", ".").replaceAll("^[\\d.]+|\\.+$", "");
    if (letters.isEmpty()) {
      throw new IllegalArgumentException("explain: a name needs a letter, got '" + name + "'");
    }
    int end = letters.length();
    while (end > 1 && Character.isDigit(letters.charAt(end - 1))) {
      end--;
    }
    StringBuilder symbol = new StringBuilder(letters.substring(0, end));
    letters.substring(end).chars().forEach(digit -> symbol.append(Formula.subscript(digit - '0')));
    return symbol.toString();
  }
}
