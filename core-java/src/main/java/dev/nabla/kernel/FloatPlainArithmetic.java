package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The element-wise arithmetic that integers have as well, over contiguous runs; the output may be an input in place.
 *
 * <p>Each function has a loop of its own, in a method of its own: a loop shared through a function object runs 20 times
 * slower. C2 turns such a loop into vector instructions only where it sees that all offsets are equal, so that the subclass
 * says it with the Vector API: three times as fast.
 */
class FloatPlainArithmetic {
  /** The loops for runs of {@code n} elements. */
  static FloatPlainArithmetic forRun(int n) {
    return n < StridedLoops.VECTOR_RUN ? Scalar.LOOPS : Chosen.LOOPS;
  }

  static FloatPlainArithmetic scalar() {
    return Scalar.LOOPS;
  }

  static FloatPlainArithmetic vector() {
    return Vector.LOOPS;
  }

  /** y = f(x); false if {@code f} is none of the functions here, and nothing was done. */
  final boolean unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
    switch (f) {
      case NEG -> negate(x, xo, y, yo, n);
      case ABS -> absolute(x, xo, y, yo, n);
      case SIGN -> sign(x, xo, y, yo, n);
      case SQUARE -> square(x, xo, y, yo, n);
      case RELU -> rectify(x, xo, y, yo, n);
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * y = f(a, b) where the steps {@code as} and {@code bs} are 1, or 0 for one element that stands for all; false if
   * {@code f} is none of the functions here, and nothing was done.
   */
  final boolean binary(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
    if (n == 0) {
      return true;
    }
    if (as == 0) {
      return bs == 0 ? constants(f, a[ao], b[bo], y, yo, n) : constantFirst(f, a[ao], b, bo, y, yo, n);
    }
    if (bs == 0) {
      return constantSecond(f, a, ao, b[bo], y, yo, n);
    }
    switch (f) {
      case ADD -> add(a, ao, b, bo, y, yo, n);
      case SUB -> subtract(a, ao, b, bo, y, yo, n);
      case MUL -> multiply(a, ao, b, bo, y, yo, n);
      case MAXIMUM -> maximum(a, ao, b, bo, y, yo, n);
      case MINIMUM -> minimum(a, ao, b, bo, y, yo, n);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean constantFirst(Binary f, float a, float[] b, int bo, float[] y, int yo, int n) {
    if (f == Binary.SUB) {
      subtractFrom(a, b, bo, y, yo, n);
      return true;
    }
    return constantSecond(f, b, bo, a, y, yo, n); // the others commute
  }

  private boolean constantSecond(Binary f, float[] a, int ao, float b, float[] y, int yo, int n) {
    switch (f) {
      case ADD -> add(a, ao, b, y, yo, n);
      case SUB -> add(a, ao, -b, y, yo, n);
      case MUL -> multiply(a, ao, b, y, yo, n);
      case MAXIMUM -> maximum(a, ao, b, y, yo, n);
      case MINIMUM -> minimum(a, ao, b, y, yo, n);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean constants(Binary f, float a, float b, float[] y, int yo, int n) {
    y[yo] = a;
    if (!constantSecond(f, y, yo, b, y, yo, 1)) {
      return false;
    }
    Arrays.fill(y, yo, yo + n, y[yo]);
    return true;
  }

  void negate(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -x[xo + i];
    }
  }

  void absolute(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.abs(x[xo + i]);
    }
  }

  void sign(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xo + i];
      y[yo + i] = v > 0 ? 1 : v < 0 ? -1 : v;
    }
  }

  void square(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] * x[xo + i];
    }
  }

  void rectify(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(x[xo + i], 0);
    }
  }

  void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] + b[bo + i];
    }
  }

  void add(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] + b;
    }
  }

  void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] - b[bo + i];
    }
  }

  void subtractFrom(float a, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a - b[bo + i];
    }
  }

  void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] * b[bo + i];
    }
  }

  void multiply(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] * b;
    }
  }

  void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(a[ao + i], b[bo + i]);
    }
  }

  void maximum(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(a[ao + i], b);
    }
  }

  void minimum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.min(a[ao + i], b[bo + i]);
    }
  }

  void minimum(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.min(a[ao + i], b);
    }
  }

  private static final class Scalar {
    static final FloatPlainArithmetic LOOPS = new FloatPlainArithmetic();
  }

  /** Loads the Vector API, and only when asked. */
  private static final class Vector {
    static final FloatPlainArithmetic LOOPS = new FloatPlainVectorArithmetic();
  }

  private static final class Chosen {
    static final FloatPlainArithmetic LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
