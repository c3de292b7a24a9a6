package dev.nabla.kernel;

import static dev.nabla.kernel.FloatVectorMath.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * eˣ for the softmax family: of vectors whose elements are at most 0 (or NaN), within 1 ulp; what is less than the
 * smallest normal number counts as 0, as it is slow to compute with and nothing beside the 1 that the sum contains.
 *
 * <p>The parts are those of {@link FloatVectorMath#exp}.
 */
final class FloatVectorExp {
  // @float-only
  /** The least x of which the exponential is a normal number. */
  private static final float LEAST = -0x1.5d58ap6f;

  // @end
  // @double-only
  //- /** The least x of which the exponential is a normal number. */
  //- private static final double LEAST = -0x1.6232bdd7abcd2p9;
  //-
  // @end
  private FloatVectorExp() {}

  static FloatVector ofNonPositive(FloatVector x) {
    FloatVector k = x.fma(all(FloatVectorMath.LOG2_E), all(FloatVectorMath.ROUNDER));
    FloatVector whole = k.sub(FloatVectorMath.ROUNDER);
    FloatVector r = whole.fma(all(-FloatVectorMath.LN2_LOW), whole.fma(all(-FloatVectorMath.LN2_HIGH), x));
    FloatVector p = series(r).fma(r, all(1)).fma(r, all(1));
    FloatVector power = FloatVectorMath.scale(all(1), k); // a product, unlike a sum of bits, keeps NaN
    return p.mul(power).blend(0, x.compare(VectorOperators.LT, LEAST));
  }

  // @float-only
  /** (eʳ - 1 - r)/r². */
  private static FloatVector series(FloatVector r) {
    FloatVector p = r.fma(all(FloatVectorMath.EXP_4), all(FloatVectorMath.EXP_3)).fma(r, all(FloatVectorMath.EXP_2));
    return p.fma(r, all(FloatVectorMath.EXP_1)).fma(r, all(FloatVectorMath.EXP_0));
  }
  // @end
  // @double-only
  //- /** (eʳ - 1 - r)/r². */
  //- private static DoubleVector series(DoubleVector r) {
  //-   DoubleVector p = r.fma(all(DoubleVectorMath.EXP_10), all(DoubleVectorMath.EXP_9));
  //-   p = p.fma(r, all(DoubleVectorMath.EXP_8)).fma(r, all(DoubleVectorMath.EXP_7)).fma(r, all(DoubleVectorMath.EXP_6));
  //-   p = p.fma(r, all(DoubleVectorMath.EXP_5)).fma(r, all(DoubleVectorMath.EXP_4)).fma(r, all(DoubleVectorMath.EXP_3));
  //-   p = p.fma(r, all(DoubleVectorMath.EXP_2)).fma(r, all(DoubleVectorMath.EXP_1));
  //-   return p.fma(r, all(DoubleVectorMath.EXP_0));
  //- }
  // @end
}
