package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The outer product of two vectors: rows of the result are multiples of one row, which is short and stays near. */
final class FloatVectorOuter {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorOuter() {}

  /** c[co + i·crs + j] = 0 + a[ao + i·as] · b[bo + j]. */
  static void outer(int m, int n, float[] a, int ao, int as, float[] b, int bo, float[] c, int co, int crs) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < m; i++) {
      float factor = a[ao + i * as];
      FloatVector factors = FloatVector.broadcast(SPECIES, factor);
      int row = co + i * crs;
      for (int j = 0; j < whole; j += LANES) {
        FloatVector.fromArray(SPECIES, b, bo + j).mul(factors).add(zero).intoArray(c, row + j);
      }
      for (int j = whole; j < n; j++) {
        c[row + j] = 0 + factor * b[bo + j];
      }
    }
  }
}
