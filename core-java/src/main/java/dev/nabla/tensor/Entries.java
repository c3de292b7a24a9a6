package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What rules for batches are made of. The tensors that such a rule gets hold one slice for each entry of the batch along
 * their first axis, or have extent 1 there where they are the same for every entry.
 */
public final class Entries {
  private Entries() {}

  /** The number of entries in the batch. */
  public static int count(Tensor... x) {
    return count(List.of(x));
  }

  /** The number of entries in the batch. */
  public static int count(List<Tensor> x) {
    for (Tensor each : x) {
      if (each.extent(0) != 1) {
        return each.extent(0);
      }
    }
    return 1;
  }

  /** Whether {@code x} is the same for every entry (a batch of one entry is no exception). */
  public static boolean shared(Tensor x) {
    return x.extent(0) == 1;
  }

  /** {@code x} with a slice for each of {@code count} entries; nothing is copied. */
  public static Tensor each(Tensor x, int count) {
    return x.extent(0) == count ? x : x.expand(shape(count, x));
  }

  /** All of {@code x} with a slice for each entry; nothing is copied. */
  public static List<Tensor> each(List<Tensor> x) {
    int count = count(x);
    return x.stream().map(t -> each(t, count)).toList();
  }

  private static Shape shape(int count, Tensor x) {
    return Shape.of(count).concat(x.shape().slice(1, x.rank()));
  }

  /** {@code x} with axes of extent 1 after its first, up to this rank: entries then broadcast as they would alone. */
  public static Tensor aligned(Tensor x, int rank) {
    int missing = rank - x.rank();
    if (missing <= 0) {
      return x;
    }
    int[] extents = new int[rank];
    Arrays.fill(extents, 1);
    extents[0] = x.extent(0);
    System.arraycopy(x.shape().raw(), 1, extents, 1 + missing, x.rank() - 1);
    return x.reshape(Shape.ofOwned(extents));
  }

  /** All of {@code x} {@linkplain #aligned(Tensor, int) aligned} to the highest rank among them. */
  public static List<Tensor> aligned(List<Tensor> x) {
    int rank = x.stream().mapToInt(Tensor::rank).max().orElse(0);
    return x.stream().map(t -> aligned(t, rank)).toList();
  }

  /** {@code first} before all of {@code rest}: an attribute for each axis, with that of the entries in front. */
  public static int[] before(int first, int[] rest) {
    int[] all = new int[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /** Flags for each axis, with false in front for that of the entries. */
  public static boolean[] behind(boolean[] flagged) {
    boolean[] all = new boolean[flagged.length + 1];
    System.arraycopy(flagged, 0, all, 1, flagged.length);
    return all;
  }

  /**
   * {@code f} of each entry, evaluated once for all of them: the rule of an operator that is itself a function of
   * tensors. Elements of what f gets cannot be read, since they differ.
   */
  public static Tensor mapped(List<Tensor> x, Function<List<Tensor>, Tensor> f) {
    return mappedAll(x, entry -> List.of(f.apply(entry))).get(0);
  }

  /** {@link #mapped} for a function of several results, any of which may be null. */
  public static List<Tensor> mappedAll(List<Tensor> x, UnaryOperator<List<Tensor>> f) {
    try (Batching batching = Batching.open(count(x))) {
      List<Tensor> entry = x.stream().map(t -> shared(t) ? t.squeeze(0) : batching.entry(t, 0)).toList();
      List<Tensor> results = new ArrayList<>(f.apply(entry));
      results.replaceAll(y -> y == null ? null : batching.stacked(y, 0));
      return results;
    }
  }

  /** The rule of operators that have none of their own: each entry by itself, and the results along a new first axis. */
  static Tensor oneByOne(List<Tensor> x, Function<List<Tensor>, Tensor> operator) {
    int count = count(x);
    if (count == 0) {
      Tensor y = operator.apply(x.stream().map(Entries::example).toList());
      return Tensor.zeros(Shape.of(0).concat(y.shape()), y.dtype());
    }
    List<Tensor> results = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int entry = i;
      results.add(operator.apply(x.stream().map(t -> t.select(0, shared(t) ? 0 : entry)).toList()));
    }
    return Tensor.stack(0, results);
  }

  /** What an entry of an empty batch would look like. */
  private static Tensor example(Tensor x) {
    return Tensor.zeros(x.shape().slice(1, x.rank()), x.dtype());
  }
}
