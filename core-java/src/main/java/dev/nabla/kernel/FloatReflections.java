package dev.nabla.kernel;

/**
 * Reflections I − τ·v·vᵀ of contiguous vectors (A. S. Householder, 1958) with the signs that LAPACK gives them: v
 * begins with 1, and a vector that is already a multiple of the first unit vector is left as it is, with τ = 0.
 */
final class FloatReflections {
  /** Vectors that are shorter in double precision may have elements with too few digits to compute with. */
  private static final double SHORT = 0x1p-900;

  private static final double GROWTH = 0x1p200;

  private FloatReflections() {}

  /**
   * Turns x into the reflection that maps it to a multiple of the first unit vector: its elements from the second on
   * become those of v, its first one that multiple.
   *
   * @return τ
   */
  static float reflection(int n, float[] x, int xo) {
    double rest = length(n - 1, x, xo + 1);
    if (rest == 0) {
      return 0;
    }
    double first = x[xo];
    if (rest < SHORT && Math.abs(first) < SHORT) {
      return grown(n, x, xo);
    }
    double image = -Math.copySign(Math.hypot(first, rest), first);
    double scale = first - image;
    for (int i = xo + 1; i < xo + n; i++) {
      x[i] = (float) (x[i] / scale);
    }
    x[xo] = (float) image;
    return (float) ((image - first) / image);
  }

  /** The same of a multiple of x. */
  private static float grown(int n, float[] x, int xo) {
    for (int i = xo; i < xo + n; i++) {
      x[i] = (float) (x[i] * GROWTH);
    }
    float tau = reflection(n, x, xo);
    x[xo] = (float) (x[xo] / GROWTH);
    return tau;
  }

  /** y − τ·(vᵀy)·v in place of y, where v is 1 and then the elements of {@code v} from {@code vo + 1} on. */
  static void reflect(int n, float tau, float[] v, int vo, float[] y, int yo) {
    if (tau == 0) {
      return;
    }
    FloatElimination loops = FloatElimination.chosen();
    float first = v[vo];
    v[vo] = 1;
    float[] factor = {tau * loops.dot(n, v, vo, y, yo)};
    loops.subtractRow(n, 1, factor, 0, 0, v, vo, 0, y, yo);
    v[vo] = first;
  }

  /** The Euclidean length, without overflow, and without loss where squares would vanish. */
  static double length(int n, float[] x, int xo) {
    double sum = FloatElimination.chosen().dot(n, x, xo, x, xo);
    if (sum > Float.MIN_NORMAL / Math.ulp(1f) && sum < Float.MAX_VALUE) {
      return Math.sqrt(sum);
    }
    double largest = 0;
    for (int i = xo; i < xo + n; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    if (largest == 0 || !(largest < Double.POSITIVE_INFINITY)) {
      return largest;
    }
    sum = 0;
    for (int i = xo; i < xo + n; i++) {
      double ratio = x[i] / largest;
      sum += ratio * ratio;
    }
    return largest * Math.sqrt(sum);
  }
}
