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
 * The transcendental functions of whole vectors, over their whole domains and within 2 ulp.
 *
 * <p>They are made of operations that IEEE 754 rounds, and so have the same bits whether the JVM interprets or compiles
 * them. {@code VectorOperators.EXP} and its like do not: until C2 compiles a loop they are those of {@link Math}, from
 * then on another algorithm, and results would change in the middle of a process.
 *
 * <p>Arguments are reduced as in J.-M. Muller, <i>Elementary functions</i>, 3rd edition, §11; the polynomials interpolate
 * values of 50 digits at Chebyshev nodes, their errors are below a tenth of an ulp of the function.
 */
final class FloatVectorMath {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final float LOG2_E = (float) 1.4426950408889634;

  // @float-only
  /** Added to a number of less than half its size it leaves the nearest whole number in the lowest bits. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
  private static final int MANTISSA = 23;
  private static final int BIAS = 127;
  private static final int ROOT_HALF_BITS = Float.floatToRawIntBits(0.70710678f);

  /** ln 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  private static final float LN2_HIGH = 0.693145752f;

  private static final float LN2_LOW = 1.42860677e-06f;

  /** Beyond these the exponential is 0 or ∞ and needs no further digits. */
  private static final float LEAST = -104;

  private static final float GREATEST = 89;

  /** Below this eˣ - 1 is -1. */
  private static final float LEAST_MINUS_ONE = -18;

  /** What makes subnormal numbers normal. */
  private static final float LIFT = 0x1p25f;

  private static final float LIFT_EXPONENT = 25;

  // @end
  // @double-only
  //- /** Added to a number of less than half its size it leaves the nearest whole number in the lowest bits. */
  //- private static final double ROUNDER = 0x1.8p52;
  //-
  //- private static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);
  //- private static final int MANTISSA = 52;
  //- private static final long BIAS = 1023;
  //- private static final long ROOT_HALF_BITS = Double.doubleToRawLongBits(0.7071067811865476);
  //-
  //- /** ln 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  //- private static final double LN2_HIGH = 0.6931471804855391;
  //-
  //- private static final double LN2_LOW = 7.440617110012397e-11;
  //-
  //- /** Beyond these the exponential is 0 or ∞ and needs no further digits. */
  //- private static final double LEAST = -746;
  //-
  //- private static final double GREATEST = 710;
  //-
  //- /** Below this eˣ - 1 is -1. */
  //- private static final double LEAST_MINUS_ONE = -38;
  //-
  //- /** What makes subnormal numbers normal. */
  //- private static final double LIFT = 0x1p54;
  //-
  //- private static final double LIFT_EXPONENT = 54;
  //-
  // @end
  private FloatVectorMath() {}

  /** eˣ = 2ᵏ·eʳ with k the whole number nearest to x/ln 2; in two factors, as 2ᵏ may be out of range where eˣ is not. */
  static FloatVector exp(FloatVector x) {
    FloatVector v = x.max(LEAST).min(GREATEST);
    FloatVector k = exponent(v);
    FloatVector exact = k.fma(constant(-LN2_HIGH), v);
    FloatVector r = k.fma(constant(-LN2_LOW), exact);
    FloatVector lost = k.fma(constant(-LN2_LOW), exact.sub(r));
    FloatVector p = exponentialSeries(r).mul(r).fma(r, lost).add(r).add(1);
    FloatVector half = k.mul(0.5f).add(ROUNDER).sub(ROUNDER);
    return p.mul(power(half)).mul(power(k.sub(half)));
  }

  /** eˣ - 1 = 2ᵏ(eʳ - 1) + (2ᵏ - 1). */
  static FloatVector expm1(FloatVector x) {
    FloatVector v = x.max(LEAST_MINUS_ONE).min(GREATEST);
    FloatVector k = exponent(v);
    FloatVector r = k.fma(constant(-LN2_LOW), k.fma(constant(-LN2_HIGH), v));
    FloatVector p = exponentialSeries(r).mul(r).fma(r, r);
    FloatVector half = power(k.sub(1)); // 2ᵏ itself may be out of range
    FloatVector result = p.fma(half, half.sub(0.5f)).mul(2);
    return result.blend(x, x.compare(VectorOperators.EQ, 0));
  }

