package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops of activations over whole vectors: combinations of the loops of {@link FloatVectorMath}, block by block. */
final class FloatVectorActivations {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = FloatVectorMath.BLOCK;
  private static final FloatVector ZERO = constant(0);
  private static final FloatVector ONE = constant(1);
  private static final FloatVector TWO = constant(2);

  // @float-only
  /** From here on tanh has no need of a polynomial. */
  private static final FloatVector NEAR = constant(0.55f);

  /** Coefficients of (tanh(√z)/√z - 1)/z for z ≤ 0.302. */
  private static final FloatVector TANH_0 = constant(-0.333333313f);
  private static final FloatVector TANH_1 = constant(0.13333112f);
  private static final FloatVector TANH_2 = constant(-0.0539091639f);
  private static final FloatVector TANH_3 = constant(0.0213077571f);
  private static final FloatVector TANH_4 = constant(-0.00660715951f);

  // @end
  // @double-only
  //- /** From here on tanh is 1. */
  //- private static final DoubleVector ONE_FROM = constant(20);
  //-
  // @end
  private FloatVectorActivations() {}

  static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    float[] scratch = new float[Math.min(n, BLOCK)];
    for (int from = 0; from < n; from += BLOCK) {
      tanhBlock(x, xo + from, scratch, y, yo + from, Math.min(BLOCK, n - from));
    }
  }

  // @float-only
  /** An odd polynomial near 0, elsewhere 1 - 2/(exp(2|x|) + 1), of which the second term is at most a half. */
  private static void tanhBlock(float[] x, int xo, float[] e, float[] y, int yo, int n) {
    twice(x, xo, e, n);
    FloatVectorElementwise.call(Unary.EXP, e, 0, e, 0, n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector z = v.mul(v);
      FloatVector near = tangentSeries(z).mul(z).fma(v, v);
      FloatVector far = ONE.sub(TWO.div(FloatVector.fromArray(SPECIES, e, i).add(ONE)));
      far = far.blend(far.neg(), v.compare(VectorOperators.LT, ZERO));
      FloatVector result = far.blend(near, v.abs().compare(VectorOperators.LT, NEAR));
      result.blend(v, v.compare(VectorOperators.EQ, ZERO)).intoArray(y, yo + i);
    }
  }

  /** (tanh(√z)/√z - 1)/z for z ≤ 0.302. */
  private static FloatVector tangentSeries(FloatVector z) {
    FloatVector p = z.fma(TANH_4, TANH_3);
    p = p.fma(z, TANH_2);
    p = p.fma(z, TANH_1);
    return p.fma(z, TANH_0);
  }

  // @end
  // @double-only
  //- /** t/(t + 2) with t = exp(2|x|) - 1, and 1 from where it is nearer than any other number. */
  //- private static void tanhBlock(double[] x, int xo, double[] t, double[] y, int yo, int n) {
  //-   twice(x, xo, t, n);
  //-   DoubleVectorElementwise.call(Unary.EXPM1, t, 0, t, 0, n);
  //-   for (int i = 0; i < n; i += LANES) {
  //-     DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
  //-     DoubleVector p = DoubleVector.fromArray(SPECIES, t, i);
  //-     DoubleVector result = p.div(p.add(TWO)).blend(ONE, v.abs().compare(VectorOperators.GT, ONE_FROM));
  //-     result = result.blend(result.neg(), v.compare(VectorOperators.LT, ZERO));
  //-     result.blend(v, v.compare(VectorOperators.EQ, ZERO)).intoArray(y, yo + i);
  //-   }
  //- }
  //-
  // @end
  /**
   * With e = exp(-|x|), which never overflows: 1/(1+e) above 0 and e/(1+e) below, where 1 - 1/(1+e) would cancel; corrected
   * by what the sum 1 + e has lost.
   */
  static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    float[] decays = new float[Math.min(n, BLOCK)];
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      decay(x, xo + from, decays, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xo + from + i);
        FloatVector e = FloatVector.fromArray(SPECIES, decays, i);
        FloatVector sum = e.add(ONE);
        FloatVector excess = sum.sub(ONE).sub(e);
        FloatVector quotient = ONE.blend(e, v.compare(VectorOperators.LT, ZERO)).div(sum);
        quotient.fma(excess, quotient).intoArray(y, yo + from + i);
      }
    }
  }

  /** max(x, 0) + ln(1 + exp(-|x|)). */
  static void softplus(float[] x, int xo, float[] y, int yo, int n) {
    float[] tails = new float[Math.min(n, BLOCK)];
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      decay(x, xo + from, tails, count);
      FloatVectorElementwise.call(Unary.LOG1P, tails, 0, tails, 0, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xo + from + i);
        v.max(ZERO).add(FloatVector.fromArray(SPECIES, tails, i)).intoArray(y, yo + from + i);
      }
    }
  }

  /** -softplus(-x). */
  static void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
    float[] tails = new float[Math.min(n, BLOCK)];
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      decay(x, xo + from, tails, count);
      FloatVectorElementwise.call(Unary.LOG1P, tails, 0, tails, 0, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xo + from + i);
        v.neg().max(ZERO).add(FloatVector.fromArray(SPECIES, tails, i)).neg().intoArray(y, yo + from + i);
      }
    }
  }

  /** y = exp(-|x|). */
  private static void decay(float[] x, int xo, float[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).abs().neg().intoArray(y, i);
    }
    FloatVectorElementwise.call(Unary.EXP, y, 0, y, 0, n);
  }

  /** y = 2|x|. */
  private static void twice(float[] x, int xo, float[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xo + i).abs();
      a.add(a).intoArray(y, i);
    }
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
