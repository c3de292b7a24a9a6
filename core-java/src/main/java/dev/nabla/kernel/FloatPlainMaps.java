package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Copies, comparisons, choices and integer-capable arithmetic over strided operands. Where nothing else is said the output
 * is contiguous from its beginning; offsets and strides count elements, stride 0 repeats, negative ones run backward.
 *
 * <p>An operand whose elements along the inner axis are neither neighbours nor all the same is copied into contiguous
 * order first.
 */
public final class FloatPlainMaps {
  /** Elements that are worth a hand-over to another thread. */
  private static final int GRAIN = 1 << 15;

  /** A constant operand is spread over this many elements: they stay in L1. */
  private static final int SPREAD = 1024;

  private FloatPlainMaps() {}

  /** An inner loop for two operands whose steps are 1 or 0. */
  @FunctionalInterface
  interface BinaryRun {
    void run(float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n);
  }

  /** y = f(x) for NEG, ABS, SIGN, SQUARE and RELU. */
  public static void unary(Unary f, int[] shape, float[] x, int xo, int[] xs, float[] y) {
    int size = StridedLoops.size(shape);
    if (StridedLoops.step(shape, xs) == 1) {
      unary(f, x, xo, y, size);
    } else {
      copy(shape, x, xo, xs, y, 0, StridedLoops.contiguous(shape));
      unary(f, y, 0, y, size);
    }
  }

  private static void unary(Unary f, float[] x, int xo, float[] y, int size) {
    FloatPlainArithmetic.UnaryLoop loop = FloatPlainArithmetic.forRun(size).unary(f);
    if (loop == null) {
      throw new IllegalArgumentException(f + ": got integers, needs floating-point numbers");
    }
    Parallel.range(size, GRAIN, (from, to) -> loop.run(x, xo + from, y, from, to - from));
  }

  /** y = f(a, b) for ADD, SUB, MUL, MAXIMUM and MINIMUM. */
  public static void binary(
      Binary f, int[] shape, float[] a, int ao, int[] as, float[] b, int bo, int[] bs, float[] y) {
    binary(GRAIN, (p, po, ps, q, qo, qs, r, ro, n) -> {
      if (!FloatPlainArithmetic.forRun(n).binary(f, p, po, ps, q, qo, qs, r, ro, n)) {
        throw new IllegalArgumentException(f + ": got integers, needs floating-point numbers");
      }
    }, shape, a, ao, as, b, bo, bs, y);
  }

  static void binary(
      int grain, BinaryRun run, int[] shape, float[] a, int ao, int[] as, float[] b, int bo, int[] bs, float[] y) {
    StridedLoops loops = new StridedLoops(shape, as, bs, null);
    if (loops.scattered(0)) {
      int[] rowMajor = StridedLoops.contiguous(shape);
      copy(shape, a, ao, as, y, 0, rowMajor);
      binary(grain, run, shape, y, 0, rowMajor, b, bo, bs, y);
    } else if (loops.scattered(1)) {
      float[] dense = a == y ? new float[loops.size()] : y;
      int[] rowMajor = StridedLoops.contiguous(shape);
      copy(shape, b, bo, bs, dense, 0, rowMajor);
      binary(grain, run, shape, a, ao, as, dense, 0, rowMajor, y);
    } else {
      int left = loops.step(0);
      int right = loops.step(1);
      loops.forEach(ao, bo, 0, grain, (p, q, none, place, n) -> run.run(a, p, left, b, q, right, y, place, n));
    }
  }

  /** y = f(a, b). */
  public static void compare(
      Comparison f, int[] shape, float[] a, int ao, int[] as, float[] b, int bo, int[] bs, boolean[] y) {
    int size = StridedLoops.size(shape);
    if (size <= GRAIN && StridedLoops.step(shape, as) == 1 && StridedLoops.step(shape, bs) == 1) {
      FloatPlainChoice.forRun(size).compare(f, a, ao, b, bo, y, 0, size);
      return;
    }
    StridedLoops loops = new StridedLoops(shape, as, bs, null);
    if (loops.scattered(0)) {
      compare(f, shape, dense(shape, a, ao, as), 0, StridedLoops.contiguous(shape), b, bo, bs, y);
    } else if (loops.scattered(1)) {
      compare(f, shape, a, ao, as, dense(shape, b, bo, bs), 0, StridedLoops.contiguous(shape), y);
    } else {
      int left = loops.step(0);
      int right = loops.step(1);
      loops.forEach(ao, bo, 0, GRAIN, (p, q, none, place, n) -> compare(f, a, p, left, b, q, right, y, place, n));
    }
  }

