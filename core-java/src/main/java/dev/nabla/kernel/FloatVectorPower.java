package dev.nabla.kernel;

import dev.nabla.kernel.FloatVectorFunction.Range;
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
 * The loop of aᵇ = 2^(b·log₂|a|) over whole vectors, with the sign and the special cases put in afterwards, where a block
 * has any.
 *
 * <p>What is lost of an exponent of 1000 is lost 700 times in the power: logarithms are sums of two numbers, with a
 * relative error below 2⁻⁶⁴ in double, 2⁻³⁷ in float, and the power is within 0.6 ulp. So it is exact where the exact one
 * is a number of moderate exponent: 10³ is 1000.
 *
 * <p>Reductions as in J.-M. Muller, <i>Elementary functions</i>, 3rd edition, §11; sums and products without error as in
 * {@link DoubleDouble}; the polynomials interpolate values of 60 digits at Chebyshev nodes. The loops are short enough for
 * the compiler to draw all their parts into them; they leave their results to one another in L1.
 */
final class FloatVectorPower {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = FloatVectorFunction.BLOCK;

  // @float-only
  /** Exponents up to here leave the second part of b·log₂|a| small. */
  private static final float GREATEST_EXPONENT = 0x1p13f;

  /** Beyond ± this, powers of 2 are ∞ and 0. */
  private static final float LIMIT = 160;

  /** 1/3, 2/ln 2 and ln 2, each with what it lacks. */
  private static final float THIRD = 0.33333334f;
  private static final float THIRD_REST = -9.934108e-09f;
  private static final float LOG2_SCALE = 2.88539f;
  private static final float LOG2_SCALE_REST = 3.851926e-08f;
  private static final float LN2 = 0.6931472f;
  private static final float LN2_REST = -1.9046542e-09f;

  /** Coefficients of (artanh(√z)/√z - 1 - z/3)/z² for z ≤ 0.0295: z² times the error is below 2⁻³⁸. */
  private static final float LOG_0 = 0.2f;
  private static final float LOG_1 = 0.14285766f;
  private static final float LOG_2 = 0.11102381f;
  private static final float LOG_3 = 0.095602274f;

  /** Coefficients of (2ʳ - 1 - r ln 2)/r² for |r| ≤ 1/2: r² times the error is below 2⁻³¹. */
  private static final float EXP2_0 = 0.2402265f;
  private static final float EXP2_1 = 0.05550411f;
  private static final float EXP2_2 = 0.009618083f;
  private static final float EXP2_3 = 0.0013333522f;
  private static final float EXP2_4 = 0.00015453163f;
  private static final float EXP2_5 = 1.5290949e-05f;

  // @end
  // @double-only
  //- /** Exponents up to here leave the second part of b·log₂|a| small. */
  //- private static final double GREATEST_EXPONENT = 0x1p29;
  //-
  //- /** Beyond ± this, powers of 2 are ∞ and 0. */
  //- private static final double LIMIT = 1100;
  //-
  //- /** 1/3, 2/ln 2 and ln 2, each with what it lacks. */
  //- private static final double THIRD = 0.3333333333333333;
  //- private static final double THIRD_REST = 1.850371707708594e-17;
  //- private static final double LOG2_SCALE = 2.8853900817779268;
  //- private static final double LOG2_SCALE_REST = 4.0710547481862066e-17;
  //- private static final double LN2 = 0.6931471805599453;
  //- private static final double LN2_REST = 2.3190468138462996e-17;
  //-
  //- /** Coefficients of (artanh(√z)/√z - 1 - z/3)/z² for z ≤ 0.0295: z² times the error is below 2⁻⁶⁶. */
  //- private static final double LOG_0 = 0.2;
  //- private static final double LOG_1 = 0.14285714285714682;
  //- private static final double LOG_2 = 0.11111111110827943;
  //- private static final double LOG_3 = 0.09090909167696401;
  //- private static final double LOG_4 = 0.07692297481259215;
  //- private static final double LOG_5 = 0.06667402346923655;
  //- private static final double LOG_6 = 0.05853118169745601;
  //- private static final double LOG_7 = 0.0586158931193828;
  //-
  //- /** Coefficients of (2ʳ - 1 - r ln 2)/r² for |r| ≤ 1/2: r² times the error is below 2⁻⁵⁵. */
  //- private static final double EXP2_0 = 0.24022650695910075;
  //- private static final double EXP2_1 = 0.05550410866482158;
  //- private static final double EXP2_2 = 0.009618129107618665;
  //- private static final double EXP2_3 = 0.0013333558146423213;
  //- private static final double EXP2_4 = 0.00015403530424776529;
  //- private static final double EXP2_5 = 1.5252733820795803e-05;
  //- private static final double EXP2_6 = 1.3215451633221434e-06;
  //- private static final double EXP2_7 = 1.0178067267449427e-07;
  //- private static final double EXP2_8 = 7.070977866508138e-09;
  //- private static final double EXP2_9 = 4.45410341058704e-10;
  //-
  // @end
  private static final float ROOT_HALF = (float) 0.7071067811865476;
  private static final Range EXPONENTS = Range.upTo(GREATEST_EXPONENT);

