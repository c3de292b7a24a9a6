package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The element-wise arithmetic that integers have as well, over contiguous runs; the output may be an input in place.
 *
 * <p>Each function has a loop of its own, in a method of its own: a loop shared through a function object runs 20 times
 * slower. A loop is first chosen and then called at one place, through an interface: called side by side from a switch, all
 * would be compiled into one method, and the compiler gives up vectors in a method that is too long.
 *
 * <p>C2 turns such a loop into vector instructions only where it sees that all offsets are equal, so that the subclass says
 * it with the Vector API: three times as fast.
 */
class FloatPlainArithmetic {
  /** y[yo+i] = f(x[xo+i]) for i &lt; n. */
  @FunctionalInterface
  interface UnaryLoop {
    void run(float[] x, int xo, float[] y, int yo, int n);
  }

  /** y[yo+i] = f(a[ao+i], b[bo+i]) for i &lt; n. */
  @FunctionalInterface
  interface PairLoop {
    void run(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);
  }

  /** y[yo+i] = f(a[ao+i], b) for i &lt; n. */
  @FunctionalInterface
  interface ConstantLoop {
    void run(float[] a, int ao, float b, float[] y, int yo, int n);
  }

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

  /** Null if {@code f} is none of the functions here. */
  UnaryLoop unary(Unary f) {
    return switch (f) {
      case NEG -> FloatPlainArithmetic::negate;
      case ABS -> FloatPlainArithmetic::absolute;
      case SIGN -> FloatPlainArithmetic::sign;
      case SQUARE -> FloatPlainArithmetic::square;
      case RELU -> FloatPlainArithmetic::rectify;
      default -> null;
    };
  }

  /** Null if {@code f} is none of the functions here. */
  PairLoop pairs(Binary f) {
    return switch (f) {
      case ADD -> FloatPlainArithmetic::add;
      case SUB -> FloatPlainArithmetic::subtract;
      case MUL -> FloatPlainArithmetic::multiply;
      case MAXIMUM -> FloatPlainArithmetic::maximum;
      case MINIMUM -> FloatPlainArithmetic::minimum;
      default -> null;
    };
  }

  /** For all functions of {@link #pairs} but SUB, which are the ones that commute. */
  ConstantLoop constant(Binary f) {
    return switch (f) {
      case ADD -> FloatPlainArithmetic::add;
      case MUL -> FloatPlainArithmetic::multiply;
      case MAXIMUM -> FloatPlainArithmetic::maximum;
      case MINIMUM -> FloatPlainArithmetic::minimum;
      default -> null;
    };
  }

  /** y[yo+i] = b - a[ao+i]. */
  ConstantLoop subtractedFrom() {
    return FloatPlainArithmetic::subtractFrom;
  }

  /**
   * y = f(a, b) where the steps {@code as} and {@code bs} are 1, or 0 for one element that stands for all; false if
   * {@code f} is none of the functions here, and nothing was done.
   */
  final boolean binary(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
    PairLoop loop = pairs(f);
    if (loop == null) {
      return false;
    }
    if (n == 0) {
      return true;
    }
    if (as == 0 && bs == 0) {
      loop.run(a, ao, b, bo, y, yo, 1);
      Arrays.fill(y, yo + 1, yo + n, y[yo]);
    } else if (as == 0) {
      withConstant(f == Binary.SUB ? subtractedFrom() : constant(f), b, bo, a[ao], y, yo, n);
    } else if (bs == 0) {
      // a - b and a + (-b) are the same to the last bit.
      withConstant(constant(f == Binary.SUB ? Binary.ADD : f), a, ao, f == Binary.SUB ? -b[bo] : b[bo], y, yo, n);
    } else {
      loop.run(a, ao, b, bo, y, yo, n);
    }
    return true;
  }

  private static void withConstant(ConstantLoop loop, float[] a, int ao, float b, float[] y, int yo, int n) {
    loop.run(a, ao, b, y, yo, n);
  }

  static void negate(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -x[xo + i];
    }
  }

  static void absolute(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.abs(x[xo + i]);
    }
  }

  static void sign(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xo + i];
      y[yo + i] = v > 0 ? 1 : v < 0 ? -1 : v;
    }
  }

  static void square(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] * x[xo + i];
    }
  }

  static void rectify(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(x[xo + i], 0);
    }
  }

  static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] + b[bo + i];
    }
  }

  static void add(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] + b;
    }
  }

  static void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] - b[bo + i];
    }
  }

  static void subtractFrom(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = b - a[ao + i];
    }
  }

  static void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] * b[bo + i];
    }
  }

  static void multiply(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] * b;
    }
  }

  static void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(a[ao + i], b[bo + i]);
    }
  }

  static void maximum(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(a[ao + i], b);
    }
  }

  static void minimum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.min(a[ao + i], b[bo + i]);
    }
  }

  static void minimum(float[] a, int ao, float b, float[] y, int yo, int n) {
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