  /** An odd polynomial near 0, elsewhere 1 - 2/(exp(2|x|) + 1), of which the second term is at most a half. */
  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector z = x.mul(x);
    FloatVector near = tangentSeries(z).mul(z).fma(x, x);
    FloatVector far = constant(1).sub(constant(2).div(exp(a.add(a)).add(1)));
    far = far.blend(far.neg(), x.compare(VectorOperators.LT, 0));
    FloatVector result = far.blend(near, a.compare(VectorOperators.LT, 0.55f));
    return result.blend(x, x.compare(VectorOperators.EQ, 0));
  }

  /**
   * With e = exp(-|x|), which never overflows: 1/(1+e) above 0 and e/(1+e) below, where 1 - 1/(1+e) would cancel; corrected
   * by what the sum 1 + e has lost.
   */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    FloatVector sum = e.add(1);
    FloatVector excess = sum.sub(1).sub(e);
    FloatVector quotient = constant(1).blend(e, x.compare(VectorOperators.LT, 0)).div(sum);
    return quotient.fma(excess, quotient);
  }

  static FloatVector log(FloatVector x) {
    return logarithm(x, constant(0));
  }

  /** ln(1 + x): the logarithm of the rounded sum, and what the sum has lost. */
  static FloatVector log1p(FloatVector x) {
    FloatVector sum = x.add(1);
    FloatVector part = sum.sub(1);
    FloatVector lost = x.sub(part).add(constant(1).sub(sum.sub(part)));
    VectorMask<Float> exact = sum.abs().compare(VectorOperators.GE, Float.MAX_VALUE);
    FloatVector rest = lost.div(sum).blend(0, exact.or(sum.compare(VectorOperators.EQ, 0)));
    return logarithm(sum, rest).blend(x, x.compare(VectorOperators.EQ, 0));
  }

  /** ln(1 + eˣ). */
  static FloatVector softplus(FloatVector x) {
    return x.max(0).add(log1p(exp(x.abs().neg())));
  }

  /**
   * ln x + rest for a small rest. With x = 2ᵏ(1 + f), 1 + f between √½ and √2, and s = f/(2 + f), the logarithm of 1 + f is
   * 2 artanh s = f - s(f - R) with R of the order s²: the leading term f is exact.
   */
  private static FloatVector logarithm(FloatVector x, FloatVector rest) {
    VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector v = x.blend(x.mul(LIFT), subnormal);
    FloatVector k = logarithmExponent(v);
    FloatVector f = logarithmFraction(v, k).sub(1);
    k = k.blend(k.sub(LIFT_EXPONENT), subnormal);
    FloatVector s = f.div(f.add(2));
    FloatVector z = s.mul(s);
    FloatVector square = f.mul(f).mul(0.5f);
    FloatVector small = s.mul(square.add(logarithmSeries(z).mul(z)));
    FloatVector result = k.mul(LN2_HIGH).sub(square.sub(small.add(k.fma(constant(LN2_LOW), rest))).sub(f));
    result = result.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
    result = result.blend(Float.NaN, x.compare(VectorOperators.LT, 0));
    return x.blend(result, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY)); // ∞ and NaN stay
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** The whole number nearest to x/ln 2. */
  private static FloatVector exponent(FloatVector x) {
    return x.fma(constant(LOG2_E), constant(ROUNDER)).sub(ROUNDER);
  }

  // @float-only
  /** 2ᵏ: the lowest bits become the exponent, and all bits above them leave. */
  private static FloatVector power(FloatVector k) {
    IntVector bits = k.add(ROUNDER + BIAS).reinterpretAsInts();
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
    FloatVector p = r.fma(constant(0.000198912763f), constant(0.0013933907f));
    p = p.fma(r, constant(0.00833331048f));
    p = p.fma(r, constant(0.041666463f));
    p = p.fma(r, constant(0.166666672f));
    return p.fma(r, constant(0.5f));
  }

  /** (tanh(√z)/√z - 1)/z for z ≤ 0.302. */
  private static FloatVector tangentSeries(FloatVector z) {
    FloatVector p = z.fma(constant(-0.00660715951f), constant(0.0213077571f));
    p = p.fma(z, constant(-0.0539091639f));
    p = p.fma(z, constant(0.13333112f));
    return p.fma(z, constant(-0.333333313f));
  }

  /** (2 artanh(√z)/√z - 2)/z for z ≤ 0.0295. */
  private static FloatVector logarithmSeries(FloatVector z) {
    FloatVector p = z.fma(constant(0.233309641f), constant(0.285508037f));
    p = p.fma(z, constant(0.400001228f));
    return p.fma(z, constant(0.666666687f));
  }
  // @end
  // @double-only
  //- /** 2ᵏ: the lowest bits become the exponent, and all bits above them leave. */
  //- private static DoubleVector power(DoubleVector k) {
  //-   LongVector bits = k.add(ROUNDER + BIAS).reinterpretAsLongs();
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
  //-   DoubleVector p = r.fma(constant(2.0914904528759253e-09), constant(2.5105521666108532e-08));
  //-   p = p.fma(r, constant(2.755727311887771e-07));
  //-   p = p.fma(r, constant(2.7557254666098247e-06));
  //-   p = p.fma(r, constant(2.4801587325962223e-05));
  //-   p = p.fma(r, constant(0.00019841269875401043));
  //-   p = p.fma(r, constant(0.0013888888888883629));
  //-   p = p.fma(r, constant(0.00833333333332597));
  //-   p = p.fma(r, constant(0.04166666666666667));
  //-   p = p.fma(r, constant(0.1666666666666667));
  //-   return p.fma(r, constant(0.5));
  //- }
  //-
  //- /** (tanh(√z)/√z - 1)/z for z ≤ 0.302. */
  //- private static DoubleVector tangentSeries(DoubleVector z) {
  //-   DoubleVector p = z.fma(constant(7.865504931744786e-06), constant(-3.370684348881057e-05));
  //-   p = p.fma(z, constant(9.454175795462367e-05));
  //-   p = p.fma(z, constant(-0.00023846902351875207));
  //-   p = p.fma(z, constant(0.0005899044106388795));
  //-   p = p.fma(z, constant(-0.001455818961211082));
  //-   p = p.fma(z, constant(0.0035921267566160096));
  //-   p = p.fma(z, constant(-0.008863235462332872));
  //-   p = p.fma(z, constant(0.02186948853404507));
  //-   p = p.fma(z, constant(-0.05396825396821985));
  //-   p = p.fma(z, constant(0.1333333333333331));
  //-   return p.fma(z, constant(-0.3333333333333333));
  //- }
  //-
  //- /** (2 artanh(√z)/√z - 2)/z for z ≤ 0.0295. */
  //- private static DoubleVector logarithmSeries(DoubleVector z) {
  //-   DoubleVector p = z.fma(constant(0.1461703754879165), constant(0.1533167403016786));
  //-   p = p.fma(z, constant(0.18182890556695602));
  //-   p = p.fma(z, constant(0.2222221111514416));
  //-   p = p.fma(z, constant(0.2857142862609589));
  //-   p = p.fma(z, constant(0.3999999999989924));
  //-   return p.fma(z, constant(0.666666666666667));
  //- }
  // @end
}
