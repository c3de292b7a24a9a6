package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Running results along the middle axis of {@code [outer, n, inner]}: y[o, j, i] is made of x[o, 0 … j, i].
 *
 * <p>They are kept in double precision, so that an error does not travel along a long axis. {@code x} begins at {@code xo},
 * all others at 0.
 */
public final class FloatScans {
  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 13;

  /** Columns whose running results are kept together. */
  private static final int TILE = FloatRunningLogSums.BLOCK;

  /** Elements among which no new extreme is sought if their own does not reach the one before, as most do not. */
  private static final int RUN = 64;

  private FloatScans() {}

  /** y = x[0] + … + x[j]. */
  public static void cumsum(float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner == 1) {
      FloatRunningSums.run(x, xo, outer, n, y);
      return;
    }
    FloatWidening loops = FloatWidening.of(Math.min(inner, TILE));
    tiles(outer, n, inner, 0, (first, width, r) -> {
      for (int at = first; r.more(); at += inner) {
        loops.add(x, xo + at, r.values, y, at, width);
      }
    });
  }

  /** y = x[0] · … · x[j]. */
  public static void cumprod(float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner == 1) {
      FloatRunningRows.products(x, xo, outer, n, y);
      return;
    }
    FloatWidening loops = FloatWidening.of(Math.min(inner, TILE));
    tiles(outer, n, inner, 1, (first, width, r) -> {
      for (int at = first; r.more(); at += inner) {
        loops.multiply(x, xo + at, r.values, y, at, width);
      }
    });
  }

  /** index = where max(x[0], …, x[j]) stands; of equals the latest. From the first NaN on it is NaN, the latest one. */
  public static void cummax(float[] x, int xo, int outer, int n, int inner, long[] index) {
    if (inner == 1) {
      rows(outer, n, (from, to) -> cummaxRows(x, xo, n, index, from, to));
      return;
    }
    tiles(outer, n, inner, Double.NEGATIVE_INFINITY, (first, width, r) -> {
      for (int at = first; r.more(); at += inner) {
        for (int i = 0; i < width; i++) {
          float v = x[xo + at + i];
          if (v >= r.values[i] || v != v) {
            r.values[i] = v;
            r.places[i] = r.row;
          }
          index[at + i] = r.places[i];
        }
      }
    });
  }

  /** index = where min(x[0], …, x[j]) stands; of equals the latest. From the first NaN on it is NaN, the latest one. */
  public static void cummin(float[] x, int xo, int outer, int n, int inner, long[] index) {
    if (inner == 1) {
      rows(outer, n, (from, to) -> cumminRows(x, xo, n, index, from, to));
      return;
    }
    tiles(outer, n, inner, Double.POSITIVE_INFINITY, (first, width, r) -> {
      for (int at = first; r.more(); at += inner) {
        for (int i = 0; i < width; i++) {
          float v = x[xo + at + i];
          if (v <= r.values[i] || v != v) {
            r.values[i] = v;
            r.places[i] = r.row;
          }
          index[at + i] = r.places[i];
        }
      }
    });
  }

  /** y = ln(exp x[0] + … + exp x[j]). */
  public static void logcumsumexp(float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner == 1) {
      rows(outer, n, (from, to) -> {
        FloatRunningLogSums sums = new FloatRunningLogSums(n);
        for (int o = from; o < to; o++) {
          sums.row(x, xo + o * n, n, y, o * n);
        }
      });
      return;
    }
    tiles(outer, n, inner, Double.NEGATIVE_INFINITY, (first, width, r) -> {
      FloatRunningLogSums sums = new FloatRunningLogSums(width);
      for (int at = first; r.more(); at += inner) {
        sums.extend(x, xo + at, width, r.values, y, at);
      }
    });
  }

  private static void rows(int outer, int n, Parallel.RangeBody body) {
    Parallel.range(outer, PIECE / Math.max(1, n) + 1, body);
  }

  private static void cummaxRows(float[] x, int xo, int n, long[] index, int from, int to) {
    FloatReducing loops = FloatReducing.of(Math.min(n, RUN));
    for (int o = from; o < to; o++) {
      int row = xo + o * n;
      int place = 0;
      for (int j = 0; j < n; j += RUN) {
        int end = Math.min(j + RUN, n);
        if (loops.max(x, row + j, end - j) < x[row + place]) {
          Arrays.fill(index, o * n + j, o * n + end, place);
        } else {
          place = cummax(x, row, j, end, place, index, o * n);
        }
      }
    }
  }

  /** Elements {@code [from, end)} of a row whose greatest so far stands at {@code place}; returns where it stands then. */
  private static int cummax(float[] x, int row, int from, int end, int place, long[] index, int to) {
    float best = x[row + place];
    for (int j = from; j < end; j++) {
      float v = x[row + j];
      if (v >= best || v != v) {
        best = v;
        place = j;
      }
      index[to + j] = place;
    }
    return place;
  }

  private static void cumminRows(float[] x, int xo, int n, long[] index, int from, int to) {
    FloatReducing loops = FloatReducing.of(Math.min(n, RUN));
    for (int o = from; o < to; o++) {
      int row = xo + o * n;
      int place = 0;
      for (int j = 0; j < n; j += RUN) {
        int end = Math.min(j + RUN, n);
        if (loops.min(x, row + j, end - j) > x[row + place]) {
          Arrays.fill(index, o * n + j, o * n + end, place);
        } else {
          place = cummin(x, row, j, end, place, index, o * n);
        }
      }
    }
  }

  private static int cummin(float[] x, int row, int from, int end, int place, long[] index, int to) {
    float best = x[row + place];
    for (int j = from; j < end; j++) {
      float v = x[row + j];
      if (v <= best || v != v) {
        best = v;
        place = j;
      }
      index[to + j] = place;
    }
    return place;
  }

  /** All rows of some columns, the first of which stands at {@code first}. */
  @FunctionalInterface
  private interface Work {
    void on(int first, int width, Running r);
  }

  /** The running results of some columns, and the row they have come to. */
  private static final class Running {
    final double[] values;
    final int[] places;
    private final int rows;
    int row;

    Running(int rows, int width) {
      this.rows = rows;
      values = new double[width];
      places = new int[width];
    }

    void start(double value) {
      Arrays.fill(values, value);
      Arrays.fill(places, 0);
      row = -1;
    }

    boolean more() {
      return ++row < rows;
    }
  }

  private static void tiles(int outer, int n, int inner, double start, Work work) {
    int tile = Math.min(inner, TILE);
    int tiles = (inner - 1) / TILE + 1;
    Parallel.range(inner == 0 ? 0 : outer * tiles, (int) (PIECE / Math.max(1, (long) n * tile)) + 1, (from, to) -> {
      Running running = new Running(n, tile);
      for (int t = from; t < to; t++) {
        int column = t % tiles * TILE;
        running.start(start);
        work.on(t / tiles * n * inner + column, Math.min(TILE, inner - column), running);
      }
    });
  }
}
