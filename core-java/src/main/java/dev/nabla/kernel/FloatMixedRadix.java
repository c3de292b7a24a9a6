package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The transform of a length whose prime factors are small: one pass for each factor, in the self-sorting order of Stockham
 * (W. T. Cochran et al., <i>What is the fast Fourier transform?</i>, 1967), whose inner loops run over neighbours.
 *
 * <p>A long sequence all by itself has no neighbours in the first passes: it is seen as a {@link FloatFourierMatrix}.
 */
final class FloatMixedRadix extends FloatFourierPlan {
  /** From this length on sequences by themselves are seen as matrices. */
  private static final int MATRIX = 256;

  private final int[] factors;
  private final float[][] rootsRe;
  private final float[][] rootsIm;

  /** Null for short lengths, and those that no number near their root divides. */
  private final FloatFourierMatrix matrix;

  FloatMixedRadix(int n) {
    super(n);
    factors = factors(n);
    rootsRe = new float[factors.length][];
    rootsIm = new float[factors.length][];
    int rest = n;
    for (int pass = 0; pass < factors.length; pass++) {
      int r = factors[pass];
      rootsRe[pass] = new float[rest / r * (r - 1)];
      rootsIm[pass] = new float[rest / r * (r - 1)];
      for (int i = 0; i < rootsRe[pass].length; i++) {
        long power = (long) (i / (r - 1)) * (i % (r - 1) + 1);
        rootsRe[pass][i] = (float) RootsOfUnity.cosine(power, rest);
        rootsIm[pass][i] = (float) -RootsOfUnity.sine(power, rest);
      }
      rest /= r;
    }
    int rows = n >= MATRIX ? FloatFourierMatrix.rows(n) : 0;
    matrix = rows == 0 ? null : new FloatFourierMatrix(rows, n);
  }

  /** Whether a length has small factors only. */
  static boolean fits(int n) {
    int rest = n;
    for (int p = 2; p <= FloatButterflies.LARGEST_FACTOR; p++) {
      while (rest % p == 0) {
        rest /= p;
      }
    }
    return rest == 1;
  }

  /** Fours, at most one two, and odd primes, whose product is n. */
  private static int[] factors(int n) {
    int[] found = new int[Integer.SIZE];
    int count = 0;
    int rest = n;
    while (rest % 4 == 0) {
      found[count++] = 4;
      rest /= 4;
    }
    for (int p = 2; rest > 1; p++) {
      while (rest % p == 0) {
        found[count++] = p;
        rest /= p;
      }
    }
    return Arrays.copyOf(found, count);
  }

  @Override
  int room() {
    return n;
  }

  @Override
  void run(FloatFourierSpace space, int lanes) {
    if (lanes == 1 && matrix != null) {
      FloatFourierPlanes x = space.read();
      matrix.run(x, space.written(), x, 1);
      return;
    }
    FloatButterflies butterflies = FloatButterflies.of(n * lanes);
    int groups = n;
    int run = lanes;
    for (int pass = 0; pass < factors.length; pass++) {
      groups /= factors[pass];
      butterflies.pass(factors[pass], space, groups, run, rootsRe[pass], rootsIm[pass]);
      space.advance();
      run *= factors[pass];
    }
  }

  @Override
  boolean runsAlone() {
    return matrix != null;
  }

  @Override
  void runAlone(FloatFourierPlanes x, FloatFourierPlanes y, float scale, FloatFourierSpace space) {
    if (matrix == null) {
      super.runAlone(x, y, scale, space);
    } else {
      matrix.run(x, space.read(), y, scale);
    }
  }
}