  private static void compare(
      Comparison f, float[] a, int ao, int as, float[] b, int bo, int bs, boolean[] y, int yo, int n) {
    FloatPlainChoice loops = FloatPlainChoice.forRun(n);
    int length = as == 1 && bs == 1 ? n : Math.min(n, SPREAD);
    float[] left = as == 1 ? a : spread(a[ao], length);
    float[] right = bs == 1 ? b : spread(b[bo], length);
    for (int i = 0; i < n; i += length) {
      int count = Math.min(length, n - i);
      loops.compare(f, left, as == 1 ? ao + i : 0, right, bs == 1 ? bo + i : 0, y, yo + i, count);
    }
  }

  /** y = c ? a : b. */
  public static void select(
      int[] shape, boolean[] c, int co, int[] cs, float[] a, int ao, int[] as, float[] b, int bo, int[] bs, float[] y) {
    int size = StridedLoops.size(shape);
    if (size == 1) {
      y[0] = c[co] ? a[ao] : b[bo];
      return;
    }
    StridedLoops loops = new StridedLoops(shape, as, bs, cs);
    if (loops.scattered(0)) {
      select(shape, c, co, cs, dense(shape, a, ao, as), 0, StridedLoops.contiguous(shape), b, bo, bs, y);
    } else if (loops.scattered(1)) {
      select(shape, c, co, cs, a, ao, as, dense(shape, b, bo, bs), 0, StridedLoops.contiguous(shape), y);
    } else if (loops.scattered(2)) {
      boolean[] dense = new boolean[size];
      BooleanMaps.copy(shape, c, co, cs, dense, 0, StridedLoops.contiguous(shape));
      select(shape, dense, 0, StridedLoops.contiguous(shape), a, ao, as, b, bo, bs, y);
    } else {
      int left = loops.step(0);
      int right = loops.step(1);
      int choice = loops.step(2);
      loops.forEach(ao, bo, co, GRAIN,
          (p, q, r, place, n) -> select(c, r, choice, a, p, left, b, q, right, y, place, n));
    }
  }

  private static void select(
      boolean[] c, int co, int cs, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
    if (cs == 0) {
      float[] taken = c[co] ? a : b;
      int step = c[co] ? as : bs;
      FloatPlainCopy.run(taken, c[co] ? ao : bo, step, y, yo, 1, n);
      return;
    }
    FloatPlainChoice loops = FloatPlainChoice.forRun(n);
    int length = as == 1 && bs == 1 ? n : Math.min(n, SPREAD);
    float[] left = as == 1 ? a : spread(a[ao], length);
    float[] right = bs == 1 ? b : spread(b[bo], length);
    for (int i = 0; i < n; i += length) {
      int count = Math.min(length, n - i);
      loops.select(c, co + i, left, as == 1 ? ao + i : 0, right, bs == 1 ? bo + i : 0, y, yo + i, count);
    }
  }

  /** y[yo + i·ys] = x[xo + i·xs] for every index i of the shape; blockwise and in parallel where that pays. */
  public static void copy(int[] shape, float[] x, int xo, int[] xs, float[] y, int yo, int[] ys) {
    FloatPlainCopy.copy(shape, x, xo, xs, y, yo, ys);
  }

  private static float[] dense(int[] shape, float[] x, int xo, int[] xs) {
    float[] dense = new float[StridedLoops.size(shape)];
    copy(shape, x, xo, xs, dense, 0, StridedLoops.contiguous(shape));
    return dense;
  }

  private static float[] spread(float value, int length) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }
}
