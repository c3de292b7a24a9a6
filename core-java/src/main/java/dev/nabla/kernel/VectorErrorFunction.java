package dev.nabla.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of the error function, its complement and gelu over whole vectors of double. All are made of exp(-q) and of the
 * polynomials of {@link ErrorFunction}, a few terms of which at a time are added to all elements: all in one loop are more
 * than the compiler draws into it.
 */
final class VectorErrorFunction {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Beyond, exp(-q) comes near to the least normal number: it is computed for q - SHIFT, and multiplied by LAST then. */
  private static final double FAR = 648;

  private static final double SHIFT = ErrorFunction.SHIFT;
  private static final double LAST = ErrorFunction.LAST;

  /** From here on exp(-q) is 0. */
  private static final double GREATEST = 760;

  /** Of a polynomial in one loop. */
  private static final int TERMS = 7;

  /** Blocks of this thread, after those of {@link WideLoops}. */
  static final int BELLS = 2;

  static final int TAILS = 3;
  private static final int SUMS = 4;
  private static final int SQUARES = 5;

  static final double ERFC_LIMIT = Math.sqrt(GREATEST);
  private static final double NORMAL_LIMIT = Math.sqrt(2 * GREATEST);

  /** Beyond, ln(exp(x²/2)Φ(x)) is lost in x²/2. */
  private static final double SCALED_LIMIT = 1e12;

  private static final double ROOT_HALF = ErrorFunction.ROOT_HALF;
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  private VectorErrorFunction() {}

