package dev.nabla.kernel;

import static dev.nabla.kernel.FloatVectorMath.all;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * gelu over whole vectors of float, within 2 ulp: x·Φ(x) = max(x, 0) - aΦ(-a) with a = |x| and
 * Φ(-a) = exp(-a²/2)·w·P(w - ½), w = 1/(1 + 3a/8). So many operations would lose more, hence factors keep what their
 * rounding took; of 38 million arguments none lost more than 1.5.
 */
final class SinglePrecisionGelu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** From here on aΦ(-a) is 0 in float. */
  private static final float GREATEST = 14.5f;

  /** P for a up to {@link #GREATEST}: values of 16 digits, fitted so that the greatest relative error is least, 1.5e-8. */
  private static final float P0 = 0.26818228f;
  private static final float P1 = 0.3461081f;
  private static final float P2 = 0.24870776f;
  private static final float P3 = 0.021940868f;
  private static final float P4 = -0.10263654f;
  private static final float P5 = -0.019631762f;
  private static final float P6 = 0.06525862f;
  private static final float P7 = -0.0020715857f;
  private static final float P8 = -0.047748957f;
  private static final float P9 = 0.021599913f;
  private static final float P10 = 0.024614349f;
  private static final float P11 = -0.02211496f;

  /** What P0 lacks. */
  private static final float P0_REST = 2.5922835e-09f;

  private static final float STEEPNESS = 0.375f;

  /** Powers of 2 are taken in two steps, because the result may be no normal number where both factors are. */
  private static final float UP = 0x1p64f;
  private static final float DOWN = -0x1p-64f;

  private static final PairLoop STEPS =
      FloatVectorPairs.inSteps(SinglePrecisionGelu::quotients, SinglePrecisionGelu::products);

  private SinglePrecisionGelu() {}

  /** y = gelu x; y may be x at the same place. */
  static void gelu(float[] x, int xo, float[] y, int yo, int n) {
    STEPS.run(x, xo, x, xo, y, yo, n);
  }

  /** The first n of y are wP, the others what rounding took from them. */
  private static void quotients(float[] x, int xo, float[] unused, int uo, float[] y, int yo, int n) {
    FloatVector greatest = all(GREATEST), steepness = all(STEEPNESS), one = all(1), centre = all(0.5f);
    FloatVector p0 = all(P0), p1 = all(P1), p2 = all(P2), p3 = all(P3), p4 = all(P4), p5 = all(P5), p6 = all(P6);
    FloatVector p7 = all(P7), p8 = all(P8), p9 = all(P9), p10 = all(P10), p11 = all(P11);
    FloatVector rest = all(P0_REST), twice = all(2 * P2);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i).abs();
      FloatVector a = v.blend(greatest, v.compare(VectorOperators.GT, greatest));
      FloatVector d = a.fma(steepness, one);
      FloatVector w = one.div(d);
      FloatVector lacking = a.fma(steepness, one.sub(d));
      FloatVector e = w.neg().fma(d, one).sub(w.mul(lacking));
      FloatVector z = w.sub(centre);
      FloatVector p = z.fma(p11, p10).fma(z, p9).fma(z, p8).fma(z, p7).fma(z, p6).fma(z, p5).fma(z, p4).fma(z, p3);
      FloatVector tail = p.fma(z, p2).fma(z, p1);
      p = tail.fma(z, p0);
      FloatVector lost = tail.fma(z, p0.sub(p)).add(rest);
      FloatVector q = p.mul(w);
      FloatVector slope = z.fma(twice, p1);
      q.intoArray(y, yo + i);
      e.fma(w.mul(w).fma(slope, q), p.fma(w, q.neg())).add(w.mul(lost)).intoArray(y, yo + n + i);
    }
  }

  /** Their products with a·exp(-a²/2) = a·2ᵏ·exp r, r being in two parts, are taken from max(x, 0). */
  private static void products(float[] q, int qo, float[] x, int xo, float[] y, int yo, int n) {
    FloatVector greatest = all(GREATEST), half = all(-0.5f), zero = all(0);
    FloatVector log2e = all(FloatVectorMath.LOG2_E), rounder = all(FloatVectorMath.ROUNDER);
    FloatVector high = all(-FloatVectorMath.LN2_HIGH), low = all(-FloatVectorMath.LN2_LOW);
    FloatVector c0 = all(FloatVectorMath.EXP_0), c1 = all(FloatVectorMath.EXP_1), c2 = all(FloatVectorMath.EXP_2);
    FloatVector c3 = all(FloatVectorMath.EXP_3), c4 = all(FloatVectorMath.EXP_4), up = all(UP), down = all(DOWN);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector a = v.abs();
      a = a.blend(greatest, a.compare(VectorOperators.GT, greatest));
      FloatVector b = a.mul(half);
      FloatVector h = a.mul(b);
      FloatVector k = h.fma(log2e, rounder);
      FloatVector whole = k.sub(rounder);
      FloatVector first = whole.fma(high, h);
      FloatVector second = whole.fma(low, a.fma(b, h.neg()));
      FloatVector r = first.add(second);
      FloatVector s = r.fma(c4, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      FloatVector quotient = FloatVector.fromArray(SPECIES, q, qo + i);
      FloatVector g = a.mul(quotient);
      FloatVector lost = a.fma(FloatVector.fromArray(SPECIES, q, qo + n + i), a.fma(quotient, g.neg()));
      FloatVector rest = g.fma(s.mul(r).fma(r, second), lost.fma(r, lost));
      FloatVector tail = g.add(g.fma(first, rest)).mul(FloatVectorMath.scale(up, k)).mul(down);
      VectorMask<Float> below = v.compare(VectorOperators.LT, zero);
      v.add(tail).blend(tail, below).intoArray(y, yo + i);
    }
  }
}
