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
 * Loops of exp, log and their like over whole vectors, for all arguments and within 2 ulp.
 *
 * <p>They are made of operations that IEEE 754 rounds, and so have the same bits whether the JVM interprets or compiles
 * them. {@code VectorOperators.EXP} and its like do not: until C2 compiles a loop they are those of {@link Math}, from
 * then on another algorithm, and results would change in the middle of a process.
 *
 * <p>Arguments are reduced as in J.-M. Muller, <i>Elementary functions</i>, 3rd edition, §11; the polynomials interpolate
 * values of 50 digits at Chebyshev nodes; their errors are below a tenth of an ulp of the function.
 *
 * <p>Formulas stand in the loops, and functions of functions are loops one after the other over a block: the compiler may
 * decline to draw a helper into a loop that it has compiled by itself before, and vectors that pass through a call are
 * objects. Only helpers of a few operations are safe from that.
 */
final class FloatVectorMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Elements of an intermediate result that stays in L1; whole vectors. */
  static final int BLOCK = 1024;

  // Constants are vectors, since the compiler gives up a loop of which it has to broadcast so many.
  // @float-only
  private static final int MANTISSA = 23;

  /** Added to a number of less than half its size it leaves the nearest whole number in the lowest bits. */
  private static final FloatVector ROUNDER = constant(0x1.8p23f);
  private static final FloatVector BIASED_ROUNDER = constant(0x1.8p23f + 127);
  private static final IntVector ROUNDER_BITS = ROUNDER.reinterpretAsInts();

  /** ln 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  private static final FloatVector LN2_HIGH = constant(0.693145752f);
  private static final FloatVector LN2_LOW = constant(1.42860677e-06f);

  /** Beyond these the exponential is 0 or ∞ and needs no further digits. */
  private static final FloatVector LEAST = constant(-104);
  private static final FloatVector GREATEST = constant(89);

  /** Below this eˣ - 1 is -1. */
  private static final FloatVector LEAST_MINUS_ONE = constant(-18);

  /** What makes subnormal numbers normal. */
  private static final FloatVector LIFT = constant(0x1p25f);
  private static final FloatVector LIFT_EXPONENT = constant(25);

  private static final IntVector ROOT_HALF_BITS = constant(0.70710678f).reinterpretAsInts();

  /** Coefficients of (eʳ - 1 - r)/r² for |r| ≤ ln 2 / 2. */
  private static final FloatVector EXP_0 = constant(0.5f);
  private static final FloatVector EXP_1 = constant(0.166666672f);
  private static final FloatVector EXP_2 = constant(0.041666463f);
  private static final FloatVector EXP_3 = constant(0.00833331048f);
  private static final FloatVector EXP_4 = constant(0.0013933907f);
  private static final FloatVector EXP_5 = constant(0.000198912763f);

  /** Coefficients of (2 artanh(√z)/√z - 2)/z for z ≤ 0.0295. */
  private static final FloatVector LOG_0 = constant(0.666666687f);
  private static final FloatVector LOG_1 = constant(0.400001228f);
  private static final FloatVector LOG_2 = constant(0.285508037f);
  private static final FloatVector LOG_3 = constant(0.233309641f);

  // @end
  // @double-only
  //- private static final int MANTISSA = 52;
  //-
  //- /** Added to a number of less than half its size it leaves the nearest whole number in the lowest bits. */
  //- private static final DoubleVector ROUNDER = constant(0x1.8p52);
  //- private static final DoubleVector BIASED_ROUNDER = constant(0x1.8p52 + 1023);
  //- private static final LongVector ROUNDER_BITS = ROUNDER.reinterpretAsLongs();
  //-
  //- /** ln 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  //- private static final DoubleVector LN2_HIGH = constant(0.6931471804855391);
  //- private static final DoubleVector LN2_LOW = constant(7.440617110012397e-11);
  //-
  //- /** Beyond these the exponential is 0 or ∞ and needs no further digits. */
  //- private static final DoubleVector LEAST = constant(-746);
  //- private static final DoubleVector GREATEST = constant(710);
  //-
  //- /** Below this eˣ - 1 is -1. */
  //- private static final DoubleVector LEAST_MINUS_ONE = constant(-38);
  //-
  //- /** What makes subnormal numbers normal. */
  //- private static final DoubleVector LIFT = constant(0x1p54);
  //- private static final DoubleVector LIFT_EXPONENT = constant(54);
  //-
  //- private static final LongVector ROOT_HALF_BITS = constant(0.7071067811865476).reinterpretAsLongs();
  //-
  //- /** Coefficients of (eʳ - 1 - r)/r² for |r| ≤ ln 2 / 2. */
  //- private static final DoubleVector EXP_0 = constant(0.5);
  //- private static final DoubleVector EXP_1 = constant(0.1666666666666667);
  //- private static final DoubleVector EXP_2 = constant(0.04166666666666667);
  //- private static final DoubleVector EXP_3 = constant(0.00833333333332597);
  //- private static final DoubleVector EXP_4 = constant(0.0013888888888883629);
  //- private static final DoubleVector EXP_5 = constant(0.00019841269875401043);
  //- private static final DoubleVector EXP_6 = constant(2.4801587325962223e-05);
  //- private static final DoubleVector EXP_7 = constant(2.7557254666098247e-06);
  //- private static final DoubleVector EXP_8 = constant(2.755727311887771e-07);
  //- private static final DoubleVector EXP_9 = constant(2.5105521666108532e-08);
  //- private static final DoubleVector EXP_10 = constant(2.0914904528759253e-09);
  //-
  //- /** Coefficients of (2 artanh(√z)/√z - 2)/z for z ≤ 0.0295. */
  //- private static final DoubleVector LOG_0 = constant(0.666666666666667);
  //- private static final DoubleVector LOG_1 = constant(0.3999999999989924);
  //- private static final DoubleVector LOG_2 = constant(0.2857142862609589);
  //- private static final DoubleVector LOG_3 = constant(0.2222221111514416);
  //- private static final DoubleVector LOG_4 = constant(0.18182890556695602);
  //- private static final DoubleVector LOG_5 = constant(0.1533167403016786);
  //- private static final DoubleVector LOG_6 = constant(0.1461703754879165);
  //-
  // @end
  private static final FloatVector ZERO = constant(0);
  private static final FloatVector HALF = constant(0.5f);
  private static final FloatVector ONE = constant(1);
  private static final FloatVector TWO = constant(2);
  private static final FloatVector LOG2_E = constant((float) 1.4426950408889634);
  private static final FloatVector MINUS_LN2_HIGH = LN2_HIGH.neg();
  private static final FloatVector MINUS_LN2_LOW = LN2_LOW.neg();
  private static final FloatVector NORMAL = constant(Float.MIN_NORMAL);
  private static final FloatVector INFINITY = constant(Float.POSITIVE_INFINITY);
  private static final FloatVector MINUS_INFINITY = constant(Float.NEGATIVE_INFINITY);
  private static final FloatVector NOT_A_NUMBER = constant(Float.NaN);

  private FloatVectorMath() {}

  /** eˣ = 2ᵏ·eʳ with k the whole number nearest to x/ln 2; in two factors, as 2ᵏ may be out of range where eˣ is not. */
  static void exp(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = clamp(FloatVector.fromArray(SPECIES, x, xo + i), LEAST);
      FloatVector k = exponent(v);
      FloatVector exact = k.fma(MINUS_LN2_HIGH, v);
      FloatVector r = k.fma(MINUS_LN2_LOW, exact);
      FloatVector lost = k.fma(MINUS_LN2_LOW, exact.sub(r));
      FloatVector p = exponentialSeries(r).mul(r).fma(r, lost).add(r).add(ONE);
      FloatVector half = k.mul(HALF).add(ROUNDER).sub(ROUNDER);
      p.mul(power(half)).mul(power(k.sub(half))).intoArray(y, yo + i);
    }
  }

  /** eˣ - 1 = 2ᵏ(eʳ - 1) + (2ᵏ - 1). */
  static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector c = clamp(v, LEAST_MINUS_ONE);
      FloatVector k = exponent(c);
      FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, c));
      FloatVector p = exponentialSeries(r).mul(r).fma(r, r);
      FloatVector half = power(k.sub(ONE)); // 2ᵏ itself may be out of range
      FloatVector result = p.fma(half, half.sub(HALF)).mul(TWO);
      result.blend(v, v.compare(VectorOperators.EQ, ZERO)).intoArray(y, yo + i);
    }
  }

  static void log(float[] x, int xo, float[] y, int yo, int n) {
    float[] nothing = new float[Math.min(n, BLOCK)];
    for (int from = 0; from < n; from += BLOCK) {
      logarithm(x, xo + from, nothing, y, yo + from, Math.min(BLOCK, n - from));
    }
  }

  /** ln(1 + x): the logarithm of the rounded sum, and what the sum has lost. */
  static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    float[] sums = new float[Math.min(n, BLOCK)];
    float[] rests = new float[sums.length];
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      addOne(x, xo + from, sums, rests, count);
      logarithm(sums, 0, rests, sums, 0, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xo + from + i);
        FloatVector result = FloatVector.fromArray(SPECIES, sums, i);
        result.blend(v, v.compare(VectorOperators.EQ, ZERO)).intoArray(y, yo + from + i);
      }
    }
  }

  /** The rounded sums x + 1, and what they lack, divided by them: a derivative's step of the logarithm. */
  private static void addOne(float[] x, int xo, float[] sums, float[] rests, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector sum = v.add(ONE);
      FloatVector part = sum.sub(ONE);
      FloatVector lost = v.sub(part).add(ONE.sub(sum.sub(part)));
      VectorMask<Float> special = sum.compare(VectorOperators.EQ, INFINITY).or(sum.compare(VectorOperators.EQ, ZERO));
      sum.intoArray(sums, i);
      lost.div(sum).blend(ZERO, special).intoArray(rests, i);
    }
  }

  /**
   * y = ln x + rest for a small rest. With x = 2ᵏ(1 + f), 1 + f between √½ and √2, and s = f/(2 + f), the logarithm of
   * 1 + f is 2 artanh s = f - s(f - R) with R of the order s²: the leading term f is exact.
   */
  private static void logarithm(float[] x, int xo, float[] rest, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorMask<Float> subnormal = v.compare(VectorOperators.LT, NORMAL);
      FloatVector normal = v.blend(v.mul(LIFT), subnormal);
      FloatVector k = logarithmExponent(normal);
      FloatVector f = logarithmFraction(normal, k).sub(ONE);
      k = k.blend(k.sub(LIFT_EXPONENT), subnormal);
      FloatVector s = f.div(f.add(TWO));
      FloatVector z = s.mul(s);
      FloatVector square = f.mul(f).mul(HALF);
      FloatVector small = s.mul(square.add(logarithmSeries(z).mul(z)));
      FloatVector low = k.fma(LN2_LOW, FloatVector.fromArray(SPECIES, rest, i));
      FloatVector result = k.mul(LN2_HIGH).sub(square.sub(small.add(low)).sub(f));
      result = result.blend(MINUS_INFINITY, v.compare(VectorOperators.EQ, ZERO));
      result = result.blend(NOT_A_NUMBER, v.compare(VectorOperators.LT, ZERO));
      v.blend(result, v.compare(VectorOperators.LT, INFINITY)).intoArray(y, yo + i); // ∞ and NaN stay
    }
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** Comparisons let NaN pass, as max and min do, at a third of the cost. */
  private static FloatVector clamp(FloatVector x, FloatVector least) {
    FloatVector v = x.blend(least, x.compare(VectorOperators.LT, least));
    return v.blend(GREATEST, v.compare(VectorOperators.GT, GREATEST));
  }

  /** The whole number nearest to x/ln 2. */
  private static FloatVector exponent(FloatVector x) {
    return x.fma(LOG2_E, ROUNDER).sub(ROUNDER);
  }

  // @float-only
  /** 2ᵏ: the lowest bits become the exponent, and all bits above them leave. */
  private static FloatVector power(FloatVector k) {
    IntVector bits = k.add(BIASED_ROUNDER).reinterpretAsInts();
    return bits.lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsFloats();
  }

  /** The k with x = 2ᵏm, m between √½ and √2; as a number, by the reverse of {@link #power}. */
  private static FloatVector logarithmExponent(FloatVector x) {
    IntVector k = x.reinterpretAsInts().sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA);
    return k.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
  }

  /** The m with x = 2ᵏm. */
  private static FloatVector logarithmFraction(FloatVector x, FloatVector k) {
    IntVector bits = k.add(ROUNDER).reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA);
    return x.reinterpretAsInts().sub(bits).reinterpretAsFloats();
  }

  /** (eʳ - 1 - r)/r² for |r| ≤ ln 2 / 2. */
  private static FloatVector exponentialSeries(FloatVector r) {
    FloatVector p = r.fma(EXP_5, EXP_4);
    p = p.fma(r, EXP_3);
    p = p.fma(r, EXP_2);
    p = p.fma(r, EXP_1);
    return p.fma(r, EXP_0);
  }

  /** (2 artanh(√z)/√z - 2)/z for z ≤ 0.0295. */
  private static FloatVector logarithmSeries(FloatVector z) {
    FloatVector p = z.fma(LOG_3, LOG_2);
    p = p.fma(z, LOG_1);
    return p.fma(z, LOG_0);
  }
  // @end
  // @double-only
  //- /** 2ᵏ: the lowest bits become the exponent, and all bits above them leave. */
  //- private static DoubleVector power(DoubleVector k) {
  //-   LongVector bits = k.add(BIASED_ROUNDER).reinterpretAsLongs();
  //-   return bits.lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsDoubles();
  //- }
  //-
  //- /** The k with x = 2ᵏm, m between √½ and √2; as a number, by the reverse of {@link #power}. */
  //- private static DoubleVector logarithmExponent(DoubleVector x) {
  //-   LongVector k = x.reinterpretAsLongs().sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA);
  //-   return k.add(ROUNDER_BITS).reinterpretAsDoubles().sub(ROUNDER);
  //- }
  //-
  //- /** The m with x = 2ᵏm. */
  //- private static DoubleVector logarithmFraction(DoubleVector x, DoubleVector k) {
  //-   LongVector bits = k.add(ROUNDER).reinterpretAsLongs().lanewise(VectorOperators.LSHL, MANTISSA);
  //-   return x.reinterpretAsLongs().sub(bits).reinterpretAsDoubles();
  //- }
  //-
  //- /** (eʳ - 1 - r)/r² for |r| ≤ ln 2 / 2. */
  //- private static DoubleVector exponentialSeries(DoubleVector r) {
  //-   DoubleVector p = r.fma(EXP_10, EXP_9);
  //-   p = p.fma(r, EXP_8);
  //-   p = p.fma(r, EXP_7);
  //-   p = p.fma(r, EXP_6);
  //-   p = p.fma(r, EXP_5);
  //-   p = p.fma(r, EXP_4);
  //-   p = p.fma(r, EXP_3);
  //-   p = p.fma(r, EXP_2);
  //-   p = p.fma(r, EXP_1);
  //-   return p.fma(r, EXP_0);
  //- }
  //-
  //- /** (2 artanh(√z)/√z - 2)/z for z ≤ 0.0295. */
  //- private static DoubleVector logarithmSeries(DoubleVector z) {
  //-   DoubleVector p = z.fma(LOG_6, LOG_5);
  //-   p = p.fma(z, LOG_4);
  //-   p = p.fma(z, LOG_3);
  //-   p = p.fma(z, LOG_2);
  //-   p = p.fma(z, LOG_1);
  //-   return p.fma(z, LOG_0);
  //- }
  // @end
}
