package dev.nabla.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of the normal distribution over whole vectors of double whose results become float: their relative error is below
 * 3e-8, half a unit of float in the last place. {@link VectorErrorFunction} takes four times as long for all digits.
 *
 * <p>All are made of Φ(-a) = exp(-a²/2)·R(a) for a ≥ 0, with a quotient R of polynomials: nothing cancels, and Φ(a)
 * is 1 - Φ(-a). The polynomials interpolate values of 40 digits at Chebyshev nodes, those of R in (a - 3)/(a + 3).
 */
final class SinglePrecisionNormal {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** From here on Φ(-a) times any float is 0 in float. */
  private static final double GREATEST = 20;

  /** The numerator of R(a) for a ≤ 20, with a relative error of 1.3e-8. */
  private static final double P0 = 0.5000000037877487;
  private static final double P1 = 0.44708017639325726;
  private static final double P2 = 0.18978420448910097;
  private static final double P3 = 0.04284995792182597;
  private static final double P4 = 0.004446892241924081;

  /** Its denominator, after 1. */
  private static final double Q1 = 1.6920454825918534;
  private static final double Q2 = 1.2296187323794978;
  private static final double Q3 = 0.4867622620174688;
  private static final double Q4 = 0.10741274445915247;
  private static final double Q5 = 0.011146646278672257;

  /** 2ᶠ for |f| ≤ 1/2, with a relative error of 2.6e-9. */
  private static final double E1 = 0.6931472067028326;
  private static final double E2 = 0.24022650922288758;
  private static final double E3 = 0.055503272266703021;
  private static final double E4 = 0.0096180566785246381;
  private static final double E5 = 0.0013400428177615838;
  private static final double E6 = 0.00015461444698569129;

  /** Minus the bits of -q they are those of 1/q, but for five percent: the mantissa is nearly a logarithm. */
  private static final long RECIPROCAL_BITS = 0x7fde623822fc16e6L + Long.MIN_VALUE;

  /** Blocks of this thread, after those of {@link WideLoops}. */
  private static final int TAILS = 2;
  private static final int BELLS = 3;
  private static final int DISTANCES = 4;

  /** Below this the density is 0 in double. */
  private static final double NOWHERE = -39;

