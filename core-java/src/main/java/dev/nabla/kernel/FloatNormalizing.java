package dev.nabla.kernel;

/** The inner loops of the softmax family, on contiguous runs; a scalar and a vector implementation exist of them. */
abstract class FloatNormalizing {
  /** Longer runs are cut, and the sums of their parts added in double, so that errors do not grow with the length. */
  static final int BLOCK = 512;

  /** Runs below this length are not worth what the vector implementation costs to load and to enter. */
  private static final int SHORT = 64;

  /** The implementation for runs of {@code n} elements. */
  static FloatNormalizing of(int n) {
    return n < SHORT ? FloatScalarNormalizing.LOOPS : Chosen.LOOPS;
  }

  static FloatNormalizing scalar() {
    return FloatScalarNormalizing.LOOPS;
  }

  static FloatNormalizing vector() {
    return FloatVectorNormalizing.LOOPS;
  }

  /** y = exp(x - shift), and the sum of it; at most {@link #BLOCK} elements. */
  abstract double exp(float[] x, int xo, float shift, float[] y, int yo, int n);

  /** The sum of exp(x - shift); at most {@link #BLOCK} elements. */
  abstract double expSum(float[] x, int xo, float shift, int n);

  /** The sum of a⊙b; at most {@link #BLOCK} elements. */
  abstract double dot(float[] a, int ao, float[] b, int bo, int n);

  /** out = g - s·exp(y), of runs at the same place. */
  abstract void subtractExp(float[] g, float[] y, int from, float s, float[] out, int n);

  /** For every column y = exp(x - shift), added to {@code sum}. */
  abstract void expColumns(float[] x, int xo, float[] shift, float[] y, int yo, float[] sum, int n);

  /** For every column exp(x - shift) is added to {@code sum}. */
  abstract void expSumColumns(float[] x, int xo, float[] shift, float[] sum, int n);

  /** For every column out = g - s·exp(y), of runs at the same place. */
  abstract void subtractExpColumns(float[] g, float[] y, int from, float[] s, float[] out, int n);

  /** Made when first asked for, because choosing may load the Vector API. */
  private static final class Chosen {
    static final FloatNormalizing LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
