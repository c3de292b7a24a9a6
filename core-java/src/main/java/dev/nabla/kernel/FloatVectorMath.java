package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
// @float-only
import jdk.incubator.vector.IntVector;
// @end
// @double-only
//- import jdk.incubator.vector.LongVector;
// @end
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of transcendental functions over whole vectors, within 2 ulp for arguments in the ranges that
 * {@link FloatVectorFunction} is told; of operations that give the same bits whether the JVM interprets or compiles them.
 * {@code VectorOperators.EXP} and its like do not: until C2 compiles a loop they are those of {@link Math}, from then on
 * another algorithm, and results would change in the middle of a process.
 *
 * <p>Arguments are reduced as in J.-M. Muller, <i>Elementary functions</i>, 3rd edition, §11; the polynomials interpolate
 * values of 60 digits at Chebyshev nodes; their errors are below a quarter of an ulp of the function.
 *
 * <p>Formulas stand in the loops, with their constants in local vectors, which the compiler keeps in registers: it may
 * decline to draw a helper into a loop that it has compiled by itself before, and vectors that pass through a call are
 * objects. Only helpers of a few operations are safe from that.
 */
final class FloatVectorMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // @float-only
  static final int MANTISSA = 23;

  /** Added to a number of less than half its size it leaves the nearest whole number in the lowest bits. */
  static final float ROUNDER = 0x1.8p23f;

  /** ln 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  static final float LN2_HIGH = 0.693145752f;
  static final float LN2_LOW = 1.42860677e-06f;

  /** Up to this size of x, eˣ and its reciprocal are normal numbers. */
  static final float EXP_RANGE = 87;

  /** Coefficients of (eʳ - 1 - r)/r² for |r| ≤ ln 2 / 2. */
  static final float EXP_0 = 0.5f;
  static final float EXP_1 = 0.166665763f;
  static final float EXP_2 = 0.0416665561f;
  static final float EXP_3 = 0.00836317893f;
  static final float EXP_4 = 0.0013926184f;

  /** Coefficients of (2 artanh(√z)/√z - 2)/z for z ≤ 0.0295. */
  static final float LOG_0 = 0.666666687f;
  static final float LOG_1 = 0.400001228f;
  static final float LOG_2 = 0.285508037f;
  static final float LOG_3 = 0.233309641f;

  /** Up to this size of x, multiples of π/2 can be taken from it without loss. */
  static final float SINE_RANGE = 0x1p17f;

  /** π/2 in three parts, all positive, so that no multiple of theirs takes the sign from a zero. */
  static final float QUARTER_TURN_0 = 1.57079625f;
  static final float QUARTER_TURN_1 = 7.54978942e-08f;
  static final float QUARTER_TURN_2 = 5.39030253e-15f;

  /** Coefficients of (sin(√z)/√z - 1)/z for z ≤ (π/4)². */
  private static final float SIN_0 = -0.166666642f;
  private static final float SIN_1 = 0.00833274703f;
  private static final float SIN_2 = -0.00019587639f;

  /** Coefficients of (cos(√z) - 1 + z/2)/z² for z ≤ (π/4)². */
  private static final float COS_0 = 0.0416666642f;
  private static final float COS_1 = -0.00138883013f;
  private static final float COS_2 = 2.45476895e-05f;

  // @end
  // @double-only
  //- static final int MANTISSA = 52;
  //-
  //- /** Added to a number of less than half its size it leaves the nearest whole number in the lowest bits. */
  //- static final double ROUNDER = 0x1.8p52;
  //-
  //- /** ln 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  //- static final double LN2_HIGH = 0.6931471804855391;
  //- static final double LN2_LOW = 7.440617110012397e-11;
  //-
  //- /** Up to this size of x, eˣ and its reciprocal are normal numbers. */
  //- static final double EXP_RANGE = 708;
  //-
  //- /** Coefficients of (eʳ - 1 - r)/r² for |r| ≤ ln 2 / 2. */
  //- static final double EXP_0 = 0.5;
  //- static final double EXP_1 = 0.1666666666666667;
  //- static final double EXP_2 = 0.04166666666666667;
  //- static final double EXP_3 = 0.008333333333326136;
  //- static final double EXP_4 = 0.0013888888888883748;
  //- static final double EXP_5 = 0.00019841269874820627;
  //- static final double EXP_6 = 2.4801587325547743e-05;
  //- static final double EXP_7 = 2.7557255400206422e-06;
  //- static final double EXP_8 = 2.75572736431103e-07;
  //- static final double EXP_9 = 2.5105217004720745e-08;
  //- static final double EXP_10 = 2.0914686968086876e-09;
  //-
  //- /** Coefficients of (2 artanh(√z)/√z - 2)/z for z ≤ 0.0295. */
  //- static final double LOG_0 = 0.666666666666667;
  //- static final double LOG_1 = 0.3999999999989924;
  //- static final double LOG_2 = 0.2857142862609589;
  //- static final double LOG_3 = 0.2222221111514416;
  //- static final double LOG_4 = 0.18182890556695602;
  //- static final double LOG_5 = 0.1533167403016786;
  //- static final double LOG_6 = 0.1461703754879165;
  //-
  //- /** Up to this size of x, multiples of π/2 can be taken from it without loss. */
  //- static final double SINE_RANGE = 0x1p30;
  //-
  //- /** π/2 in three parts, all positive, so that no multiple of theirs takes the sign from a zero. */
  //- static final double QUARTER_TURN_0 = 1.5707963267948966;
  //- static final double QUARTER_TURN_1 = 6.123233995736765e-17;
  //- static final double QUARTER_TURN_2 = 1.0828566739219139e-32;
  //-
  //- /** Coefficients of (sin(√z)/√z - 1)/z for z ≤ (π/4)². */
  //- private static final double SIN_0 = -0.16666666666666666;
  //- private static final double SIN_1 = 0.008333333333330936;
  //- private static final double SIN_2 = -0.00019841269836740532;
  //- private static final double SIN_3 = 2.7557316093198404e-06;
  //- private static final double SIN_4 = -2.505112989645018e-08;
  //- private static final double SIN_5 = 1.5917988979397204e-10;
  //-
  //- /** Coefficients of (cos(√z) - 1 + z/2)/z² for z ≤ (π/4)². */
  //- private static final double COS_0 = 0.041666666666666664;
  //- private static final double COS_1 = -0.0013888888888887389;
  //- private static final double COS_2 = 2.480158729875436e-05;
  //- private static final double COS_3 = -2.755731726586314e-07;
  //- private static final double COS_4 = 2.0876145046994267e-09;
  //- private static final double COS_5 = -1.1382544502902206e-11;
  //-
  // @end
  static final float LOG2_E = (float) 1.4426950408889634;
  static final float QUARTER_TURNS = (float) 0.6366197723675814;

  private FloatVectorMath() {}

  /** eˣ = 2ᵏ·eʳ with k the whole number nearest to x/ln 2. */
  static void exp(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector log2e = all(LOG2_E), rounder = all(ROUNDER), high = all(-LN2_HIGH), low = all(-LN2_LOW), one = all(1);
    // @float-only
    FloatVector c0 = all(EXP_0), c1 = all(EXP_1), c2 = all(EXP_2), c3 = all(EXP_3), c4 = all(EXP_4);
    // @end
    // @double-only
    //- DoubleVector c0 = all(EXP_0), c1 = all(EXP_1), c2 = all(EXP_2), c3 = all(EXP_3);
    //- DoubleVector c4 = all(EXP_4), c5 = all(EXP_5), c6 = all(EXP_6), c7 = all(EXP_7);
    //- DoubleVector c8 = all(EXP_8), c9 = all(EXP_9), c10 = all(EXP_10);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector k = v.fma(log2e, rounder);
      FloatVector whole = k.sub(rounder);
      FloatVector r = whole.fma(low, whole.fma(high, v));
      // @float-only
      FloatVector p = r.fma(c4, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      // @end
      // @double-only
      //- DoubleVector p = r.fma(c10, c9).fma(r, c8).fma(r, c7).fma(r, c6).fma(r, c5).fma(r, c4);
      //- p = p.fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      // @end
      scale(p.fma(r, one).fma(r, one), k).intoArray(y, yo + i);
    }
  }

  /** cosh x = (e + 1/e)/2 with e = exp|x|, whose error the second term partly takes back. */
  static void cosh(float[] x, int xo, float[] y, int yo, int n) {
    FloatPlainVectorArithmetic.absolute(x, xo, y, yo, n);
    exp(y, yo, y, yo, n);
    FloatVector half = all(0.5f);
    for (int i = yo; i < yo + n; i += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, y, i);
      half.div(e).add(half.mul(e)).intoArray(y, i);
    }
  }

  /** eˣ - 1 = 2ᵏ(eʳ - 1) + (2ᵏ - 1). */
  static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector log2e = all(LOG2_E), rounder = all(ROUNDER), high = all(-LN2_HIGH), low = all(-LN2_LOW), one = all(1);
    // @float-only
    FloatVector c0 = all(EXP_0), c1 = all(EXP_1), c2 = all(EXP_2), c3 = all(EXP_3), c4 = all(EXP_4);
    // @end
    // @double-only
    //- DoubleVector c0 = all(EXP_0), c1 = all(EXP_1), c2 = all(EXP_2), c3 = all(EXP_3);
    //- DoubleVector c4 = all(EXP_4), c5 = all(EXP_5), c6 = all(EXP_6), c7 = all(EXP_7);
    //- DoubleVector c8 = all(EXP_8), c9 = all(EXP_9), c10 = all(EXP_10);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector k = v.fma(log2e, rounder);
      FloatVector whole = k.sub(rounder);
      FloatVector r = whole.fma(low, whole.fma(high, v));
      // @float-only
      FloatVector p = r.fma(c4, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      // @end
      // @double-only
      //- DoubleVector p = r.fma(c10, c9).fma(r, c8).fma(r, c7).fma(r, c6).fma(r, c5).fma(r, c4);
      //- p = p.fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      // @end
      FloatVector power = scale(one, k);
      withSign(p.mul(r).fma(r, r).fma(power, power.sub(one)), v).intoArray(y, yo + i);
    }
  }

  /**
   * With x = 2ᵏ(1 + f), 1 + f between √½ and √2, and s = f/(2 + f), the logarithm of 1 + f is 2 artanh s = f - s(f - R)
   * with R of the order s²: the leading term f is exact.
   */
  static void log(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector root = all((float) 0.7071067811865476), rounder = all(ROUNDER), high = all(LN2_HIGH),
        low = all(LN2_LOW);
    FloatVector half = all(0.5f), one = all(1), two = all(2);
    // @float-only
    FloatVector c0 = all(LOG_0), c1 = all(LOG_1), c2 = all(LOG_2), c3 = all(LOG_3);
    // @end
    // @double-only
    //- DoubleVector c0 = all(LOG_0), c1 = all(LOG_1), c2 = all(LOG_2), c3 = all(LOG_3);
    //- DoubleVector c4 = all(LOG_4), c5 = all(LOG_5), c6 = all(LOG_6);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector k = exponent(v, root, rounder);
      FloatVector f = divide(v, k).sub(one);
      FloatVector s = f.div(f.add(two));
      FloatVector z = s.mul(s);
      FloatVector square = f.mul(f).mul(half);
      // @float-only
      FloatVector p = z.fma(c3, c2).fma(z, c1).fma(z, c0);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c6, c5).fma(z, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      FloatVector whole = k.sub(rounder);
      FloatVector small = whole.fma(low, s.mul(p.fma(z, square)));
      whole.mul(high).sub(square.sub(small).sub(f)).intoArray(y, yo + i);
    }
  }

  /** ln(1 + x): the logarithm of the rounded sum, and what the sum has lost. */
  static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    float[] sums = new float[n];
    float[] rests = new float[n];
    addOne(x, xo, sums, rests, n);
    FloatVectorElementwise.call(Unary.LOG, sums, 0, sums, 0, n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector result = FloatVector.fromArray(SPECIES, sums, i).add(FloatVector.fromArray(SPECIES, rests, i));
      withSign(result, v).intoArray(y, yo + i);
    }
  }

  /** The rounded sums x + 1, and what they lack, divided by them: a derivative's step of the logarithm. */
  private static void addOne(float[] x, int xo, float[] sums, float[] rests, int n) {
    FloatVector one = all(1), zero = all(0), infinity = all(Float.POSITIVE_INFINITY);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector sum = v.add(one);
      FloatVector part = sum.sub(one);
      FloatVector lost = v.sub(part).add(one.sub(sum.sub(part)));
      VectorMask<Float> special = sum.compare(VectorOperators.EQ, zero).or(sum.compare(VectorOperators.EQ, infinity));
      sum.intoArray(sums, i);
      lost.div(sum).blend(zero, special).intoArray(rests, i);
    }
  }

  static void sin(float[] x, int xo, float[] y, int yo, int n) {
    sine(0, x, xo, y, yo, n);
  }

  static void cos(float[] x, int xo, float[] y, int yo, int n) {
    sine(1, x, xo, y, yo, n);
  }

  /**
   * The sine of x + {@code ahead}·π/2 = r + k·π/2 with |r| ≤ π/4: that of r or, for odd k, its cosine; negative where k
   * has the bit 2.
   */
  private static void sine(float ahead, float[] x, int xo, float[] y, int yo, int n) {
    FloatVector quarters = all(QUARTER_TURNS), rounder = all(ROUNDER), one = all(1), half = all(-0.5f);
    FloatVector q0 = all(-QUARTER_TURN_0), q1 = all(-QUARTER_TURN_1), q2 = all(-QUARTER_TURN_2);
    // @float-only
    FloatVector s0 = all(SIN_0), s1 = all(SIN_1), s2 = all(SIN_2), c0 = all(COS_0), c1 = all(COS_1), c2 = all(COS_2);
    // @end
    // @double-only
    //- DoubleVector s0 = all(SIN_0), s1 = all(SIN_1), s2 = all(SIN_2), s3 = all(SIN_3), s4 = all(SIN_4), s5 = all(SIN_5);
    //- DoubleVector c0 = all(COS_0), c1 = all(COS_1), c2 = all(COS_2), c3 = all(COS_3), c4 = all(COS_4), c5 = all(COS_5);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector k = v.fma(quarters, rounder);
      FloatVector whole = k.sub(rounder);
      FloatVector r = whole.fma(q2, whole.fma(q1, whole.fma(q0, v)));
      FloatVector z = r.mul(r);
      // @float-only
      FloatVector p = z.fma(s2, s1).fma(z, s0);
      FloatVector q = z.fma(c2, c1).fma(z, c0);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(s5, s4).fma(z, s3).fma(z, s2).fma(z, s1).fma(z, s0);
      //- DoubleVector q = z.fma(c5, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0);
      // @end
      FloatVector sine = p.fma(z, one).mul(r);
      FloatVector cosine = q.fma(z, half).fma(z, one);
      turn(sine, cosine, k.add(ahead)).intoArray(y, yo + i);
    }
  }

  static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  // @float-only
  /** x·2ᵏ where that is a normal number; k in the lowest bits of a number, all bits above them leave. */
  static FloatVector scale(FloatVector x, FloatVector k) {
    IntVector exponent = k.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA);
    return x.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  /** x/2ᵏ. */
  static FloatVector divide(FloatVector x, FloatVector k) {
    IntVector exponent = k.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA);
    return x.reinterpretAsInts().sub(exponent).reinterpretAsFloats();
  }

  /** The k with x = 2ᵏm, m between √½ and √2, in the lowest bits of a number. */
  static FloatVector exponent(FloatVector x, FloatVector root, FloatVector rounder) {
    IntVector k = x.reinterpretAsInts().sub(root.reinterpretAsInts()).lanewise(VectorOperators.ASHR, MANTISSA);
    return k.add(rounder.reinterpretAsInts()).reinterpretAsFloats();
  }

  /** A number that is not negative, with the sign of another. */
  static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
    IntVector bit = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
    return magnitude.reinterpretAsInts().or(bit).reinterpretAsFloats();
  }

  /** The sine, or the cosine if k is odd, with the sign changed if k has the bit 2. */
  private static FloatVector turn(FloatVector sine, FloatVector cosine, FloatVector k) {
    IntVector bits = k.reinterpretAsInts();
    IntVector odd = bits.lanewise(VectorOperators.LSHL, 31).lanewise(VectorOperators.ASHR, 31);
    IntVector sign = bits.lanewise(VectorOperators.LSHL, 30).and(Integer.MIN_VALUE);
    IntVector other = sine.reinterpretAsInts().lanewise(VectorOperators.XOR, cosine.reinterpretAsInts()).and(odd);
    return sine.reinterpretAsInts().lanewise(VectorOperators.XOR, other).lanewise(VectorOperators.XOR, sign)
        .reinterpretAsFloats();
  }
  // @end
  // @double-only
  //- /** x·2ᵏ where that is a normal number; k in the lowest bits of a number, all bits above them leave. */
  //- static DoubleVector scale(DoubleVector x, DoubleVector k) {
  //-   LongVector exponent = k.reinterpretAsLongs().lanewise(VectorOperators.LSHL, MANTISSA);
  //-   return x.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
  //- }
  //-
  //- /** x/2ᵏ. */
  //- static DoubleVector divide(DoubleVector x, DoubleVector k) {
  //-   LongVector exponent = k.reinterpretAsLongs().lanewise(VectorOperators.LSHL, MANTISSA);
  //-   return x.reinterpretAsLongs().sub(exponent).reinterpretAsDoubles();
  //- }
  //-
  //- /** The k with x = 2ᵏm, m between √½ and √2, in the lowest bits of a number. */
  //- static DoubleVector exponent(DoubleVector x, DoubleVector root, DoubleVector rounder) {
  //-   LongVector k = x.reinterpretAsLongs().sub(root.reinterpretAsLongs()).lanewise(VectorOperators.ASHR, MANTISSA);
  //-   return k.add(rounder.reinterpretAsLongs()).reinterpretAsDoubles();
  //- }
  //-
  //- /** A number that is not negative, with the sign of another. */
  //- static DoubleVector withSign(DoubleVector magnitude, DoubleVector sign) {
  //-   LongVector bit = sign.reinterpretAsLongs().and(Long.MIN_VALUE);
  //-   return magnitude.reinterpretAsLongs().or(bit).reinterpretAsDoubles();
  //- }
  //-
  //- /** The sine, or the cosine if k is odd, with the sign changed if k has the bit 2. */
  //- private static DoubleVector turn(DoubleVector sine, DoubleVector cosine, DoubleVector k) {
  //-   LongVector bits = k.reinterpretAsLongs();
  //-   LongVector odd = bits.lanewise(VectorOperators.LSHL, 63).lanewise(VectorOperators.ASHR, 63);
  //-   LongVector sign = bits.lanewise(VectorOperators.LSHL, 62).and(Long.MIN_VALUE);
  //-   LongVector other = sine.reinterpretAsLongs().lanewise(VectorOperators.XOR, cosine.reinterpretAsLongs()).and(odd);
  //-   return sine.reinterpretAsLongs().lanewise(VectorOperators.XOR, other).lanewise(VectorOperators.XOR, sign)
  //-       .reinterpretAsDoubles();
  //- }
  // @end
}
