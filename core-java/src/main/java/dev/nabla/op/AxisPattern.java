package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A pattern of {@link Patterns}, read: on each side groups of axes. Positions in the pattern count from 0, and every error
 * names the one where the fault is.
 */
final class AxisPattern {
  private static final String ARROW = "->";
  private static final String ELLIPSIS = "...";

  /** What stands for an axis; numbers are names that tell their extent. */
  private record Axis(String name, int position) {
    boolean isNumber() {
      return Character.isDigit(name.charAt(0));
    }

    boolean isEllipsis() {
      return name.equals(ELLIPSIS);
    }

    /** Numbers are axes of their own, wherever they stand. */
    String key() {
      return isNumber() ? name + "@" + position : name;
    }
  }

  /** One axis of the tensor, or all that an ellipsis stands for: within brackets several, the last running fastest. */
  private record Group(List<Axis> axes, boolean inBrackets, int position) {
    boolean isEllipsis() {
      return !inBrackets && axes.get(0).isEllipsis();
    }
  }

  private final String operation;
  private final String text;
  private final List<Group> left;
  private final List<Group> right;

  private AxisPattern(String operation, String text) {
    this.operation = operation;
    this.text = text;
    int arrow = text.indexOf(ARROW);
    if (arrow < 0) {
      throw fault(text.length(), "a pattern has two sides with -> between them");
    }
    left = side(0, arrow);
    right = side(arrow + ARROW.length(), text.length());
    requireEllipsis();
  }

  static AxisPattern parse(String operation, String text) {
    return new AxisPattern(operation, text);
  }

  // ---- reading ----

