package dev.nabla.kernel;

/** Elements that chance keeps or clears, in one pass that never stores what it has drawn. */
public final class FloatDropout {
  /** Blocks that are made at a time, so that their words are still in the nearest cache when they are used. */
  private static final int BATCH = 256;

  /** Blocks that are not worth the attention of a second thread. */
  private static final int GRAIN = 1024;

  private FloatDropout() {}

  /**
   * y[i] = x[xo + i] / (1 − rate), or 0 with probability {@code rate}: where word i of the blocks from counter 0 on is
   * less than rate · 2³².
   */
  public static void drop(long key, double rate, float[] x, int xo, float[] y) {
    int n = y.length;
    long threshold = (long) Math.rint(rate * 0x1p32);
    float scale = (float) (1 / (1 - rate));
    Parallel.range((int) Philox.blocks(n, 1), GRAIN, (from, to) -> {
      long[] first = new long[Math.min(BATCH, to - from)];
      long[] second = new long[first.length];
      for (int b = from; b < to; b += BATCH) {
        int count = Math.min(BATCH, to - b);
        Philox.fill(key, b, first, second, count);
        drop(first, second, threshold, scale, x, xo, y, b * Philox.WORDS, Math.min(n, (b + count) * Philox.WORDS));
      }
    });
  }

  private static void drop(long[] first, long[] second, long threshold, float scale, float[] x, int xo, float[] y,
      int from, int to) {
    int i = from;
    for (int b = 0; i < to - 3; b++, i += 4) {
      y[i] = kept(x[xo + i] * scale, (first[b] & Philox.WORD) - threshold);
      y[i + 1] = kept(x[xo + i + 1] * scale, (first[b] >>> 32) - threshold);
      y[i + 2] = kept(x[xo + i + 2] * scale, (second[b] & Philox.WORD) - threshold);
      y[i + 3] = kept(x[xo + i + 3] * scale, (second[b] >>> 32) - threshold);
    }
    for (; i < to; i++) {
      long half = ((i & 2) == 0 ? first : second)[(i - from) >> 2];
      y[i] = kept(x[xo + i] * scale, (half >>> ((i & 1) << 5) & Philox.WORD) - threshold);
    }
  }

  /** The value, or +0 when {@code excess} is negative; by its bits, because no processor can predict such a branch. */
  // @float-only
  private static float kept(float value, long excess) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) & (int) ~(excess >> 63));
  }

  // @end
  // @double-only
  //- private static double kept(double value, long excess) {
  //-   return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & ~(excess >> 63));
  //- }
  // @end
}
