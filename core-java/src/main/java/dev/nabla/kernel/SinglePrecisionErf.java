package dev.nabla.kernel;

import static dev.nabla.kernel.FloatVectorMath.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loop of the error function over whole vectors of float, within 2 ulp. */
final class SinglePrecisionErf {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** erf(x)/x for |x| ≤ 1 in powers of x², with an error of 1.4e-9. The first coefficient has a second part. */
  private static final float INNER_0 = 1.12837911f;
  private static final float INNER_0_REST = 5.93267444e-08f;
  private static final float INNER_1 = -0.376126267f;
  private static final float INNER_2 = 0.112835947f;
  private static final float INNER_3 = -0.026854212f;
  private static final float INNER_4 = 0.00518908742f;
  private static final float INNER_5 = -0.000801686429f;
  private static final float INNER_6 = 7.87587506e-05f;

  /** The fourth root of erfc x for 1 ≤ x ≤ 4 in powers of x - 2.5; its fourth power has an error of 1.4e-8. */
  private static final float OUTER_0 = 0.142031869f;
  private static final float OUTER_1 = -0.190062841f;
  private static final float OUTER_2 = 0.0936524929f;
  private static final float OUTER_3 = -0.012259753f;
  private static final float OUTER_4 = -0.00648482259f;
  private static final float OUTER_5 = 0.00264226967f;
  private static final float OUTER_6 = -8.51596795e-06f;
  private static final float OUTER_7 = -0.000182676445f;
  private static final float OUTER_8 = 2.84600909e-05f;
  private static final float OUTER_9 = 5.57012369e-06f;
  private static final float OUTER_10 = -1.67724735e-06f;

  /** From 3.92 on erf is 1. */
  private static final float GREATEST = 4;

  private SinglePrecisionErf() {}

  /** Up to 1 x·P(x²), then 1 - erfc x. */
  static void erf(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector greatest = all(GREATEST), one = all(1), centre = all(2.5f);
    FloatVector i0 = all(INNER_0), rest = all(INNER_0_REST), i1 = all(INNER_1), i2 = all(INNER_2), i3 = all(INNER_3);
    FloatVector i4 = all(INNER_4), i5 = all(INNER_5), i6 = all(INNER_6);
    FloatVector o0 = all(OUTER_0), o1 = all(OUTER_1), o2 = all(OUTER_2), o3 = all(OUTER_3), o4 = all(OUTER_4);
    FloatVector o5 = all(OUTER_5), o6 = all(OUTER_6), o7 = all(OUTER_7), o8 = all(OUTER_8), o9 = all(OUTER_9);
    FloatVector o10 = all(OUTER_10);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector a = v.abs();
      FloatVector z = a.mul(a);
      FloatVector p = z.fma(i6, i5).fma(z, i4).fma(z, i3).fma(z, i2).fma(z, i1).fma(z, rest);
      FloatVector inner = a.fma(i0, a.mul(p));
      FloatVector t = a.blend(greatest, a.compare(VectorOperators.GT, greatest)).sub(centre);
      FloatVector q = t.fma(o10, o9).fma(t, o8).fma(t, o7).fma(t, o6).fma(t, o5).fma(t, o4).fma(t, o3);
      q = q.fma(t, o2).fma(t, o1).fma(t, o0);
      FloatVector square = q.mul(q);
      FloatVector outer = one.sub(square.mul(square));
      VectorMask<Float> far = a.compare(VectorOperators.GT, one);
      IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
      inner.blend(outer, far).reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yo + i);
    }
  }
}
