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
    for (int factor : new int[] {2, 3, 4, 5, 7}) {
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
