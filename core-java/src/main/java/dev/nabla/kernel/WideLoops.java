package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
import dev.nabla.kernel.FloatPlainArithmetic.UnaryLoop;

/**
 * Loops of float that compute in double, blockwise, and round once: for functions made of so many operations that in float
 * their rounding errors would add up to more than 2 ulp.
 */
final class WideLoops {
  /** Elements at a time: half a dozen arrays of them stay in L1. */
  private static final int BLOCK = 512;

  private static final FloatWidening WIDENING = FloatVectorWidening.LOOPS;

  private WideLoops() {}

  /** f over whole vectors. */
  static UnaryLoop unary(Unary f) {
    return unary((x, xo, y, yo, n) -> DoubleVectorElementwise.call(f, x, xo, y, yo, n));
  }

  /** A loop over whole vectors of double, whose results are rounded. */
  static UnaryLoop unary(DoublePlainArithmetic.UnaryLoop loop) {
    return (x, xo, y, yo, n) -> {
      double[] wide = WideBlocks.own(0);
      for (int from = 0; from < n; from += BLOCK) {
        int count = Math.min(BLOCK, n - from);
        WIDENING.widen(x, xo + from, wide, 0, count);
        loop.run(wide, 0, wide, 0, count);
        WIDENING.narrow(wide, 0, y, yo + from, count);
      }
    };
  }

  /** f over whole vectors. */
  static PairLoop pairs(Binary f) {
    return pairs((a, ao, b, bo, y, yo, n) -> DoubleElementwise.vector().pairs(f, a, ao, b, bo, y, yo, n));
  }

  /** A loop over whole vectors of double, whose results are rounded. */
  static PairLoop pairs(DoublePlainArithmetic.PairLoop loop) {
    return (a, ao, b, bo, y, yo, n) -> {
      double[] left = WideBlocks.own(0);
      double[] right = WideBlocks.own(1);
      for (int from = 0; from < n; from += BLOCK) {
        int count = Math.min(BLOCK, n - from);
        WIDENING.widen(a, ao + from, left, 0, count);
        WIDENING.widen(b, bo + from, right, 0, count);
        loop.run(left, 0, right, 0, left, 0, count);
        WIDENING.narrow(left, 0, y, yo + from, count);
      }
    };
  }
}
