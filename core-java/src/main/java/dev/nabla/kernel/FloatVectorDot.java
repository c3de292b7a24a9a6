package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sum of products of two contiguous runs; four chains of additions need not wait for each other. */
final class FloatVectorDot {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorDot() {}

  static float dot(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      s0 = FloatVector.fromArray(SPECIES, x, xo + i).fma(FloatVector.fromArray(SPECIES, y, yo + i), s0);
      s1 = FloatVector.fromArray(SPECIES, x, xo + i + LANES)
          .fma(FloatVector.fromArray(SPECIES, y, yo + i + LANES), s1);
      s2 = FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES)
          .fma(FloatVector.fromArray(SPECIES, y, yo + i + 2 * LANES), s2);
      s3 = FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES)
          .fma(FloatVector.fromArray(SPECIES, y, yo + i + 3 * LANES), s3);
    }
    for (; i <= n - LANES; i += LANES) {
      s0 = FloatVector.fromArray(SPECIES, x, xo + i).fma(FloatVector.fromArray(SPECIES, y, yo + i), s0);
    }
    float sum = FloatVectorReducing.total(s0.add(s1).add(s2.add(s3)));
    for (; i < n; i++) {
      sum += x[xo + i] * y[yo + i];
    }
    return sum;
  }
}
