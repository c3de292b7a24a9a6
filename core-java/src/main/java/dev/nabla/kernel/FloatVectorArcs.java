package dev.nabla.kernel;

import static dev.nabla.kernel.FloatVectorMath.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of the inverse trigonometric functions and of polar coordinates over whole vectors, written as those of
 * {@link FloatVectorMath} and for the same reasons; right for all arguments, NaN among them.
 *
 * <p>Each is k·π/2 + s with a short series s, whose first term is added to the greater part of k·π/2 before the rest
 * is: one rounding of that size less. Arguments are reduced by the half-angle formula of the sine and the addition
 * theorem of the tangent (M. Abramowitz, I. Stegun, <i>Handbook of mathematical functions</i>, 4.3.20 and 4.4.34); the
 * polynomials interpolate values of 60 digits at Chebyshev nodes; their errors are below a quarter of an ulp of the
 * function.
 */
final class FloatVectorArcs {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // @float-only
  /** Coefficients of (arcsin(√z)/√z - 1)/z for z ≤ 1/4. */
  private static final float SINE_0 = 0.166666657f;
  private static final float SINE_1 = 0.0750009418f;
  private static final float SINE_2 = 0.0445994027f;
  private static final float SINE_3 = 0.0311006624f;
  private static final float SINE_4 = 0.0171492379f;
  private static final float SINE_5 = 0.0336908475f;

  /** Coefficients of (arctan(√z)/√z - 1)/z for z ≤ 1/4. */
  private static final float TANGENT_0 = -0.333333343f;
  private static final float TANGENT_1 = 0.199998751f;
  private static final float TANGENT_2 = -0.142798007f;
  private static final float TANGENT_3 = 0.110068806f;
  private static final float TANGENT_4 = -0.0823550597f;
  private static final float TANGENT_5 = 0.0422568582f;

  /** Beyond this, sums may overflow; beside it, what {@link #SHRINK} takes from small numbers does not count. */
  private static final float HUGE = 0x1p100f;

  /** Squares between these, or of numbers times {@link #SCALE} beyond them, neither overflow nor lose digits. */
  private static final float LARGE = 0x1p60f;

  private static final float SMALL = 0x1p-40f;
  private static final float SCALE = 0x1p90f;

  // @end
  // @double-only
  //- /** Coefficients of (arcsin(√z)/√z - 1)/z for z ≤ 1/4. */
  //- private static final double SINE_0 = 0.16666666666666669;
  //- private static final double SINE_1 = 0.07499999999998433;
  //- private static final double SINE_2 = 0.04464285714635543;
  //- private static final double SINE_3 = 0.030381944138531247;
  //- private static final double SINE_4 = 0.02237217294214989;
  //- private static final double SINE_5 = 0.017352392720869973;
  //- private static final double SINE_6 = 0.013971212973552933;
  //- private static final double SINE_7 = 0.011479177415184906;
  //- private static final double SINE_8 = 0.01032281435018578;
  //- private static final double SINE_9 = 0.005457506718640358;
  //- private static final double SINE_10 = 0.01740087944269402;
  //- private static final double SINE_11 = -0.014851887071247204;
  //- private static final double SINE_12 = 0.028757851367421566;
  //-
  //- /** Coefficients of (arctan(√z)/√z - 1)/z for z ≤ 1/4. */
  //- private static final double TANGENT_0 = -0.33333333333333326;
  //- private static final double TANGENT_1 = 0.199999999999916;
  //- private static final double TANGENT_2 = -0.14285714284106285;
  //- private static final double TANGENT_3 = 0.11111110990139533;
  //- private static final double TANGENT_4 = -0.09090904370311348;
  //- private static final double TANGENT_5 = 0.07692198451257941;
  //- private static final double TANGENT_6 = -0.06665052856794013;
  //- private static final double TANGENT_7 = 0.058664967492257074;
  //- private static final double TANGENT_8 = -0.05157516225552972;
  //- private static final double TANGENT_9 = 0.04283578705573422;
  //- private static final double TANGENT_10 = -0.02895352123252625;
  //- private static final double TANGENT_11 = 0.011152908092096216;
  //-
  //- /** Beyond this, sums may overflow; beside it, what {@link #SHRINK} takes from small numbers does not count. */
  //- private static final double HUGE = 0x1p1000;
  //-
  //- /** Squares between these, or of numbers times {@link #SCALE} beyond them, neither overflow nor lose digits. */
  //- private static final double LARGE = 0x1p500;
  //-
  //- private static final double SMALL = 0x1p-500;
  //- private static final double SCALE = 0x1p600;
  //-
  // @end
  private static final float SHRINK = 0x1p-4f;

  private static final float QUARTER_HIGH = FloatVectorMath.QUARTER_TURN_0;
  private static final float QUARTER_LOW = FloatVectorMath.QUARTER_TURN_1;

  private FloatVectorArcs() {}

