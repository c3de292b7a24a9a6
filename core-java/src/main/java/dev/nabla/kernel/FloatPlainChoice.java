package dev.nabla.kernel;

/**
 * Inner loops that compare and choose, over contiguous runs. They branch, or mix arrays of different types, so that C2 does
 * not turn them into vectors; the scalar loops are here, the subclass has those of the Vector API.
 */
class FloatPlainChoice {
  /** The loops for runs of {@code n} elements. */
  static FloatPlainChoice forRun(int n) {
    return n < StridedLoops.VECTOR_RUN ? Scalar.LOOPS : Chosen.LOOPS;
  }

  static FloatPlainChoice scalar() {
    return Scalar.LOOPS;
  }

  static FloatPlainChoice vector() {
    return Vector.LOOPS;
  }

  /** y[yo+i] = f(a[ao+i], b[bo+i]) for i &lt; n. */
  final void compare(Comparison f, float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    switch (f) {
      case EQ -> equal(a, ao, b, bo, y, yo, n);
      case NE -> unequal(a, ao, b, bo, y, yo, n);
      case LT -> less(a, ao, b, bo, y, yo, n);
      case LE -> lessOrEqual(a, ao, b, bo, y, yo, n);
      case GT -> less(b, bo, a, ao, y, yo, n);
      case GE -> lessOrEqual(b, bo, a, ao, y, yo, n);
    }
  }

  void equal(float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] == b[bo + i];
    }
  }

  void unequal(float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] != b[bo + i];
    }
  }

  void less(float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] < b[bo + i];
    }
  }

  void lessOrEqual(float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] <= b[bo + i];
    }
  }

  /** y[yo+i] = c[co+i] ? a[ao+i] : b[bo+i] for i &lt; n. */
  void select(boolean[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = c[co + i] ? a[ao + i] : b[bo + i];
    }
  }

  private static final class Scalar {
    static final FloatPlainChoice LOOPS = new FloatPlainChoice();
  }

  /** Loads the Vector API, and only when asked. */
  private static final class Vector {
    static final FloatPlainChoice LOOPS = new FloatPlainVectorChoice();
  }

  private static final class Chosen {
    static final FloatPlainChoice LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
