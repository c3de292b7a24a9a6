package dev.nabla.autodiff;

import dev.nabla.tensor.Batching;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Vectorised maps: a function of one example runs once, on tensors that stand for all of them ({@link Batching}). */
final class Vmap {
  private Vmap() {}

  static <A, R> Function<A, R> vmap(Function<A, R> f, int in, int out) {
    return x -> {
      List<Tensor> leaves = Trees.flatten(x);
      try (Batching batching = Batching.open(entries(Collections.nCopies(leaves.size(), in), leaves))) {
        return Trees.map(Trees.given("vmap", f.apply(entry(batching, x, in))), y -> batching.stacked(y, out));
      }
    };
  }

  static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f, Integer inA, Integer inB, int out) {
    return (a, b) -> {
      List<Tensor> leaves = new ArrayList<>(Trees.flatten(a));
      List<Integer> in = new ArrayList<>(Collections.nCopies(leaves.size(), inA));
      leaves.addAll(Trees.flatten(b));
      in.addAll(Collections.nCopies(leaves.size() - in.size(), inB));
      try (Batching batching = Batching.open(entries(in, leaves))) {
        R y = Trees.given("vmap", f.apply(entry(batching, a, inA), entry(batching, b, inB)));
        return Trees.map(y, each -> batching.stacked(each, out));
      }
    };
  }

  private static <A> A entry(Batching batching, A tree, Integer axis) {
    return axis == null ? tree : Trees.map(tree, leaf -> batching.entry(leaf, axis));
  }

  static UnaryOperator<List<Tensor>> vmapAll(UnaryOperator<List<Tensor>> f, List<Integer> in,
      List<Integer> out) {
    List<Integer> inAxes = new ArrayList<>(in);
    List<Integer> outAxes = new ArrayList<>(out);
    return x -> {
      try (Batching batching = Batching.open(entries(inAxes, x))) {
        List<Tensor> slices = new ArrayList<>(x.size());
        for (int i = 0; i < x.size(); i++) {
          slices.add(entry(batching, x.get(i), inAxes.get(i)));
        }
        return stacked(batching, Trees.given("vmap", f.apply(Collections.unmodifiableList(slices))), outAxes);
      }
    };
  }

  static <P> P perSampleGradients(BiFunction<P, List<Tensor>, Tensor> loss, P parameters, Tensor... batch) {
    Function<List<Tensor>, P> gradient =
        example -> Gradients.grad("perSampleGradients", (P p) -> loss.apply(p, example)).apply(parameters);
    return vmap(gradient, 0, 0).apply(List.of(batch));
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
      if (y.get(i) == null) {
        throw new IllegalArgumentException("vmap: the function gave null as result " + i + ", needs a tensor");
      }
      Integer axis = out.get(i);
      if (axis == null && batching.varies(y.get(i))) {
        throw new IllegalArgumentException("vmap: result " + i + " differs between entries; it needs an out-axis");
      }
      results.add(axis == null ? y.get(i) : batching.stacked(y.get(i), axis));
    }
    return results;
  }
}