  /** arcsin |x|, or π/2 - 2 arcsin √((1 - |x|)/2) above 1/2, with the sign of x. */
  static void asin(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector zero = all(0), half = all(0.5f), one = all(1), minusTwo = all(-2);
    FloatVector high = all(QUARTER_HIGH), low = all(QUARTER_LOW);
    // @float-only
    FloatVector c0 = all(SINE_0), c1 = all(SINE_1), c2 = all(SINE_2), c3 = all(SINE_3), c4 = all(SINE_4);
    FloatVector c5 = all(SINE_5);
    // @end
    // @double-only
    //- DoubleVector c0 = all(SINE_0), c1 = all(SINE_1), c2 = all(SINE_2), c3 = all(SINE_3), c4 = all(SINE_4);
    //- DoubleVector c5 = all(SINE_5), c6 = all(SINE_6), c7 = all(SINE_7), c8 = all(SINE_8), c9 = all(SINE_9);
    //- DoubleVector c10 = all(SINE_10), c11 = all(SINE_11), c12 = all(SINE_12);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector a = v.abs();
      VectorMask<Float> outer = a.compare(VectorOperators.GT, half);
      FloatVector z = a.mul(a).blend(one.sub(a).mul(half), outer);
      FloatVector t = a.blend(z.sqrt(), outer);
      // @float-only
      FloatVector p = z.fma(c5, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c12, c11).fma(z, c10).fma(z, c9).fma(z, c8).fma(z, c7).fma(z, c6);
      //- p = p.fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      FloatVector k = zero.blend(one, outer);
      FloatVector s = t.mul(one.blend(minusTwo, outer));
      FloatVector sum = k.fma(high, s);
      FloatVector lost = k.fma(high, sum.neg()).add(s); // where it is 1 or more, and the result is below
      FloatVector r = p.mul(z).fma(s, k.fma(low, lost)).add(sum);
      FloatVectorMath.withSign(r, v).intoArray(y, yo + i);
    }
  }

  /** π/2 - arcsin x, or 2 arcsin √((1 - x)/2) above 1/2, or π - 2 arcsin √((1 + x)/2) below -1/2. */
  static void acos(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector zero = all(0), half = all(0.5f), one = all(1), minusTwo = all(-2);
    FloatVector high = all(QUARTER_HIGH), low = all(QUARTER_LOW);
    // @float-only
    FloatVector c0 = all(SINE_0), c1 = all(SINE_1), c2 = all(SINE_2), c3 = all(SINE_3), c4 = all(SINE_4);
    FloatVector c5 = all(SINE_5);
    // @end
    // @double-only
    //- DoubleVector c0 = all(SINE_0), c1 = all(SINE_1), c2 = all(SINE_2), c3 = all(SINE_3), c4 = all(SINE_4);
    //- DoubleVector c5 = all(SINE_5), c6 = all(SINE_6), c7 = all(SINE_7), c8 = all(SINE_8), c9 = all(SINE_9);
    //- DoubleVector c10 = all(SINE_10), c11 = all(SINE_11), c12 = all(SINE_12);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector a = v.abs();
      VectorMask<Float> outer = a.compare(VectorOperators.GT, half);
      FloatVector z = a.mul(a).blend(one.sub(a).mul(half), outer);
      FloatVector t = a.blend(z.sqrt(), outer);
      // @float-only
      FloatVector p = z.fma(c5, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c12, c11).fma(z, c10).fma(z, c9).fma(z, c8).fma(z, c7).fma(z, c6);
      //- p = p.fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      FloatVector opposite = FloatVectorMath.withSign(one, v.neg());
      FloatVector k = opposite.fma(zero.blend(one, outer), one);
      FloatVector s = t.mul(opposite.mul(one.blend(minusTwo, outer)));
      k.fma(high, s).add(p.mul(z).fma(s, k.mul(low))).intoArray(y, yo + i);
    }
  }

  /** For a = |x| arctan a up to 1/2, π/4 + arctan (a - 1)/(a + 1) to 2, π/2 - arctan 1/a beyond; with the sign of x. */
  static void atan(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector zero = all(0), half = all(0.5f), one = all(1), two = all(2), minusOne = all(-1);
    FloatVector high = all(QUARTER_HIGH), low = all(QUARTER_LOW);
    // @float-only
    FloatVector c0 = all(TANGENT_0), c1 = all(TANGENT_1), c2 = all(TANGENT_2), c3 = all(TANGENT_3);
    FloatVector c4 = all(TANGENT_4), c5 = all(TANGENT_5);
    // @end
    // @double-only
    //- DoubleVector c0 = all(TANGENT_0), c1 = all(TANGENT_1), c2 = all(TANGENT_2), c3 = all(TANGENT_3);
    //- DoubleVector c4 = all(TANGENT_4), c5 = all(TANGENT_5), c6 = all(TANGENT_6), c7 = all(TANGENT_7);
    //- DoubleVector c8 = all(TANGENT_8), c9 = all(TANGENT_9), c10 = all(TANGENT_10), c11 = all(TANGENT_11);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector a = v.abs();
      VectorMask<Float> near = a.compare(VectorOperators.LE, half);
      VectorMask<Float> far = a.compare(VectorOperators.GE, two);
      FloatVector above = a.sub(one).blend(a, near).blend(minusOne, far);
      FloatVector t = above.div(a.add(one).blend(one, near).blend(a, far));
      FloatVector z = t.mul(t);
      // @float-only
      FloatVector p = z.fma(c5, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c11, c10).fma(z, c9).fma(z, c8).fma(z, c7).fma(z, c6).fma(z, c5);
      //- p = p.fma(z, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      FloatVector k = half.blend(zero, near).blend(one, far);
      FloatVector r = k.fma(high, t).add(p.mul(z).fma(t, k.mul(low)));
      FloatVectorMath.withSign(r, v).intoArray(y, yo + i);
    }
  }

  /**
   * The first step to the angle of the point (b, a): without the sign of a it is arctan y[i] + y[n + i]·π/2. The angle
   * of (|b|, |a|) is that of {@link #atan}, and where b has a sign taken from π. Equal magnitudes have the angle π/4, if
   * infinite too, but 0 if they are 0.
   */
  static void tangents(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    FloatVector zero = all(0), half = all(0.5f), one = all(1), huge = all(HUGE), shrink = all(SHRINK);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, ao + i).abs();
      FloatVector w = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector scale = one.blend(shrink, v.compare(VectorOperators.GT, huge));
      FloatVector up = v.mul(scale);
      FloatVector right = w.abs().mul(scale);
      FloatVector above = up.sub(right);
      VectorMask<Float> near = above.compare(VectorOperators.LE, up.neg());
      VectorMask<Float> far = above.compare(VectorOperators.GE, right);
      FloatVector t = above.blend(right.neg(), far).blend(up, near);
      t = t.div(up.add(right).blend(up, far).blend(right, near));
      t = t.blend(zero, up.compare(VectorOperators.EQ, right));
      FloatVector side = FloatVectorMath.withSign(one, w);
      FloatVector k = half.blend(one, far).blend(zero, near);
      t.mul(side).intoArray(y, yo + i);
      side.fma(k, one.sub(side)).intoArray(y, yo + n + i);
    }
  }

  /** The second step: the angles of what the first one has found in t, with the sign of a. */
  static void angles(float[] t, int to, float[] a, int ao, float[] y, int yo, int n) {
    FloatVector high = all(QUARTER_HIGH), low = all(QUARTER_LOW);
    // @float-only
    FloatVector c0 = all(TANGENT_0), c1 = all(TANGENT_1), c2 = all(TANGENT_2), c3 = all(TANGENT_3);
    FloatVector c4 = all(TANGENT_4), c5 = all(TANGENT_5);
    // @end
    // @double-only
    //- DoubleVector c0 = all(TANGENT_0), c1 = all(TANGENT_1), c2 = all(TANGENT_2), c3 = all(TANGENT_3);
    //- DoubleVector c4 = all(TANGENT_4), c5 = all(TANGENT_5), c6 = all(TANGENT_6), c7 = all(TANGENT_7);
    //- DoubleVector c8 = all(TANGENT_8), c9 = all(TANGENT_9), c10 = all(TANGENT_10), c11 = all(TANGENT_11);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector s = FloatVector.fromArray(SPECIES, t, to + i);
      FloatVector k = FloatVector.fromArray(SPECIES, t, to + n + i);
      FloatVector z = s.mul(s);
      // @float-only
      FloatVector p = z.fma(c5, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c11, c10).fma(z, c9).fma(z, c8).fma(z, c7).fma(z, c6).fma(z, c5);
      //- p = p.fma(z, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      FloatVector r = k.fma(high, s).add(p.mul(z).fma(s, k.mul(low)));
      FloatVectorMath.withSign(r, FloatVector.fromArray(SPECIES, a, ao + i)).intoArray(y, yo + i);
    }
  }

  /** √(a² + b²): the root of the sum of squares of numbers that were brought near 1 if they are far from it. */
  static void hypot(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    FloatVector one = all(1), large = all(LARGE), small = all(SMALL), scale = all(SCALE), inverse = all(1 / SCALE);
    FloatVector infinity = all(Float.POSITIVE_INFINITY);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, ao + i).abs();
      FloatVector w = FloatVector.fromArray(SPECIES, b, bo + i).abs();
      FloatVector size = v.add(w);
      VectorMask<Float> far = size.compare(VectorOperators.GT, large);
      VectorMask<Float> near = size.compare(VectorOperators.LT, small);
      FloatVector down = one.blend(inverse, far).blend(scale, near);
      FloatVector up = one.blend(scale, far).blend(inverse, near);
      FloatVector left = v.mul(down);
      FloatVector right = w.mul(down);
      FloatVector r = left.fma(left, right.mul(right)).sqrt().mul(up);
      VectorMask<Float> infinite = v.compare(VectorOperators.EQ, infinity).or(w.compare(VectorOperators.EQ, infinity));
      r.blend(infinity, infinite).intoArray(y, yo + i);
    }
  }
}
