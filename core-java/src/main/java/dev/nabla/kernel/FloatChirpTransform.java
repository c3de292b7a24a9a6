package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The transform of any length as a convolution (L. I. Bluestein, <i>A linear filtering approach to the computation of the
 * discrete Fourier transform</i>, 1970): because jk = (j² + k² - (k - j)²)/2, with c[j] = exp(-πi j²/n)
 *
 * <pre>y[k] = c[k] Σ (x[j] c[j]) · conj c[k - j]</pre>
 *
 * and the convolution takes three transforms of a power of two, one of which is made once.
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
    int m = Integer.highestOneBit(2 * n - 2) * 2;
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

  @Override
  int room() {
    return longer.n;
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
    float[] x = s.re;
    float[] y = s.im;
    for (int j = 0; j < count; j++) {
      float wr = re[j];
      float wi = im[j];
      for (int i = j * lanes; i < (j + 1) * lanes; i++) {
        float a = x[i];
        float b = y[i];
        x[i] = a * wr - b * wi;
        y[i] = a * wi + b * wr;
      }
    }
  }
}
