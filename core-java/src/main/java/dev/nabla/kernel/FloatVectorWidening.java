package dev.nabla.kernel;

import jdk.incubator.vector.DoubleVector;
// @float-only
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
// @end
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link FloatWidening} with the Vector API: a vector of double at a time. */
final class FloatVectorWidening extends FloatWidening {
  static final FloatWidening LOOPS = new FloatVectorWidening();

  static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;

  /** How many elements {@link #wide} takes. */
  static final int LANES = WIDE.length();

  // @float-only
  private static final VectorSpecies<Float> NARROW =
      VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));

  // @end
  private FloatVectorWidening() {}

  @Override
  void widen(float[] x, int xo, double[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      wide(x, xo + i).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  @Override
  void narrow(double[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(WIDE, x, xo + i);
      // @float-only
      ((FloatVector) v.convertShape(VectorOperators.D2F, NARROW, 0)).intoArray(y, yo + i);
      // @end
      // @double-only
      //- v.intoArray(y, yo + i);
      // @end
    }
    for (; i < n; i++) {
      y[yo + i] = (float) x[xo + i];
    }
  }

  /** Neighbouring elements from {@code i} on. */
  static DoubleVector wide(float[] x, int i) {
    // @float-only
    return (DoubleVector) FloatVector.fromArray(NARROW, x, i).convertShape(VectorOperators.F2D, WIDE, 0);
    // @end
    // @double-only
    //- return DoubleVector.fromArray(WIDE, x, i);
    // @end
  }
}
