package dev.nabla.kernel;

import java.util.Arrays;

/**
 * What transforms of real sequences gain and demand: the second half of a spectrum repeats the first, conjugate. Elements
 * 2j and 2j + 1 of a sequence of even length become one complex element of a sequence half as long, whose transform is
 * taken apart afterwards (or put together before); of odd length it is transformed as it is.
 */
final class FloatHalfSpectrum {
  private static final PlanCache<FloatHalfSpectrum> CACHE = new PlanCache<>(FloatHalfSpectrum::new);

  private final int n;
  private final boolean even;
  private final FloatFourierPlan plan;

  /** exp(-2πi k/n) for k up to n/4; null for odd lengths. */
  private final float[] rootsRe;

  private final float[] rootsIm;

  private FloatHalfSpectrum(int n) {
    this.n = n;
    even = n % 2 == 0;
    plan = FloatFourierPlan.of(even ? n / 2 : n);
    rootsRe = even ? new float[n / 4 + 1] : null;
    rootsIm = even ? new float[n / 4 + 1] : null;
    for (int k = 0; even && k <= n / 4; k++) {
      rootsRe[k] = (float) RootsOfUnity.cosine(k, n);
      rootsIm[k] = (float) -RootsOfUnity.sine(k, n);
    }
  }

  static FloatHalfSpectrum of(int n) {
    return CACHE.of(n);
  }

  int bins() {
    return n / 2 + 1;
  }

  boolean runsAlone() {
    return plan.runsAlone();
  }

  int room() {
    return Math.max(plan.room(), bins());
  }

  /** From the real columns to bins of real and imaginary parts; see {@link FloatFourier#spectrum}. */
  void analyse(FloatFourierColumns columns, float[] x, int xo, FloatFourierSpace s, float scale, float middle) {
    int lanes = columns.lanes;
    if (even && columns.alone()) {
      FloatHalves.chosen().split(x, xo + columns.first * n, s.re, s.im, n / 2);
      plan.run(s, 1);
      takeApart(s, scale, middle);
    } else if (even) {
      columns.load(x, xo, n, 0, 2, n / 2, s.re);
      columns.load(x, xo, n, 1, 2, n / 2, s.im);
      plan.run(s, lanes);
      takeApart(s, lanes, scale, middle);
    } else {
      columns.load(x, xo, n, 0, 1, n, s.re);
      Arrays.fill(s.im, 0, n * lanes, 0);
      plan.run(s, lanes);
      for (int i = 0; i < bins() * lanes; i++) {
        s.re[i] *= i < lanes ? scale : middle;
        s.im[i] *= i < lanes ? 0 : middle;
      }
    }
  }

  /** From bins of real and imaginary parts to the real columns; see {@link FloatFourier#signal}. */
  void synthesise(FloatFourierColumns columns, FloatFourierSpace s, float scale, float middle, float[] y) {
    int lanes = columns.lanes;
    if (even && columns.alone()) {
      putTogetherEnds(s, 1, scale);
      FloatHalves.chosen().putTogether(s.re, s.im, n / 2, rootsRe, rootsIm, middle / 2);
      plan.runInverse(s, 1);
      FloatHalves.chosen().join(s.re, s.im, y, columns.first * n, n / 2);
    } else if (even) {
      putTogether(s, lanes, scale, middle / 2);
      plan.runInverse(s, lanes);
      columns.store(s.re, 1, y, 0, n, 0, 2, n / 2);
      columns.store(s.im, 1, y, 0, n, 1, 2, n / 2);
    } else {
      mirror(s, lanes, scale, middle / 2);
      plan.runInverse(s, lanes);
      columns.store(s.re, 1, y, 0, n, 0, 1, n);
    }
  }

