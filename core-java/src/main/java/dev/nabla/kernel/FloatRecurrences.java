package dev.nabla.kernel;

/**
 * The linear recurrence y[j] = a[j] · y[j - 1] + b[j] along the middle axis of {@code [outer, n, inner]}: what
 * gradients of running products and of running log-sums are made of. It is kept in double precision, as {@link
 * FloatScans} are.
 */
public final class FloatRecurrences {
  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 13;

  /** Columns whose running results are kept together. */
  private static final int TILE = 256;

  private FloatRecurrences() {}

  /**
   * y[o, j, i] = a[o, j, i] · y[o, j - 1, i] + b[o, j, i] with 0 before the first; backward from the last to the first,
   * where j + 1 stands for j - 1. {@code a} begins at {@code ao}, {@code b} at {@code bo}, {@code y} at 0.
   */
  public static void run(float[] a, int ao, float[] b, int bo, int outer, int n, int inner, boolean backward,
      float[] y) {
    if (n == 0 || inner == 0) {
      return;
    }
    if (inner == 1) {
      FloatRunningRows.recurrences(a, ao, b, bo, outer, n, backward, y);
      return;
    }
    int tile = Math.min(inner, TILE);
    int tiles = (inner - 1) / TILE + 1;
    Parallel.range(outer * tiles, (int) (PIECE / ((long) n * tile)) + 1, (from, to) -> {
      double[] running = new double[tile];
      for (int t = from; t < to; t++) {
        int column = t % tiles * TILE;
        int first = t / tiles * n * inner + column;
        int start = backward ? first + (n - 1) * inner : first;
        columns(a, ao, b, bo, start, n, backward ? -inner : inner, running, Math.min(TILE, inner - column), y);
      }
    });
  }

  /** All rows of some neighbouring columns; {@code step} leads from one row to the next. */
  private static void columns(float[] a, int ao, float[] b, int bo, int start, int n, int step, double[] running,
      int width, float[] y) {
    FloatWidening loops = FloatWidening.of(width);
    loops.widen(b, bo + start, running, 0, width);
    System.arraycopy(b, bo + start, y, start, width);
    for (int j = 1, at = start + step; j < n; j++, at += step) {
      loops.recur(a, ao + at, b, bo + at, running, y, at, width);
    }
  }
}
