package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
import dev.nabla.kernel.FloatPlainArithmetic.UnaryLoop;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of float that compute in double, blockwise, and round once: for functions made of so many operations that in float
 * their rounding errors would add up to more than 2 ulp.
 */
final class WideLoops {
  private static final int BLOCK = FloatVectorFunction.BLOCK;
  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;

  /** Of as many elements as a vector of double: half a vector of float, where those are longest. */
  private static final VectorSpecies<Float> NARROW =
      VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));

  private static final int LANES = WIDE.length();

  private WideLoops() {}

  /** f over whole vectors. */
  static UnaryLoop unary(Unary f) {
    return (x, xo, y, yo, n) -> {
      double[] wide = new double[Math.min(n, BLOCK)];
      for (int from = 0; from < n; from += BLOCK) {
        int count = Math.min(BLOCK, n - from);
        widen(x, xo + from, wide, count);
        DoubleVectorElementwise.call(f, wide, 0, wide, 0, count);
        narrow(wide, y, yo + from, count);
      }
    };
  }

  /** f over whole vectors. */
  static PairLoop pairs(Binary f) {
    return (a, ao, b, bo, y, yo, n) -> {
      double[] left = new double[Math.min(n, BLOCK)];
      double[] right = new double[Math.min(n, BLOCK)];
      for (int from = 0; from < n; from += BLOCK) {
        int count = Math.min(BLOCK, n - from);
        widen(a, ao + from, left, count);
        widen(b, bo + from, right, count);
        DoubleElementwise.vector().pairs(f, left, 0, right, 0, left, 0, count);
        narrow(left, y, yo + from, count);
      }
    };
  }

  private static void widen(float[] x, int xo, double[] wide, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(NARROW, x, xo + i);
      ((DoubleVector) v.convertShape(VectorOperators.F2D, WIDE, 0)).intoArray(wide, i);
    }
  }

  private static void narrow(double[] wide, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(WIDE, wide, i);
      ((FloatVector) v.convertShape(VectorOperators.D2F, NARROW, 0)).intoArray(y, yo + i);
    }
  }
}
