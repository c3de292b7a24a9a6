package dev.nabla.kernel;

import dev.nabla.kernel.DoublePlainArithmetic.PairLoop;
import dev.nabla.kernel.DoubleVectorFunction.Range;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of aᵇ = 2^(b·log₂|a|) over whole vectors of double, with the sign and the special cases put in afterwards, where a
 * block has any.
 *
 * <p>What is lost of an exponent of 1000 is lost 700 times in the power: {@link #precise} computes the logarithm in sums of
 * two doubles, with a relative error below 2⁻⁶⁴, and the power within 0.6 ulp, so that it is exact where the exact one is a
 * double of a moderate exponent: 10³ is 1000. {@link #coarse} is right to 2⁻²⁷, which is enough for floats.
 *
 * <p>Reductions as in J.-M. Muller, <i>Elementary functions</i>, 3rd edition, §11; sums and products without error as in
 * {@link DoubleDouble}; the polynomials interpolate values of 60 digits at Chebyshev nodes.
 */
final class VectorPower {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = DoubleVectorFunction.BLOCK;

  /** Exponents up to here leave the second part of b·log₂|a| below 2⁻¹²; all of the size are whole numbers ± 2⁻²³. */
  private static final double GREATEST_EXPONENT = 0x1p29;

  private static final Range EXPONENTS = Range.upTo(GREATEST_EXPONENT);

  /** Beyond ± this, powers of 2 are ∞ and 0. */
  private static final double LIMIT = 1100;

  private static final double ROOT_HALF = Math.sqrt(0.5);

  /** 1/3 and 2/ln 2, each with what it lacks. */
  private static final double THIRD = 0.3333333333333333;
  private static final double THIRD_REST = 1.850371707708594e-17;
  private static final double LOG2_SCALE = 2.8853900817779268;
  private static final double LOG2_SCALE_REST = 4.0710547481862066e-17;

  /** Coefficients of (artanh(√z)/√z - 1 - z/3)/z² for z ≤ 0.0295: z² times the error is below 2⁻⁶⁶. */
  private static final double LOG_0 = 0.2;
  private static final double LOG_1 = 0.14285714285714682;
  private static final double LOG_2 = 0.11111111110827943;
  private static final double LOG_3 = 0.09090909167696401;
  private static final double LOG_4 = 0.07692297481259215;
  private static final double LOG_5 = 0.06667402346923655;
  private static final double LOG_6 = 0.05853118169745601;
  private static final double LOG_7 = 0.0586158931193828;

  /** Coefficients of 2/ln 2·(artanh(√z)/√z - 1)/z for z ≤ 0.0295: z times the error is below 2⁻⁴¹. */
  private static final double COARSE_LOG_0 = 0.9617966939362012;
  private static final double COARSE_LOG_1 = 0.5770779989977809;
  private static final double COARSE_LOG_2 = 0.412203287224679;
  private static final double COARSE_LOG_3 = 0.320154147857143;
  private static final double COARSE_LOG_4 = 0.2793458212021542;

  /** Coefficients of (2ʳ - 1)/r for |r| ≤ 1/2: r times the error is below 2⁻²⁸. */
  private static final double COARSE_EXP2_0 = 0.6931471880262288;
  private static final double COARSE_EXP2_1 = 0.24022650760568126;
  private static final double COARSE_EXP2_2 = 0.05550357114219078;
  private static final double COARSE_EXP2_3 = 0.009618082557277852;
  private static final double COARSE_EXP2_4 = 0.0013390863364671234;
  private static final double COARSE_EXP2_5 = 0.0001545316294512069;

  private VectorPower() {}

  /** y = aᵇ; y may be a or b at the same place. */
  static void precise(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    blockwise(VectorPower::preciseBlock, a, ao, b, bo, y, yo, n);
  }

  /** y = aᵇ to 2⁻²⁷, for exponents that floats have; y may be a or b at the same place. */
  static void coarse(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    blockwise(VectorPower::coarseBlock, a, ao, b, bo, y, yo, n);
  }

  private static void blockwise(
      PairLoop magnitudes, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      if (Range.OF_POSITIVE.holds(a, ao + from, count) && EXPONENTS.holds(b, bo + from, count)) {
        magnitudes.run(a, ao + from, b, bo + from, y, yo + from, count);
      } else {
        double[] powers = new double[count];
        magnitudes.run(a, ao + from, b, bo + from, powers, 0, count);
        if (finish(a, ao + from, b, bo + from, powers, count)) {
          replaceRare(a, ao + from, b, bo + from, powers, count);
        }
        System.arraycopy(powers, 0, y, yo + from, count);
      }
    }
  }

  /** Powers of 0, and signs; returns whether there are arguments that are rarer than that. */
  private static boolean finish(double[] a, int ao, double[] b, int bo, double[] powers, int n) {
    VectorMask<Double> rare = VectorMask.fromLong(SPECIES, 0);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector base = DoubleVector.fromArray(SPECIES, a, ao + i);
      DoubleVector exponent = DoubleVector.fromArray(SPECIES, b, bo + i);
      DoubleVector size = base.abs();
      VectorMask<Double> zero = size.compare(VectorOperators.EQ, 0);
      VectorMask<Double> falling = exponent.compare(VectorOperators.LT, 0);
      VectorMask<Double> rising = exponent.compare(VectorOperators.GT, 0);
      DoubleVector power = DoubleVector.fromArray(SPECIES, powers, i);
      power = power.blend(0, zero.and(rising)).blend(Double.POSITIVE_INFINITY, zero.and(falling));
      power = power.blend(1, exponent.compare(VectorOperators.EQ, 0));
      VectorMask<Double> fractional = fractional(exponent);
      power = power.blend(Double.NaN, fractional.and(base.compare(VectorOperators.LT, 0)));
      // fractional halves are those of odd numbers and of numbers that are fractional themselves, which have no sign
      DoubleVector signed = DoubleVectorMath.withSign(power, base);
      power.blend(signed, fractional(exponent.mul(0.5)).and(fractional.not())).intoArray(powers, i);
      VectorMask<Double> normal = size.compare(VectorOperators.GE, Double.MIN_NORMAL)
          .and(size.compare(VectorOperators.LE, Double.MAX_VALUE));
      VectorMask<Double> usual = exponent.abs().compare(VectorOperators.LE, GREATEST_EXPONENT).and(normal.or(zero));
      rare = rare.or(usual.not());
    }
    return rare.anyTrue();
  }

  private static VectorMask<Double> fractional(DoubleVector x) {
    DoubleVector whole = x.add(DoubleVectorMath.ROUNDER).sub(DoubleVectorMath.ROUNDER);
    return x.compare(VectorOperators.NE, whole);
  }

  /** Powers of subnormal and infinite numbers and NaN, and those with huge exponents, one by one. */
  private static void replaceRare(double[] a, int ao, double[] b, int bo, double[] powers, int n) {
    for (int i = 0; i < n; i++) {
      double size = Math.abs(a[ao + i]);
      if (size != 0 && !Range.OF_POSITIVE.holds(size) || !EXPONENTS.holds(b[bo + i])) {
        DoubleElementwise.scalar().pairs(Binary.POW, a, ao + i, b, bo + i, powers, i, 1);
      }
    }
  }

  /** One block of aᵇ for positive a. */
  private static void preciseBlock(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    double[] first = new double[n];
    double[] second = new double[n];
    double[] octaves = new double[n];
    quotients(a, ao, first, second, octaves, n);
    artanh(first, second, n);
    exponents(first, second, octaves, b, bo, n);
    powers(first, second, octaves, y, yo, n);
  }

  /** Of |x| = 2ᵏ(1 + f), 1 + f between √½ and √2, the quotients s = f/(2 + f) in two parts, and k. */
  private static void quotients(double[] x, int xo, double[] high, double[] low, double[] octaves, int n) {
    DoubleVector root = all(ROOT_HALF), rounder = all(DoubleVectorMath.ROUNDER), one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i).abs();
      DoubleVector k = DoubleVectorMath.exponent(v, root, rounder);
      DoubleVector m = DoubleVectorMath.divide(v, k);
      DoubleVector f = m.sub(one);
      DoubleVector sum = m.add(one);
      DoubleVector sumRest = m.sub(sum.sub(one));
      DoubleVector inverse = one.div(sum);
      DoubleVector s = f.mul(inverse);
      s.intoArray(high, i);
      s.neg().fma(sum, f).sub(s.mul(sumRest)).mul(inverse).intoArray(low, i);
      k.sub(rounder).intoArray(octaves, i);
    }
  }

  /** In their place, artanh s = s(1 + u) with u = s²/3 + s⁴(1/5 + …), of which the first term counts in full. */
  private static void artanh(double[] high, double[] low, int n) {
    DoubleVector third = all(THIRD), thirdRest = all(THIRD_REST);
    DoubleVector c0 = all(LOG_0), c1 = all(LOG_1), c2 = all(LOG_2), c3 = all(LOG_3), c4 = all(LOG_4), c5 = all(LOG_5);
    DoubleVector c6 = all(LOG_6), c7 = all(LOG_7);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector s = DoubleVector.fromArray(SPECIES, high, i);
      DoubleVector sRest = DoubleVector.fromArray(SPECIES, low, i);
      DoubleVector z = s.mul(s);
      DoubleVector zRest = s.fma(s, z.neg()).add(s.add(s).mul(sRest));
      DoubleVector p = z.fma(c7, c6).fma(z, c5).fma(z, c4).fma(z, c3).fma(z, c2).fma(z, c1).fma(z, c0).mul(z).mul(z);
      DoubleVector square = z.mul(third);
      DoubleVector squareRest = z.fma(third, square.neg()).add(z.fma(thirdRest, zRest.mul(third)));
      DoubleVector u = square.add(p);
      DoubleVector uRest = p.sub(u.sub(square)).add(squareRest);
      DoubleVector rise = s.mul(u);
      DoubleVector riseRest = s.fma(u, rise.neg()).add(s.fma(uRest, sRest.fma(u, sRest)));
      DoubleVector t = s.add(rise);
      t.intoArray(high, i);
      rise.sub(t.sub(s)).add(riseRest).intoArray(low, i);
    }
  }

  /** Of b(k + 2/ln 2·artanh s), the nearest whole number, and the fraction, in two parts in the place of those of artanh s. */
  private static void exponents(double[] high, double[] low, double[] octaves, double[] b, int bo, int n) {
    DoubleVector scale = all(LOG2_SCALE), scaleRest = all(LOG2_SCALE_REST), rounder = all(DoubleVectorMath.ROUNDER);
    DoubleVector greatest = all(LIMIT), least = all(-LIMIT);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector t = DoubleVector.fromArray(SPECIES, high, i);
      DoubleVector fraction = t.mul(scale);
      DoubleVector fractionRest = t.fma(scale, fraction.neg())
          .add(t.fma(scaleRest, scale.mul(DoubleVector.fromArray(SPECIES, low, i))));
      DoubleVector whole = DoubleVector.fromArray(SPECIES, octaves, i);
      DoubleVector log = whole.add(fraction);
      DoubleVector logRest = fraction.sub(log.sub(whole)).add(fractionRest);
      DoubleVector exponent = DoubleVector.fromArray(SPECIES, b, bo + i);
      DoubleVector w = exponent.mul(log);
      DoubleVector rest = exponent.fma(log, w.neg()).add(exponent.mul(logRest));
      w = w.blend(greatest, w.compare(VectorOperators.GT, greatest)).blend(least, w.compare(VectorOperators.LT, least));
      DoubleVector k = w.add(rounder);
      DoubleVector first = w.sub(k.sub(rounder));
      DoubleVector r = first.add(rest);
      k.intoArray(octaves, i);
      r.intoArray(high, i);
      rest.sub(r.sub(first)).intoArray(low, i);
    }
  }

  /** y = 2ᵏ·2ʳ with 2ʳ = 1 + r ln 2 + …, where the first two terms and the second part of r count in full. */
  private static void powers(double[] high, double[] low, double[] octaves, double[] y, int yo, int n) {
    DoubleVector one = all(1), ln2 = all(DoubleVectorLogarithms.EXP2_0), ln2Rest = all(DoubleVectorLogarithms.LN2_REST);
    DoubleVector c1 = all(DoubleVectorLogarithms.EXP2_1), c2 = all(DoubleVectorLogarithms.EXP2_2);
    DoubleVector c3 = all(DoubleVectorLogarithms.EXP2_3), c4 = all(DoubleVectorLogarithms.EXP2_4);
    DoubleVector c5 = all(DoubleVectorLogarithms.EXP2_5), c6 = all(DoubleVectorLogarithms.EXP2_6);
    DoubleVector c7 = all(DoubleVectorLogarithms.EXP2_7), c8 = all(DoubleVectorLogarithms.EXP2_8);
    DoubleVector c9 = all(DoubleVectorLogarithms.EXP2_9), c10 = all(DoubleVectorLogarithms.EXP2_10);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector r = DoubleVector.fromArray(SPECIES, high, i);
      DoubleVector p = r.fma(c10, c9).fma(r, c8).fma(r, c7).fma(r, c6).fma(r, c5);
      p = p.fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).mul(r).mul(r);
      DoubleVector t = r.mul(ln2);
      DoubleVector tRest = r.fma(ln2, t.neg()).add(r.fma(ln2Rest, ln2.mul(DoubleVector.fromArray(SPECIES, low, i))));
      DoubleVector sum = t.add(one);
      DoubleVector sumRest = t.sub(sum.sub(one)).add(tRest).add(p);
      DoubleVector k = DoubleVector.fromArray(SPECIES, octaves, i);
      DoubleVector power = DoubleVectorMath.scale(sum.add(sumRest), half(k));
      power.mul(DoubleVectorMath.scale(one, otherHalf(k))).intoArray(y, yo + i);
    }
  }

  /** One block of aᵇ for positive a. */
  private static void coarseBlock(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    double[] logs = new double[n];
    coarseLogarithms(a, ao, logs, n);
    coarsePowers(logs, b, bo, y, yo, n);
  }

  /** log₂|x| = k + 2/ln 2·artanh s. */
  private static void coarseLogarithms(double[] x, int xo, double[] y, int n) {
    DoubleVector root = all(ROOT_HALF), rounder = all(DoubleVectorMath.ROUNDER), one = all(1), scale = all(LOG2_SCALE);
    DoubleVector c0 = all(COARSE_LOG_0), c1 = all(COARSE_LOG_1), c2 = all(COARSE_LOG_2), c3 = all(COARSE_LOG_3);
    DoubleVector c4 = all(COARSE_LOG_4);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i).abs();
      DoubleVector k = DoubleVectorMath.exponent(v, root, rounder);
      DoubleVector m = DoubleVectorMath.divide(v, k);
      DoubleVector s = m.sub(one).div(m.add(one));
      DoubleVector z = s.mul(s);
      DoubleVector p = z.fma(c4, c3).fma(z, c2).fma(z, c1).fma(z, c0).fma(z, scale);
      s.fma(p, k.sub(rounder)).intoArray(y, i);
    }
  }

  private static void coarsePowers(double[] logs, double[] b, int bo, double[] y, int yo, int n) {
    DoubleVector rounder = all(DoubleVectorMath.ROUNDER), one = all(1), greatest = all(LIMIT), least = all(-LIMIT);
    DoubleVector c0 = all(COARSE_EXP2_0), c1 = all(COARSE_EXP2_1), c2 = all(COARSE_EXP2_2), c3 = all(COARSE_EXP2_3);
    DoubleVector c4 = all(COARSE_EXP2_4), c5 = all(COARSE_EXP2_5);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector w = DoubleVector.fromArray(SPECIES, logs, i).mul(DoubleVector.fromArray(SPECIES, b, bo + i));
      w = w.blend(greatest, w.compare(VectorOperators.GT, greatest)).blend(least, w.compare(VectorOperators.LT, least));
      DoubleVector k = w.add(rounder);
      DoubleVector r = w.sub(k.sub(rounder));
      DoubleVector p = r.fma(c5, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0).fma(r, one);
      DoubleVector power = DoubleVectorMath.scale(p, half(k));
      power.mul(DoubleVectorMath.scale(one, otherHalf(k))).intoArray(y, yo + i);
    }
  }

  /** Half of k, rounded down, in the lowest bits of a number: 2ᵏ in one step may be no normal number. */
  private static DoubleVector half(DoubleVector k) {
    return k.reinterpretAsLongs().lanewise(VectorOperators.ASHR, 1).reinterpretAsDoubles();
  }

  private static DoubleVector otherHalf(DoubleVector k) {
    LongVector bits = k.reinterpretAsLongs();
    return bits.sub(bits.lanewise(VectorOperators.ASHR, 1)).reinterpretAsDoubles();
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
