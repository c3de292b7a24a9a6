package dev.nabla.kernel;

import static dev.nabla.kernel.FloatVectorMath.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of what whole quotients are and leave, over whole vectors, for pairs that {@link FloatVectorPairs} knows.
 *
 * <p>With p = |a| and q = |b|, rounding p/q twice gives n = ⌊p/q⌋ or one more: both roundings keep whole numbers and
 * the order. So p - nq lies between -q and q. It is a multiple of the lesser unit in the last place of p and q, and no
 * greater than the number that has it, so the fused operation computes it without error, and adding q to what is
 * negative has none.
 */
final class FloatVectorDivision {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorDivision() {}

  /** What division leaves, with the sign of a. */
  static void fmod(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    FloatVector rounder = all(FloatVectorMath.ROUNDER), zero = all(0);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector p = v.abs();
      FloatVector q = FloatVector.fromArray(SPECIES, b, bo + i).abs();
      FloatVector r = p.div(q).add(rounder).sub(rounder).neg().fma(q, p);
      r = r.blend(r.add(q), r.compare(VectorOperators.LT, zero));
      FloatVectorMath.withSign(r, v).intoArray(y, yo + i);
    }
  }

  /** The same, and b more where that has the other sign than b. */
  static void remainder(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    FloatVector rounder = all(FloatVectorMath.ROUNDER), zero = all(0), one = all(1);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector w = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector p = v.abs();
      FloatVector q = w.abs();
      FloatVector r = p.div(q).add(rounder).sub(rounder).neg().fma(q, p);
      r = r.blend(r.add(q), r.compare(VectorOperators.LT, zero));
      r = FloatVectorMath.withSign(r, v);
      FloatVector turned = FloatVectorMath.withSign(one, w).mul(r);
      r.blend(r.add(w), turned.compare(VectorOperators.LT, zero)).intoArray(y, yo + i);
    }
  }

  /** The quotient rounded down: where it is negative and something is left, one more than ⌊p/q⌋, and negative. */
  static void floorDivide(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    FloatVector rounder = all(FloatVectorMath.ROUNDER), zero = all(0), one = all(1);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector w = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector p = v.abs();
      FloatVector q = w.abs();
      FloatVector whole = p.div(q).add(rounder).sub(rounder);
      FloatVector r = whole.neg().fma(q, p);
      FloatVector sign = FloatVectorMath.withSign(one, v).mul(FloatVectorMath.withSign(one, w));
      // Rounded up: r is negative, and not 0 once q is added. Rounded down: r is what is left.
      FloatVector low = whole.blend(whole.sub(one), r.compare(VectorOperators.LT, zero));
      FloatVector high = whole.blend(whole.add(one), r.compare(VectorOperators.GT, zero));
      low.blend(high.neg(), sign.compare(VectorOperators.LT, zero)).intoArray(y, yo + i);
    }
  }
}
