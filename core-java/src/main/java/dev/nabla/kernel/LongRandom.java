package dev.nabla.kernel;

/** Random integers as functions of key, counter and position: element i uses half of block {@code counter} + i/2. */
public final class LongRandom {
  private static final int BATCH = 256;
  private static final int GRAIN = 1024;

  private LongRandom() {}

  /**
   * y[0 … n) evenly distributed over low … high-1, by taking the upper half of the product of 64 random bits and the number
   * of values: no value is more likely than another by more than 2⁻⁶⁴.
   */
  public static void uniform(long key, long counter, long low, long high, long[] y, int n) {
    long values = high - low; // to be read as unsigned
    Parallel.range((int) Philox.blocks(n, 2), GRAIN, (from, to) -> {
      long[] first = new long[Math.min(BATCH, to - from)];
      long[] second = new long[first.length];
      for (int b = from; b < to; b += BATCH) {
        int count = Math.min(BATCH, to - b);
        Philox.fill(key, counter + b, first, second, count);
        for (int i = 0; i < count; i++) {
          int at = 2 * (b + i);
          y[at] = low + upperHalf(first[i], values);
          if (at + 1 < n) {
            y[at + 1] = low + upperHalf(second[i], values);
          }
        }
      }
    });
  }

  /** Bits 64 to 127 of the product of two unsigned numbers. */
  private static long upperHalf(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }
}
