package dev.nabla.kernel;

/**
 * Random numbers as functions of key, counter and position: element i uses words of block {@code counter} + i/4 (float)
 * or i/2 (double), so that neither the number of threads nor the length asked for changes it.
 */
public final class FloatRandom {
  // @float-only
  private static final int PER_BLOCK = 4;
  private static final float UNIT = 0x1p-24f;
  // @end
  // @double-only
  //- private static final int PER_BLOCK = 2;
  //- private static final double UNIT = 0x1p-53;
  // @end

  /** Blocks that are made at a time, so that their words are still in the nearest cache when they are used. */
  private static final int BATCH = 256;

  /** Blocks that are not worth the attention of a second thread. */
  private static final int GRAIN = 1024;

  private FloatRandom() {}

  /** y[0 … n) evenly distributed over [0, 1), every multiple of 2⁻²⁴ (double: 2⁻⁵³) equally likely. */
  public static void uniform(long key, long counter, float[] y, int n) {
    Parallel.range(blocks(n), GRAIN, (from, to) -> {
      long[] first = new long[Math.min(BATCH, to - from)];
      long[] second = new long[first.length];
      for (int b = from; b < to; b += BATCH) {
        int count = Math.min(BATCH, to - b);
        Philox.fill(key, counter + b, first, second, count);
        uniform(first, second, y, b * PER_BLOCK, Math.min(n, (b + count) * PER_BLOCK));
      }
    });
  }

  /**
   * y[0 … n) normally distributed with mean 0 and variance 1.
   *
   * <p>G. E. P. Box, M. E. Muller: <i>A note on the generation of random normal deviates</i>, 1958: two even numbers u, v
   * give √(-2 ln u) cos 2πv and √(-2 ln u) sin 2πv.
   */
  public static void normal(long key, long counter, float[] y, int n) {
    Parallel.range(blocks(n), GRAIN, (from, to) -> {
      long[] first = new long[Math.min(BATCH, to - from)];
      long[] second = new long[first.length];
      for (int b = from; b < to; b += BATCH) {
        int count = Math.min(BATCH, to - b);
        Philox.fill(key, counter + b, first, second, count);
        normal(first, second, y, b * PER_BLOCK, Math.min(n, (b + count) * PER_BLOCK));
      }
    });
  }

  private static int blocks(int n) {
    return (n - 1) / PER_BLOCK + (n > 0 ? 1 : 0);
  }

  // @float-only
  private static void uniform(long[] first, long[] second, float[] y, int from, int to) {
    int i = from;
    for (int b = 0; i < to - 3; b++, i += 4) {
      y[i] = ((int) first[b] >>> 8) * UNIT;
      y[i + 1] = (int) (first[b] >>> 40) * UNIT;
      y[i + 2] = ((int) second[b] >>> 8) * UNIT;
      y[i + 3] = (int) (second[b] >>> 40) * UNIT;
    }
    for (; i < to; i++) {
      long half = ((i & 2) == 0 ? first : second)[(i - from) >> 2];
      y[i] = ((int) (half >>> ((i & 1) << 5)) >>> 8) * UNIT;
    }
  }

  private static void normal(long[] first, long[] second, float[] y, int from, int to) {
    for (int i = from; i < to; i += 2) {
      long half = ((i & 2) == 0 ? first : second)[(i - from) >> 2];
      double radius = radius(((half & 0xFFFFFFFFL) + 1) * 0x1p-32);
      double angle = 2 * Math.PI * 0x1p-32 * (half >>> 32);
      y[i] = (float) (radius * Math.cos(angle));
      if (i + 1 < to) {
        y[i + 1] = (float) (radius * Math.sin(angle));
      }
    }
  }

  // @end
  // @double-only
  //- private static void uniform(long[] first, long[] second, double[] y, int from, int to) {
  //-   for (int i = from; i < to; i++) {
  //-     y[i] = (((i & 1) == 0 ? first : second)[(i - from) >> 1] >>> 11) * UNIT;
  //-   }
  //- }
  //-
  //- private static void normal(long[] first, long[] second, double[] y, int from, int to) {
  //-   for (int i = from; i < to; i += 2) {
  //-     int b = (i - from) >> 1;
  //-     double radius = radius(((first[b] >>> 11) + 1) * UNIT);
  //-     double angle = 2 * Math.PI * UNIT * (second[b] >>> 11);
  //-     y[i] = radius * Math.cos(angle);
  //-     if (i + 1 < to) {
  //-       y[i + 1] = radius * Math.sin(angle);
  //-     }
  //-   }
  //- }
  //-
  // @end
  private static double radius(double u) {
    return Math.sqrt(-2 * Math.log(u));
  }
}
