package dev.nabla.kernel;

import static dev.nabla.kernel.FloatVectorMath.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of the tangent and the cardinal sine over whole vectors, written as those of {@link FloatVectorMath} and for
 * the same reasons. The polynomials interpolate values of 60 digits at Chebyshev nodes; their errors are below a
 * quarter of an ulp of the function.
 */
final class FloatVectorPeriods {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // @float-only
  /** Up to here half a number can be rounded to a whole one by adding {@link FloatVectorMath#ROUNDER}. */
  static final float WHOLE_RANGE = 0x1p22f;

  /** Coefficients of (tan(√z)/√z - 1)/z for z ≤ (π/4)². */
  private static final float TANGENT_0 = 0.333333343f;
  private static final float TANGENT_1 = 0.133332312f;
  private static final float TANGENT_2 = 0.0539944656f;
  private static final float TANGENT_3 = 0.021621123f;
  private static final float TANGENT_4 = 0.00996216387f;
  private static final float TANGENT_5 = 0.00118529494f;
  private static final float TANGENT_6 = 0.00384315569f;

  /** Coefficients of (sin(π√z)/(π√z) - 1)/z for z ≤ 1/4. */
  private static final float SINC_0 = -1.64493406f;
  private static final float SINC_1 = 0.811742365f;
  private static final float SINC_2 = -0.190750062f;
  private static final float SINC_3 = 0.0261280593f;
  private static final float SINC_4 = -0.00225506281f;

  // @end
  // @double-only
  //- /** Up to here half a number can be rounded to a whole one by adding {@link DoubleVectorMath#ROUNDER}. */
  //- static final double WHOLE_RANGE = 0x1p51;
  //-
  //- /** Coefficients of (tan(√z)/√z - 1)/z for z ≤ (π/4)². */
  //- private static final double TANGENT_0 = 0.33333333333333326;
  //- private static final double TANGENT_1 = 0.1333333333333737;
  //- private static final double TANGENT_2 = 0.053968253964015195;
  //- private static final double TANGENT_3 = 0.02186948871102931;
  //- private static final double TANGENT_4 = 0.008863231776905147;
  //- private static final double TANGENT_5 = 0.0035921761075583935;
  //- private static final double TANGENT_6 = 0.001455437275944508;
  //- private static final double TANGENT_7 = 0.0005922413671109079;
  //- private static final double TANGENT_8 = 0.0002305939378784554;
  //- private static final double TANGENT_9 = 0.00011984110230516283;
  //- private static final double TANGENT_10 = -3.2085868427050296e-6;
  //- private static final double TANGENT_11 = 6.846757894314929e-5;
  //- private static final double TANGENT_12 = -3.372023419028384e-5;
  //- private static final double TANGENT_13 = 1.8221566028465313e-5;
  //-
  //- /** Coefficients of (sin(π√z)/(π√z) - 1)/z for z ≤ 1/4. */
  //- private static final double SINC_0 = -1.6449340668482264;
  //- private static final double SINC_1 = 0.8117424252833536;
  //- private static final double SINC_2 = -0.19075182412208389;
  //- private static final double SINC_3 = 0.026147847817640922;
  //- private static final double SINC_4 = -0.002346081035170168;
  //- private static final double SINC_5 = 0.00014842878972770888;
  //- private static final double SINC_6 = -6.975851212142348e-6;
  //- private static final double SINC_7 = 2.5303274566671434e-7;
  //- private static final double SINC_8 = -7.114052818770147e-9;
  //-
  // @end
  private FloatVectorPeriods() {}