  private static final double ROUNDER = DoubleVectorMath.ROUNDER;
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);
  private static final double HALF_LOG2_E = 0.5 / Math.log(2);

  private static final DoubleOpaqueLoop BELL = new DoubleOpaqueLoop(SinglePrecisionNormal::bells);
  private static final DoubleOpaquePairLoop TAIL = new DoubleOpaquePairLoop(SinglePrecisionNormal::tails);

  private SinglePrecisionNormal() {}

  /** erfc x = 2Φ(-√2·x). */
  static void erfc(double[] x, int xo, double[] y, int yo, int n) {
    cumulative(-Math.sqrt(2), 2, x, xo, y, yo, n);
  }

  /** Φ(x). */
  static void ndtr(double[] x, int xo, double[] y, int yo, int n) {
    cumulative(1, 1, x, xo, y, yo, n);
  }

  /** factor·Φ(scale·x). */
  private static void cumulative(double scale, double factor, double[] x, int xo, double[] y, int yo, int n) {
    lower(scale, x, xo, n);
    double[] tails = WideBlocks.own(TAILS);
    DoubleVector steps = all(scale), factors = all(factor), zero = all(0);
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Double> above =
          DoubleVector.fromArray(SPECIES, x, xo + i).mul(steps).compare(VectorOperators.GT, zero);
      DoubleVector tail = DoubleVector.fromArray(SPECIES, tails, i).mul(factors);
      tail.blend(factors.sub(tail), above).intoArray(y, yo + i);
    }
  }

  /**
   * (g, x) ↦ g(Φ(x) + xφ(x)), where for x &lt; 0 Φ(x) + xφ(x) = Φ(-a) - aφ(a) and for x &gt; 0 it is 1 less that. Far below
   * it is -0, for an infinite g.
   */
  static void geluGradient(double[] g, int go, double[] x, int xo, double[] out, int oo, int n) {
    lower(1, x, xo, n);
    double[] distances = WideBlocks.own(DISTANCES);
    double[] tails = WideBlocks.own(TAILS);
    double[] bells = WideBlocks.own(BELLS);
    DoubleVector zero = all(0), one = all(1), density = all(DENSITY), none = all(-0.0), nowhere = all(NOWHERE);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector change = DoubleVector.fromArray(SPECIES, distances, i).mul(density);
      DoubleVector bell = DoubleVector.fromArray(SPECIES, bells, i);
      DoubleVector below = DoubleVector.fromArray(SPECIES, tails, i).sub(change.mul(bell));
      DoubleVector slope = one.sub(below).blend(below, v.compare(VectorOperators.LT, zero));
      slope = slope.blend(none, v.compare(VectorOperators.LT, nowhere));
      slope.mul(DoubleVector.fromArray(SPECIES, g, go + i)).intoArray(out, oo + i);
    }
  }

  /** The distances a = |scale·x|, with exp(-a²/2) and Φ(-a), into their blocks. */
  private static void lower(double scale, double[] x, int xo, int n) {
    double[] distances = WideBlocks.own(DISTANCES);
    double[] bells = WideBlocks.own(BELLS);
    distances(scale, x, xo, distances, n);
    BELL.run(distances, 0, bells, 0, n);
    TAIL.run(distances, 0, bells, 0, WideBlocks.own(TAILS), 0, n);
  }

  /** The lesser of |scale·x| and the greatest number there is something to compute for. */
  private static void distances(double scale, double[] x, int xo, double[] a, int n) {
    DoubleVector steps = all(scale), greatest = all(GREATEST);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i).mul(steps).abs();
      v.blend(greatest, v.compare(VectorOperators.GT, greatest)).intoArray(a, i);
    }
  }

  /** y = Φ(-a), with exp(-a²/2). */
  private static void tails(double[] a, int ao, double[] bells, int bo, double[] y, int yo, int n) {
    DoubleVector p0 = all(P0), p1 = all(P1), p2 = all(P2), p3 = all(P3), p4 = all(P4), one = all(1);
    DoubleVector q1 = all(-Q1), q2 = all(-Q2), q3 = all(-Q3), q4 = all(-Q4), q5 = all(-Q5);
    LongVector magic = LongVector.broadcast(LongVector.SPECIES_PREFERRED, RECIPROCAL_BITS);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, a, ao + i);
      DoubleVector p = v.fma(p4, p3).fma(v, p2).fma(v, p1).fma(v, p0);
      DoubleVector less = v.fma(q5, q4).fma(v, q3).fma(v, q2).fma(v, q1).fma(v, one.neg());
      DoubleVector r = magic.sub(less.reinterpretAsLongs()).reinterpretAsDoubles();
      DoubleVector e = less.fma(r, one);
      r = e.fma(e, e).fma(e, e).fma(r, r);
      r = less.fma(r, one).fma(r, r);
      p.mul(r).mul(DoubleVector.fromArray(SPECIES, bells, bo + i)).intoArray(y, yo + i);
    }
  }

  /** exp(-a²/2) = 2ᵏ·2ᶠ. */
  private static void bells(double[] a, int ao, double[] y, int yo, int n) {
    DoubleVector base = all(-HALF_LOG2_E), rounder = all(ROUNDER), one = all(1);
    DoubleVector c1 = all(E1), c2 = all(E2), c3 = all(E3), c4 = all(E4), c5 = all(E5), c6 = all(E6);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, a, ao + i);
      DoubleVector square = v.mul(v);
      DoubleVector k = square.fma(base, rounder);
      DoubleVector f = square.fma(base, rounder.sub(k));
      DoubleVector p = f.fma(c6, c5).fma(f, c4).fma(f, c3).fma(f, c2).fma(f, c1).fma(f, one);
      DoubleVectorMath.scale(p, k).intoArray(y, yo + i);
    }
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
