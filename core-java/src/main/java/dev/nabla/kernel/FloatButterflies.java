package dev.nabla.kernel;

/**
 * The passes of a transform over the factors of its length, and over what multiplies its elements. A pass for the
 * factor r reads, for each of {@code groups} numbers p, r runs that begin at {@code (p + k · groups) · run}, transforms
 * the r elements that stand at the same place of them, multiplies result j by {@code w[p · (r - 1) + j - 1]} and writes
 * it to the run at {@code (p · r + j) · run}. Both implementations do the same arithmetic in the same order.
 */
abstract class FloatButterflies {
  static final float HALF_ROOT_3 = 0.8660254037844386f;

  /** Up to this prime, summing up the elements of a group is cheaper than a convolution. */
  static final int LARGEST_FACTOR = 31;

  /** cos 2πk/r and sin 2πk/r at [r][k]. */
  static final float[][] COSINES = table(RootsOfUnity::cosine);

  static final float[][] SINES = table(RootsOfUnity::sine);

  /** Passes over fewer elements are not worth what the vector implementation costs to load and to enter. */
  private static final int SHORT = 64;

  /** The implementation for passes over {@code n} elements. */
  static FloatButterflies of(int n) {
    return n < SHORT ? FloatScalarButterflies.LOOPS : Chosen.LOOPS;
  }

  static FloatButterflies scalar() {
    return FloatScalarButterflies.LOOPS;
  }

  static FloatButterflies vector() {
    return FloatVectorButterflies.LOOPS;
  }

  final void pass(int factor, FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    switch (factor) {
      case 2 -> twos(s, groups, run, wr, wi);
      case 3 -> threes(s, groups, run, wr, wi);
      case 4 -> fours(s, groups, run, wr, wi);
      default -> odds(factor, s, groups, run, wr, wi);
    }
  }

  /** The pass for the factor 2, with one root for each p. */
  abstract void twos(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi);

  abstract void threes(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi);

  abstract void fours(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi);

  /**
   * The pass for any odd factor r, in r² steps: elements k and r - k are multiplied by roots that are conjugate, so that
   * their sum goes with the cosine and their difference with the sine.
   */
  abstract void odds(int r, FloatFourierSpace s, int groups, int run, float[] wr, float[] wi);

  /**
   * Multiplies every number of {@code lines} lines of {@code n}, which lie one behind the other, by a number of its own:
   * those of the first line from {@code w} on, those of the next {@code ws} behind.
   */
  abstract void turn(float[] re, float[] im, int lines, int n, float[] wr, float[] wi, int w, int ws);

  /** Multiplies all numbers of line k, {@code n} of them, by number k of {@code w}. */
  abstract void turnLines(float[] re, float[] im, int lines, int n, float[] wr, float[] wi);

  /** y[yo + k·ys + i] = scale · x[xo + k·xs + i] for k &lt; {@code lines} and i &lt; n. */
  abstract void copy(float[] x, int xo, int xs, float scale, float[] y, int yo, int ys, int lines, int n);

  private interface OfTurn {
    double at(long k, long r);
  }

  private static float[][] table(OfTurn function) {
    float[][] table = new float[LARGEST_FACTOR + 1][];
    for (int r = 0; r <= LARGEST_FACTOR; r++) {
      table[r] = new float[r];
      for (int k = 0; k < r; k++) {
        table[r][k] = (float) function.at(k, r);
      }
    }
    return table;
  }

  /** Made when first asked for, because choosing may load the Vector API. */
  private static final class Chosen {
    static final FloatButterflies LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
