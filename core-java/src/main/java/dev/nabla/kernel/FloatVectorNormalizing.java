package dev.nabla.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link FloatNormalizing} with the Vector API, in which an exponential costs a twentieth of
 * {@link Math#exp}; the few elements after the last whole vector are left to {@link FloatScalarNormalizing}.
 */
final class FloatVectorNormalizing extends FloatNormalizing {
  static final FloatNormalizing LOOPS = new FloatVectorNormalizing();

  private static final FloatNormalizing SCALAR = FloatScalarNormalizing.LOOPS;
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final MethodHandle exponentials = OpaqueLoops.handle(
      MethodHandles.lookup(), "exponentials", double.class,
      float[].class, int.class, float.class, float[].class, int.class, int.class);
  private final MethodHandle sumOfExponentials = OpaqueLoops.handle(
      MethodHandles.lookup(), "sumOfExponentials", double.class, float[].class, int.class, float.class, int.class);

  private FloatVectorNormalizing() {}

  @Override
  double exp(float[] x, int xo, float shift, float[] y, int yo, int n) {
    try {
      return (double) exponentials.invokeExact(x, xo, shift, y, yo, n);
    } catch (Throwable thrown) {
      throw OpaqueLoops.unchecked(thrown);
    }
  }

  private static double exponentials(float[] x, int xo, float shift, float[] y, int yo, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector e = FloatVectorExp.ofNonPositive(FloatVector.fromArray(SPECIES, x, xo + i).sub(shift));
      e.intoArray(y, yo + i);
      sum = sum.add(e);
    }
    double rest = SCALAR.exp(x, xo + i, shift, y, yo + i, n - i);
    return FloatVectorReducing.total(sum) + rest;
  }

  @Override
  double expSum(float[] x, int xo, float shift, int n) {
    try {
      return (double) sumOfExponentials.invokeExact(x, xo, shift, n);
    } catch (Throwable thrown) {
      throw OpaqueLoops.unchecked(thrown);
    }
  }

  private static double sumOfExponentials(float[] x, int xo, float shift, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      sum = sum.add(FloatVectorExp.ofNonPositive(FloatVector.fromArray(SPECIES, x, xo + i).sub(shift)));
    }
    return FloatVectorReducing.total(sum) + SCALAR.expSum(x, xo + i, shift, n - i);
  }

  @Override
  double dot(float[] a, int ao, float[] b, int bo, int n) {
    FloatVector s0 = FloatVector.zero(SPECIES), s1 = s0, s2 = s0, s3 = s0;
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      int p = ao + i;
      int q = bo + i;
      s0 = FloatVector.fromArray(SPECIES, a, p).fma(FloatVector.fromArray(SPECIES, b, q), s0);
      s1 = FloatVector.fromArray(SPECIES, a, p + LANES).fma(FloatVector.fromArray(SPECIES, b, q + LANES), s1);
      s2 = FloatVector.fromArray(SPECIES, a, p + 2 * LANES).fma(FloatVector.fromArray(SPECIES, b, q + 2 * LANES), s2);
      s3 = FloatVector.fromArray(SPECIES, a, p + 3 * LANES).fma(FloatVector.fromArray(SPECIES, b, q + 3 * LANES), s3);
    }
    for (; i <= n - LANES; i += LANES) {
      s0 = FloatVector.fromArray(SPECIES, a, ao + i).fma(FloatVector.fromArray(SPECIES, b, bo + i), s0);
    }
    return FloatVectorReducing.total(s0.add(s1).add(s2.add(s3))) + SCALAR.dot(a, ao + i, b, bo + i, n - i);
  }

  @Override
  void subtractExp(float[] g, float[] y, int from, float s, float[] out, int n) {
    int i = from;
    int end = from + n;
    for (; i <= end - LANES; i += LANES) {
      FloatVector e = FloatVectorExp.ofNonPositive(FloatVector.fromArray(SPECIES, y, i));
      FloatVector.fromArray(SPECIES, g, i).sub(e.mul(s)).intoArray(out, i);
    }
    SCALAR.subtractExp(g, y, i, s, out, end - i);
  }

  @Override
  void expColumns(float[] x, int xo, float[] shift, float[] y, int yo, float[] sum, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, xo + i).sub(FloatVector.fromArray(SPECIES, shift, i));
      FloatVector e = FloatVectorExp.ofNonPositive(d);
      e.intoArray(y, yo + i);
      FloatVector.fromArray(SPECIES, sum, i).add(e).intoArray(sum, i);
    }
    for (; i < n; i++) {
      float e = (float) Math.exp(x[xo + i] - shift[i]);
      y[yo + i] = e;
      sum[i] += e;
    }
  }

  @Override
  void expSumColumns(float[] x, int xo, float[] shift, float[] sum, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, xo + i).sub(FloatVector.fromArray(SPECIES, shift, i));
      FloatVector.fromArray(SPECIES, sum, i).add(FloatVectorExp.ofNonPositive(d)).intoArray(sum, i);
    }
    for (; i < n; i++) {
      sum[i] += (float) Math.exp(x[xo + i] - shift[i]);
    }
  }

  @Override
  void subtractExpColumns(float[] g, float[] y, int from, float[] s, float[] out, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector e = FloatVectorExp.ofNonPositive(FloatVector.fromArray(SPECIES, y, from + i));
      FloatVector scaled = e.mul(FloatVector.fromArray(SPECIES, s, i));
      FloatVector.fromArray(SPECIES, g, from + i).sub(scaled).intoArray(out, from + i);
    }
    for (; i < n; i++) {
      out[from + i] = g[from + i] - s[i] * (float) Math.exp(y[from + i]);
    }
  }
}
