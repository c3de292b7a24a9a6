package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
// @float-only
import jdk.incubator.vector.IntVector;
// @end
// @double-only
//- import jdk.incubator.vector.LongVector;
// @end
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of powers of 2, of logarithms to other bases and of logarithms of quotients over whole vectors; what
 * {@link FloatVectorMath} says holds here too.
 */
final class FloatVectorLogarithms {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // @float-only
  /** Up to this size of x, 2ˣ and its reciprocal are normal numbers. */
  static final float EXP2_RANGE = 126;

  /** Coefficients of (2ʳ - 1)/r for |r| ≤ 1/2. */
  private static final float EXP2_0 = 0.6931472f;
  private static final float EXP2_1 = 0.2402265f;
  private static final float EXP2_2 = 0.05550357f;
  private static final float EXP2_3 = 0.009618083f;
  private static final float EXP2_4 = 0.0013390863f;
  private static final float EXP2_5 = 0.00015453163f;

  /** log₂ e and log₁₀ e, each with what it lacks. */
  private static final float LOG2_E_REST = 1.925963e-08f;
  private static final float LOG10_E = 0.4342945f;
  private static final float LOG10_E_REST = -1.010305e-08f;

  /** log₁₀ 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  private static final float LOG10_2_HIGH = 0.3010254f;
  private static final float LOG10_2_LOW = 4.605039e-06f;

  /** Up to here 1 + 1/(1 - x) is exact for powers of 2. */
  static final float ODDS_RANGE = 1 - 0x1p-21f;

  /** Coefficients of (2 artanh(√z)/√z - 2)/z for z ≤ 0.0402. */
  private static final float ODDS_0 = 0.6666667f;
  private static final float ODDS_1 = 0.40000317f;
  private static final float ODDS_2 = 0.28532416f;
  private static final float ODDS_3 = 0.23753935f;

  /** Coefficients of (2 artanh(√z)/√z - 2)/z for z ≤ 1/9. */
  private static final float TAIL_0 = 0.6666667f;
  private static final float TAIL_1 = 0.39999706f;
  private static final float TAIL_2 = 0.28592357f;
  private static final float TAIL_3 = 0.21706575f;
  private static final float TAIL_4 = 0.2322433f;

  // @end
  // @double-only
  //- /** Up to this size of x, 2ˣ and its reciprocal are normal numbers. */
  //- static final double EXP2_RANGE = 1022;
  //-
  //- /** Coefficients of (2ʳ - 1)/r for |r| ≤ 1/2. */
  //- private static final double EXP2_0 = 0.6931471805599453;
  //- private static final double EXP2_1 = 0.24022650695910097;
  //- private static final double EXP2_2 = 0.0555041086648216;
  //- private static final double EXP2_3 = 0.009618129107606888;
  //- private static final double EXP2_4 = 0.0013333558146416936;
  //- private static final double EXP2_5 = 0.0001540353044173605;
  //- private static final double EXP2_6 = 1.525273382983612e-05;
  //- private static final double EXP2_7 = 1.321544258792169e-06;
  //- private static final double EXP2_8 = 1.0178062445845774e-07;
  //- private static final double EXP2_9 = 7.072585949269223e-09;
  //- private static final double EXP2_10 = 4.4549605981865186e-10;
  //-
  //- /** log₂ e and log₁₀ e, each with what it lacks. */
  //- private static final double LOG2_E_REST = 2.0355273740931033e-17;
  //- private static final double LOG10_E = 0.4342944819032518;
  //- private static final double LOG10_E_REST = 1.098319650216765e-17;
  //-
  //- /** log₁₀ 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  //- private static final double LOG10_2_HIGH = 0.30102999566395283;
  //- private static final double LOG10_2_LOW = 2.8363394551044964e-14;
  //-
  //- /** Up to here 1 + 1/(1 - x) is exact for powers of 2. */
  //- static final double ODDS_RANGE = 1 - 0x1p-50;
  //-
  //- /** Coefficients of (2 artanh(√z)/√z - 2)/z for z ≤ 0.0402. */
  //- private static final double ODDS_0 = 0.6666666666666666;
  //- private static final double ODDS_1 = 0.40000000000008035;
  //- private static final double ODDS_2 = 0.28571428567234475;
  //- private static final double ODDS_3 = 0.22222223055248197;
  //- private static final double ODDS_4 = 0.18181737085579538;
  //- private static final double ODDS_5 = 0.1538888938432987;
  //- private static final double ODDS_6 = 0.13209284257177348;
  //- private static final double ODDS_7 = 0.1361228324114453;
  //-
  //- /** Coefficients of (2 artanh(√z)/√z - 2)/z for z ≤ 1/9. */
  //- private static final double TAIL_0 = 0.6666666666666666;
  //- private static final double TAIL_1 = 0.39999999999999525;
  //- private static final double TAIL_2 = 0.285714285716001;
  //- private static final double TAIL_3 = 0.2222222219823677;
  //- private static final double TAIL_4 = 0.18181819897962714;
  //- private static final double TAIL_5 = 0.1538454396486055;
  //- private static final double TAIL_6 = 0.13335178631449257;
  //- private static final double TAIL_7 = 0.11734279061303197;
  //- private static final double TAIL_8 = 0.10845178394880015;
  //- private static final double TAIL_9 = 0.07492143795550767;
  //- private static final double TAIL_10 = 0.1563057780092285;
  //-
  // @end
  private FloatVectorLogarithms() {}

