package dev.nabla.kernel;

/** The passes of {@link FloatButterflies} in plain Java. */
final class FloatScalarButterflies extends FloatButterflies {
  static final FloatButterflies LOOPS = new FloatScalarButterflies();

  private FloatScalarButterflies() {}

  @Override
  void two(FloatFourierSpace s, int from, int step, int to, int first, int n, float wr, float wi) {
    float[] re = s.re;
    float[] im = s.im;
    float[] outRe = s.nextRe;
    float[] outIm = s.nextIm;
    for (int i = first; i < n; i++) {
      float ar = re[from + i];
      float ai = im[from + i];
      float br = re[from + step + i];
      float bi = im[from + step + i];
      float dr = ar - br;
      float di = ai - bi;
      outRe[to + i] = ar + br;
      outIm[to + i] = ai + bi;
      outRe[to + n + i] = dr * wr - di * wi;
      outIm[to + n + i] = dr * wi + di * wr;
    }
  }

  @Override
  void three(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w) {
    for (int i = first; i < n; i++) {
      int a = from + i;
      int b = a + step;
      int c = b + step;
      float sumRe = s.re[b] + s.re[c];
      float sumIm = s.im[b] + s.im[c];
      float differenceRe = (s.re[b] - s.re[c]) * HALF_ROOT_3;
      float differenceIm = (s.im[b] - s.im[c]) * HALF_ROOT_3;
      float midRe = s.re[a] - sumRe * 0.5f;
      float midIm = s.im[a] - sumIm * 0.5f;
      s.nextRe[to + i] = s.re[a] + sumRe;
      s.nextIm[to + i] = s.im[a] + sumIm;
      store(s, to + n + i, midRe + differenceIm, midIm - differenceRe, wr[w], wi[w]);
      store(s, to + 2 * n + i, midRe - differenceIm, midIm + differenceRe, wr[w + 1], wi[w + 1]);
    }
  }

  @Override
  void four(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w) {
    float[] re = s.re;
    float[] im = s.im;
    float w1r = wr[w];
    float w1i = wi[w];
    float w2r = wr[w + 1];
    float w2i = wi[w + 1];
    float w3r = wr[w + 2];
    float w3i = wi[w + 2];
    for (int i = first; i < n; i++) {
      int a = from + i;
      int b = a + step;
      int c = b + step;
      int d = c + step;
      float evenRe = re[a] + re[c];
      float evenIm = im[a] + im[c];
      float oddRe = re[b] + re[d];
      float oddIm = im[b] + im[d];
      float acRe = re[a] - re[c];
      float acIm = im[a] - im[c];
      float bdRe = re[b] - re[d];
      float bdIm = im[b] - im[d];
      s.nextRe[to + i] = evenRe + oddRe;
      s.nextIm[to + i] = evenIm + oddIm;
      store(s, to + n + i, acRe + bdIm, acIm - bdRe, w1r, w1i);
      store(s, to + 2 * n + i, evenRe - oddRe, evenIm - oddIm, w2r, w2i);
      store(s, to + 3 * n + i, acRe - bdIm, acIm + bdRe, w3r, w3i);
    }
  }

  @Override
  void five(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w) {
    for (int i = first; i < n; i++) {
      int a = from + i;
      int b = a + step;
      int c = b + step;
      int d = c + step;
      int e = d + step;
      float outerRe = s.re[b] + s.re[e];
      float outerIm = s.im[b] + s.im[e];
      float innerRe = s.re[c] + s.re[d];
      float innerIm = s.im[c] + s.im[d];
      float beRe = s.re[b] - s.re[e];
      float beIm = s.im[b] - s.im[e];
      float cdRe = s.re[c] - s.re[d];
      float cdIm = s.im[c] - s.im[d];
      float re1 = s.re[a] + outerRe * COS_1 + innerRe * COS_2;
      float im1 = s.im[a] + outerIm * COS_1 + innerIm * COS_2;
      float re2 = s.re[a] + outerRe * COS_2 + innerRe * COS_1;
      float im2 = s.im[a] + outerIm * COS_2 + innerIm * COS_1;
      float turnedRe1 = beRe * SIN_1 + cdRe * SIN_2;
      float turnedIm1 = beIm * SIN_1 + cdIm * SIN_2;
      float turnedRe2 = beRe * SIN_2 - cdRe * SIN_1;
      float turnedIm2 = beIm * SIN_2 - cdIm * SIN_1;
      s.nextRe[to + i] = s.re[a] + outerRe + innerRe;
      s.nextIm[to + i] = s.im[a] + outerIm + innerIm;
      store(s, to + n + i, re1 + turnedIm1, im1 - turnedRe1, wr[w], wi[w]);
      store(s, to + 2 * n + i, re2 + turnedIm2, im2 - turnedRe2, wr[w + 1], wi[w + 1]);
      store(s, to + 3 * n + i, re2 - turnedIm2, im2 + turnedRe2, wr[w + 2], wi[w + 2]);
      store(s, to + 4 * n + i, re1 - turnedIm1, im1 + turnedRe1, wr[w + 3], wi[w + 3]);
    }
  }

  private static void store(FloatFourierSpace s, int at, float re, float im, float wr, float wi) {
    s.nextRe[at] = re * wr - im * wi;
    s.nextIm[at] = re * wi + im * wr;
  }
}