  /**
   * With h = n/2 and z the transform of the pairs, (z[k] + conj z[h-k])/2 belongs to the even elements and (z[k] - conj
   * z[h-k])/2i to the odd ones; bin k is the first plus exp(-2πi k/n) times the second, bin h - k the conjugate of the first
   * minus that.
   */
  private void takeApart(FloatFourierSpace s, int lanes, float scale, float middle) {
    float[] re = s.re;
    float[] im = s.im;
    int h = n / 2;
    for (int k = 0; k <= h / 2; k++) {
      float wr = rootsRe[k];
      float wi = rootsIm[k];
      float c = (k == 0 ? scale : middle) / 2;
      int mirrored = (k == 0 ? 0 : h - k) * lanes;
      for (int l = 0; l < lanes; l++) {
        int a = k * lanes + l;
        int b = mirrored + l;
        float evenRe = re[a] + re[b];
        float evenIm = im[a] - im[b];
        float oddRe = im[a] + im[b];
        float oddIm = re[b] - re[a];
        float turnedRe = oddRe * wr - oddIm * wi;
        float turnedIm = oddRe * wi + oddIm * wr;
        re[a] = c * (evenRe + turnedRe);
        im[a] = c * (evenIm + turnedIm);
        re[(h - k) * lanes + l] = c * (evenRe - turnedRe);
        im[(h - k) * lanes + l] = c * (turnedIm - evenIm);
      }
    }
  }

  /** The same of one sequence. */
  private void takeApart(FloatFourierSpace s, float scale, float middle) {
    float sum = s.re[0] + s.im[0];
    float difference = s.re[0] - s.im[0];
    FloatHalves.chosen().takeApart(s.re, s.im, n / 2, rootsRe, rootsIm, middle / 2);
    s.re[0] = sum * scale;
    s.im[0] = 0;
    s.re[n / 2] = difference * scale;
    s.im[n / 2] = 0;
  }

  /**
   * The inverse of {@link #takeApart(FloatFourierSpace, int, float, float)}, up to the factor 2 that the inverse transform
   * of half the length lacks.
   */
  private void putTogether(FloatFourierSpace s, int lanes, float scale, float middle) {
    float[] re = s.re;
    float[] im = s.im;
    int h = n / 2;
    putTogetherEnds(s, lanes, scale);
    for (int k = 1; k <= h / 2; k++) {
      float wr = rootsRe[k];
      float wi = rootsIm[k];
      for (int l = 0; l < lanes; l++) {
        int a = k * lanes + l;
        int b = (h - k) * lanes + l;
        float sumRe = middle * (re[a] + re[b]);
        float sumIm = middle * (im[a] - im[b]);
        float differenceRe = middle * (re[a] - re[b]);
        float differenceIm = middle * (im[a] + im[b]);
        float turnedRe = differenceRe * wr + differenceIm * wi;
        float turnedIm = differenceIm * wr - differenceRe * wi;
        re[a] = sumRe - turnedIm;
        im[a] = sumIm + turnedRe;
        re[b] = sumRe + turnedIm;
        im[b] = turnedRe - sumIm;
      }
    }
  }

  private void putTogetherEnds(FloatFourierSpace s, int lanes, float scale) {
    int last = n / 2 * lanes;
    for (int l = 0; l < lanes; l++) {
      float sum = scale * s.re[l];
      float alternating = scale * s.re[last + l];
      s.re[l] = sum + alternating;
      s.im[l] = sum - alternating;
    }
  }

  /** The whole spectrum of a real sequence of odd length. */
  private void mirror(FloatFourierSpace s, int lanes, float scale, float middle) {
    for (int l = 0; l < lanes; l++) {
      s.re[l] *= scale;
      s.im[l] = 0;
    }
    for (int k = 1; k < bins(); k++) {
      for (int l = 0; l < lanes; l++) {
        int a = k * lanes + l;
        int b = (n - k) * lanes + l;
        s.re[a] *= middle;
        s.im[a] *= middle;
        s.re[b] = s.re[a];
        s.im[b] = -s.im[a];
      }
    }
  }
}