  /** Called at one place, so that the compiler does not draw them into one method, which is more than it takes. */
  private static final Step[] STEPS = {
    FloatVectorPower::quotients, FloatVectorPower::artanh, FloatVectorPower::exponents, FloatVectorPower::powers
  };

  @FunctionalInterface
  private interface Step {
    void run(Block block);
  }

  /** Operands, result, and what the steps leave to one another. */
  private record Block(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n, float[] high, float[] low,
      float[] octaves) {}

  private FloatVectorPower() {}

  /** y = aᵇ; y may be a or b at the same place. */
  static void power(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    float[] powers = new float[Math.min(n, BLOCK)];
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      if (Range.OF_POSITIVE.holds(a, ao + from, count) && EXPONENTS.holds(b, bo + from, count)) {
        magnitudes(a, ao + from, b, bo + from, y, yo + from, count);
        continue;
      }
      magnitudes(a, ao + from, b, bo + from, powers, 0, count);
      if (finish(a, ao + from, b, bo + from, powers, count)) {
        replaceRare(a, ao + from, b, bo + from, powers, count);
      }
      System.arraycopy(powers, 0, y, yo + from, count);
    }
  }

  /** Powers of 0, and signs; returns whether there are arguments that are rarer than that. */
  private static boolean finish(float[] a, int ao, float[] b, int bo, float[] powers, int n) {
    VectorMask<Float> rare = VectorMask.fromLong(SPECIES, 0);
    for (int i = 0; i < n; i += LANES) {
      FloatVector base = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector exponent = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector size = base.abs();
      VectorMask<Float> zero = size.compare(VectorOperators.EQ, 0);
      VectorMask<Float> falling = exponent.compare(VectorOperators.LT, 0);
      VectorMask<Float> rising = exponent.compare(VectorOperators.GT, 0);
      FloatVector power = FloatVector.fromArray(SPECIES, powers, i);
      power = power.blend(0, zero.and(rising)).blend(Float.POSITIVE_INFINITY, zero.and(falling));
      power = power.blend(1, exponent.compare(VectorOperators.EQ, 0));
      VectorMask<Float> fractional = fractional(exponent);
      power = power.blend(Float.NaN, fractional.and(base.compare(VectorOperators.LT, 0)));
      // fractional halves are those of odd numbers and of numbers that are fractional themselves, which have no sign
      FloatVector signed = FloatVectorMath.withSign(power, base);
      power.blend(signed, fractional(exponent.mul(0.5f)).and(fractional.not())).intoArray(powers, i);
      VectorMask<Float> normal = size.compare(VectorOperators.GE, Float.MIN_NORMAL)
          .and(size.compare(VectorOperators.LE, Float.MAX_VALUE));
      VectorMask<Float> usual = exponent.abs().compare(VectorOperators.LE, GREATEST_EXPONENT).and(normal.or(zero));
      rare = rare.or(usual.not());
    }
    return rare.anyTrue();
  }

  private static VectorMask<Float> fractional(FloatVector x) {
    FloatVector whole = x.add(FloatVectorMath.ROUNDER).sub(FloatVectorMath.ROUNDER);
    return x.compare(VectorOperators.NE, whole);
  }

  /** Powers of subnormal and infinite numbers and NaN, and those with huge exponents, one by one. */
  private static void replaceRare(float[] a, int ao, float[] b, int bo, float[] powers, int n) {
    for (int i = 0; i < n; i++) {
      float size = Math.abs(a[ao + i]);
      if (size != 0 && !Range.OF_POSITIVE.holds(size) || !EXPONENTS.holds(b[bo + i])) {
        FloatElementwise.scalar().pairs(Binary.POW, a, ao + i, b, bo + i, powers, i, 1);
      }
    }
  }

  /** |a|ᵇ for one block. */
  private static void magnitudes(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    Block block = new Block(a, ao, b, bo, y, yo, n, new float[n], new float[n], new float[n]);
    for (Step step : STEPS) {
      step.run(block);
    }
  }

  /** Of |a| = 2ᵏ(1 + f), 1 + f between √½ and √2, the quotients s = f/(2 + f) in two parts, and k. */
  private static void quotients(Block block) {
    float[] high = block.high, low = block.low, octaves = block.octaves, a = block.a;
    int ao = block.ao;
    FloatVector root = all(ROOT_HALF), rounder = all(FloatVectorMath.ROUNDER), one = all(1);
    for (int i = 0; i < block.n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, ao + i).abs();
      FloatVector k = FloatVectorMath.exponent(v, root, rounder);
      FloatVector m = FloatVectorMath.divide(v, k);
      FloatVector f = m.sub(one);
      FloatVector sum = m.add(one);
      FloatVector sumRest = m.sub(sum.sub(one));
      FloatVector inverse = one.div(sum);
      FloatVector s = f.mul(inverse);
      s.intoArray(high, i);
      s.neg().fma(sum, f).sub(s.mul(sumRest)).mul(inverse).intoArray(low, i);
      k.sub(rounder).intoArray(octaves, i);
    }
  }

  /** In their place, artanh s = s(1 + u) with u = s²/3 + s⁴(1/5 + …), of which the first term counts in full. */
  private static void artanh(Block block) {
    float[] high = block.high, low = block.low;
    FloatVector third = all(THIRD), thirdRest = all(THIRD_REST);
    FloatVector c0 = all(LOG_0), c1 = all(LOG_1), c2 = all(LOG_2), c3 = all(LOG_3);
    // @double-only
    //- DoubleVector c4 = all(LOG_4), c5 = all(LOG_5), c6 = all(LOG_6), c7 = all(LOG_7);
    // @end
    for (int i = 0; i < block.n; i += LANES) {
      FloatVector s = FloatVector.fromArray(SPECIES, high, i);
      FloatVector sRest = FloatVector.fromArray(SPECIES, low, i);
      FloatVector z = s.mul(s);
      FloatVector zRest = s.fma(s, z.neg()).add(s.add(s).mul(sRest));
      // @float-only
      FloatVector p = z.fma(c3, c2);
      // @end
      // @double-only
      //- DoubleVector p = z.fma(c7, c6).fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2);
      // @end
      p = p.fma(z, c1).fma(z, c0).mul(z).mul(z);
      FloatVector square = z.mul(third);
      FloatVector squareRest = z.fma(third, square.neg()).add(z.fma(thirdRest, zRest.mul(third)));
      FloatVector u = square.add(p);
      FloatVector uRest = p.sub(u.sub(square)).add(squareRest);
      FloatVector rise = s.mul(u);
      FloatVector riseRest = s.fma(u, rise.neg()).add(s.fma(uRest, sRest.fma(u, sRest)));
      FloatVector t = s.add(rise);
      t.intoArray(high, i);
      rise.sub(t.sub(s)).add(riseRest).intoArray(low, i);
    }
  }

  /** Of b(k + 2/ln 2·artanh s), the nearest whole number, and the fraction, in two parts in the place of those of artanh s. */
  private static void exponents(Block block) {
    float[] high = block.high, low = block.low, octaves = block.octaves, b = block.b;
    int bo = block.bo;
    FloatVector scale = all(LOG2_SCALE), scaleRest = all(LOG2_SCALE_REST), rounder = all(FloatVectorMath.ROUNDER);
    FloatVector greatest = all(LIMIT), least = all(-LIMIT);
    for (int i = 0; i < block.n; i += LANES) {
      FloatVector t = FloatVector.fromArray(SPECIES, high, i);
      FloatVector fraction = t.mul(scale);
      FloatVector fractionRest = t.fma(scale, fraction.neg())
          .add(t.fma(scaleRest, scale.mul(FloatVector.fromArray(SPECIES, low, i))));
      FloatVector whole = FloatVector.fromArray(SPECIES, octaves, i);
      FloatVector log = whole.add(fraction);
      FloatVector logRest = fraction.sub(log.sub(whole)).add(fractionRest);
      FloatVector exponent = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector w = exponent.mul(log);
      FloatVector rest = exponent.fma(log, w.neg()).add(exponent.mul(logRest));
      w = w.blend(greatest, w.compare(VectorOperators.GT, greatest)).blend(least, w.compare(VectorOperators.LT, least));
      FloatVector k = w.add(rounder);
      FloatVector first = w.sub(k.sub(rounder));
      FloatVector r = first.add(rest);
      k.intoArray(octaves, i);
      r.intoArray(high, i);
      rest.sub(r.sub(first)).intoArray(low, i);
    }
  }

  /** y = 2ᵏ·2ʳ with 2ʳ = 1 + r ln 2 + …, where the first two terms and the second part of r count in full. */
  private static void powers(Block block) {
    float[] high = block.high, low = block.low, octaves = block.octaves, y = block.y;
    int yo = block.yo;
    FloatVector one = all(1), ln2 = all(LN2), ln2Rest = all(LN2_REST);
    FloatVector c0 = all(EXP2_0), c1 = all(EXP2_1), c2 = all(EXP2_2), c3 = all(EXP2_3), c4 = all(EXP2_4);
    FloatVector c5 = all(EXP2_5);
    // @double-only
    //- DoubleVector c6 = all(EXP2_6), c7 = all(EXP2_7), c8 = all(EXP2_8), c9 = all(EXP2_9);
    // @end
    for (int i = 0; i < block.n; i += LANES) {
      FloatVector r = FloatVector.fromArray(SPECIES, high, i);
      // @float-only
      FloatVector p = r.fma(c5, c4);
      // @end
      // @double-only
      //- DoubleVector p = r.fma(c9, c8).fma(r, c7).fma(r, c6).fma(r, c5).fma(r, c4);
      // @end
      p = p.fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0).mul(r).mul(r);
      FloatVector t = r.mul(ln2);
      FloatVector tRest = r.fma(ln2, t.neg()).add(r.fma(ln2Rest, ln2.mul(FloatVector.fromArray(SPECIES, low, i))));
      FloatVector sum = t.add(one);
      FloatVector sumRest = t.sub(sum.sub(one)).add(tRest).add(p);
      FloatVector k = FloatVector.fromArray(SPECIES, octaves, i);
      FloatVector power = FloatVectorMath.scale(sum.add(sumRest), half(k));
      power.mul(FloatVectorMath.scale(one, otherHalf(k))).intoArray(y, yo + i);
    }
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  // @float-only
  /** Half of k, rounded down, in the lowest bits of a number: 2ᵏ in one step may be no normal number. */
  private static FloatVector half(FloatVector k) {
    return k.reinterpretAsInts().lanewise(VectorOperators.ASHR, 1).reinterpretAsFloats();
  }

  private static FloatVector otherHalf(FloatVector k) {
    IntVector bits = k.reinterpretAsInts();
    return bits.sub(bits.lanewise(VectorOperators.ASHR, 1)).reinterpretAsFloats();
  }
  // @end
  // @double-only
  //- /** Half of k, rounded down, in the lowest bits of a number: 2ᵏ in one step may be no normal number. */
  //- private static DoubleVector half(DoubleVector k) {
  //-   return k.reinterpretAsLongs().lanewise(VectorOperators.ASHR, 1).reinterpretAsDoubles();
  //- }
  //-
  //- private static DoubleVector otherHalf(DoubleVector k) {
  //-   LongVector bits = k.reinterpretAsLongs();
  //-   return bits.sub(bits.lanewise(VectorOperators.ASHR, 1)).reinterpretAsDoubles();
  //- }
  // @end
}
