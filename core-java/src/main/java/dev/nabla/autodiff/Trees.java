package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Trees of tensors: a tensor, or a record, list or map (in Kotlin also a data class) that holds trees. Functions of
 * trees have gradients of the same type, so that what a model learns can be a type of its own:
 *
 * <pre>{@code
 * record Affine(Tensor weight, Tensor bias) {}
 * ValueAndGradient<Affine> at = Autodiff.valueAndGrad((Affine p) -> loss(p, x, y)).apply(affine);
 * Affine next = Trees.zip(affine, at.gradient(), (p, g) -> p.sub(g.mul(0.1)));
 * }</pre>
 *
 * <p>Tensors are the leaves of a tree, each called by the path that leads to it: {@code layers.0.weight}. Names, counts,
 * functions and the like are attributes and stay as they are; null holds nothing. Real numbers, arrays, and objects of
 * classes that hold tensors but are neither records nor data classes are refused, since nobody would notice that they
 * have no derivative.
 */
public final class Trees {
  private Trees() {}

  /** The tensors of a tree in the order of components, elements and entries. */
  public static List<Tensor> flatten(Object tree) {
    return List.copyOf(named(tree).values());
  }

  /** A tree like {@code tree} with other tensors, in the order of {@link #flatten}. */
  public static <P> P unflatten(P tree, List<? extends Tensor> leaves) {
    int expected = named(tree).size();
    if (leaves.size() != expected) {
      throw new IllegalArgumentException("unflatten: the tree has " + expected + " leaves, got " + leaves.size());
    }
    Iterator<? extends Tensor> next = leaves.iterator();
    return map(tree, leaf -> next.next());
  }

