package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of six rows by two vectors: of 16 registers they take twelve for sums, two for a step of the right panel and one
 * for an element of the left panel, which all lanes multiply.
 *
 * <p>Every sum is a local variable of its own and nothing is taken out into a method that takes or returns vectors, since
 * one that the compiler does not inline turns all of them into objects; so tiles of another width are written anew. The
 * right panel's offset counts the loop, because C2 then proves once for the loop that its loads stay within the array; the
 * left panel's rows are a constant apart, because one register then addresses them all.
 */
class FloatVectorTile extends FloatTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The tiles that fit the registers: AVX-512 and 64-bit ARM have 32 of them, older x86 has 16. */
  static FloatTile forThisProcessor() {
    boolean many = SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64");
    return many ? new FloatWideVectorTile() : new FloatVectorTile();
  }

  private final FloatNarrowTile narrow = new FloatNarrowTile();

  @Override
  FloatNarrowTile narrow() {
    return narrow;
  }

  @Override
  int rows() {
    return 6;
  }

  @Override
  int wideColumns() {
    return slimColumns();
  }

  @Override
  final int slimColumns() {
    return 2 * LANES;
  }

  @Override
  void wide(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c, int co,
      int cStride) {
    slim(depth, a, ao, b, bo, from, fo, fromStride, c, co, cStride);
  }

  @Override
  final void slim(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c,
      int co, int cStride) {
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
    int end = bo + depth * 2 * LANES;
    for (int p = bo, q = ao; p < end; p += 2 * LANES, q++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[q]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[q + PITCH]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[q + 2 * PITCH]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[q + 3 * PITCH]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[q + 4 * PITCH]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[q + 5 * PITCH]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
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
  }

  @Override
  final void outer(int m, int n, float[] a, int ao, int as, float[] b, int bo, float[] c, int co, int crs) {
    FloatVectorOuter.outer(m, n, a, ao, as, b, bo, c, co, crs);
  }

  @Override
  final float dot(float[] x, int xo, float[] y, int yo, int n) {
    return FloatVectorDot.dot(x, xo, y, yo, n);
  }
}
