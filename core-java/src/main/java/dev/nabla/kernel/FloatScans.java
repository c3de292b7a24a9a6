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
  private static final int TILE = 256;

  private FloatScans() {}

  /** y = x[0] + … + x[j]. */
  public static void cumsum(float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner == 1) {
      rows(outer, n, (from, to) -> sumRows(x, xo, n, y, from, to));
    } else {
      tiles(outer, n, inner, 0, (first, width, r) -> {
        for (int at = first; r.more(); at += inner) {
          for (int i = 0; i < width; i++) {
            r.values[i] += x[xo + at + i];
            y[at + i] = (float) r.values[i];
          }
        }
      });
    }
  }

  /** y = x[0] · … · x[j]. */
  public static void cumprod(float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner == 1) {
      rows(outer, n, (from, to) -> multiplyRows(x, xo, n, y, from, to));
      return;
    }
    tiles(outer, n, inner, 1, (first, width, r) -> {
      for (int at = first; r.more(); at += inner) {
        for (int i = 0; i < width; i++) {
          r.values[i] *= x[xo + at + i];
          y[at + i] = (float) r.values[i];
        }
      }
    });
  }

  /** y = max(x[0], …, x[j]) and where it stands; of equals the latest. From the first NaN on it is NaN, the latest one. */
  public static void cummax(float[] x, int xo, int outer, int n, int inner, float[] y, long[] index) {
    if (inner == 1) {
      rows(outer, n, (from, to) -> cummaxRows(x, xo, n, y, index, from, to));
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
          y[at + i] = (float) r.values[i];
          index[at + i] = r.places[i];
        }
      }
    });
  }

  /** y = min(x[0], …, x[j]) and where it stands; of equals the latest. From the first NaN on it is NaN, the latest one. */
  public static void cummin(float[] x, int xo, int outer, int n, int inner, float[] y, long[] index) {
    if (inner == 1) {
      rows(outer, n, (from, to) -> cumminRows(x, xo, n, y, index, from, to));
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
          y[at + i] = (float) r.values[i];
          index[at + i] = r.places[i];
        }
      }
    });
  }

  /** y = ln(exp x[0] + … + exp x[j]); the sum is kept as a multiple of the exponential of the greatest so far. */
  public static void logcumsumexp(float[] x, int xo, int outer, int n, int inner, float[] y) {
    tiles(outer, n, inner, Double.NEGATIVE_INFINITY, (first, width, r) -> {
      Arrays.fill(r.sums, 0);
      for (int at = first; r.more(); at += inner) {
        for (int i = 0; i < width; i++) {
          float v = x[xo + at + i];
          double max = r.values[i];
          if (v > max) {
            r.sums[i] = r.sums[i] * Math.exp(max - v) + 1;
            r.values[i] = v;
          } else if (v != Float.NEGATIVE_INFINITY && max != Double.POSITIVE_INFINITY || v != v) {
            r.sums[i] += Math.exp(v - max);
          }
          y[at + i] = (float) (r.values[i] + Math.log(r.sums[i]));
        }
      }
    });
  }

  private static void rows(int outer, int n, Parallel.RangeBody body) {
    Parallel.range(outer, PIECE / Math.max(1, n) + 1, body);
  }

  /** Four rows at a time do not wait for each other's additions. */
  private static void sumRows(float[] x, int xo, int n, float[] y, int from, int to) {
    int o = from;
    for (; o < to - 3; o += 4) {
      int a = o * n;
      int b = a + n;
      int c = b + n;
      int d = c + n;
      double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
      for (int j = 0; j < n; j++) {
        y[a + j] = (float) (s0 += x[xo + a + j]);
        y[b + j] = (float) (s1 += x[xo + b + j]);
        y[c + j] = (float) (s2 += x[xo + c + j]);
        y[d + j] = (float) (s3 += x[xo + d + j]);
      }
    }
    for (int k = o * n; o < to; o++) {
      double s = 0;
      for (int end = k + n; k < end; k++) {
        y[k] = (float) (s += x[xo + k]);
      }
    }
  }

  private static void multiplyRows(float[] x, int xo, int n, float[] y, int from, int to) {
    for (int k = from * n, o = from; o < to; o++) {
      double p = 1;
      for (int end = k + n; k < end; k++) {
        y[k] = (float) (p *= x[xo + k]);
      }
    }
  }

  private static void cummaxRows(float[] x, int xo, int n, float[] y, long[] index, int from, int to) {
    for (int o = from; o < to; o++) {
      float best = Float.NEGATIVE_INFINITY;
      int place = 0;
      for (int j = 0, k = o * n; j < n; j++, k++) {
        float v = x[xo + k];
        if (v >= best || v != v) {
          best = v;
          place = j;
        }
        y[k] = best;
        index[k] = place;
      }
    }
  }

  private static void cumminRows(float[] x, int xo, int n, float[] y, long[] index, int from, int to) {
    for (int o = from; o < to; o++) {
      float best = Float.POSITIVE_INFINITY;
      int place = 0;
      for (int j = 0, k = o * n; j < n; j++, k++) {
        float v = x[xo + k];
        if (v <= best || v != v) {
          best = v;
          place = j;
        }
        y[k] = best;
        index[k] = place;
      }
    }
  }

  /** All rows of some columns, the first of which stands at {@code first}. */
  @FunctionalInterface
  private interface Work {
    void on(int first, int width, Running r);
  }

  /** The running results of some columns, and the row they have come to. */
  private static final class Running {
    final double[] values;
    final double[] sums;
    final int[] places;
    private final int rows;
    int row;

    Running(int rows, int width) {
      this.rows = rows;
      values = new double[width];
      sums = new double[width];
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