  private List<Group> side(int from, int to) {
    List<Group> groups = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    List<Axis> open = null;
    int opened = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '(' && open == null) {
        open = new ArrayList<>();
        opened = i;
      } else if (c == ')' && open != null) {
        groups.add(new Group(List.copyOf(open), true, opened));
        open = null;
      } else if (!Character.isWhitespace(c)) {
        Axis axis = axis(i, to);
        if (seen.contains(axis.key())) {
          throw fault(i, axis.name + " stands twice on one side");
        }
        seen.add(axis.key());
        if (open == null) {
          groups.add(new Group(List.of(axis), false, i));
        } else {
          open.add(axis);
        }
        i += axis.name.length() - 1;
      }
    }
    if (open != null) {
      throw fault(opened, "this bracket is not closed");
    }
    return groups;
  }

  private Axis axis(int from, int to) {
    if (text.startsWith(ELLIPSIS, from) && from + ELLIPSIS.length() <= to) {
      return new Axis(ELLIPSIS, from);
    }
    int end = from;
    while (end < to && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    Axis axis = new Axis(text.substring(from, end), from);
    if (end == from) {
      throw fault(from,
          "'" + text.charAt(from) + "' belongs to no axis; axes are names, numbers, ... and groups of them "
              + "in one pair of brackets");
    }
    if (axis.isNumber() && !axis.name.matches("[1-9][0-9]{0,8}")) {
      throw fault(from, axis.name + " is neither a name nor an extent");
    }
    return axis;
  }

  private void requireEllipsis() {
    for (Group group : left) {
      if (!group.isEllipsis() && group.axes.stream().anyMatch(Axis::isEllipsis)) {
        throw fault(group.position, "an ellipsis stands in brackets on the right side only");
      }
    }
    for (Axis axis : axes(right)) {
      if (axis.isEllipsis() && left.stream().noneMatch(Group::isEllipsis)) {
        throw fault(axis.position, "there is no ellipsis on the left side");
      }
    }
  }

  /** Every name of the left side stands on the right one too. */
  void requireNoneLost() {
    requireSubset(left, right, "is not on the right side");
  }

  /** Every name of the right side stands on the left one too. */
  void requireNoneNew() {
    requireSubset(right, left, "is not on the left side");
  }

  private void requireSubset(List<Group> part, List<Group> whole, String otherwise) {
    List<String> names = axes(whole).stream().map(Axis::key).toList();
    for (Axis axis : axes(part)) {
      if (!axis.name.equals("1") && !names.contains(axis.key())) {
        throw fault(axis.position, axis.name + " " + otherwise);
      }
    }
  }

  private static List<Axis> axes(List<Group> groups) {
    return groups.stream().flatMap(group -> group.axes.stream()).toList();
  }

  // ---- with a tensor ----

  /** What the pattern says of x; axes that the right side lacks are reduced, or of extent 1. */
  Tensor apply(Tensor x, Map<String, Integer> given, BiFunction<Tensor, int[], Tensor> reduction) {
    Map<String, Integer> extents = extents(x.shape(), given);
    List<String> from = names(left, extents);
    List<String> to = names(right, extents);
    Tensor y = x.reshape(shape(from, extents));
    int[] lost = from.stream().filter(name -> !to.contains(name)).mapToInt(from::indexOf).toArray();
    List<String> kept = from.stream().filter(to::contains).toList();
    if (lost.length > 0) {
      y = reduction == null ? y.reshape(shape(kept, extents)) : reduction.apply(y, lost);
      requireReduced(y, shape(kept, extents));
    }
    y = y.permute(to.stream().filter(kept::contains).mapToInt(kept::indexOf).toArray());
    for (int axis = 0; axis < to.size(); axis++) {
      y = kept.contains(to.get(axis)) ? y : y.unsqueeze(axis);
    }
    return y.expand(shape(to, extents)).reshape(merged(extents));
  }

  private void requireReduced(Tensor y, Shape expected) {
    if (!y.shape().equals(expected)) {
      throw misfit(0, "the reduction must leave shape " + expected + ", but gave " + y.shape());
    }
  }

  /** The extents of all names, in which an ellipsis counts as one name for each of its axes. */
  private Map<String, Integer> extents(Shape shape, Map<String, Integer> given) {
    requireKnown(given);
    boolean open = left.stream().anyMatch(Group::isEllipsis);
    int held = shape.rank() - (left.size() - (open ? 1 : 0));
    if (held < 0 || held > 0 && !open) {
      throw misfit(0, "the left side has " + (open ? "at least " + (left.size() - 1) : left.size())
          + " axes, but the tensor has shape " + shape);
    }
    Map<String, Integer> extents = new LinkedHashMap<>(given);
    for (List<Group> side : List.of(left, right)) {
      axes(side).stream().filter(Axis::isNumber).forEach(axis -> extents.put(axis.key(), Integer.valueOf(axis.name)));
    }
    int axis = 0;
    for (Group group : left) {
      if (group.isEllipsis()) {
        for (int i = 0; i < held; i++) {
          extents.put(ELLIPSIS + i, shape.extent(axis++));
        }
      } else {
        solve(group, axis, shape, extents);
        axis++;
      }
    }
    for (Axis each : axes(right)) {
      if (!each.isEllipsis() && !extents.containsKey(each.key())) {
        throw fault(each.position, each.name + " needs an extent");
      }
    }
    return extents;
  }

  private void requireKnown(Map<String, Integer> given) {
    List<String> names = Stream.of(left, right).flatMap(side -> axes(side).stream())
        .filter(axis -> !axis.isNumber() && !axis.isEllipsis()).map(Axis::name).toList();
    given.forEach((name, extent) -> {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(operation + " \"" + text + "\": the extent " + extent + " is given for "
            + name + ", which is no name of the pattern");
      }
      if (extent < 0) {
        throw new IllegalArgumentException(operation + " \"" + text + "\": the extent of " + name + " is " + extent);
      }
    });
  }

  /** Finds the one extent of a group that may be open. */
  private void solve(Group group, int axis, Shape shape, Map<String, Integer> extents) {
    int n = shape.extent(axis);
    long product = 1;
    Axis open = null;
    for (Axis each : group.axes) {
      Integer extent = extents.get(each.key());
      if (extent != null) {
        product *= extent;
      } else if (open == null) {
        open = each;
      } else {
        throw fault(each.position, "the extents of all but one in a group must be known: " + open.name + " or "
            + each.name + " needs one");
      }
    }
    boolean fits = open == null ? product == n : product > 0 && n % product == 0;
    if (!fits) {
      throw misfit(group.position, "axis " + axis + " of shape " + shape + " has extent " + n + ", but the pattern "
          + (open == null ? "says " : "a multiple of ") + product);
    }
    if (open != null) {
      extents.put(open.key(), (int) (n / product));
    }
  }

  /** The names of one side in order, with those of the ellipsis in its place and without ones, which reshapes see to. */
  private static List<String> names(List<Group> side, Map<String, Integer> extents) {
    List<String> names = new ArrayList<>();
    for (Axis axis : axes(side)) {
      if (axis.isEllipsis()) {
        names.addAll(ellipsis(extents));
      } else if (!axis.name.equals("1")) {
        names.add(axis.key());
      }
    }
    return names;
  }

  private static List<String> ellipsis(Map<String, Integer> extents) {
    return extents.keySet().stream().filter(name -> name.startsWith(ELLIPSIS)).toList();
  }

  private static Shape shape(List<String> names, Map<String, Integer> extents) {
    return Shape.of(names.stream().mapToInt(extents::get).toArray());
  }

  /** The shape of the result. */
  private Shape merged(Map<String, Integer> extents) {
    List<Integer> shape = new ArrayList<>();
    for (Group group : right) {
      if (group.isEllipsis()) {
        ellipsis(extents).forEach(name -> shape.add(extents.get(name)));
      } else {
        shape.add(shape(names(List.of(group), extents), extents).size());
      }
    }
    return Shape.of(shape.stream().mapToInt(extent -> extent).toArray());
  }

  // ---- faults ----

  private IllegalArgumentException fault(int position, String sentence) {
    return new IllegalArgumentException(at(position) + sentence);
  }

  private ShapeException misfit(int position, String sentence) {
    return new ShapeException(at(position) + sentence);
  }

  private String at(int position) {
    return operation + " \"" + text + "\", position " + position + ": ";
  }
}
