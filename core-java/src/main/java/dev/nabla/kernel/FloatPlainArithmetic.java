package dev.nabla.kernel;

/**
 * The element-wise arithmetic that integers have as well, over contiguous runs; the output may be an input in place.
 *
 * <p>Each function has a loop of its own, in a method of its own: a loop shared through a function object runs 20 times
 * slower, and these C2 turns into vector instructions by itself.
 */
final class FloatPlainArithmetic {
  private FloatPlainArithmetic() {}

  /** y = f(x); false if {@code f} is none of the functions here, and nothing was done. */
  static boolean unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
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
  static boolean binary(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
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

  private static boolean constantFirst(Binary f, float a, float[] b, int bo, float[] y, int yo, int n) {
    if (f == Binary.SUB) {
      subtractFrom(a, b, bo, y, yo, n);
      return true;
    }
    return constantSecond(f, b, bo, a, y, yo, n); // the others commute
  }

  private static boolean constantSecond(Binary f, float[] a, int ao, float b, float[] y, int yo, int n) {
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

  private static boolean constants(Binary f, float a, float b, float[] y, int yo, int n) {
    y[yo] = a;
    if (!constantSecond(f, y, yo, b, y, yo, 1)) {
      return false;
    }
    java.util.Arrays.fill(y, yo, yo + n, y[yo]);
    return true;
  }

  private static void negate(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -x[xo + i];
    }
  }

  private static void absolute(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.abs(x[xo + i]);
    }
  }

  private static void sign(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xo + i];
      y[yo + i] = v > 0 ? 1 : v < 0 ? -1 : v;
    }
  }

  private static void square(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] * x[xo + i];
    }
  }

  private static void rectify(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(x[xo + i], 0);
    }
  }

  private static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] + b[bo + i];
    }
  }

  private static void add(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] + b;
    }
  }

  private static void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] - b[bo + i];
    }
  }

  private static void subtractFrom(float a, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a - b[bo + i];
    }
  }

  private static void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] * b[bo + i];
    }
  }

  private static void multiply(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] * b;
    }
  }

  private static void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(a[ao + i], b[bo + i]);
    }
  }

  private static void maximum(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(a[ao + i], b);
    }
  }

  private static void minimum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.min(a[ao + i], b[bo + i]);
    }
  }

  private static void minimum(float[] a, int ao, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.min(a[ao + i], b);
    }
  }
}
