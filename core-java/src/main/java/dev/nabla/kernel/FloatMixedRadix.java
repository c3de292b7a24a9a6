package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The transform of a length whose prime factors are small: one pass for each factor, in the self-sorting order of Stockham
 * (W. T. Cochran et al., <i>What is the fast Fourier transform?</i>, 1967), whose inner loops run over neighbours.
 *
 * <p>A long sequence all by itself has no neighbours in the first passes. It is seen as a matrix instead (D. H. Bailey,
 * <i>FFTs in external or hierarchical memory</i>, 1990): its columns are transformed side by side, turned by roots of
 * unity and transposed, and what were rows are columns.
 */
final class FloatMixedRadix extends FloatFourierPlan {
  /** Up to this prime, summing up the elements of a group is cheaper than a convolution. */
  private static final int LARGEST_FACTOR = 31;

  /** From this length on sequences are seen as matrices, if fewer lanes than this lie side by side. */
  private static final int MATRIX = 64;

  private static final int FEW_LANES = 8;

  /** Rows and columns of a matrix that are transposed together. */
  private static final int BLOCK = 16;

  private final int[] factors;
  private final float[][] rootsRe;
  private final float[][] rootsIm;

  /** Rows and columns of the matrix, their plans, and the roots between them; null for short lengths and primes. */
  private final FloatFourierPlan rows;

  private final FloatFourierPlan columns;
  private final float[] turnsRe;
  private final float[] turnsIm;

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
    int side = n >= MATRIX ? side(n) : 1;
    boolean matrix = side >= FEW_LANES;
    rows = matrix ? FloatFourierPlan.of(n / side) : null;
    columns = matrix ? FloatFourierPlan.of(side) : null;
    turnsRe = matrix ? new float[n] : null;
    turnsIm = matrix ? new float[n] : null;
    for (int i = 0; matrix && i < n; i++) {
      long power = (long) (i / rows.n) * (i % rows.n);
      turnsRe[i] = (float) RootsOfUnity.cosine(power, n);
      turnsIm[i] = (float) -RootsOfUnity.sine(power, n);
    }
  }

  /** Whether a length has small factors only. */
  static boolean fits(int n) {
    int rest = n;
    for (int p = 2; p <= LARGEST_FACTOR; p++) {
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

  /** The greatest divisor that is at most √n. */
  private static int side(int n) {
    int side = (int) Math.sqrt(n);
    while (n % side != 0) {
      side--;
    }
    return side;
  }

  @Override
  int room() {
    return n;
  }

  @Override
  void run(FloatFourierSpace space, int lanes) {
    if (rows != null && lanes < FEW_LANES) {
      columns.run(space, rows.n * lanes);
      turn(space, lanes);
      rows.run(space, columns.n * lanes);
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

  /** Multiplies element (k, j) of the matrix by exp(-2πi kj/n) and writes it to (j, k). */
  private void turn(FloatFourierSpace s, int lanes) {
    for (int top = 0; top < columns.n; top += BLOCK) {
      for (int left = 0; left < rows.n; left += BLOCK) {
        int bottom = Math.min(top + BLOCK, columns.n);
        int right = Math.min(left + BLOCK, rows.n);
        for (int j = left; j < right; j++) {
          turn(s, j, top, bottom, lanes);
        }
      }
    }
    s.advance();
  }

  private void turn(FloatFourierSpace s, int j, int top, int bottom, int lanes) {
    float[] re = s.re;
    float[] im = s.im;
    float[] outRe = s.nextRe;
    float[] outIm = s.nextIm;
    for (int k = top, from = top * rows.n + j, to = j * columns.n + top; k < bottom; k++, from += rows.n, to++) {
      float wr = turnsRe[from];
      float wi = turnsIm[from];
      for (int a = from * lanes, b = to * lanes; b < (to + 1) * lanes; a++, b++) {
        outRe[b] = re[a] * wr - im[a] * wi;
        outIm[b] = re[a] * wi + im[a] * wr;
      }
    }
  }
}
