package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of {@link FloatButterflies} with the Vector API: the compiler leaves the plain loops scalar, because it cannot
 * tell the runs of one array apart. The few elements after the last whole vector are left to {@link
 * FloatScalarButterflies}.
 */
final class FloatVectorButterflies extends FloatButterflies {
  static final FloatButterflies LOOPS = new FloatVectorButterflies();

  private static final FloatButterflies SCALAR = FloatScalarButterflies.LOOPS;
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorButterflies() {}

  @Override
  void twos(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    if (run < LANES) {
      SCALAR.twos(s, groups, run, wr, wi);
      return;
    }
    for (int p = 0; p < groups; p++) {
      two(s, p * run, groups * run, 2 * p * run, run, wr[p], wi[p]);
    }
  }

  private static void two(FloatFourierSpace s, int from, int step, int to, int n, float wr, float wi) {
    for (int whole = 0; whole < n; whole += LANES) {
      int i = Math.min(whole, n - LANES);
      FloatVector ar = load(s.re, from + i);
      FloatVector ai = load(s.im, from + i);
      FloatVector br = load(s.re, from + step + i);
      FloatVector bi = load(s.im, from + step + i);
      ar.add(br).intoArray(s.nextRe, to + i);
      ai.add(bi).intoArray(s.nextIm, to + i);
      store(s, to + n + i, ar.sub(br), ai.sub(bi), wr, wi);
    }
  }

  @Override
  void threes(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    if (run < LANES) {
      SCALAR.threes(s, groups, run, wr, wi);
      return;
    }
    for (int p = 0; p < groups; p++) {
      three(s, p * run, groups * run, 3 * p * run, run, wr, wi, 2 * p);
    }
  }

  private static void three(FloatFourierSpace s, int from, int step, int to, int n, float[] wr, float[] wi, int w) {
    for (int whole = 0; whole < n; whole += LANES) {
      int i = Math.min(whole, n - LANES);
      int a = from + i;
      FloatVector ar = load(s.re, a);
      FloatVector ai = load(s.im, a);
      FloatVector br = load(s.re, a + step);
      FloatVector bi = load(s.im, a + step);
      FloatVector cr = load(s.re, a + 2 * step);
      FloatVector ci = load(s.im, a + 2 * step);
      FloatVector sumRe = br.add(cr);
      FloatVector sumIm = bi.add(ci);
      FloatVector differenceRe = br.sub(cr).mul(HALF_ROOT_3);
      FloatVector differenceIm = bi.sub(ci).mul(HALF_ROOT_3);
      FloatVector midRe = ar.sub(sumRe.mul(0.5f));
      FloatVector midIm = ai.sub(sumIm.mul(0.5f));
      ar.add(sumRe).intoArray(s.nextRe, to + i);
      ai.add(sumIm).intoArray(s.nextIm, to + i);
      store(s, to + n + i, midRe.add(differenceIm), midIm.sub(differenceRe), wr[w], wi[w]);
      store(s, to + 2 * n + i, midRe.sub(differenceIm), midIm.add(differenceRe), wr[w + 1], wi[w + 1]);
    }
  }

  @Override
  void fours(FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    if (run < LANES) {
      SCALAR.fours(s, groups, run, wr, wi);
      return;
    }
    for (int p = 0; p < groups; p++) {
      four(s, p * run, groups * run, 4 * p * run, run, wr, wi, 3 * p);
    }
  }

  private static void four(FloatFourierSpace s, int from, int step, int to, int n, float[] wr, float[] wi, int w) {
    for (int whole = 0; whole < n; whole += LANES) {
      int i = Math.min(whole, n - LANES);
      int a = from + i;
      FloatVector ar = load(s.re, a);
      FloatVector ai = load(s.im, a);
      FloatVector br = load(s.re, a + step);
      FloatVector bi = load(s.im, a + step);
      FloatVector cr = load(s.re, a + 2 * step);
      FloatVector ci = load(s.im, a + 2 * step);
      FloatVector dr = load(s.re, a + 3 * step);
      FloatVector di = load(s.im, a + 3 * step);
      FloatVector evenRe = ar.add(cr);
      FloatVector evenIm = ai.add(ci);
      FloatVector oddRe = br.add(dr);
      FloatVector oddIm = bi.add(di);
      FloatVector acRe = ar.sub(cr);
      FloatVector acIm = ai.sub(ci);
      FloatVector bdRe = br.sub(dr);
      FloatVector bdIm = bi.sub(di);
      evenRe.add(oddRe).intoArray(s.nextRe, to + i);
      evenIm.add(oddIm).intoArray(s.nextIm, to + i);
      store(s, to + n + i, acRe.add(bdIm), acIm.sub(bdRe), wr[w], wi[w]);
      store(s, to + 2 * n + i, evenRe.sub(oddRe), evenIm.sub(oddIm), wr[w + 1], wi[w + 1]);
      store(s, to + 3 * n + i, acRe.sub(bdIm), acIm.add(bdRe), wr[w + 2], wi[w + 2]);
    }
  }

