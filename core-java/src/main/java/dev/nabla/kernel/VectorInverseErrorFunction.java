package dev.nabla.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of the inverses of erf and Φ over whole vectors of double. With a = |erf x| and its complement c = 1 - a, which
 * both know without cancellation, w = -ln(1 - a²) = -ln(c(2 - c)), and x/a is a smooth function of w (M. Giles,
 * "Approximating the erfinv function", GPU Computing Gems, Jade edition, 2012): polynomials give it with a relative error of
 * 6e-9, enough for results in float. They interpolate values of 40 digits at Chebyshev nodes.
 *
 * <p>For double one step of Halley's method triples the digits, by the residue of erf up to 0.8 and that of erfc beyond.
 */
final class VectorInverseErrorFunction {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Up to here w is for these loops: beyond, Φ(x) is less than 1e-44. */
  static final double LEAST = 1e-44;

  /** x/a for w ≤ 16 in powers of w/8 - 1. */
  private static final double[] NEAR = {
    2.661438641581112, 1.4108583194594413, -0.3235478960513257, 0.12572222603999342, -0.03648054785540782,
    -0.015720273763742985, 0.04216350522557797, -0.046344386004576396, 0.03284156940831436, -0.01065873192545279,
    -0.00262357639015747, 0.0029040262261454835, -0.011577290503929274, 0.022488381983977124, -0.005651456202091115,
    -0.015716513577677456, 0.008842365365147159, 0.0032453880584725468, -0.0023999569300680117
  };

  private static final double NEAR_GREATEST = 16;

  /** x/a for 16 ≤ w ≤ 102 in powers of (w - 59)/43. */
  private static final double[] FAR = {
    7.555785491861986, 2.8212081507388755, -0.5178495655220523, 0.18907833474861135, -0.08605638381375981,
    0.04375916838853719, -0.02345702366337064, 0.013314336070641884, -0.009575450626181684, 0.0058715390581834635,
    0.0014455433092302663, -0.0010934732736466082, -0.00787118833405551, 0.005218186711185169, 0.00510757875037377,
    -0.0034185951769259777, -0.002284773814497847, 0.0015227610995978027
  };

  private static final double FAR_CENTRE = 59;
  private static final double FAR_WIDTH = 43;

  /** ln(1 + f)/f for 1 + f between √½ and √2 in powers of f; f times its error is 2.6e-10. */
  private static final double[] LOG = {
    1.0000000006010195, -0.49999999414017127, 0.3333330266101698, -0.2500006237443588, 0.20002535640193383,
    -0.16666555575670008, 0.1421229125042129, -0.12420821262732773, 0.11945878227356821, -0.11620648400270368,
    0.06572327158522023
  };

  /** Up to here the residue is that of erf: x is less than 1, as the series wants it. */
  private static final double INNER = 0.8;

  private static final double ROUNDER = DoubleVectorMath.ROUNDER;
  private static final double ROOT_HALF = Math.sqrt(0.5);
  private static final double LN_2 = Math.log(2);
  private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

  /** Blocks of this thread, after those of {@link WideLoops} and {@link VectorErrorFunction}. */
  private static final int MAGNITUDES = 6;
  private static final int COMPLEMENTS = 7;
  private static final int LOGARITHMS = 8;
  private static final int RESULTS = 9;

  private VectorInverseErrorFunction() {}

  /** The x with erf x = y for |y| &lt; 1, for results in float. */
  static void coarseErfinv(double[] y, int yo, double[] x, int xo, int n) {
    ofErf(y, yo, n);
    estimates(n);
    multiply(y, yo, 0, 1, x, xo, n);
  }

  /** The same within 4 ulp. */
  static void preciseErfinv(double[] y, int yo, double[] x, int xo, int n) {
    ofErf(y, yo, n);
    estimates(n);
    refine(n);
    finish(y, yo, 0, 1, x, xo, n);
  }

  /** The x with Φ(x) = p for {@link #LEAST} ≤ p &lt; 1, for results in float. */
  static void coarseNdtri(double[] p, int po, double[] x, int xo, int n) {
    ofNormal(p, po, n);
    estimates(n);
    multiply(p, po, 0.5, 2 / ROOT_HALF, x, xo, n);
  }

  /** The same within 4 ulp. */
  static void preciseNdtri(double[] p, int po, double[] x, int xo, int n) {
    ofNormal(p, po, n);
    estimates(n);
    refine(n);
    finish(p, po, 0.5, 1 / ROOT_HALF, x, xo, n);
  }

