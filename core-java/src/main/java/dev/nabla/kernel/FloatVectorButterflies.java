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
  void two(FloatFourierSpace s, int from, int step, int to, int first, int n, float wr, float wi) {
    int i = first;
    for (; i <= n - LANES; i += LANES) {
      FloatVector ar = load(s.re, from + i);
      FloatVector ai = load(s.im, from + i);
      FloatVector br = load(s.re, from + step + i);
      FloatVector bi = load(s.im, from + step + i);
      ar.add(br).intoArray(s.nextRe, to + i);
      ai.add(bi).intoArray(s.nextIm, to + i);
      store(s, to + n + i, ar.sub(br), ai.sub(bi), wr, wi);
    }
    SCALAR.two(s, from, step, to, i, n, wr, wi);
  }

  @Override
  void three(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w) {
    int i = first;
    for (; i <= n - LANES; i += LANES) {
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
    SCALAR.three(s, from, step, to, i, n, wr, wi, w);
  }

  @Override
  void four(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w) {
    int i = first;
    for (; i <= n - LANES; i += LANES) {
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
    SCALAR.four(s, from, step, to, i, n, wr, wi, w);
  }

  @Override
  void five(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w) {
    int i = first;
    for (; i <= n - LANES; i += LANES) {
      int a = from + i;
      FloatVector ar = load(s.re, a);
      FloatVector ai = load(s.im, a);
      FloatVector outerRe = load(s.re, a + step).add(load(s.re, a + 4 * step));
      FloatVector outerIm = load(s.im, a + step).add(load(s.im, a + 4 * step));
      FloatVector innerRe = load(s.re, a + 2 * step).add(load(s.re, a + 3 * step));
      FloatVector innerIm = load(s.im, a + 2 * step).add(load(s.im, a + 3 * step));
      FloatVector beRe = load(s.re, a + step).sub(load(s.re, a + 4 * step));
      FloatVector beIm = load(s.im, a + step).sub(load(s.im, a + 4 * step));
      FloatVector cdRe = load(s.re, a + 2 * step).sub(load(s.re, a + 3 * step));
      FloatVector cdIm = load(s.im, a + 2 * step).sub(load(s.im, a + 3 * step));
      FloatVector re1 = ar.add(outerRe.mul(COS_1)).add(innerRe.mul(COS_2));
      FloatVector im1 = ai.add(outerIm.mul(COS_1)).add(innerIm.mul(COS_2));
      FloatVector re2 = ar.add(outerRe.mul(COS_2)).add(innerRe.mul(COS_1));
      FloatVector im2 = ai.add(outerIm.mul(COS_2)).add(innerIm.mul(COS_1));
      FloatVector turnedRe1 = beRe.mul(SIN_1).add(cdRe.mul(SIN_2));
      FloatVector turnedIm1 = beIm.mul(SIN_1).add(cdIm.mul(SIN_2));
      FloatVector turnedRe2 = beRe.mul(SIN_2).sub(cdRe.mul(SIN_1));
      FloatVector turnedIm2 = beIm.mul(SIN_2).sub(cdIm.mul(SIN_1));
      ar.add(outerRe).add(innerRe).intoArray(s.nextRe, to + i);
      ai.add(outerIm).add(innerIm).intoArray(s.nextIm, to + i);
      store(s, to + n + i, re1.add(turnedIm1), im1.sub(turnedRe1), wr[w], wi[w]);
      store(s, to + 2 * n + i, re2.add(turnedIm2), im2.sub(turnedRe2), wr[w + 1], wi[w + 1]);
      store(s, to + 3 * n + i, re2.sub(turnedIm2), im2.add(turnedRe2), wr[w + 2], wi[w + 2]);
      store(s, to + 4 * n + i, re1.sub(turnedIm1), im1.add(turnedRe1), wr[w + 3], wi[w + 3]);
    }
    SCALAR.five(s, from, step, to, i, n, wr, wi, w);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  private static void store(FloatFourierSpace s, int at, FloatVector re, FloatVector im, float wr, float wi) {
    re.mul(wr).sub(im.mul(wi)).intoArray(s.nextRe, at);
    re.mul(wi).add(im.mul(wr)).intoArray(s.nextIm, at);
  }
}
