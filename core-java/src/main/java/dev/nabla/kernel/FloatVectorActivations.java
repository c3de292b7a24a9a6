package dev.nabla.kernel;

import static dev.nabla.kernel.FloatVectorMath.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops of activations over whole vectors, out of the same parts as those of {@link FloatVectorMath}. */
final class FloatVectorActivations {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // @float-only
  /** From here on tanh is 1. */
  private static final float ONE_FROM = 10;

  // @end
  // @double-only
  //- /** From here on tanh is 1. */
  //- private static final double ONE_FROM = 20;
  //-
  // @end
  private FloatVectorActivations() {}

  /** t/(t + 2) with t = exp(2|x|) - 1 = 2ᵏ(exp(2r) - 1) + (2ᵏ - 1), which nowhere cancels. */
  static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector log2e = all(2 * FloatVectorMath.LOG2_E), rounder = all(FloatVectorMath.ROUNDER);
    FloatVector high = all(-FloatVectorMath.LN2_HIGH), low = all(-FloatVectorMath.LN2_LOW);
    FloatVector one = all(1), two = all(2), oneFrom = all(ONE_FROM);
    // @float-only
    FloatVector c0 = all(FloatVectorMath.EXP_0), c1 = all(FloatVectorMath.EXP_1), c2 = all(FloatVectorMath.EXP_2);
    FloatVector c3 = all(FloatVectorMath.EXP_3), c4 = all(FloatVectorMath.EXP_4);
    // @end
    // @double-only
    //- DoubleVector c0 = all(DoubleVectorMath.EXP_0), c1 = all(DoubleVectorMath.EXP_1), c2 = all(DoubleVectorMath.EXP_2);
    //- DoubleVector c3 = all(DoubleVectorMath.EXP_3), c4 = all(DoubleVectorMath.EXP_4), c5 = all(DoubleVectorMath.EXP_5);
    //- DoubleVector c6 = all(DoubleVectorMath.EXP_6), c7 = all(DoubleVectorMath.EXP_7), c8 = all(DoubleVectorMath.EXP_8);
    //- DoubleVector c9 = all(DoubleVectorMath.EXP_9), c10 = all(DoubleVectorMath.EXP_10);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector a = lesser(v.abs(), oneFrom);
      FloatVector k = a.fma(log2e, rounder);
      FloatVector whole = k.sub(rounder);
      FloatVector r = whole.fma(low, whole.fma(high, a.add(a)));
      // @float-only
      FloatVector p = r.fma(c4, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      // @end
      // @double-only
      //- DoubleVector p = r.fma(c10, c9).fma(r, c8).fma(r, c7).fma(r, c6).fma(r, c5).fma(r, c4);
      //- p = p.fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      // @end
      FloatVector power = FloatVectorMath.scale(one, k);
      FloatVector t = p.mul(r).fma(r, r).fma(power, power.sub(one));
      FloatVectorMath.withSign(t.div(t.add(two)), v).intoArray(y, yo + i);
    }
  }

  /** 1/(1 + exp(-x)). */
  static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector log2e = all(FloatVectorMath.LOG2_E), rounder = all(FloatVectorMath.ROUNDER);
    FloatVector high = all(-FloatVectorMath.LN2_HIGH), low = all(-FloatVectorMath.LN2_LOW), one = all(1);
    // @float-only
    FloatVector c0 = all(FloatVectorMath.EXP_0), c1 = all(FloatVectorMath.EXP_1), c2 = all(FloatVectorMath.EXP_2);
    FloatVector c3 = all(FloatVectorMath.EXP_3), c4 = all(FloatVectorMath.EXP_4);
    // @end
    // @double-only
    //- DoubleVector c0 = all(DoubleVectorMath.EXP_0), c1 = all(DoubleVectorMath.EXP_1), c2 = all(DoubleVectorMath.EXP_2);
    //- DoubleVector c3 = all(DoubleVectorMath.EXP_3), c4 = all(DoubleVectorMath.EXP_4), c5 = all(DoubleVectorMath.EXP_5);
    //- DoubleVector c6 = all(DoubleVectorMath.EXP_6), c7 = all(DoubleVectorMath.EXP_7), c8 = all(DoubleVectorMath.EXP_8);
    //- DoubleVector c9 = all(DoubleVectorMath.EXP_9), c10 = all(DoubleVectorMath.EXP_10);
    // @end
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i).neg();
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
      FloatVector e = FloatVectorMath.scale(p.fma(r, one).fma(r, one), k);
      one.div(e.add(one)).intoArray(y, yo + i);
    }
  }

  // @float-only
  /** x/(1 + exp(-x)), within 2 ulp only as one quotient. */
  static void silu(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector log2e = all(FloatVectorMath.LOG2_E), rounder = all(FloatVectorMath.ROUNDER);
    FloatVector high = all(-FloatVectorMath.LN2_HIGH), low = all(-FloatVectorMath.LN2_LOW), one = all(1);
    FloatVector c0 = all(FloatVectorMath.EXP_0), c1 = all(FloatVectorMath.EXP_1), c2 = all(FloatVectorMath.EXP_2);
    FloatVector c3 = all(FloatVectorMath.EXP_3), c4 = all(FloatVectorMath.EXP_4);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i).neg();
      FloatVector k = v.fma(log2e, rounder);
      FloatVector whole = k.sub(rounder);
      FloatVector r = whole.fma(low, whole.fma(high, v));
      FloatVector p = r.fma(c4, c3).fma(r, c2).fma(r, c1).fma(r, c0);
      FloatVector e = FloatVectorMath.scale(p.fma(r, one).fma(r, one), k);
      v.neg().div(e.add(one)).intoArray(y, yo + i);
    }
  }

  // @end
  /** max(x, 0) + ln(1 + exp(-|x|)). */
  static void softplus(float[] x, int xo, float[] y, int yo, int n) {
    float[] tails = tails(x, xo, n);
    FloatVector zero = all(0);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.max(zero).add(FloatVector.fromArray(SPECIES, tails, i)).intoArray(y, yo + i);
    }
  }

  /** -(max(-x, 0) + ln(1 + exp(-|x|))). */
  static void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
    float[] tails = tails(x, xo, n);
    FloatVector zero = all(0);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.neg().max(zero).add(FloatVector.fromArray(SPECIES, tails, i)).neg().intoArray(y, yo + i);
    }
  }

  /** ln(1 + exp(-|x|)). */
  private static float[] tails(float[] x, int xo, int n) {
    float[] tails = new float[n];
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).abs().neg().intoArray(tails, i);
    }
    FloatVectorElementwise.call(Unary.EXP, tails, 0, tails, 0, n);
    FloatVectorLogarithms.log1pOfFractions(tails, n);
    return tails;
  }

  /** As {@link SelfGates#hardswish}. */
  static void hardswish(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector zero = all(0), three = all(3), six = all(6), minusThree = all(-3);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.max(minusThree).mul(v.add(three).max(zero).min(six).div(six)).intoArray(y, yo + i);
    }
  }

  /** x where positive, else x times its weight. */
  static void rectified(float[] x, int xo, float[] weight, int wo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector weak = v.mul(FloatVector.fromArray(SPECIES, weight, wo + i));
      weak.blend(v, v.compare(VectorOperators.GT, 0)).intoArray(y, yo + i);
    }
  }

  /** As {@link SelfGates#hardswishSlope}. */
  static void hardswishGradient(float[] g, int go, float[] x, int xo, float[] out, int oo, int n) {
    FloatVector zero = all(0), one = all(1), middle = all(1.5f), three = all(3);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector slope = v.add(middle).div(three);
      slope = slope.blend(one, v.compare(VectorOperators.GE, 3)).blend(zero, v.compare(VectorOperators.LE, -3));
      FloatVector.fromArray(SPECIES, g, go + i).mul(slope).intoArray(out, oo + i);
    }
  }

  // @float-only
  /** The lesser of numbers that are not negative: as integers they are in the same order, and it is one instruction. */
  private static FloatVector lesser(FloatVector a, FloatVector b) {
    return a.reinterpretAsInts().min(b.reinterpretAsInts()).reinterpretAsFloats();
  }
  // @end
  // @double-only
  //- /** The lesser of numbers that are not negative: as integers they are in the same order, and it is one instruction. */
  //- private static DoubleVector lesser(DoubleVector a, DoubleVector b) {
  //-   return a.reinterpretAsLongs().min(b.reinterpretAsLongs()).reinterpretAsDoubles();
  //- }
  // @end
}
