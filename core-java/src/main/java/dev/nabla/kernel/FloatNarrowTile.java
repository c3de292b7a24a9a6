package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of a product of few columns: a tile of twelve rows by one vector. The left matrix is read where it lies,
 * because no element of it is needed twice; either its rows or its columns are contiguous, and the loop is counted such
 * that C2 proves once for all steps that they stay within the array. {@link FloatVectorTile} says why each sum is a
 * variable of its own.
 *
 * <p>Rows of b and of c are {@link #columns()} apart, those of {@code from} {@code fromStride}: 0 repeats one row, as for a
 * bias. {@code from} may be c itself.
 */
final class FloatNarrowTile {
  static final int ROWS = 12;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  int columns() {
    return LANES;
  }

  /** c = from + a · b, where rows of a are contiguous. */
  void rows(int depth, float[] a, int ao, int ars, float[] b, int bo, float[] from, int fo, int fromStride,
      float[] c, int co) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, from, fo);
    FloatVector c1 = FloatVector.fromArray(SPECIES, from, fo + fromStride);
    FloatVector c2 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride);
    FloatVector c3 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride);
    FloatVector c4 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride);
    FloatVector c5 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride);
    FloatVector c6 = FloatVector.fromArray(SPECIES, from, fo + 6 * fromStride);
    FloatVector c7 = FloatVector.fromArray(SPECIES, from, fo + 7 * fromStride);
    FloatVector c8 = FloatVector.fromArray(SPECIES, from, fo + 8 * fromStride);
    FloatVector c9 = FloatVector.fromArray(SPECIES, from, fo + 9 * fromStride);
    FloatVector c10 = FloatVector.fromArray(SPECIES, from, fo + 10 * fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, from, fo + 11 * fromStride);
    int r1 = ao + ars;
    int r2 = ao + 2 * ars;
    int r3 = ao + 3 * ars;
    int r4 = ao + 4 * ars;
    int r5 = ao + 5 * ars;
    int r6 = ao + 6 * ars;
    int r7 = ao + 7 * ars;
    int r8 = ao + 8 * ars;
    int r9 = ao + 9 * ars;
    int r10 = ao + 10 * ars;
    int r11 = ao + 11 * ars;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bo + p * LANES);
      c0 = FloatVector.broadcast(SPECIES, a[ao + p]).fma(b0, c0);
      c1 = FloatVector.broadcast(SPECIES, a[r1 + p]).fma(b0, c1);
      c2 = FloatVector.broadcast(SPECIES, a[r2 + p]).fma(b0, c2);
      c3 = FloatVector.broadcast(SPECIES, a[r3 + p]).fma(b0, c3);
      c4 = FloatVector.broadcast(SPECIES, a[r4 + p]).fma(b0, c4);
      c5 = FloatVector.broadcast(SPECIES, a[r5 + p]).fma(b0, c5);
      c6 = FloatVector.broadcast(SPECIES, a[r6 + p]).fma(b0, c6);
      c7 = FloatVector.broadcast(SPECIES, a[r7 + p]).fma(b0, c7);
      c8 = FloatVector.broadcast(SPECIES, a[r8 + p]).fma(b0, c8);
      c9 = FloatVector.broadcast(SPECIES, a[r9 + p]).fma(b0, c9);
      c10 = FloatVector.broadcast(SPECIES, a[r10 + p]).fma(b0, c10);
      c11 = FloatVector.broadcast(SPECIES, a[r11 + p]).fma(b0, c11);
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + LANES);
    c2.intoArray(c, co + 2 * LANES);
    c3.intoArray(c, co + 3 * LANES);
    c4.intoArray(c, co + 4 * LANES);
    c5.intoArray(c, co + 5 * LANES);
    c6.intoArray(c, co + 6 * LANES);
    c7.intoArray(c, co + 7 * LANES);
    c8.intoArray(c, co + 8 * LANES);
    c9.intoArray(c, co + 9 * LANES);
    c10.intoArray(c, co + 10 * LANES);
    c11.intoArray(c, co + 11 * LANES);
  }

  /** c = from + a · b, where columns of a are contiguous. */
  void columns(int depth, float[] a, int ao, int acs, float[] b, int bo, float[] from, int fo, int fromStride,
      float[] c, int co) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, from, fo);
    FloatVector c1 = FloatVector.fromArray(SPECIES, from, fo + fromStride);
    FloatVector c2 = FloatVector.fromArray(SPECIES, from, fo + 2 * fromStride);
    FloatVector c3 = FloatVector.fromArray(SPECIES, from, fo + 3 * fromStride);
    FloatVector c4 = FloatVector.fromArray(SPECIES, from, fo + 4 * fromStride);
    FloatVector c5 = FloatVector.fromArray(SPECIES, from, fo + 5 * fromStride);
    FloatVector c6 = FloatVector.fromArray(SPECIES, from, fo + 6 * fromStride);
    FloatVector c7 = FloatVector.fromArray(SPECIES, from, fo + 7 * fromStride);
    FloatVector c8 = FloatVector.fromArray(SPECIES, from, fo + 8 * fromStride);
    FloatVector c9 = FloatVector.fromArray(SPECIES, from, fo + 9 * fromStride);
    FloatVector c10 = FloatVector.fromArray(SPECIES, from, fo + 10 * fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, from, fo + 11 * fromStride);
    int end = bo + depth * LANES;
    for (int p = bo, q = ao; p < end; p += LANES, q += acs) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
      c0 = FloatVector.broadcast(SPECIES, a[q]).fma(b0, c0);
      c1 = FloatVector.broadcast(SPECIES, a[q + 1]).fma(b0, c1);
      c2 = FloatVector.broadcast(SPECIES, a[q + 2]).fma(b0, c2);
      c3 = FloatVector.broadcast(SPECIES, a[q + 3]).fma(b0, c3);
      c4 = FloatVector.broadcast(SPECIES, a[q + 4]).fma(b0, c4);
      c5 = FloatVector.broadcast(SPECIES, a[q + 5]).fma(b0, c5);
      c6 = FloatVector.broadcast(SPECIES, a[q + 6]).fma(b0, c6);
      c7 = FloatVector.broadcast(SPECIES, a[q + 7]).fma(b0, c7);
      c8 = FloatVector.broadcast(SPECIES, a[q + 8]).fma(b0, c8);
      c9 = FloatVector.broadcast(SPECIES, a[q + 9]).fma(b0, c9);
      c10 = FloatVector.broadcast(SPECIES, a[q + 10]).fma(b0, c10);
      c11 = FloatVector.broadcast(SPECIES, a[q + 11]).fma(b0, c11);
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + LANES);
    c2.intoArray(c, co + 2 * LANES);
    c3.intoArray(c, co + 3 * LANES);
    c4.intoArray(c, co + 4 * LANES);
    c5.intoArray(c, co + 5 * LANES);
    c6.intoArray(c, co + 6 * LANES);
    c7.intoArray(c, co + 7 * LANES);
    c8.intoArray(c, co + 8 * LANES);
    c9.intoArray(c, co + 9 * LANES);
    c10.intoArray(c, co + 10 * LANES);
    c11.intoArray(c, co + 11 * LANES);
  }
}
