package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Inner loops of the element-wise functions over contiguous runs. Scalar and vector loops keep the same bounds of accuracy
 * and agree on NaN, zeros and infinities, but not on every last bit.
 */
public abstract class FloatElementwise {
  /** A constant operand of a function without a loop for it is spread over this many elements: they stay in L1. */
  private static final int SPREAD = 1024;

  /** The loops that integers have as well. */
  final FloatPlainArithmetic arithmetic;

  FloatElementwise(FloatPlainArithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** Plain loops. */
  public static FloatElementwise scalar() {
    return Scalar.LOOPS;
  }

  /** The loops that gain by the Vector API; fails to load without its module. */
  public static FloatElementwise vector() {
    return Vector.LOOPS;
  }

  /** What {@link Kernels#vector()} says. */
  public static FloatElementwise chosen() {
    return Chosen.LOOPS;
  }

  /** The loops for runs of {@code n} elements. */
  static FloatElementwise forRun(int n) {
    return n < StridedLoops.VECTOR_RUN ? Scalar.LOOPS : Chosen.LOOPS;
  }

  /** y[yo+i] = f(x[xo+i]) for i &lt; n; y may be x at the same place. */
  public abstract void unary(Unary f, float[] x, int xo, float[] y, int yo, int n);

  /** y[yo+i] = f(a[ao+i], b[bo+i]) for i &lt; n; y may be a or b at the same place. */
  abstract void pairs(Binary f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

  /**
   * y[yo+i] = a[ao+i] to the power {@code exponent}, which keeps the special cases of {@link Math#pow}; false if the
   * exponent has no loop of its own, and nothing was done.
   */
  abstract boolean power(float[] a, int ao, float exponent, float[] y, int yo, int n);

  /** y[yo+i] = a[ao+i] / {@code divisor}. */
  abstract void divide(float[] a, int ao, float divisor, float[] y, int yo, int n);

  /**
   * y[yo+i] = f(a[ao+i·as], b[bo+i·bs]) for i &lt; n; the steps are 1 or 0; y may be an operand of step 1 at the same
   * place.
   */
  public final void binary(
      Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    if (as == 1 && bs == 1) {
      pairs(f, a, ao, b, bo, y, yo, n);
    } else if (f == Binary.DIV && as == 1) {
      divide(a, ao, b[bo], y, yo, n);
    } else if (f == Binary.POW && as == 1 && power(a, ao, b[bo], y, yo, n)) {
      return;
    } else if (!arithmetic.binary(f, a, ao, as, b, bo, bs, y, yo, n)) {
      spread(f, a, ao, as, b, bo, bs, y, yo, n);
    }
  }

  private void spread(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
    int length = Math.min(n, SPREAD);
    float[] left = as == 1 ? a : spread(a[ao], length);
    float[] right = bs == 1 ? b : spread(b[bo], length);
    for (int i = 0; i < n; i += length) {
      int count = Math.min(length, n - i);
      pairs(f, left, as == 1 ? ao + i : 0, right, bs == 1 ? bo + i : 0, y, yo + i, count);
    }
  }

  private static float[] spread(float value, int length) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  private static final class Scalar {
    static final FloatElementwise LOOPS = new FloatScalarElementwise();
  }

  /** Loads the Vector API, and only when asked. */
  private static final class Vector {
    static final FloatElementwise LOOPS = new FloatVectorElementwise();
  }

  private static final class Chosen {
    static final FloatElementwise LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
