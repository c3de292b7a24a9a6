package dev.nabla.kernel;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Order along the middle axis of {@code [outer, n, inner]}, for every type of number. NaN is greater than all other numbers (last in
 * ascending, first in descending order), -0 equals +0, and equals stay in the order of their places.
 *
 * <p>{@code x} begins at {@code xo}, results at 0; either result may be null if it is not wanted.
 */
public final class FloatPlainSorting {
  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 14;

  /** Columns that are read together, because their elements are neighbours in memory. */
  private static final int GROUP = 16;

  private FloatPlainSorting() {}

  /** y = x in order, and index = where each element of y stood. */
  public static void sort(float[] x, int xo, int outer, int n, int inner, boolean descending, float[] y, long[] index) {
    top(x, xo, outer, n, inner, n, descending, y, index);
  }

  /** The first k of {@link #sort}: y and index are [outer, k, inner], k at most n. */
  public static void top(float[] x, int xo, int outer, int n, int inner, int k, boolean largest, float[] y,
      long[] index) {
    if (k > 0 && SortedRun.few(n, k)) {
      FloatPlainSelection.top(x, xo, outer, n, inner, k, largest, y, index);
    } else if (k > 0) {
      groups(x, xo, outer, n, inner, largest, 0, k, y, index, run -> run.sort(n));
    }
  }

  /** The k-th least element, counted from 1, and where it stands; y and index are [outer, inner]. */
  public static void kth(float[] x, int xo, int outer, int n, int inner, int k, float[] y, long[] index) {
    groups(x, xo, outer, n, inner, false, k - 1, 1, y, index, run -> run.select(n, k));
  }

  /** Of every column, ordered by {@code order}, the places {@code from … from + k} are what is wanted. */
  private static void groups(float[] x, int xo, int outer, int n, int inner, boolean descending, int from, int k,
      float[] y, long[] index, Consumer<SortedRun> order) {
    if (inner == 0) {
      return;
    }
    int width = Math.min(GROUP, inner);
    int groups = (inner - 1) / GROUP + 1;
    Parallel.range(outer * groups, PIECE / (n * width) + 1, (low, high) -> {
      SortedRun[] runs = new SortedRun[width];
      Arrays.setAll(runs, i -> new SortedRun(n, SortKeys.bits(x)));
      for (int t = low; t < high; t++) {
        int column = t % groups * GROUP;
        int count = Math.min(GROUP, inner - column);
        int o = t / groups;
        read(x, xo + o * n * inner + column, n, inner, descending, runs, count);
        for (int i = 0; i < count; i++) {
          order.accept(runs[i]);
        }
        write(x, xo + o * n * inner + column, inner, runs, count, from, k, o * k * inner + column, y, index);
      }
    });
  }

  private static void read(float[] x, int first, int n, int stride, boolean descending, SortedRun[] runs, int count) {
    long flip = descending ? SortKeys.mask(x) : 0; // the reverse order, but equals are still equal
    if (count == 1) {
      SortedRun run = runs[0];
      for (int j = 0; j < n; j++) {
        run.put(j, SortKeys.of(x[first + j * stride]) ^ flip);
      }
      return;
    }
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < count; i++) {
        runs[i].put(j, SortKeys.of(x[first + j * stride + i]) ^ flip);
      }
    }
  }

  /** Puts the elements {@code from … from + k} of runs, columns from {@code first} on, where they belong. */
  static void write(float[] x, int first, int stride, SortedRun[] runs, int count, int from, int k, int to,
      float[] y, long[] index) {
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < count; i++) {
        int place = runs[i].places[from + j];
        if (y != null) {
          y[to + j * stride + i] = x[first + place * stride + i];
        }
        if (index != null) {
          index[to + j * stride + i] = place;
        }
      }
    }
  }
}
