package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of six rows by four vectors besides those of two: of 32 registers they take 24 for sums, four for a step of the
 * right panel and one for an element of the left panel. Six rows share a load of four vectors, four vectors share an
 * element, so that the loop waits for multiplication and hardly for anything else.
 */
final class FloatWideVectorTile extends FloatVectorTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final FloatInPlaceTile inPlace = new FloatInPlaceTile();

  @Override
  int wideColumns() {
    return 4 * LANES;
  }

  @Override
  void wide(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c, int co,
      int cStride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, from, fo);
    FloatVector c01 = FloatVector.fromArray(SPECIES, from, fo + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, from, fo + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, from, fo + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, from, fo + fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, from, fo + fromStride + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, from, fo + fromStride + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, from, fo + fromStride + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride);
    FloatVector c41 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride);
    FloatVector c51 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride + LANES);
    FloatVector c52 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride + 3 * LANES);
    int end = bo + depth * 4 * LANES;
    for (int p = bo, q = ao; p < end; p += 4 * LANES, q++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, p + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, p + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[q]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[q + PITCH]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[q + 2 * PITCH]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[q + 3 * PITCH]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[q + 4 * PITCH]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[q + 5 * PITCH]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LANES);
    c02.intoArray(c, co + 2 * LANES);
    c03.intoArray(c, co + 3 * LANES);
    c10.intoArray(c, co + cStride);
    c11.intoArray(c, co + cStride + LANES);
    c12.intoArray(c, co + cStride + 2 * LANES);
    c13.intoArray(c, co + cStride + 3 * LANES);
    c20.intoArray(c, co + 2 * cStride);
    c21.intoArray(c, co + 2 * cStride + LANES);
    c22.intoArray(c, co + 2 * cStride + 2 * LANES);
    c23.intoArray(c, co + 2 * cStride + 3 * LANES);
    c30.intoArray(c, co + 3 * cStride);
    c31.intoArray(c, co + 3 * cStride + LANES);
    c32.intoArray(c, co + 3 * cStride + 2 * LANES);
    c33.intoArray(c, co + 3 * cStride + 3 * LANES);
    c40.intoArray(c, co + 4 * cStride);
    c41.intoArray(c, co + 4 * cStride + LANES);
    c42.intoArray(c, co + 4 * cStride + 2 * LANES);
    c43.intoArray(c, co + 4 * cStride + 3 * LANES);
    c50.intoArray(c, co + 5 * cStride);
    c51.intoArray(c, co + 5 * cStride + LANES);
    c52.intoArray(c, co + 5 * cStride + 2 * LANES);
    c53.intoArray(c, co + 5 * cStride + 3 * LANES);
  }

  @Override
  FloatInPlaceTile inPlace() {
    return inPlace;
  }
}