  /** erf x: near 0 x·P(x²), else 1 - erfc |x|. */
  static void erf(double[] x, int xo, double[] y, int yo, int n) {
    double[] bells = WideBlocks.own(BELLS);
    double[] tails = WideBlocks.own(TAILS);
    tails(1, 1, ERFC_LIMIT, x, xo, bells, tails, n);
    series(x, xo, bells, n);
    DoubleVector one = all(1), half = all(0.5);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector outer = DoubleVectorMath.withSign(one.sub(DoubleVector.fromArray(SPECIES, tails, i)), v);
      DoubleVector inner = DoubleVector.fromArray(SPECIES, bells, i);
      outer.blend(inner, v.abs().compare(VectorOperators.LT, half)).intoArray(y, yo + i);
    }
  }

  /** erfc x: near 0 1 - erf x, and 2 - erfc |x| below. */
  static void erfc(double[] x, int xo, double[] y, int yo, int n) {
    double[] bells = WideBlocks.own(BELLS);
    double[] tails = WideBlocks.own(TAILS);
    tails(1, 1, ERFC_LIMIT, x, xo, bells, tails, n);
    series(x, xo, bells, n);
    DoubleVector one = all(1), two = all(2), half = all(0.5), zero = all(0);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector tail = DoubleVector.fromArray(SPECIES, tails, i).mul(last(v.abs().min(ERFC_LIMIT), 1));
      DoubleVector outer = tail.blend(two.sub(tail), v.compare(VectorOperators.LT, zero));
      DoubleVector inner = one.sub(DoubleVector.fromArray(SPECIES, bells, i));
      outer.blend(inner, v.abs().compare(VectorOperators.LT, half)).intoArray(y, yo + i);
    }
  }

  /** x·Φ(x), where Φ(x) below 0 is not rounded before it is multiplied. */
  static void gelu(double[] x, int xo, double[] y, int yo, int n) {
    double[] bells = WideBlocks.own(BELLS);
    double[] tails = WideBlocks.own(TAILS);
    factors(0.5, ROOT_HALF, NORMAL_LIMIT, x, xo, bells, tails, n);
    DoubleVector one = all(1), half = all(0.5), zero = all(0);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector a = v.abs().min(NORMAL_LIMIT);
      DoubleVector bell = DoubleVector.fromArray(SPECIES, bells, i);
      DoubleVector factor = DoubleVector.fromArray(SPECIES, tails, i).mul(half);
      DoubleVector tail = factor.mul(bell);
      DoubleVector lost = factor.fma(bell, tail.neg()).sub(tail.mul(lackingSquare(a, half)));
      DoubleVector below = a.fma(tail, a.mul(lost)).neg().mul(last(a, 0.5));
      v.mul(one.sub(tail)).blend(below, v.compare(VectorOperators.LT, zero)).intoArray(y, yo + i);
    }
  }

  /** Φ(x). */
  static void ndtr(double[] x, int xo, double[] y, int yo, int n) {
    double[] tails = lowerNormal(x, xo, n);
    DoubleVector one = all(1), zero = all(0);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector tail = DoubleVector.fromArray(SPECIES, tails, i);
      tail.blend(one.sub(tail), v.compare(VectorOperators.GT, zero)).intoArray(y, yo + i);
    }
  }

  /** ln Φ(x): ln(1 - Φ(-x)) or, far enough below 0, ln(exp(x²/2)Φ(x)) - x²/2. */
  static void logNdtr(double[] x, int xo, double[] y, int yo, int n) {
    double[] tails = lowerNormal(x, xo, n);
    double[] scaled = WideBlocks.own(BELLS);
    scaled(ROOT_HALF, SCALED_LIMIT, x, xo, scaled, n);
    DoubleVector one = all(1), half = all(0.5), zero = all(0), low = all(-1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector tail = DoubleVector.fromArray(SPECIES, tails, i);
      DoubleVector near = tail.neg().blend(tail.sub(one), v.compare(VectorOperators.LT, zero));
      DoubleVector below = DoubleVector.fromArray(SPECIES, scaled, i).mul(half).sub(one);
      near.blend(below, v.compare(VectorOperators.LT, low)).intoArray(tails, i);
    }
    DoubleVectorElementwise.call(Unary.LOG1P, tails, 0, tails, 0, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector log = DoubleVector.fromArray(SPECIES, tails, i);
      DoubleVector below = log.sub(v.mul(v).mul(half));
      log.blend(below, v.compare(VectorOperators.LT, low)).intoArray(y, yo + i);
    }
  }

  /** Φ(-|x|): near 0 by erf, for half a unit in the last place of 1/2 is all that is lost there. */
  private static double[] lowerNormal(double[] x, int xo, int n) {
    double[] tails = WideBlocks.own(TAILS);
    double[] inner = WideBlocks.own(BELLS);
    tails(0.5, ROOT_HALF, NORMAL_LIMIT, x, xo, inner, tails, n);
    DoubleVector half = all(0.5);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + i).abs().mul(ROOT_HALF).intoArray(inner, i);
    }
    series(inner, 0, inner, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, x, xo + i).abs();
      DoubleVector outer = DoubleVector.fromArray(SPECIES, tails, i).mul(half).mul(last(a.min(NORMAL_LIMIT), 0.5));
      DoubleVector near = half.sub(DoubleVector.fromArray(SPECIES, inner, i).mul(half));
      outer.blend(near, a.compare(VectorOperators.LT, half)).intoArray(tails, i);
    }
    return tails;
  }

  /** (g, x) ↦ g(Φ(x) + xφ(x)). */
  static void geluGradient(double[] g, int go, double[] x, int xo, double[] out, int oo, int n) {
    for (int from = 0; from < n; from += WideBlocks.SIZE) {
      slopes(g, go + from, x, xo + from, out, oo + from, Math.min(WideBlocks.SIZE, n - from));
    }
  }

  private static void slopes(double[] g, int go, double[] x, int xo, double[] out, int oo, int n) {
    double[] bells = WideBlocks.own(BELLS);
    double[] tails = WideBlocks.own(TAILS);
    tails(0.5, ROOT_HALF, NORMAL_LIMIT, x, xo, bells, tails, n);
    DoubleVector one = all(1), half = all(0.5), zero = all(0), density = all(DENSITY);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector tail = DoubleVector.fromArray(SPECIES, tails, i).mul(half);
      DoubleVector bell = DoubleVector.fromArray(SPECIES, bells, i).mul(density);
      DoubleVector change = v.min(NORMAL_LIMIT).max(-NORMAL_LIMIT).mul(bell);
      DoubleVector below = change.add(tail).mul(last(v.abs().min(NORMAL_LIMIT), 0.5));
      DoubleVector slope = one.sub(tail).add(change).blend(below, v.compare(VectorOperators.LT, zero));
      slope = slope.blend(v, v.compare(VectorOperators.NE, v));
      DoubleVector.fromArray(SPECIES, g, go + i).mul(slope).intoArray(out, oo + i);
    }
  }

  /** What exp(-q) still lacks with q = scale·a². */
  private static DoubleVector last(DoubleVector a, double scale) {
    return all(1).blend(LAST, far(a.mul(a).mul(scale)));
  }

  private static VectorMask<Double> far(DoubleVector q) {
    return q.compare(VectorOperators.GT, FAR);
  }

  /** With a = |x| and q = scale·a² = u²: {@code bells} are exp(-q), for q - SHIFT where q is far, {@code tails} erfc u. */
  static void tails(
      double scale, double root, double limit, double[] x, int xo, double[] bells, double[] tails, int n) {
    factors(scale, root, limit, x, xo, bells, tails, n);
    DoubleVector scales = all(scale);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, x, xo + i).abs().min(limit);
      DoubleVector rest = lackingSquare(a, scales);
      DoubleVector bell = DoubleVector.fromArray(SPECIES, bells, i);
      DoubleVector factor = DoubleVector.fromArray(SPECIES, tails, i);
      DoubleVector tail = factor.mul(bell);
      DoubleVector lost = factor.fma(bell, tail.neg());
      tail.add(lost.sub(tail.mul(rest))).intoArray(tails, i);
      bell.sub(bell.mul(rest)).intoArray(bells, i);
    }
  }

  /** The factors of {@link #tails}: exp(-q) for the rounded q, and exp(u²)·erfc u. */
  private static void factors(
      double scale, double root, double limit, double[] x, int xo, double[] bells, double[] tails, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, x, xo + i).abs().min(limit);
      DoubleVector q = a.mul(a).mul(scale);
      q.blend(q.sub(SHIFT), far(q)).neg().intoArray(bells, i);
    }
    DoubleVectorElementwise.call(Unary.EXP, bells, 0, bells, 0, n);
    scaled(root, limit, x, xo, tails, n);
  }

  /** What the rounded scale·a² lacks. */
  private static DoubleVector lackingSquare(DoubleVector a, DoubleVector scale) {
    return a.fma(a.mul(scale), a.mul(a).mul(scale).neg());
  }

  /**
   * y = exp(u²)·erfc u for u = root·|x|: P/(1 + 2u) with what rounding takes from 1 + 2u, from the quotient, and from the
   * root put back, since of all roundings together hardly four units in the last place may come.
   */
  private static void scaled(double root, double limit, double[] x, int xo, double[] y, int n) {
    quotients(root, limit, x, xo, y, n);
    double[] sums = polynomial(ErrorFunction.SCALED, y, n);
    DoubleVector one = all(1), twice = all(2 * root), lacking = all(root == 1 ? 0 : 2 * ErrorFunction.ROOT_HALF_REST);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, x, xo + i).abs().min(limit);
      DoubleVector p = DoubleVector.fromArray(SPECIES, sums, i);
      DoubleVector divisor = a.fma(twice, one);
      DoubleVector rest = a.fma(twice, one.sub(divisor)).add(a.mul(lacking));
      DoubleVector q = p.div(divisor);
      DoubleVector remainder = q.neg().fma(divisor, p).sub(q.mul(rest));
      q.add(remainder.div(divisor)).intoArray(y, i);
    }
  }

  /** What the polynomial for tails is one of: (u - centre)/(u + centre). */
  private static void quotients(double root, double limit, double[] x, int xo, double[] t, int n) {
    DoubleVector centre = all(ErrorFunction.CENTRE);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector u = DoubleVector.fromArray(SPECIES, x, xo + i).abs().min(limit).mul(root);
      u.sub(centre).div(u.add(centre)).intoArray(t, i);
    }
  }

  /** y = erf x for |x| ≤ 1. */
  static void series(double[] x, int xo, double[] y, int n) {
    double[] squares = WideBlocks.own(SQUARES);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      v.mul(v).intoArray(squares, i);
    }
    double[] sums = polynomial(ErrorFunction.ERF, squares, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      v.mul(DoubleVector.fromArray(SPECIES, sums, i)).intoArray(y, i);
    }
  }

  /** c[0] + c[1]·t + c[2]·t² + … for each t. */
  static double[] polynomial(double[] c, double[] t, int n) {
    double[] sums = WideBlocks.own(SUMS);
    Arrays.fill(sums, 0, n, 0);
    double[] terms = Arrays.copyOf(c, (c.length + TERMS - 1) / TERMS * TERMS);
    for (int k = terms.length - TERMS; k >= 0; k -= TERMS) {
      addTerms(sums, t, terms, k, n);
    }
    return sums;
  }

  /** Horner's rule for {@link #TERMS} coefficients from c[k] on. */
  private static void addTerms(double[] sums, double[] t, double[] c, int k, int n) {
    DoubleVector c0 = all(c[k]), c1 = all(c[k + 1]), c2 = all(c[k + 2]), c3 = all(c[k + 3]), c4 = all(c[k + 4]);
    DoubleVector c5 = all(c[k + 5]), c6 = all(c[k + 6]);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, t, i);
      DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, i).fma(v, c6).fma(v, c5).fma(v, c4);
      sum.fma(v, c3).fma(v, c2).fma(v, c1).fma(v, c0).intoArray(sums, i);
    }
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
