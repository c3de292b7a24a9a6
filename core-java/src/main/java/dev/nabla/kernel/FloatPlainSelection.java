package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The first few of an order along the middle axis of {@code [outer, n, inner]}, as {@link FloatPlainSorting} has it: most
 * elements cost no more than to be compared with the last of the first few so far.
 */
final class FloatPlainSelection {
  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 14;

  /** Columns that are read together, neighbours in memory, if what is kept of them leaves room in the nearest cache. */
  private static final int GROUP = 64;

  /** Columns that are read together otherwise: those of one cache line. */
  private static final int NARROW_GROUP = 16;

  private final int n;
  private final int inner;
  private final int k;
  private final boolean descending;
  private final long flip;
  private final SortedRun[] runs;
  private final float[] bounds;

  private FloatPlainSelection(float[] x, int n, int inner, int width, int k, boolean descending) {
    this.n = n;
    this.inner = inner;
    this.k = k;
    this.descending = descending;
    flip = descending ? SortKeys.mask(x) : 0;
    runs = new SortedRun[width];
    Arrays.setAll(runs, i -> new SortedRun(SortedRun.room(n, k), SortKeys.bits(x)));
    bounds = new float[runs.length];
  }

  /** The first k elements and their places; k at least 1. */
  static void top(float[] x, int xo, int outer, int n, int inner, int k, boolean descending, float[] y, long[] index) {
    if (inner == 0) {
      return;
    }
    int width = Math.min(k <= SortedRun.SHORT ? GROUP : NARROW_GROUP, inner);
    int groups = (inner - 1) / width + 1;
    Parallel.range(outer * groups, (int) (PIECE / ((long) n * width)) + 1, (from, to) -> {
      FloatPlainSelection work = new FloatPlainSelection(x, n, inner, width, k, descending);
      for (int t = from; t < to; t++) {
        int column = t % groups * width;
        int count = Math.min(width, inner - column);
        int first = xo + t / groups * n * inner + column;
        work.select(x, first, count);
        FloatPlainSorting.write(x, first, inner, work.runs, count, 0, k, t / groups * k * inner + column, y, index);
      }
    });
  }

  /** Some columns, the first of which stands at {@code first}. */
  private void select(float[] x, int first, int count) {
    int begun = SortedRun.room(n, k);
    for (int i = 0; i < count; i++) {
      runs[i].seek(k);
    }
    for (int j = 0; j < begun; j++) {
      for (int i = 0; i < count; i++) {
        offer(x, first, i, j);
      }
    }
    for (int i = 0; i < count; i++) {
      bounds[i] = x[first + runs[i].last() * inner + i];
    }
    if (count == 1) {
      column(x, first, begun);
    } else {
      columns(x, first, begun, count);
    }
    for (int i = 0; i < count; i++) {
      runs[i].finish();
    }
  }

  private void offer(float[] x, int first, int i, int j) {
    runs[i].offer(SortKeys.of(x[first + j * inner + i]) ^ flip, j);
  }

  /** What comes before the bound in the order is not on its other side in comparisons, whatever is NaN. */
  private void columns(float[] x, int first, int begun, int count) {
    for (int j = begun; j < n; j++) {
      int row = first + j * inner;
      for (int i = 0; i < count; i++) {
        float v = x[row + i];
        if (descending ? !(v <= bounds[i]) : !(v >= bounds[i])) {
          offer(x, first, i, j);
          bounds[i] = x[first + runs[i].last() * inner + i];
        }
      }
    }
  }

  private void column(float[] x, int first, int begun) {
    float bound = bounds[0];
    for (int j = begun; j < n; j++) {
      float v = x[first + j * inner];
      if (descending ? !(v <= bound) : !(v >= bound)) {
        offer(x, first, 0, j);
        bound = x[first + runs[0].last() * inner];
      }
    }
  }
}
