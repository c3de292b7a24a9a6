package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The outer product of two vectors: rows of the result are multiples of one row, which is short and stays near. */
final class FloatVectorOuter {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorOuter() {}

  /**
   * c[co + i·crs + j] = 0 + a[ao + i·as] · b[bo + j]. The last vector of a row may begin within the one before it, and
   * write some elements again: single ones cost as much as a vector each.
   */
  static void outer(int m, int n, float[] a, int ao, int as, float[] b, int bo, float[] c, int co, int crs) {
    if (n < LANES) {
      FloatTile.scalar().outer(m, n, a, ao, as, b, bo, c, co, crs);
      return;
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < m; i++) {
      FloatVector factors = FloatVector.broadcast(SPECIES, a[ao + i * as]);
      int row = co + i * crs;
      for (int j = 0; j < whole; j += LANES) {
        FloatVector.fromArray(SPECIES, b, bo + j).mul(factors).add(zero).intoArray(c, row + j);
      }
      if (whole < n) {
        int last = n - LANES;
        FloatVector.fromArray(SPECIES, b, bo + last).mul(factors).add(zero).intoArray(c, row + last);
      }
    }
  }
}
