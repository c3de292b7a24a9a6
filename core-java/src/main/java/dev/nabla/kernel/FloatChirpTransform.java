package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The transform of any length as a convolution (L. I. Bluestein, <i>A linear filtering approach to the computation of the
 * discrete Fourier transform</i>, 1970): because jk = (j² + k² - (k - j)²)/2, with c[j] = exp(-πi j²/n)
 *
 * <pre>y[k] = c[k] Σ (x[j] c[j]) · conj c[k - j]</pre>
 *
 * and the convolution takes three transforms of a longer sequence whose length has small factors, one of which is made once.
 */
final class FloatChirpTransform extends FloatFourierPlan {
  private final FloatFourierPlan longer;
  private final float[] chirpRe;
  private final float[] chirpIm;

  /** The transform of the conjugate chirp, divided by its length. */
  private final float[] filterRe;

  private final float[] filterIm;

  FloatChirpTransform(int n) {
    super(n);
    int m = longer(2 * n - 1);
    longer = FloatFourierPlan.of(m);
    chirpRe = new float[n];
    chirpIm = new float[n];
    FloatFourierSpace space = new FloatFourierSpace(m);
    for (int j = 0; j < n; j++) {
      long square = (long) j * j % (2L * n);
      double c = RootsOfUnity.cosine(square, 2L * n);
      double s = RootsOfUnity.sine(square, 2L * n);
      chirpRe[j] = (float) c;
      chirpIm[j] = (float) -s;
      int mirrored = j == 0 ? 0 : m - j;
      space.re[j] = (float) (c / m);
      space.im[j] = (float) (s / m);
      space.re[mirrored] = space.re[j];
      space.im[mirrored] = space.im[j];
    }
    longer.run(space, 1);
    filterRe = space.re;
    filterIm = space.im;
  }

  /** The shortest length of at least n that is a power of two, or 3, 5 or 9 times one that is no less than 16. */
  private static int longer(int n) {
    int shortest = Integer.MAX_VALUE;
    for (int odd : new int[] {1, 3, 5, 9}) {
      long length = odd == 1 ? 1 : 16L * odd;
      while (length < n) {
        length *= 2;
      }
      shortest = (int) Math.min(shortest, length);
    }
    return shortest;
  }

  @Override
  int room() {
    return longer.n;
  }

  @Override
  boolean runsAlone() {
    return longer.runsAlone();
  }

  @Override
  void run(FloatFourierSpace space, int lanes) {
    times(space, chirpRe, chirpIm, n, lanes);
    Arrays.fill(space.re, n * lanes, longer.n * lanes, 0);
    Arrays.fill(space.im, n * lanes, longer.n * lanes, 0);
    longer.run(space, lanes);
    times(space, filterRe, filterIm, longer.n, lanes);
    space.exchange();
    longer.run(space, lanes);
    space.exchange();
    times(space, chirpRe, chirpIm, n, lanes);
  }

  /** Multiplies the first elements of each lane. */
  private static void times(FloatFourierSpace s, float[] re, float[] im, int count, int lanes) {
    FloatButterflies lines = FloatButterflies.of(count * lanes);
    if (lanes == 1) {
      lines.turn(s.re, s.im, 1, count, re, im, 0, count);
    } else {
      lines.turnLines(s.re, s.im, count, lanes, re, im);
    }
  }
}
