package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of eight rows by three vectors: of 32 registers they take 24 for sums, three for a step of the right panel and
 * one for an element of the left panel, which all lanes multiply. Eight rows share a load of three vectors, three vectors
 * share an element, so that the loop waits for multiplication and nothing else.
 *
 * <p>Every sum is a local variable of its own and nothing is taken out into a method that takes or returns vectors, since
 * one that the compiler does not inline turns all of them into objects. That is also why the two widths are written twice.
 * The right panel's offset counts the loop, because C2 then proves once for the loop that its loads stay within the array.
 */
final class FloatVectorTile extends FloatTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final FloatInPlaceTile inPlace = new FloatInPlaceTile();

  /** Tiles that fit the registers: AVX-512 and 64-bit ARM have 32 of them, older x86 has 16. */
  static FloatTile forThisProcessor() {
    boolean many = SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64");
    return many ? new FloatVectorTile() : new FloatSmallVectorTile();
  }

  @Override
  int rows() {
    return 8;
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
    FloatVector c40 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride);
    FloatVector c41 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride + 2 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride);
    FloatVector c51 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride + LANES);
    FloatVector c52 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride + 2 * LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, from, fo + 6 * fromStride);
    FloatVector c61 = FloatVector.fromArray(SPECIES, from, fo + 6 * fromStride + LANES);
    FloatVector c62 = FloatVector.fromArray(SPECIES, from, fo + 6 * fromStride + 2 * LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, from, fo + 7 * fromStride);
    FloatVector c71 = FloatVector.fromArray(SPECIES, from, fo + 7 * fromStride + LANES);
    FloatVector c72 = FloatVector.fromArray(SPECIES, from, fo + 7 * fromStride + 2 * LANES);
    int end = bo + depth * 3 * LANES;
    for (int p = bo, q = ao; p < end; p += 3 * LANES, q += 8) {
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
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[q + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[q + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[q + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      c62 = a6.fma(b2, c62);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[q + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      c72 = a7.fma(b2, c72);
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
    c40.intoArray(c, co + 4 * cStride);
    c41.intoArray(c, co + 4 * cStride + LANES);
    c42.intoArray(c, co + 4 * cStride + 2 * LANES);
    c50.intoArray(c, co + 5 * cStride);
    c51.intoArray(c, co + 5 * cStride + LANES);
    c52.intoArray(c, co + 5 * cStride + 2 * LANES);
    c60.intoArray(c, co + 6 * cStride);
    c61.intoArray(c, co + 6 * cStride + LANES);
    c62.intoArray(c, co + 6 * cStride + 2 * LANES);
    c70.intoArray(c, co + 7 * cStride);
    c71.intoArray(c, co + 7 * cStride + LANES);
    c72.intoArray(c, co + 7 * cStride + 2 * LANES);
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
    FloatVector c40 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride);
    FloatVector c41 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride);
    FloatVector c51 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, from, fo + 6 * fromStride);
    FloatVector c61 = FloatVector.fromArray(SPECIES, from, fo + 6 * fromStride + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, from, fo + 7 * fromStride);
    FloatVector c71 = FloatVector.fromArray(SPECIES, from, fo + 7 * fromStride + LANES);
    int end = bo + depth * 2 * LANES;
    for (int p = bo, q = ao; p < end; p += 2 * LANES, q += 8) {
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
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[q + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[q + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[q + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[q + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LANES);
    c10.intoArray(c, co + cStride);
    c11.intoArray(c, co + cStride + LANES);
    c20.intoArray(c, co + 2 * cStride);
    c21.intoArray(c, co + 2 * cStride + LANES);
    c30.intoArray(c, co + 3 * cStride);
    c31.intoArray(c, co + 3 * cStride + LANES);
    c40.intoArray(c, co + 4 * cStride);
    c41.intoArray(c, co + 4 * cStride + LANES);
    c50.intoArray(c, co + 5 * cStride);
    c51.intoArray(c, co + 5 * cStride + LANES);
    c60.intoArray(c, co + 6 * cStride);
    c61.intoArray(c, co + 6 * cStride + LANES);
    c70.intoArray(c, co + 7 * cStride);
    c71.intoArray(c, co + 7 * cStride + LANES);
  }

  @Override
  float dot(float[] x, int xo, float[] y, int yo, int n) {
    return FloatVectorDot.dot(x, xo, y, yo, n);
  }

  @Override
  FloatInPlaceTile inPlace() {
    return inPlace;
  }
}
