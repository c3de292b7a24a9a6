package dev.nabla.kernel;

/** The passes of {@link FloatButterflies} in plain Java. */
final class FloatScalarButterflies extends FloatButterflies {
  static final FloatButterflies LOOPS = new FloatScalarButterflies();

  private FloatScalarButterflies() {}

  @Override
  void twos(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    for (int p = 0; p < groups; p++) {
      two(s, p * run, groups * run, 2 * p * run, run, wr[p], wi[p]);
    }
  }

  private static void two(FloatFourierSpace s, int from, int step, int to, int n, float wr, float wi) {
    float[] re = s.re;
    float[] im = s.im;
    float[] outRe = s.nextRe;
    float[] outIm = s.nextIm;
    for (int i = 0; i < n; i++) {
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
  void threes(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    for (int p = 0; p < groups; p++) {
      three(s, p * run, groups * run, 3 * p * run, run, wr, wi, 2 * p);
    }
  }

  private static void three(FloatFourierSpace s, int from, int step, int to, int n, float[] wr, float[] wi, int w) {
    for (int i = 0; i < n; i++) {
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
  void fours(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    for (int p = 0; p < groups; p++) {
      four(s, p * run, groups * run, 4 * p * run, run, wr, wi, 3 * p);
    }
  }

  private static void four(FloatFourierSpace s, int from, int step, int to, int n, float[] wr, float[] wi, int w) {
    float[] re = s.re;
    float[] im = s.im;
    float w1r = wr[w];
    float w1i = wi[w];
    float w2r = wr[w + 1];
    float w2i = wi[w + 1];
    float w3r = wr[w + 2];
    float w3i = wi[w + 2];
    for (int i = 0; i < n; i++) {
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
  void odds(int r, FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    float[] cosine = COSINES[r];
    float[] sine = SINES[r];
    for (int p = 0; p < groups; p++) {
      odd(r, s, p * run, groups * run, r * p * run, run, cosine, sine, wr, wi, (r - 1) * p);
    }
  }

  private static void odd(int r, FloatFourierSpace s, int from, int step, int to, int n, float[] cosine,
      float[] sine, float[] wr, float[] wi, int w) {
    int half = r / 2;
    float[][] pairs = new float[4][half + 1]; // sums and differences, real and imaginary parts
    for (int i = 0; i < n; i++) {
      pair(s, from + i, step, r, pairs);
      float re0 = s.re[from + i];
      float im0 = s.im[from + i];
      float sumRe = re0;
      float sumIm = im0;
      for (int k = 1; k <= half; k++) {
        sumRe += pairs[0][k];
        sumIm += pairs[1][k];
      }
      s.nextRe[to + i] = sumRe;
      s.nextIm[to + i] = sumIm;
      for (int j = 1; j <= half; j++) {
        float a = re0;
        float b = im0;
        float c = 0;
        float d = 0;
        for (int k = 1, at = j; k <= half; k++, at = (at + j) % r) {
          a += cosine[at] * pairs[0][k];
          b += cosine[at] * pairs[1][k];
          c += sine[at] * pairs[2][k];
          d += sine[at] * pairs[3][k];
        }
        store(s, to + j * n + i, a + d, b - c, wr[w + j - 1], wi[w + j - 1]);
        store(s, to + (r - j) * n + i, a - d, b + c, wr[w + r - j - 1], wi[w + r - j - 1]);
      }
    }
  }

  private static void pair(FloatFourierSpace s, int at, int step, int r, float[][] pairs) {
    for (int k = 1; k <= r / 2; k++) {
      int low = at + k * step;
      int high = at + (r - k) * step;
      pairs[0][k] = s.re[low] + s.re[high];
      pairs[1][k] = s.im[low] + s.im[high];
      pairs[2][k] = s.re[low] - s.re[high];
      pairs[3][k] = s.im[low] - s.im[high];
    }
  }

  @Override
  void turn(float[] re, float[] im, int lines, int n, float[] wr, float[] wi, int w, int ws) {
    for (int k = 0; k < lines; k++) {
      for (int i = 0; i < n; i++) {
        turn(re, im, k * n + i, wr[w + k * ws + i], wi[w + k * ws + i]);
      }
    }
  }

  @Override
  void turnLines(float[] re, float[] im, int lines, int n, float[] wr, float[] wi) {
    for (int k = 0; k < lines; k++) {
      for (int i = k * n; i < (k + 1) * n; i++) {
        turn(re, im, i, wr[k], wi[k]);
      }
    }
  }

  @Override
  void copy(float[] x, int xo, int xs, float scale, float[] y, int yo, int ys, int lines, int n) {
    for (int k = 0; k < lines; k++) {
      for (int i = 0; i < n; i++) {
        y[yo + k * ys + i] = scale * x[xo + k * xs + i];
      }
    }
  }

  static void turn(float[] re, float[] im, int at, float wr, float wi) {
    float a = re[at];
    float b = im[at];
    re[at] = a * wr - b * wi;
    im[at] = a * wi + b * wr;
  }

  private static void store(FloatFourierSpace s, int at, float re, float im, float wr, float wi) {
    s.nextRe[at] = re * wr - im * wi;
    s.nextIm[at] = re * wi + im * wr;
  }
}
