package dev.nabla.autodiff;

import dev.nabla.tensor.Batching;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Vectorised maps: from a function of one example the function of a whole batch, which runs once. The function is
 * written with one example's shapes; each of its operations is carried out for all entries together, by a rule of the
 * operator, or entry after entry where it has none. The result is that of a loop over the entries, results stacked.
 *
 * <p>In-axes say along which axis of an argument its entries lie, and null that all entries share the argument;
 * out-axes say along which new axis of a result its entries are put, and null that the result is the same for all.
 *
 * <p>Maps nest, and nest with gradients either way. Since the function runs once, for all entries:
 * <ul>
 *   <li>it cannot read elements of what it maps over ({@code item()}, {@code toDoubles()}, {@code equals}), nor branch on
 *       them: that throws {@link IllegalStateException}, and {@link Tensor#where} takes the place of the branch;
 *   <li>random numbers drawn within, and what dropout clears, are the same for every entry. Numbers of their own are
 *       drawn outside, for the whole batch, and mapped over.
 * </ul>
 */
@SuppressWarnings("overloads") // for a lambda without types, UnaryOperator<Tensor> is the more specific of the two
public final class Vmap {
  private Vmap() {}

  /** {@code f} of each slice along the first axis, results along the first axis. */
  public static UnaryOperator<Tensor> vmap(UnaryOperator<Tensor> f) {
    return vmap(f, 0, 0);
  }

  /** {@code f} of each slice along the axis {@code in}, results along the axis {@code out}. */
  public static UnaryOperator<Tensor> vmap(UnaryOperator<Tensor> f, int in, int out) {
    return vmap((Function<Tensor, Tensor>) f, in, out)::apply;
  }

  /** {@link #vmap(UnaryOperator)} for functions of trees ({@link Trees}) that give trees, all of whose tensors have entries. */
  public static <A, R> Function<A, R> vmap(Function<A, R> f) {
    return vmap(f, 0, 0);
  }

  /** {@code f} of the slices of all tensors in a tree along the axis {@code in}, all results along the axis {@code out}. */
  public static <A, R> Function<A, R> vmap(Function<A, R> f, int in, int out) {
    return x -> {
      List<Tensor> leaves = Trees.flatten(x);
      try (Batching batching = Batching.open(entries(Collections.nCopies(leaves.size(), in), leaves))) {
        return Trees.map(f.apply(entry(batching, x, in)), y -> batching.stacked(y, out));
      }
    };
  }

  /** {@code f} of each pair of slices along the first axes, results along the first axis. */
  public static BinaryOperator<Tensor> vmap(BinaryOperator<Tensor> f) {
    return vmap(f, 0, 0, 0);
  }

  /** {@code f} of two tensors' slices along these axes; null for a tensor that all entries share. */
  public static BinaryOperator<Tensor> vmap(BinaryOperator<Tensor> f, Integer inA, Integer inB, int out) {
    return vmap((BiFunction<Tensor, Tensor, Tensor>) f, inA, inB, out)::apply;
  }

  /** {@code f} of the slices of two trees along these axes; null for a tree that all entries share. */
  public static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f, Integer inA, Integer inB, int out) {
    return (a, b) -> {
      List<Tensor> leaves = new ArrayList<>(Trees.flatten(a));
      List<Integer> in = new ArrayList<>(Collections.nCopies(leaves.size(), inA));
      leaves.addAll(Trees.flatten(b));
      in.addAll(Collections.nCopies(leaves.size() - in.size(), inB));
      try (Batching batching = Batching.open(entries(in, leaves))) {
        R y = f.apply(entry(batching, a, inA), entry(batching, b, inB));
        return Trees.map(y, each -> batching.stacked(each, out));
      }
    };
  }

  private static <A> A entry(Batching batching, A tree, Integer axis) {
    return axis == null ? tree : Trees.map(tree, leaf -> batching.entry(leaf, axis));
  }

  /** {@code f} of the slices of several tensors along their first axes, all results along the first axis. */
  public static UnaryOperator<List<Tensor>> vmapAll(UnaryOperator<List<Tensor>> f) {
    return vmap((Function<List<Tensor>, List<Tensor>>) f)::apply;
  }

  /**
   * {@code f} of the slices of several tensors along the axes {@code in}, its results along the axes {@code out}; an axis
   * is null where nothing is mapped ({@code Arrays.asList(0, null)}).
   *
   * <p>The function that this gives throws {@link IllegalArgumentException} when axes and tensors differ in number, no
   * axis says how many entries there are or two say different numbers, or a result without an axis is not the same for
   * all entries; {@link IndexOutOfBoundsException} for an axis that is not there.
   */
  public static UnaryOperator<List<Tensor>> vmapAll(UnaryOperator<List<Tensor>> f, List<Integer> in,
      List<Integer> out) {
    List<Integer> inAxes = new ArrayList<>(in);
    List<Integer> outAxes = new ArrayList<>(out);
    return x -> {
      try (Batching batching = Batching.open(entries(inAxes, x))) {
        List<Tensor> slices = new ArrayList<>(x.size());
        for (int i = 0; i < x.size(); i++) {
          slices.add(entry(batching, x.get(i), inAxes.get(i)));
        }
        return stacked(batching, f.apply(Collections.unmodifiableList(slices)), outAxes);
      }
    };
  }

  /**
   * The gradients of a loss with respect to every parameter, for each example by itself: [examples, …] before the
   * parameter's own shape. Their mean over the first axis is the gradient of the mean loss.
   *
   * @param loss of parameters and one example (the slices of {@code batch}), a single element
   * @param parameters a tree of tensors ({@link Trees}), such as a list or a record of them; the gradients are another
   * @param batch tensors whose first axis runs over the examples: inputs, targets
   */
  public static <P> P perSampleGradients(BiFunction<P, List<Tensor>, Tensor> loss, P parameters, Tensor... batch) {
    Function<List<Tensor>, P> gradient =
        example -> Autodiff.grad((P p) -> loss.apply(p, example)).apply(parameters);
    return vmap(gradient).apply(List.of(batch));
  }

  private static int entries(List<Integer> in, List<Tensor> x) {
    if (in.size() != x.size()) {
      throw new IllegalArgumentException("vmap: " + in.size() + " in-axes " + in + " for " + x.size() + " tensors");
    }
    Integer first = null;
    for (int i = 0; i < x.size(); i++) {
      if (in.get(i) == null) {
        continue;
      }
      int extent = x.get(i).extent(x.get(i).shape().axis(in.get(i), "vmap"));
      if (first != null && extent != x.get(first).extent(in.get(first))) {
        throw new IllegalArgumentException("vmap: argument " + first + " has " + x.get(first).extent(in.get(first))
            + " entries along axis " + in.get(first) + ", argument " + i + " has " + extent + " along axis "
            + in.get(i));
      }
      first = first == null ? Integer.valueOf(i) : first;
    }
    if (first == null) {
      throw new IllegalArgumentException("vmap: none of " + x.size() + " arguments is mapped; one needs an in-axis");
    }
    return x.get(first).extent(in.get(first));
  }

  private static List<Tensor> stacked(Batching batching, List<Tensor> y, List<Integer> out) {
    if (out.size() != y.size()) {
      throw new IllegalArgumentException("vmap: " + out.size() + " out-axes " + out + " for " + y.size() + " results");
    }
    List<Tensor> results = new ArrayList<>(y.size());
    for (int i = 0; i < y.size(); i++) {
      Integer axis = out.get(i);
      if (axis == null && batching.varies(y.get(i))) {
        throw new IllegalArgumentException("vmap: result " + i + " differs between entries; it needs an out-axis");
      }
      results.add(axis == null ? y.get(i) : batching.stacked(y.get(i), axis));
    }
    return results;
  }
}
