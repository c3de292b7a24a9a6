package dev.nabla.kernel;

/**
 * One real sequence as a complex one of half the length h and back, and what is done with the spectrum of that: the loops
 * of {@link FloatHalfSpectrum} where no columns lie side by side. The subclass does it in vectors, with the same bits.
 */
class FloatHalves {
  static FloatHalves chosen() {
    return Chosen.LOOPS;
  }

  static FloatHalves scalar() {
    return Scalar.LOOPS;
  }

  static FloatHalves vector() {
    return Vector.LOOPS;
  }

  /** re[i] = x[xo + 2i] and im[i] = x[xo + 2i + 1] for i &lt; h. */
  void split(float[] x, int xo, float[] re, float[] im, int h) {
    splitFrom(0, x, xo, re, im, h);
  }

  static void splitFrom(int first, float[] x, int xo, float[] re, float[] im, int h) {
    for (int i = first; i < h; i++) {
      re[i] = x[xo + 2 * i];
      im[i] = x[xo + 2 * i + 1];
    }
  }

  /** The way back, to y. */
  void join(float[] re, float[] im, float[] y, int yo, int h) {
    joinFrom(0, re, im, y, yo, h);
  }

  static void joinFrom(int first, float[] re, float[] im, float[] y, int yo, int h) {
    for (int i = first; i < h; i++) {
      y[yo + 2 * i] = re[i];
      y[yo + 2 * i + 1] = im[i];
    }
  }

  /** Bins 1 to h - 1 of the real sequence from those of the complex one, times 2·scale; w[k] is exp(-πi k/h). */
  void takeApart(float[] re, float[] im, int h, float[] wr, float[] wi, float scale) {
    takeApartFrom(1, re, im, h, wr, wi, scale);
  }

  static void takeApartFrom(int first, float[] re, float[] im, int h, float[] wr, float[] wi, float scale) {
    for (int k = first; k <= h / 2; k++) {
      int b = h - k;
      float evenRe = re[k] + re[b];
      float evenIm = im[k] - im[b];
      float oddRe = im[k] + im[b];
      float oddIm = re[b] - re[k];
      float turnedRe = oddRe * wr[k] - oddIm * wi[k];
      float turnedIm = oddRe * wi[k] + oddIm * wr[k];
      re[k] = (evenRe + turnedRe) * scale;
      im[k] = (evenIm + turnedIm) * scale;
      re[b] = (evenRe - turnedRe) * scale;
      im[b] = (turnedIm - evenIm) * scale;
    }
  }

  /** The way back, up to a factor: bins 1 to h - 1 of the complex sequence from those of the real one, times scale. */
  void putTogether(float[] re, float[] im, int h, float[] wr, float[] wi, float scale) {
    putTogetherFrom(1, re, im, h, wr, wi, scale);
  }

  static void putTogetherFrom(int first, float[] re, float[] im, int h, float[] wr, float[] wi, float scale) {
    for (int k = first; k <= h / 2; k++) {
      int b = h - k;
      float sumRe = (re[k] + re[b]) * scale;
      float sumIm = (im[k] - im[b]) * scale;
      float differenceRe = (re[k] - re[b]) * scale;
      float differenceIm = (im[k] + im[b]) * scale;
      float turnedRe = differenceRe * wr[k] + differenceIm * wi[k];
      float turnedIm = differenceIm * wr[k] - differenceRe * wi[k];
      re[k] = sumRe - turnedIm;
      im[k] = sumIm + turnedRe;
      re[b] = sumRe + turnedIm;
      im[b] = turnedRe - sumIm;
    }
  }

  private static final class Scalar {
    static final FloatHalves LOOPS = new FloatHalves();
  }

  /** Loads the Vector API, and only when asked. */
  private static final class Vector {
    static final FloatHalves LOOPS = new FloatVectorHalves();
  }

  private static final class Chosen {
    static final FloatHalves LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