  /** The tensors of a tree by their paths. */
  public static Map<String, Tensor> named(Object tree) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    collect("", tree, named);
    return Collections.unmodifiableMap(named);
  }

  private static void collect(String path, Object tree, Map<String, Tensor> named) {
    if (tree instanceof Tensor leaf) {
      named.put(path, leaf);
      return;
    }
    Branching branching = tree == null ? null : Branchings.of(tree);
    if (branching != null) {
      branching.parts(tree).forEach((name, part) -> collect(path.isEmpty() ? name : path + "." + name, part, named));
    } else if (tree != null) {
      requireAttribute(path, tree);
    }
  }

  /** Refuses what a derivative would silently pass by. */
  private static void requireAttribute(String path, Object value) {
    if (value instanceof Double || value instanceof Float || value.getClass().isArray() || holdsTensors(value)) {
      throw new IllegalArgumentException("tree: " + (path.isEmpty() ? "the argument" : path) + " is of type "
          + value.getClass().getSimpleName() + "; what a tree is differentiated by are tensors, in records, lists and "
          + "maps");
    }
  }

  private static boolean holdsTensors(Object value) {
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && Tensor.class.isAssignableFrom(field.getType())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The tree of what {@code f} makes of each tensor; everything else stays as it is. */
  public static <P> P map(P tree, UnaryOperator<Tensor> f) {
    return like(tree, mapped(tree, f));
  }

  private static Object mapped(Object tree, UnaryOperator<Tensor> f) {
    if (tree instanceof Tensor leaf) {
      return f.apply(leaf);
    }
    Branching branching = tree == null ? null : Branchings.of(tree);
    if (branching == null) {
      return tree;
    }
    List<Object> parts = new ArrayList<>();
    boolean changed = false;
    for (Object part : branching.parts(tree).values()) {
      Object other = mapped(part, f);
      parts.add(other);
      changed |= other != part;
    }
    return changed ? branching.with(tree, Collections.unmodifiableList(parts)) : tree;
  }

  /**
   * The tree of what {@code f} makes of each two tensors at the same path.
   *
   * @throws IllegalArgumentException when the trees have leaves at different paths
   */
  public static <P> P zip(P a, P b, BinaryOperator<Tensor> f) {
    Map<String, Tensor> others = named(b);
    Map<String, Tensor> own = named(a);
    for (String path : own.keySet()) {
      if (!others.containsKey(path)) {
        throw new IllegalArgumentException("zip: the first tree has " + describe(path) + ", the second has only "
            + others.keySet());
      }
    }
    if (own.size() != others.size()) {
      throw new IllegalArgumentException("zip: the second tree has " + others.keySet() + ", the first has only "
          + own.keySet());
    }
    Iterator<String> paths = own.keySet().iterator();
    return map(a, leaf -> f.apply(leaf, others.get(paths.next())));
  }

  /** A line for each tensor: its path, type and shape. */
  public static String toString(Object tree) {
    Map<String, Tensor> named = named(tree);
    int width = named.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder lines = new StringBuilder();
    named.forEach((path, leaf) -> lines.append(path).append(" ".repeat(width - path.length()))
        .append(width == 0 ? "" : "  ").append(leaf.dtype()).append(' ').append(leaf.shape()).append('\n'));
    return lines.toString();
  }

  // ---- for transformations ----

  /** The tensors of a point by their paths, all of a floating type, and at least one. */
  static Map<String, Tensor> point(String operation, Object tree) {
    Map<String, Tensor> named = named(tree);
    if (named.isEmpty()) {
      throw new IllegalArgumentException(operation + ": "
          + (tree == null ? "null" : tree.getClass().getSimpleName())
          + " holds no tensor to differentiate with respect to");
    }
    named.forEach((path, leaf) -> {
      if (!leaf.dtype().isFloating()) {
        throw new IllegalArgumentException(operation + ": cannot differentiate with respect to "
            + (path.isEmpty() ? "" : path + ", ") + "a tensor of type " + leaf.dtype()
            + "; it needs float32 or float64");
      }
    });
    return named;
  }

  /** What a function gave, refused when it is null. */
  static <Q> Q given(String operation, Q result) {
    if (result == null) {
      throw new IllegalArgumentException(operation + ": the function gave null, needs a tensor");
    }
    return result;
  }

  /** What a function gives, by paths, all of a floating type. */
  static Map<String, Tensor> result(String operation, Object tree) {
    Map<String, Tensor> named = named(given(operation, tree));
    named.forEach((path, leaf) -> {
      if (!leaf.dtype().isFloating()) {
        throw new IllegalArgumentException(operation + ": the function gives " + leaf.dtype() + " " + leaf.shape()
            + (path.isEmpty() ? "" : " as " + path) + ", but only float32 and float64 have derivatives");
      }
    });
    return named;
  }

  /**
   * For each of {@code leaves} what {@code tree} has at its path, null where it has nothing there.
   *
   * @param what the tensors of {@code tree} are called in messages, and {@code whose}: "tangent" of a "point"
   */
  static List<Tensor> beside(Map<String, Tensor> leaves, Object tree, String operation, String what, String whose) {
    Map<String, Tensor> given = named(tree);
    for (String path : given.keySet()) {
      if (!leaves.containsKey(path)) {
        throw new IllegalArgumentException(operation + ": the " + what + " has " + describe(path) + ", but the "
            + whose + " has only " + leaves.keySet());
      }
    }
    List<Tensor> beside = new ArrayList<>();
    leaves.forEach((path, leaf) -> {
      Tensor other = given.get(path);
      if (other != null && !(other.shape().equals(leaf.shape()) && other.dtype().isFloating())) {
        throw new IllegalArgumentException(operation + ": the " + what + (path.isEmpty() ? "" : " of " + path)
            + " is " + other.dtype() + " " + other.shape() + ", but the " + whose + " is " + leaf.dtype() + " "
            + leaf.shape());
      }
      beside.add(other);
    });
    return beside;
  }

  private static String describe(String path) {
    return path.isEmpty() ? "a tensor itself" : path;
  }

  @SuppressWarnings("unchecked") // what is put together has the class of what was taken apart
  private static <P> P like(P tree, Object other) {
    return (P) other;
  }
}
