package dev.nabla.kernel;

import java.util.Arrays;

/** Whether any or all of the middle axis of {@code [outer, n, inner]} are true; of nothing, none is and all are. */
public final class BooleanReductions {
  private static final int PIECE = 1 << 15;

  private BooleanReductions() {}

  /** y[o, i] = x[o, 0, i] or x[o, 1, i] or … */
  public static void any(boolean[] x, int xo, int outer, int n, int inner, boolean[] y) {
    search(true, x, xo, outer, n, inner, y);
  }

  /** y[o, i] = x[o, 0, i] and x[o, 1, i] and … */
  public static void all(boolean[] x, int xo, int outer, int n, int inner, boolean[] y) {
    search(false, x, xo, outer, n, inner, y);
  }

  /** The result is the value that decides, if it occurs. */
  private static void search(boolean sought, boolean[] x, int xo, int outer, int n, int inner, boolean[] y) {
    int grain = (int) (PIECE / Math.max(1, (long) n * inner)) + 1;
    if (outer <= grain) {
      search(sought, x, xo, n, inner, y, 0, outer);
    } else {
      Parallel.range(outer, grain, (from, to) -> search(sought, x, xo, n, inner, y, from, to));
    }
  }

  private static void search(boolean sought, boolean[] x, int xo, int n, int inner, boolean[] y, int from, int to) {
    for (int o = from; o < to; o++) {
      int first = xo + o * n * inner;
      if (inner == 1) {
        y[o] = occurs(sought, x, first, first + n) ? sought : !sought;
      } else {
        columns(sought, x, first, n, inner, y, o * inner);
      }
    }
  }

  private static boolean occurs(boolean sought, boolean[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      if (x[i] == sought) {
        return true;
      }
    }
    return false;
  }

  private static void columns(boolean sought, boolean[] x, int from, int n, int inner, boolean[] y, int yo) {
    Arrays.fill(y, yo, yo + inner, !sought);
    for (int j = 0; j < n; j++) {
      int row = from + j * inner;
      if (sought) {
        for (int i = 0; i < inner; i++) {
          y[yo + i] |= x[row + i];
        }
      } else {
        for (int i = 0; i < inner; i++) {
          y[yo + i] &= x[row + i];
        }
      }
    }
  }
}