  static void exp2(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector rounder = all(FloatVectorMath.ROUNDER), one = all(1);
    FloatVector c0 = all(EXP2_0), c1 = all(EXP2_1), c2 = all(EXP2_2), c3 = all(EXP2_3), c4 = all(EXP2_4);
    FloatVector c5 = all(EXP2_5);
    // @double-only
    //- DoubleVector c6 = all(EXP2_6), c7 = all(EXP2_7), c8 = all(EXP2_8), c9 = all(EXP2_9), c10 = all(EXP2_10);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector k = v.add(rounder);
      FloatVector r = v.sub(k.sub(rounder));
      // @float-only
      FloatVector p = r.fma(c5, c4);
      // @end
      // @double-only
      //- DoubleVector p = r.fma(c10, c9).fma(r, c8).fma(r, c7).fma(r, c6).fma(r, c5).fma(r, c4);
      // @end
      p = p.fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0).fma(r, one);
      FloatVectorMath.scale(p, k).intoArray(y, yo + i);
    }
  }

  static void log2(float[] x, int xo, float[] y, int yo, int n) {
    logarithm(FloatVectorMath.LOG2_E, LOG2_E_REST, 1, 0, x, xo, y, yo, n);
  }

  static void log10(float[] x, int xo, float[] y, int yo, int n) {
    logarithm(LOG10_E, LOG10_E_REST, LOG10_2_HIGH, LOG10_2_LOW, x, xo, y, yo, n);
  }

  /**
   * The logarithm to a base is {@code scale} + {@code scaleRest} times the natural one, and {@code high} + {@code low} for
   * 2: that of 2ᵏ(1 + f) as in {@link FloatVectorMath#log}. What stays in front is exact or a whole number of units, and
   * so are logarithms that are whole numbers.
   */
  private static void logarithm(
      float scale, float scaleRest, float high, float low, float[] x, int xo, float[] y, int yo, int n) {
    FloatVector root = all((float) 0.7071067811865476), rounder = all(FloatVectorMath.ROUNDER);
    FloatVector half = all(0.5f), one = all(1), two = all(2);
    FloatVector factor = all(scale), factorRest = all(scaleRest), unit = all(high), unitRest = all(low);
    FloatVector c0 = all(FloatVectorMath.LOG_0), c1 = all(FloatVectorMath.LOG_1), c2 = all(FloatVectorMath.LOG_2);
    FloatVector c3 = all(FloatVectorMath.LOG_3);
    // @double-only
    //- DoubleVector c4 = all(DoubleVectorMath.LOG_4), c5 = all(DoubleVectorMath.LOG_5), c6 = all(DoubleVectorMath.LOG_6);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector k = FloatVectorMath.exponent(v, root, rounder);
      FloatVector f = FloatVectorMath.divide(v, k).sub(one);
      FloatVector s = f.div(f.add(two));
      FloatVector z = s.mul(s);
      FloatVector square = f.mul(f).mul(half);
      // @float-only
      FloatVector p = z.fma(c3, c2);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c6, c5).fma(z, c4).fma(z, c3).fma(z, c2);
      // @end
      p = p.fma(z, c1).fma(z, c0);
      FloatVector less = square.sub(s.mul(p.fma(z, square)));
      FloatVector natural = f.sub(less);
      FloatVector lost = f.sub(natural).sub(less);
      FloatVector whole = k.sub(rounder);
      FloatVector small = natural.fma(factorRest, lost.mul(factor)).add(whole.mul(unitRest));
      whole.fma(unit, natural.fma(factor, small)).intoArray(y, yo + i);
    }
  }

  /**
   * ln(x/(1 - x)) = k ln 2 + 2 artanh s with s = (x - 2ᵏ(1 - x))/(x + 2ᵏ(1 - x)) and k so that s is small; numerator and
   * denominator are rounded once.
   */
  static void logit(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector rounder = all(FloatVectorMath.ROUNDER), one = all(1);
    FloatVector high = all(FloatVectorMath.LN2_HIGH), low = all(FloatVectorMath.LN2_LOW);
    FloatVector c0 = all(ODDS_0), c1 = all(ODDS_1), c2 = all(ODDS_2), c3 = all(ODDS_3);
    // @double-only
    //- DoubleVector c4 = all(ODDS_4), c5 = all(ODDS_5), c6 = all(ODDS_6), c7 = all(ODDS_7);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector k = octaves(v, one.sub(v), rounder);
      FloatVector power = FloatVectorMath.scale(one, k);
      FloatVector s = v.fma(one.add(power), power.neg()).div(v.fma(one.sub(power), power));
      FloatVector z = s.mul(s);
      // @float-only
      FloatVector p = z.fma(c3, c2);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c7, c6).fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2);
      // @end
      p = p.fma(z, c1).fma(z, c0).mul(z).mul(s);
      FloatVector whole = k.sub(rounder);
      whole.fma(high, whole.fma(low, p).add(s.add(s))).intoArray(y, yo + i);
    }
  }

  /** Half the logarithm of (1 + |x|)/(1 - |x|), by the same way, with the sign of x. */
  static void atanh(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector rounder = all(FloatVectorMath.ROUNDER), one = all(1), half = all(0.5f);
    FloatVector high = all(FloatVectorMath.LN2_HIGH / 2), low = all(FloatVectorMath.LN2_LOW / 2);
    FloatVector c0 = all(ODDS_0), c1 = all(ODDS_1), c2 = all(ODDS_2), c3 = all(ODDS_3);
    // @double-only
    //- DoubleVector c4 = all(ODDS_4), c5 = all(ODDS_5), c6 = all(ODDS_6), c7 = all(ODDS_7);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector a = v.abs();
      FloatVector k = octaves(one.add(a), one.sub(a), rounder);
      FloatVector power = FloatVectorMath.scale(one, k);
      FloatVector sum = one.add(power);
      FloatVector difference = one.sub(power);
      FloatVector s = a.fma(sum, difference).div(a.fma(difference, sum));
      FloatVector z = s.mul(s);
      // @float-only
      FloatVector p = z.fma(c3, c2);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c7, c6).fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2);
      // @end
      p = p.fma(z, c1).fma(z, c0).mul(z).mul(s).mul(half);
      FloatVector whole = k.sub(rounder);
      FloatVectorMath.withSign(whole.fma(high, whole.fma(low, p).add(s)), v).intoArray(y, yo + i);
    }
  }

  /** ln(1 + x) for 0 ≤ x ≤ 1, in the place of x, as in {@link FloatVectorMath#log}. */
  static void log1pOfFractions(float[] x, int n) {
    FloatVector two = all(2), half = all(0.5f);
    FloatVector c0 = all(TAIL_0), c1 = all(TAIL_1), c2 = all(TAIL_2), c3 = all(TAIL_3), c4 = all(TAIL_4);
    // @double-only
    //- DoubleVector c5 = all(TAIL_5), c6 = all(TAIL_6), c7 = all(TAIL_7), c8 = all(TAIL_8), c9 = all(TAIL_9);
    //- DoubleVector c10 = all(TAIL_10);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector s = v.div(v.add(two));
      FloatVector z = s.mul(s);
      FloatVector square = v.mul(v).mul(half);
      // @float-only
      FloatVector p = c4;
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c10, c9).fma(z, c8).fma(z, c7).fma(z, c6).fma(z, c5).fma(z, c4);
      // @end
      p = p.fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0).fma(z, square);
      v.sub(square.sub(s.mul(p))).intoArray(x, i);
    }
  }

  // @float-only
  /** A whole number near log₂(a/b), in the lowest bits of a number: their bits differ by that, within 0.09. */
  private static FloatVector octaves(FloatVector a, FloatVector b, FloatVector rounder) {
    IntVector difference = a.reinterpretAsInts().sub(b.reinterpretAsInts()).add(1 << FloatVectorMath.MANTISSA - 1);
    IntVector k = difference.lanewise(VectorOperators.ASHR, FloatVectorMath.MANTISSA);
    return k.add(rounder.reinterpretAsInts()).reinterpretAsFloats();
  }
  // @end
  // @double-only
  //- /** A whole number near log₂(a/b), in the lowest bits of a number: their bits differ by that, within 0.09. */
  //- private static DoubleVector octaves(DoubleVector a, DoubleVector b, DoubleVector rounder) {
  //-   LongVector difference = a.reinterpretAsLongs().sub(b.reinterpretAsLongs()).add(1L << DoubleVectorMath.MANTISSA - 1);
  //-   LongVector k = difference.lanewise(VectorOperators.ASHR, DoubleVectorMath.MANTISSA);
  //-   return k.add(rounder.reinterpretAsLongs()).reinterpretAsDoubles();
  //- }
  // @end

  private static FloatVector all(float value) {
    return FloatVectorMath.all(value);
  }
}