  @Override
  void odds(int r, FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    if (run < LANES) {
      SCALAR.odds(r, s, groups, run, wr, wi);
      return;
    }
    float[] cosine = COSINES[r];
    float[] sine = SINES[r];
    float[] pairs = new float[4 * LANES * (r / 2 + 1)];
    for (int p = 0; p < groups; p++) {
      for (int whole = 0; whole < run; whole += LANES) {
        int i = Math.min(whole, run - LANES);
        pair(r, s, p * run + i, groups * run, pairs, r * p * run + i);
        for (int j = 1; j <= r / 2; j++) {
          odd(r, j, s, p * run + i, pairs, cosine, sine, r * p * run + i, run, wr, wi, (r - 1) * p);
        }
      }
    }
  }

  /** Sums and differences of elements that stand as far from either end, and the sum of all, which is result 0. */
  private static void pair(int r, FloatFourierSpace s, int from, int step, float[] pairs, int to) {
    FloatVector sumRe = load(s.re, from);
    FloatVector sumIm = load(s.im, from);
    for (int k = 1; k <= r / 2; k++) {
      FloatVector lowRe = load(s.re, from + k * step);
      FloatVector lowIm = load(s.im, from + k * step);
      FloatVector highRe = load(s.re, from + (r - k) * step);
      FloatVector highIm = load(s.im, from + (r - k) * step);
      FloatVector re = lowRe.add(highRe);
      FloatVector im = lowIm.add(highIm);
      int at = 4 * LANES * k;
      re.intoArray(pairs, at);
      im.intoArray(pairs, at + LANES);
      lowRe.sub(highRe).intoArray(pairs, at + 2 * LANES);
      lowIm.sub(highIm).intoArray(pairs, at + 3 * LANES);
      sumRe = sumRe.add(re);
      sumIm = sumIm.add(im);
    }
    sumRe.intoArray(s.nextRe, to);
    sumIm.intoArray(s.nextIm, to);
  }

  /** Results j and r - j. */
  private static void odd(int r, int j, FloatFourierSpace s, int from, float[] pairs, float[] cosine, float[] sine,
      int to, int n, float[] wr, float[] wi, int w) {
    FloatVector a = load(s.re, from);
    FloatVector b = load(s.im, from);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    for (int k = 1, turn = j; k <= r / 2; k++, turn = turn + j < r ? turn + j : turn + j - r) {
      int at = 4 * LANES * k;
      a = a.add(load(pairs, at).mul(cosine[turn]));
      b = b.add(load(pairs, at + LANES).mul(cosine[turn]));
      c = c.add(load(pairs, at + 2 * LANES).mul(sine[turn]));
      d = d.add(load(pairs, at + 3 * LANES).mul(sine[turn]));
    }
    store(s, to + j * n, a.add(d), b.sub(c), wr[w + j - 1], wi[w + j - 1]);
    store(s, to + (r - j) * n, a.sub(d), b.add(c), wr[w + r - j - 1], wi[w + r - j - 1]);
  }

  @Override
  void turn(float[] re, float[] im, int lines, int n, float[] wr, float[] wi, int w, int ws) {
    for (int k = 0; k < lines; k++) {
      int i = 0;
      for (; i <= n - LANES; i += LANES) {
        turn(re, im, k * n + i, load(wr, w + k * ws + i), load(wi, w + k * ws + i));
      }
      for (; i < n; i++) {
        FloatScalarButterflies.turn(re, im, k * n + i, wr[w + k * ws + i], wi[w + k * ws + i]);
      }
    }
  }

  @Override
  void turnLines(float[] re, float[] im, int lines, int n, float[] wr, float[] wi) {
    for (int k = 0; k < lines; k++) {
      FloatVector rootRe = FloatVector.broadcast(SPECIES, wr[k]);
      FloatVector rootIm = FloatVector.broadcast(SPECIES, wi[k]);
      int i = 0;
      for (; i <= n - LANES; i += LANES) {
        turn(re, im, k * n + i, rootRe, rootIm);
      }
      for (; i < n; i++) {
        FloatScalarButterflies.turn(re, im, k * n + i, wr[k], wi[k]);
      }
    }
  }

  @Override
  void copy(float[] x, int xo, int xs, float scale, float[] y, int yo, int ys, int lines, int n) {
    if (n < LANES) {
      SCALAR.copy(x, xo, xs, scale, y, yo, ys, lines, n);
      return;
    }
    for (int k = 0; k < lines; k++) {
      for (int whole = 0; whole < n; whole += LANES) {
        int i = Math.min(whole, n - LANES);
        load(x, xo + k * xs + i).mul(scale).intoArray(y, yo + k * ys + i);
      }
    }
  }

  private static void turn(float[] re, float[] im, int at, FloatVector wr, FloatVector wi) {
    FloatVector a = load(re, at);
    FloatVector b = load(im, at);
    a.mul(wr).sub(b.mul(wi)).intoArray(re, at);
    a.mul(wi).add(b.mul(wr)).intoArray(im, at);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  private static void store(FloatFourierSpace s, int at, FloatVector re, FloatVector im, float wr, float wi) {
    re.mul(wr).sub(im.mul(wi)).intoArray(s.nextRe, at);
    re.mul(wi).add(im.mul(wr)).intoArray(s.nextIm, at);
  }
}
