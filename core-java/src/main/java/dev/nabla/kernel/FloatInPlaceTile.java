package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loop of a product that is too small to pay for packing: a tile of six rows by four vectors, read from the
 * operands where they lie. {@link FloatVectorTile} says why it is written the way it is; here strides are not known
 * to the compiler, which costs a tenth of the speed.
 */
final class FloatInPlaceTile {
  static final int ROWS = 6;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = 4 * LANES;

  int columns() {
    return COLUMNS;
  }

  /** c = from + a · b, where rows of a and b are contiguous and those of {@code from} are {@code fromStride} apart. */
  void multiply(int depth, float[] a, int ao, int ars, float[] b, int bo, int brs, float[] from, int fo, int fromStride,
      float[] c, int co, int crs) {
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
    int r1 = ao + ars;
    int r2 = ao + 2 * ars;
    int r3 = ao + 3 * ars;
    int r4 = ao + 4 * ars;
    int r5 = ao + 5 * ars;
    for (int p = 0, q = bo; p < depth; p++, q += brs) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, q + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, q + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[r1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[r2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[r3 + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[r4 + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[r5 + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LANES);
    c02.intoArray(c, co + 2 * LANES);
    c03.intoArray(c, co + 3 * LANES);
    c10.intoArray(c, co + crs);
    c11.intoArray(c, co + crs + LANES);
    c12.intoArray(c, co + crs + 2 * LANES);
    c13.intoArray(c, co + crs + 3 * LANES);
    c20.intoArray(c, co + 2 * crs);
    c21.intoArray(c, co + 2 * crs + LANES);
    c22.intoArray(c, co + 2 * crs + 2 * LANES);
    c23.intoArray(c, co + 2 * crs + 3 * LANES);
    c30.intoArray(c, co + 3 * crs);
    c31.intoArray(c, co + 3 * crs + LANES);
    c32.intoArray(c, co + 3 * crs + 2 * LANES);
    c33.intoArray(c, co + 3 * crs + 3 * LANES);
    c40.intoArray(c, co + 4 * crs);
    c41.intoArray(c, co + 4 * crs + LANES);
    c42.intoArray(c, co + 4 * crs + 2 * LANES);
    c43.intoArray(c, co + 4 * crs + 3 * LANES);
    c50.intoArray(c, co + 5 * crs);
    c51.intoArray(c, co + 5 * crs + LANES);
    c52.intoArray(c, co + 5 * crs + 2 * LANES);
    c53.intoArray(c, co + 5 * crs + 3 * LANES);
  }
}
