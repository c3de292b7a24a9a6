package dev.nabla.kernel;

/**
 * Numbers as keys whose order as unsigned whole numbers is that of the numbers: NaN greater than all others and equal to
 * itself, -0 equal to +0.
 */
final class SortKeys {
  private static final long INT = 0xFFFFFFFFL;

  private SortKeys() {}

  /** The larger a negative float, the smaller its bits: they are inverted; positive ones come after them. */
  static long of(float v) {
    int bits = Float.floatToIntBits(v + 0f);
    return (bits ^ (bits >> 31 | Integer.MIN_VALUE)) & INT;
  }

  static long of(double v) {
    long bits = Double.doubleToLongBits(v + 0d);
    return bits ^ (bits >> 63 | Long.MIN_VALUE);
  }

  static long of(int v) {
    return (v ^ Integer.MIN_VALUE) & INT;
  }

  static long of(long v) {
    return v ^ Long.MIN_VALUE;
  }

  /** How many bits the keys of these elements have. */
  static int bits(float[] x) {
    return Float.SIZE;
  }

  static int bits(double[] x) {
    return Double.SIZE;
  }

  static int bits(int[] x) {
    return Integer.SIZE;
  }

  static int bits(long[] x) {
    return Long.SIZE;
  }

  /** Ones at all bits that the keys of these elements have. */
  static long mask(float[] x) {
    return INT;
  }

  static long mask(double[] x) {
    return -1;
  }

  static long mask(int[] x) {
    return INT;
  }

  static long mask(long[] x) {
    return -1;
  }
}