  /** a = |y| and c = 1 - a. */
  private static void ofErf(double[] y, int yo, int n) {
    double[] magnitudes = WideBlocks.own(MAGNITUDES);
    double[] complements = WideBlocks.own(COMPLEMENTS);
    DoubleVector one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, y, yo + i).abs();
      a.intoArray(magnitudes, i);
      one.sub(a).intoArray(complements, i);
    }
  }

  /** With x = √2·z, p = (1 + erf z)/2: a = |2p - 1|, and c is twice the lesser of p and 1 - p. */
  private static void ofNormal(double[] p, int po, int n) {
    double[] magnitudes = WideBlocks.own(MAGNITUDES);
    double[] complements = WideBlocks.own(COMPLEMENTS);
    DoubleVector one = all(1), half = all(0.5);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, p, po + i);
      DoubleVector lesser = v.blend(one.sub(v), v.compare(VectorOperators.GT, half));
      DoubleVector c = lesser.add(lesser);
      c.intoArray(complements, i);
      one.sub(c).intoArray(magnitudes, i);
    }
  }

  /** x/a; most of the time all are near. */
  private static void estimates(int n) {
    double[] w = WideBlocks.own(LOGARITHMS);
    boolean far = logarithms(WideBlocks.own(COMPLEMENTS), w, n);
    double[] x = WideBlocks.own(RESULTS);
    near(w, x, n);
    if (far) {
      far(w, x, n);
    }
  }

  /** x = factor·(y - zero)·(x/a), where factor·(y - zero) is a times a constant, with the sign of x. */
  private static void multiply(double[] y, int yo, double zero, double factor, double[] x, int xo, int n) {
    double[] quotients = WideBlocks.own(RESULTS);
    DoubleVector zeros = all(zero), factors = all(factor);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, y, yo + i).sub(zeros).mul(factors);
      a.mul(DoubleVector.fromArray(SPECIES, quotients, i)).intoArray(x, xo + i);
    }
  }

  /** w = -ln(c(2 - c)), where c(2 - c) = 2ᵏ(1 + f); returns whether any is far. */
  private static boolean logarithms(double[] c, double[] w, int n) {
    DoubleVector one = all(1), two = all(2), rounder = all(ROUNDER), octave = all(-LN_2);
    LongVector root = all(ROOT_HALF).reinterpretAsLongs();
    DoubleVector c0 = all(-LOG[0]), c1 = all(-LOG[1]), c2 = all(-LOG[2]), c3 = all(-LOG[3]), c4 = all(-LOG[4]);
    DoubleVector c5 = all(-LOG[5]), c6 = all(-LOG[6]), c7 = all(-LOG[7]), c8 = all(-LOG[8]), c9 = all(-LOG[9]);
    DoubleVector c10 = all(-LOG[10]), greatest = all(0);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, c, i);
      LongVector bits = two.sub(v).mul(v).reinterpretAsLongs();
      LongVector k = bits.sub(root).lanewise(VectorOperators.ASHR, DoubleVectorMath.MANTISSA);
      LongVector mantissa = bits.sub(k.lanewise(VectorOperators.LSHL, DoubleVectorMath.MANTISSA));
      DoubleVector f = mantissa.reinterpretAsDoubles().sub(one);
      DoubleVector p = f.fma(c10, c9).fma(f, c8).fma(f, c7).fma(f, c6).fma(f, c5).fma(f, c4).fma(f, c3).fma(f, c2);
      p = p.fma(f, c1).fma(f, c0).mul(f);
      DoubleVector whole = k.add(rounder.reinterpretAsLongs()).reinterpretAsDoubles().sub(rounder);
      DoubleVector log = whole.fma(octave, p);
      log.intoArray(w, i);
      greatest = greatest.blend(log, log.compare(VectorOperators.GT, greatest));
    }
    return greatest.compare(VectorOperators.GT, NEAR_GREATEST).anyTrue();
  }

  private static void near(double[] w, double[] y, int n) {
    DoubleVector width = all(2 / NEAR_GREATEST), centre = all(-1);
    DoubleVector c0 = all(NEAR[0]), c1 = all(NEAR[1]), c2 = all(NEAR[2]), c3 = all(NEAR[3]), c4 = all(NEAR[4]);
    DoubleVector c5 = all(NEAR[5]), c6 = all(NEAR[6]), c7 = all(NEAR[7]), c8 = all(NEAR[8]), c9 = all(NEAR[9]);
    DoubleVector c10 = all(NEAR[10]), c11 = all(NEAR[11]), c12 = all(NEAR[12]), c13 = all(NEAR[13]);
    DoubleVector c14 = all(NEAR[14]), c15 = all(NEAR[15]), c16 = all(NEAR[16]), c17 = all(NEAR[17]);
    DoubleVector c18 = all(NEAR[18]);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector t = DoubleVector.fromArray(SPECIES, w, i).fma(width, centre);
      DoubleVector p = t.fma(c18, c17).fma(t, c16).fma(t, c15).fma(t, c14).fma(t, c13).fma(t, c12).fma(t, c11);
      p = p.fma(t, c10).fma(t, c9).fma(t, c8).fma(t, c7).fma(t, c6).fma(t, c5).fma(t, c4).fma(t, c3).fma(t, c2);
      p.fma(t, c1).fma(t, c0).intoArray(y, i);
    }
  }

  /** Replaces what is far. */
  private static void far(double[] w, double[] y, int n) {
    DoubleVector width = all(1 / FAR_WIDTH), centre = all(-FAR_CENTRE / FAR_WIDTH), from = all(NEAR_GREATEST);
    DoubleVector c0 = all(FAR[0]), c1 = all(FAR[1]), c2 = all(FAR[2]), c3 = all(FAR[3]), c4 = all(FAR[4]);
    DoubleVector c5 = all(FAR[5]), c6 = all(FAR[6]), c7 = all(FAR[7]), c8 = all(FAR[8]), c9 = all(FAR[9]);
    DoubleVector c10 = all(FAR[10]), c11 = all(FAR[11]), c12 = all(FAR[12]), c13 = all(FAR[13]), c14 = all(FAR[14]);
    DoubleVector c15 = all(FAR[15]), c16 = all(FAR[16]), c17 = all(FAR[17]);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, w, i);
      DoubleVector t = v.fma(width, centre);
      DoubleVector p = t.fma(c17, c16).fma(t, c15).fma(t, c14).fma(t, c13).fma(t, c12).fma(t, c11).fma(t, c10);
      p = p.fma(t, c9).fma(t, c8).fma(t, c7).fma(t, c6).fma(t, c5).fma(t, c4).fma(t, c3).fma(t, c2).fma(t, c1);
      DoubleVector nearer = DoubleVector.fromArray(SPECIES, y, i);
      nearer.blend(p.fma(t, c0), v.compare(VectorOperators.GT, from)).intoArray(y, i);
    }
  }

  /** Halley's step x - r/(s + x·r) with r = erf x - a, which knows what a has lost of 1 - c, and the slope s. */
  private static void refine(int n) {
    double[] x = WideBlocks.own(RESULTS);
    double[] complements = WideBlocks.own(COMPLEMENTS);
    double[] magnitudes = WideBlocks.own(MAGNITUDES);
    multiply(magnitudes, 0, 0, 1, x, 0, n);
    double[] bells = WideBlocks.own(VectorErrorFunction.BELLS);
    double[] tails = WideBlocks.own(VectorErrorFunction.TAILS);
    VectorErrorFunction.tails(1, 1, VectorErrorFunction.ERFC_LIMIT, x, 0, bells, tails, n);
    double[] inner = WideBlocks.own(LOGARITHMS);
    VectorErrorFunction.series(x, 0, inner, n);
    DoubleVector slope = all(TWO_BY_ROOT_PI), one = all(1), greatest = all(INNER);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector a = DoubleVector.fromArray(SPECIES, magnitudes, i);
      DoubleVector c = DoubleVector.fromArray(SPECIES, complements, i);
      DoubleVector below = DoubleVector.fromArray(SPECIES, inner, i).sub(a).add(c.sub(one.sub(a)));
      DoubleVector above = c.sub(DoubleVector.fromArray(SPECIES, tails, i));
      VectorMask<Double> outer = a.compare(VectorOperators.GT, greatest);
      DoubleVector r = below.blend(above, outer);
      DoubleVector s = DoubleVector.fromArray(SPECIES, bells, i).mul(slope);
      v.sub(r.div(v.fma(r, s))).intoArray(x, i);
    }
  }

  /** factor·x with the sign of y - zero; where that is 0, x is 0 with y's sign if zero is 0. */
  private static void finish(double[] y, int yo, double zero, double factor, double[] x, int xo, int n) {
    double[] results = WideBlocks.own(RESULTS);
    DoubleVector zeros = all(zero), factors = all(factor);
    LongVector minus = all(-0.0).reinterpretAsLongs();
    for (int i = 0; i < n; i += LANES) {
      LongVector sign = DoubleVector.fromArray(SPECIES, y, yo + i).sub(zeros).reinterpretAsLongs().and(minus);
      LongVector r = DoubleVector.fromArray(SPECIES, results, i).mul(factors).reinterpretAsLongs();
      r.or(sign).reinterpretAsDoubles().intoArray(x, xo + i);
    }
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
