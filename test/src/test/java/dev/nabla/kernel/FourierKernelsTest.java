package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The passes of Fourier transforms with and without vectors. */
class FourierKernelsTest {
  private static final int[] RUNS = {1, 15, 16, 17, 31, 33, 64};

  @Test
  void bothImplementationsGiveTheSameBits() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    Random random = new Random(1);
    for (int factor : new int[] {2, 3, 4, 5, 7, 31}) {
      for (int run : RUNS) {
        int groups = 3;
        int size = factor * groups * run;
        FloatFourierSpace a = new FloatFourierSpace(size);
        FloatFourierSpace b = new FloatFourierSpace(size);
        for (int i = 0; i < size; i++) {
          a.re[i] = b.re[i] = (float) random.nextGaussian();
          a.im[i] = b.im[i] = (float) random.nextGaussian();
        }
        float[] wr = new float[groups * (factor - 1)];
        float[] wi = new float[wr.length];
        for (int i = 0; i < wr.length; i++) {
          wr[i] = (float) Math.cos(i);
          wi[i] = (float) Math.sin(i);
        }
        FloatButterflies.scalar().pass(factor, a, groups, run, wr, wi);
        FloatButterflies.vector().pass(factor, b, groups, run, wr, wi);
        assertArrayEquals(a.nextRe, b.nextRe, "factor " + factor + ", runs of " + run);
        assertArrayEquals(a.nextIm, b.nextIm, "factor " + factor + ", runs of " + run);
      }
    }
  }

  @Test
  void whatMultipliesElementsGivesTheSameBits() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    Random random = new Random(2);
    for (int n : RUNS) {
      float[] x = random(random, 400);
      float[] roots = random(random, 400);
      float[][] a = {random(random, 400), random(random, 400), new float[400]};
      float[][] b = {a[0].clone(), a[1].clone(), new float[400]};
      FloatButterflies[] both = {FloatButterflies.scalar(), FloatButterflies.vector()};
      for (FloatButterflies loops : both) {
        float[][] y = loops == both[0] ? a : b;
        loops.turn(y[0], y[1], 3, n, roots, x, 5, 70);
        loops.turnLines(y[0], y[1], 3, n, roots, x);
        loops.copy(x, 7, 65, 0.3f, y[2], 2, 66, 3, n);
      }
      for (int plane = 0; plane < 3; plane++) {
        assertArrayEquals(a[plane], b[plane], "lines of " + n);
      }
    }
  }

  @Test
  void halvesOfRealSequencesGiveTheSameBits() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    Random random = new Random(3);
    for (int h = 1; h < 140; h++) {
      float[] x = random(random, 2 * h + 3);
      float[] wr = random(random, h + 1);
      float[] wi = random(random, h + 1);
      float[][] a = halves(FloatHalves.scalar(), x, wr, wi, h);
      float[][] b = halves(FloatHalves.vector(), x, wr, wi, h);
      for (int step = 0; step < a.length; step++) {
        assertArrayEquals(a[step], b[step], "half " + h + ", step " + step);
      }
      FloatHalves.vector().join(a[0], a[1], b[0] = new float[2 * h + 3], 3, h);
      for (int i = 0; i < 2 * h; i++) {
        assertEquals(x[3 + i], b[0][3 + i]);
      }
    }
  }

  private static float[][] halves(FloatHalves halves, float[] x, float[] wr, float[] wi, int h) {
    float[] re = new float[h + 1];
    float[] im = new float[h + 1];
    halves.split(x, 3, re, im, h);
    float[] apartRe = re.clone();
    float[] apartIm = im.clone();
    halves.takeApart(apartRe, apartIm, h, wr, wi, 0.3f);
    float[] togetherRe = apartRe.clone();
    float[] togetherIm = apartIm.clone();
    halves.putTogether(togetherRe, togetherIm, h, wr, wi, 0.7f);
    return new float[][] {re, im, apartRe, apartIm, togetherRe, togetherIm};
  }

  private static float[] random(Random random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  @Test
  void rootsOfUnityAreExactWhereTheyAreSimple() {
    for (int n : new int[] {4, 12, 1024, 1 << 30}) {
      assertEquals(1, RootsOfUnity.cosine(0, n));
      assertEquals(0, RootsOfUnity.cosine(n / 4, n));
      assertEquals(-1, RootsOfUnity.cosine(n / 2, n));
      assertEquals(1, RootsOfUnity.sine(n / 4, n));
      assertEquals(-1, RootsOfUnity.sine(-n / 4, n));
      assertEquals(0, RootsOfUnity.sine(n / 2, n));
    }
    for (int k = -20; k < 40; k++) {
      assertEquals(Math.cos(2 * Math.PI * k / 7), RootsOfUnity.cosine(k, 7), 1e-14);
      assertEquals(Math.sin(2 * Math.PI * k / 7), RootsOfUnity.sine(k, 7), 1e-14);
    }
  }
}
