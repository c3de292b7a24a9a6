package dev.nabla.kernel;

/** {@link FloatPlainIndexing} for truth values, which are only ever read. */
public final class BooleanIndexing {
  private BooleanIndexing() {}

  /** y[o, j, i] = x[o, index[j], i]; index has m elements. */
  public static void take(boolean[] x, int xo, int outer, int n, int inner, long[] index, int m, boolean[] y) {
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < m; j++) {
        System.arraycopy(x, xo + (o * n + (int) index[j]) * inner, y, (o * m + j) * inner, inner);
      }
    }
  }

  /** y[o, j, i] = x[o, index[o, j, i], i]; index is [outer, m, inner]. */
  public static void gather(boolean[] x, int xo, int outer, int n, int inner, long[] index, int m, boolean[] y) {
    int k = 0;
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < m; j++) {
        for (int i = 0; i < inner; i++, k++) {
          y[k] = x[xo + (o * n + (int) index[k]) * inner + i];
        }
      }
    }
  }
}
