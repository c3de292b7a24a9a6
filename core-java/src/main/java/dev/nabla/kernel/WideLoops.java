package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
import dev.nabla.kernel.FloatPlainArithmetic.UnaryLoop;

/**
 * Loops of float that compute in double, blockwise, and round once: for functions made of so many operations that in float
 * their rounding errors would add up to more than 2 ulp.
 */
final class WideLoops {
  private static final int BLOCK = FloatVectorFunction.BLOCK;
  private static final FloatWidening WIDENING = FloatVectorWidening.LOOPS;

  private WideLoops() {}

  /** f over whole vectors. */
  static UnaryLoop unary(Unary f) {
    return (x, xo, y, yo, n) -> {
      double[] wide = new double[Math.min(n, BLOCK)];
      for (int from = 0; from < n; from += BLOCK) {
        int count = Math.min(BLOCK, n - from);
        WIDENING.widen(x, xo + from, wide, 0, count);
        DoubleVectorElementwise.call(f, wide, 0, wide, 0, count);
        WIDENING.narrow(wide, 0, y, yo + from, count);
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
        WIDENING.widen(a, ao + from, left, 0, count);
        WIDENING.widen(b, bo + from, right, 0, count);
        DoubleElementwise.vector().pairs(f, left, 0, right, 0, left, 0, count);
        WIDENING.narrow(left, 0, y, yo + from, count);
      }
    };
  }
}