  /**
   * With x = r + k·π/2, |r| ≤ π/4: t = tan r or, for odd k, -1/t. What r and t lack, {@code rest} and {@code lost}, is
   * kept, because slopes up to 2 and then the division enlarge it; the sum of two numbers and its error are those of
   * D. E. Knuth, <i>The art of computer programming</i> 2, §4.2.2.
   */
  static void tan(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector quarters = all(FloatVectorMath.QUARTER_TURNS), rounder = all(FloatVectorMath.ROUNDER), one = all(1);
    FloatVector q0 = all(-FloatVectorMath.QUARTER_TURN_0), q1 = all(-FloatVectorMath.QUARTER_TURN_1);
    FloatVector q2 = all(-FloatVectorMath.QUARTER_TURN_2), zero = all(0), half = all(0.5f), minusOne = all(-1);
    // @float-only
    FloatVector c0 = all(TANGENT_0), c1 = all(TANGENT_1), c2 = all(TANGENT_2), c3 = all(TANGENT_3);
    FloatVector c4 = all(TANGENT_4), c5 = all(TANGENT_5), c6 = all(TANGENT_6);
    // @end
    // @double-only
    //- DoubleVector c0 = all(TANGENT_0), c1 = all(TANGENT_1), c2 = all(TANGENT_2), c3 = all(TANGENT_3);
    //- DoubleVector c4 = all(TANGENT_4), c5 = all(TANGENT_5), c6 = all(TANGENT_6), c7 = all(TANGENT_7);
    //- DoubleVector c8 = all(TANGENT_8), c9 = all(TANGENT_9), c10 = all(TANGENT_10), c11 = all(TANGENT_11);
    //- DoubleVector c12 = all(TANGENT_12), c13 = all(TANGENT_13);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector whole = v.fma(quarters, rounder).sub(rounder);
      FloatVector first = whole.fma(q0, v);
      FloatVector second = whole.mul(q1);
      FloatVector r = first.add(second);
      FloatVector rest = second.sub(r.sub(first)).add(whole.fma(q2, whole.fma(q1, second.neg())));
      FloatVector z = r.mul(r);
      // @float-only
      FloatVector p = z.fma(c6, c5).fma(z, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c13, c12).fma(z, c11).fma(z, c10).fma(z, c9).fma(z, c8).fma(z, c7);
      //- p = p.fma(z, c6).fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2).fma(z, c1);
      //- p = p.fma(z, c0);
      // @end
      p = p.mul(z).mul(r);
      FloatVector t = r.add(p);
      FloatVector lost = t.fma(t, one).fma(rest, p.sub(t.sub(r)));
      FloatVector even = t.add(lost);
      lost = lost.sub(even.sub(t));
      FloatVector odd = minusOne.div(even);
      odd = odd.fma(lost, odd.fma(even, one)).fma(odd, odd);
      FloatVector pairs = whole.mul(half);
      VectorMask<Float> turned = pairs.compare(VectorOperators.NE, pairs.add(rounder).sub(rounder));
      even.blend(odd, turned).blend(v, v.compare(VectorOperators.EQ, zero)).intoArray(y, yo + i);
    }
  }

  /**
   * With a = |x| and m its distance from the nearest whole number: sin(πm)/π over a, negative where a lies between an
   * odd number and the next even one; up to 1/2 sin(πm)/(πm). What the dividend and the first quotient lack is kept.
   */
  static void sinc(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector half = all(0.5f), one = all(1), minusTwo = all(-2), rounder = all(FloatVectorMath.ROUNDER);
    // @float-only
    FloatVector c0 = all(SINC_0), c1 = all(SINC_1), c2 = all(SINC_2), c3 = all(SINC_3), c4 = all(SINC_4);
    // @end
    // @double-only
    //- DoubleVector c0 = all(SINC_0), c1 = all(SINC_1), c2 = all(SINC_2), c3 = all(SINC_3), c4 = all(SINC_4);
    //- DoubleVector c5 = all(SINC_5), c6 = all(SINC_6), c7 = all(SINC_7), c8 = all(SINC_8);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xo + i).abs();
      FloatVector r = a.fma(half, rounder).sub(rounder).fma(minusTwo, a);
      FloatVector size = r.abs();
      FloatVector m = size.blend(one.sub(size), size.compare(VectorOperators.GT, half));
      FloatVector z = m.mul(m);
      // @float-only
      FloatVector p = z.fma(c4, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c8, c7).fma(z, c6).fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2);
      //- p = p.fma(z, c1).fma(z, c0);
      // @end
      p = p.mul(z);
      VectorMask<Float> near = a.compare(VectorOperators.LE, half);
      m = m.blend(one, near);
      FloatVector dividend = p.fma(m, m);
      FloatVector lost = p.fma(m, m.sub(dividend));
      FloatVector divisor = a.blend(one, near);
      FloatVector inverse = one.div(divisor);
      FloatVector s = dividend.mul(inverse);
      s = lost.sub(s.fma(divisor, dividend.neg())).fma(inverse, s);
      FloatVectorMath.withSign(s, r).intoArray(y, yo + i);
    }
  }
}
