package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
// @float-only
import jdk.incubator.vector.IntVector;
// @end
// @double-only
//- import jdk.incubator.vector.LongVector;
// @end
import jdk.incubator.vector.VectorOperators;

/**
 * eˣ for the softmax family: of vectors whose elements are at most 0 (or NaN), within 1 ulp; what is less than the
 * smallest normal number counts as 0, as it is slow to compute with and nothing beside the 1 that the sum contains.
 *
 * <p>All operations give the same bits whether the JVM interprets or compiles them. {@code VectorOperators.EXP} does not: until
 * C2 compiles a loop it is {@link Math#exp}, from then on another algorithm, and results would change in the middle of a
 * process.
 *
 * <p>With k the whole number nearest to x/ln 2 and r = x - k·ln 2, eˣ = 2ᵏ·eʳ, and eʳ is its Taylor polynomial, since |r| is at most
 * 0.35. J.-M. Muller: <i>Elementary functions</i>, 3rd edition, §11.
 */
final class FloatVectorExp {
  private static final float LOG2_E = (float) 1.4426950408889634;

  // @float-only
  /** Adding it leaves the nearest whole number in the lowest bits. */
  private static final float ROUNDER = 0x1.8p23f;
  /** ln 2 in two parts; the first has few bits, so that k times it is exact. */
  private static final float LN2_HIGH = 0x1.62e4p-1f;
  private static final float LN2_LOW = 0x1.7f7d1cp-20f;
  /** The least x of which the exponential is a normal number. */
  private static final float LEAST = -0x1.5d58ap6f;
  private static final int MANTISSA = 23;
  private static final int ONE = 127 << MANTISSA;
  // @end
  // @double-only
  //- /** Adding it leaves the nearest whole number in the lowest bits. */
  //- private static final double ROUNDER = 0x1.8p52;
  //- /** ln 2 in two parts; the first has few bits, so that k times it is exact. */
  //- private static final double LN2_HIGH = 0x1.62e42fefap-1;
  //- private static final double LN2_LOW = 0x1.cf79abc9e3b39p-40;
  //- /** The least x of which the exponential is a normal number. */
  //- private static final double LEAST = -0x1.6232bdd7abcd2p9;
  //- private static final int MANTISSA = 52;
  //- private static final long ONE = 1023L << MANTISSA;
  // @end

  private FloatVectorExp() {}

  static FloatVector ofNonPositive(FloatVector x) {
    FloatVector shifted = x.fma(constant(x, LOG2_E), constant(x, ROUNDER));
    FloatVector k = shifted.sub(ROUNDER);
    FloatVector r = k.fma(constant(x, -LN2_LOW), k.fma(constant(x, -LN2_HIGH), x));
    return polynomial(r).mul(power(shifted)).blend(0, x.compare(VectorOperators.LT, LEAST));
  }

  private static FloatVector constant(FloatVector like, float value) {
    return FloatVector.broadcast(like.species(), value);
  }
  // @float-only

  private static FloatVector polynomial(FloatVector r) {
    FloatVector p = r.fma(constant(r, (float) (1 / 5040d)), constant(r, (float) (1 / 720d)));
    p = p.fma(r, constant(r, (float) (1 / 120d)));
    p = p.fma(r, constant(r, (float) (1 / 24d)));
    p = p.fma(r, constant(r, (float) (1 / 6d)));
    p = p.fma(r, constant(r, 0.5f));
    p = p.fma(r, constant(r, 1));
    return p.fma(r, constant(r, 1));
  }

  /** 2ᵏ: the lowest bits become the exponent, and all bits above them leave. */
  private static FloatVector power(FloatVector shifted) {
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA);
    return exponent.add(ONE).reinterpretAsFloats();
  }
  // @end
  // @double-only
  //-
  //- private static DoubleVector polynomial(DoubleVector r) {
  //-   DoubleVector p = r.fma(constant(r, 1 / 6227020800d), constant(r, 1 / 479001600d));
  //-   p = p.fma(r, constant(r, 1 / 39916800d));
  //-   p = p.fma(r, constant(r, 1 / 3628800d));
  //-   p = p.fma(r, constant(r, 1 / 362880d));
  //-   p = p.fma(r, constant(r, 1 / 40320d));
  //-   p = p.fma(r, constant(r, 1 / 5040d));
  //-   p = p.fma(r, constant(r, 1 / 720d));
  //-   p = p.fma(r, constant(r, 1 / 120d));
  //-   p = p.fma(r, constant(r, 1 / 24d));
  //-   p = p.fma(r, constant(r, 1 / 6d));
  //-   p = p.fma(r, constant(r, 0.5));
  //-   p = p.fma(r, constant(r, 1));
  //-   return p.fma(r, constant(r, 1));
  //- }
  //-
  //- /** 2ᵏ: the lowest bits become the exponent, and all bits above them leave. */
  //- private static DoubleVector power(DoubleVector shifted) {
  //-   LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, MANTISSA);
  //-   return exponent.add(ONE).reinterpretAsDoubles();
  //- }
  // @end
}
