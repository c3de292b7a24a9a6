package dev.nabla.kernel;

/**
 * Functions of truth values over strided operands; offsets and strides as in {@link FloatPlainMaps}. The output is
 * contiguous from its beginning unless it has strides of its own.
 *
 * <p>The function is chosen once a run; the loops are plain and written for any step, since masks are rarely what a
 * program waits for.
 */
public final class BooleanMaps {
  /** Elements that are worth a hand-over to another thread. */
  private static final int GRAIN = 1 << 15;

  private BooleanMaps() {}

  /** y = f(a, b). */
  public static void logic(
      Logic f, int[] shape, boolean[] a, int ao, int[] as, boolean[] b, int bo, int[] bs, boolean[] y) {
    StridedLoops loops = new StridedLoops(shape, as, bs, null);
    int left = loops.step(0);
    int right = loops.step(1);
    loops.forEach(ao, bo, 0, GRAIN, (p, q, none, place, n) -> {
      switch (f) {
        case AND -> and(a, p, left, b, q, right, y, place, n);
        case OR -> or(a, p, left, b, q, right, y, place, n);
        case XOR -> differ(a, p, left, b, q, right, y, place, n);
      }
    });
  }

  /** y = not x. */
  public static void not(int[] shape, boolean[] x, int xo, int[] xs, boolean[] y) {
    StridedLoops loops = new StridedLoops(shape, xs, null, null);
    int step = loops.step(0);
    loops.forEach(xo, 0, 0, GRAIN, (p, none, no, place, n) -> not(x, p, step, y, place, n));
  }

  /** y = f(a, b) with false before true. */
  public static void compare(
      Comparison f, int[] shape, boolean[] a, int ao, int[] as, boolean[] b, int bo, int[] bs, boolean[] y) {
    StridedLoops loops = new StridedLoops(shape, as, bs, null);
    int left = loops.step(0);
    int right = loops.step(1);
    loops.forEach(ao, bo, 0, GRAIN, (p, q, none, place, n) -> {
      switch (f) {
        case EQ -> equal(a, p, left, b, q, right, y, place, n);
        case NE -> differ(a, p, left, b, q, right, y, place, n);
        case LT -> less(a, p, left, b, q, right, y, place, n);
        case LE -> lessOrEqual(a, p, left, b, q, right, y, place, n);
        case GT -> less(b, q, right, a, p, left, y, place, n);
        case GE -> lessOrEqual(b, q, right, a, p, left, y, place, n);
      }
    });
  }

  /** y = c ? a : b. */
  public static void select(int[] shape, boolean[] c, int co, int[] cs, boolean[] a, int ao, int[] as, boolean[] b,
      int bo, int[] bs, boolean[] y) {
    StridedLoops loops = new StridedLoops(shape, as, bs, cs);
    int left = loops.step(0);
    int right = loops.step(1);
    int choice = loops.step(2);
    loops.forEach(ao, bo, co, GRAIN, (p, q, r, place, n) -> {
      for (int i = 0; i < n; i++) {
        y[place + i] = c[r + i * choice] ? a[p + i * left] : b[q + i * right];
      }
    });
  }

  /** y[yo + i·ys] = x[xo + i·xs] for every index i of the shape. */
  public static void copy(int[] shape, boolean[] x, int xo, int[] xs, boolean[] y, int yo, int[] ys) {
    StridedLoops loops = new StridedLoops(shape, xs, ys, null);
    int from = loops.step(0);
    int to = loops.step(1);
    loops.forEach(xo, yo, 0, GRAIN, (p, q, none, place, n) -> {
      if (from == 1 && to == 1) {
        System.arraycopy(x, p, y, q, n);
      } else {
        copy(x, p, from, y, q, to, n);
      }
    });
  }

  private static void copy(boolean[] x, int xo, int xs, boolean[] y, int yo, int ys, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i * ys] = x[xo + i * xs];
    }
  }

  private static void not(boolean[] x, int xo, int xs, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = !x[xo + i * xs];
    }
  }

  private static void and(boolean[] a, int ao, int as, boolean[] b, int bo, int bs, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i * as] & b[bo + i * bs];
    }
  }

  private static void or(boolean[] a, int ao, int as, boolean[] b, int bo, int bs, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i * as] | b[bo + i * bs];
    }
  }

  private static void differ(boolean[] a, int ao, int as, boolean[] b, int bo, int bs, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i * as] ^ b[bo + i * bs];
    }
  }

  private static void equal(boolean[] a, int ao, int as, boolean[] b, int bo, int bs, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i * as] == b[bo + i * bs];
    }
  }

  private static void less(boolean[] a, int ao, int as, boolean[] b, int bo, int bs, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = !a[ao + i * as] & b[bo + i * bs];
    }
  }

  private static void lessOrEqual(
      boolean[] a, int ao, int as, boolean[] b, int bo, int bs, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = !a[ao + i * as] | b[bo + i * bs];
    }
  }
}
