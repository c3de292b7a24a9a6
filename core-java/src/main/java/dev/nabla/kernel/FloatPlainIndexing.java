package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;

/**
 * Reading and adding at places given by numbers, along the middle axis of {@code [outer, n, inner]}, for every type of
 * number. Indices were checked by the caller and begin at 0 of their array.
 *
 * <p>Where a place is named several times the contributions are added in the order of the index: work is divided by the
 * places that are written, never by the contributions, so that no two threads write to one place.
 */
public final class FloatPlainIndexing {
  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 14;

  /** Columns that one thread adds to: all rows of theirs, so that the order of additions is that of the index. */
  private static final int COLUMNS = 64;

  private FloatPlainIndexing() {}

  /** y[o, j, i] = x[o, index[j], i]; index has m elements, {@code x} begins at {@code xo}, {@code y} at 0. */
  public static void take(float[] x, int xo, int outer, int n, int inner, long[] index, int m, float[] y) {
    int grain = PIECE / Math.max(1, inner) + 1;
    if (outer * m <= grain) {
      take(x, xo, n, inner, index, m, y, 0, outer * m);
    } else {
      Parallel.range(outer * m, grain, (from, to) -> take(x, xo, n, inner, index, m, y, from, to));
    }
  }

  private static void take(float[] x, int xo, int n, int inner, long[] index, int m, float[] y, int from, int to) {
    int o = from / Math.max(1, m);
    int j = from - o * m;
    for (int row = from; row < to; row++) {
      int place = xo + (o * n + (int) index[j]) * inner;
      if (inner == 1) {
        y[row] = x[place];
      } else {
        System.arraycopy(x, place, y, row * inner, inner);
      }
      if (++j == m) {
        j = 0;
        o++;
      }
    }
  }

  /** y[o, index[j], i] += g[o, j, i], the adjoint of {@link #take}; {@code g} and {@code y} begin at 0. */
  public static void takeGradient(float[] g, int outer, int n, int inner, long[] index, int m, float[] y) {
    int parts = (inner - 1) / COLUMNS + 1;
    long work = (long) m * Math.min(inner, COLUMNS);
    Parallel.range(outer * parts, (int) (PIECE / Math.max(1, work)) + 1, (from, to) -> {
      for (int t = from; t < to; t++) {
        int first = t % parts * COLUMNS;
        addRows(g, t / parts, n, inner, index, m, y, first, Math.min(COLUMNS, inner - first));
      }
    });
  }

  /** Adds some columns of all rows. */
  private static void addRows(float[] g, int o, int n, int inner, long[] index, int m, float[] y, int first,
      int width) {
    PairLoop add = FloatPlainArithmetic.forRun(width).pairs(Binary.ADD);
    for (int j = 0; j < m; j++) {
      int to = (o * n + (int) index[j]) * inner + first;
      add.run(y, to, g, (o * m + j) * inner + first, y, to, width);
    }
  }

  /** y[o, j, i] = x[o, index[o, j, i], i]; index is [outer, m, inner]. */
  public static void gather(float[] x, int xo, int outer, int n, int inner, long[] index, int m, float[] y) {
    int grain = PIECE / Math.max(1, inner) + 1;
    if (outer * m <= grain) {
      gather(x, xo, n, inner, index, m, y, 0, outer * m);
    } else {
      Parallel.range(outer * m, grain, (from, to) -> gather(x, xo, n, inner, index, m, y, from, to));
    }
  }

  private static void gather(float[] x, int xo, int n, int inner, long[] index, int m, float[] y, int from, int to) {
    for (int row = from; row < to;) {
      int o = row / m;
      int end = Math.min(to, (o + 1) * m);
      int first = xo + o * n * inner;
      if (inner == 1) {
        gather(x, first, index, y, row, end);
      } else {
        for (int j = row; j < end; j++) {
          for (int i = 0, k = j * inner; i < inner; i++, k++) {
            y[k] = x[first + (int) index[k] * inner + i];
          }
        }
      }
      row = end;
    }
  }

  private static void gather(float[] x, int first, long[] index, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = x[first + (int) index[k]];
    }
  }

  /** y[o, index[o, j, i], i] += g[o, j, i], the adjoint of {@link #gather}; also the scatter that adds. */
  public static void gatherGradient(float[] g, int outer, int n, int inner, long[] index, int m, float[] y) {
    int grain = (int) (PIECE / Math.max(1, (long) m * inner)) + 1;
    if (outer <= grain) {
      addElements(g, n, inner, index, m, y, 0, outer);
    } else {
      Parallel.range(outer, grain, (from, to) -> addElements(g, n, inner, index, m, y, from, to));
    }
  }

  private static void addElements(float[] g, int n, int inner, long[] index, int m, float[] y, int from, int to) {
    for (int o = from; o < to; o++) {
      int k = o * m * inner;
      if (inner == 1) {
        for (int end = k + m; k < end; k++) {
          y[o * n + (int) index[k]] += g[k];
        }
        continue;
      }
      for (int j = 0; j < m; j++) {
        for (int i = 0; i < inner; i++, k++) {
          y[(o * n + (int) index[k]) * inner + i] += g[k];
        }
      }
    }
  }
}
