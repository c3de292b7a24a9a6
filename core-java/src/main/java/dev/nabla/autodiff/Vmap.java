package dev.nabla.autodiff;

import dev.nabla.tensor.Batching;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
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
public final class Vmap {
  private Vmap() {}

  /** {@code f} of each slice along the first axis, results along the first axis. */
  public static UnaryOperator<Tensor> vmap(UnaryOperator<Tensor> f) {
    return vmap(f, 0, 0);
  }

  /** {@code f} of each slice along the axis {@code in}, results along the axis {@code out}. */
  public static UnaryOperator<Tensor> vmap(UnaryOperator<Tensor> f, int in, int out) {
    UnaryOperator<List<Tensor>> all = vmapAll(x -> List.of(f.apply(x.get(0))), List.of(in), List.of(out));
    return x -> all.apply(List.of(x)).get(0);
  }

  /** {@code f} of each pair of slices along the first axes, results along the first axis. */
  public static BinaryOperator<Tensor> vmap(BinaryOperator<Tensor> f) {
    return vmap(f, 0, 0, 0);
  }

  /** {@code f} of two tensors' slices along these axes; null for a tensor that all entries share. */
  public static BinaryOperator<Tensor> vmap(BinaryOperator<Tensor> f, Integer inA, Integer inB, int out) {
    UnaryOperator<List<Tensor>> all =
        vmapAll(x -> List.of(f.apply(x.get(0), x.get(1))), Arrays.asList(inA, inB), List.of(out));
    return (a, b) -> all.apply(List.of(a, b)).get(0);
  }

  /** {@code f} of the slices of several tensors along their first axes, all results along the first axis. */
  public static UnaryOperator<List<Tensor>> vmapAll(UnaryOperator<List<Tensor>> f) {
    return x -> mapped(f, Collections.nCopies(x.size(), 0), null, x);
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
    return x -> mapped(f, inAxes, outAxes, x);
  }

  /**
   * The gradients of a loss with respect to every parameter, for each example by itself: [examples, …] before the
   * parameter's own shape. Their mean over the first axis is the gradient of the mean loss.
   *
   * @param loss of parameters and one example (the slices of {@code batch}), a single element
   * @param parameters in the order in which the loss takes them and the gradients come
   * @param batch tensors whose first axis runs over the examples: inputs, targets
   */
  public static List<Tensor> perSampleGradients(BiFunction<List<Tensor>, List<Tensor>, Tensor> loss,
      List<? extends Tensor> parameters, Tensor... batch) {
    int count = parameters.size();
    List<Tensor> all = new ArrayList<>(parameters);
    all.addAll(List.of(batch));
    List<Integer> in = new ArrayList<>(Collections.nCopies(count, null));
    in.addAll(Collections.nCopies(batch.length, 0));
    return mapped(x -> {
      List<Tensor> example = x.subList(count, x.size());
      return Autodiff.gradients(p -> loss.apply(p, example)).apply(x.subList(0, count));
    }, in, null, all);
  }

  /** Without {@code out}, all results have their entries along the first axis. */
  private static List<Tensor> mapped(UnaryOperator<List<Tensor>> f, List<Integer> in, List<Integer> out,
      List<Tensor> x) {
    try (Batching batching = Batching.open(entries(in, x))) {
      List<Tensor> slices = new ArrayList<>(x.size());
      for (int i = 0; i < x.size(); i++) {
        slices.add(in.get(i) == null ? x.get(i) : batching.entry(x.get(i), in.get(i)));
      }
      return stacked(batching, f.apply(Collections.unmodifiableList(slices)), out);
    }
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
    if (out != null && out.size() != y.size()) {
      throw new IllegalArgumentException("vmap: " + out.size() + " out-axes " + out + " for " + y.size() + " results");
    }
    List<Tensor> results = new ArrayList<>(y.size());
    for (int i = 0; i < y.size(); i++) {
      Integer axis = out == null ? Integer.valueOf(0) : out.get(i);
      if (axis == null && batching.varies(y.get(i))) {
        throw new IllegalArgumentException("vmap: result " + i + " differs between entries; it needs an out-axis");
      }
      results.add(axis == null ? y.get(i) : batching.stacked(y.get(i), axis));
    }
    return results;
  }
}
