package dev.nabla.kernel;

/** The product of a column and a row, of which no elements are added up: the result is written once and nothing packed. */
final class FloatOuterProduct {
  /** Elements that are worth a hand-over to another thread. */
  private static final int GRAIN = 1 << 15;

  private FloatOuterProduct() {}

  /** c[co + i·crs + j] = 0 + a[ao + i·as] · b[bo + j·bs] for i &lt; m, j &lt; n; nothing is empty here. */
  static void run(
      FloatTile loops, int m, int n, float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int crs) {
    float[] row = bs == 1 ? b : packed(b, bo, bs, n);
    int start = bs == 1 ? bo : 0;
    int grain = GRAIN / n + 1;
    if (m <= grain) { // one of many small ones needs no lambda
      loops.outer(m, n, a, ao, as, row, start, c, co, crs);
    } else {
      Parallel.range(m, grain,
          (from, to) -> loops.outer(to - from, n, a, ao + from * as, as, row, start, c, co + from * crs, crs));
    }
  }

  private static float[] packed(float[] b, int bo, int bs, int n) {
    float[] row = new float[n];
    for (int i = 0; i < n; i++) {
      row[i] = b[bo + i * bs];
    }
    return row;
  }
}
