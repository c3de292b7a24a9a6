package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of four rows by three vectors, for processors with 16 registers: twelve for sums, three for a step of the right
 * panel and one for an element of the left panel. {@link FloatVectorTile} says why it is written the way it is.
 */
final class FloatSmallVectorTile extends FloatTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  int rows() {
    return 4;
  }

  @Override
  int unit() {
    return LANES;
  }

  @Override
  void wide(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c, int co,
      int cStride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, from, fo);
    FloatVector c01 = FloatVector.fromArray(SPECIES, from, fo + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, from, fo + 2 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, from, fo + fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, from, fo + fromStride + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, from, fo + fromStride + 2 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride + 2 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride + 2 * LANES);
    int end = bo + depth * 3 * LANES;
    for (int p = bo, q = ao; p < end; p += 3 * LANES, q += 4) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, p + 2 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[q]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[q + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[q + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[q + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LANES);
    c02.intoArray(c, co + 2 * LANES);
    c10.intoArray(c, co + cStride);
    c11.intoArray(c, co + cStride + LANES);
    c12.intoArray(c, co + cStride + 2 * LANES);
    c20.intoArray(c, co + 2 * cStride);
    c21.intoArray(c, co + 2 * cStride + LANES);
    c22.intoArray(c, co + 2 * cStride + 2 * LANES);
    c30.intoArray(c, co + 3 * cStride);
    c31.intoArray(c, co + 3 * cStride + LANES);
    c32.intoArray(c, co + 3 * cStride + 2 * LANES);
  }

  @Override
  void slim(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c, int co,
      int cStride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, from, fo);
    FloatVector c01 = FloatVector.fromArray(SPECIES, from, fo + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, from, fo + fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, from, fo + fromStride + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride + LANES);
    int end = bo + depth * 2 * LANES;
    for (int p = bo, q = ao; p < end; p += 2 * LANES, q += 4) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[q]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[q + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[q + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[q + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LANES);
    c10.intoArray(c, co + cStride);
    c11.intoArray(c, co + cStride + LANES);
    c20.intoArray(c, co + 2 * cStride);
    c21.intoArray(c, co + 2 * cStride + LANES);
    c30.intoArray(c, co + 3 * cStride);
    c31.intoArray(c, co + 3 * cStride + LANES);
  }

  @Override
  float dot(float[] x, int xo, float[] y, int yo, int n) {
    return FloatVectorDot.dot(x, xo, y, yo, n);
  }
}
