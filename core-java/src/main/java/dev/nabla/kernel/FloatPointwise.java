package dev.nabla.kernel;

/** A {@link PointFunction} of corresponding elements, computed in double. */
public final class FloatPointwise {
  /** Elements that are worth the attention of a second thread. */
  private static final int GRAIN = 1 << 8;

  private FloatPointwise() {}

  /**
   * y[i] = f(x[0][i], x[1][i], …).
   *
   * @param offsets where each operand begins
   */
  public static void map(PointFunction f, float[][] x, int[] offsets, float[] y) {
    Parallel.range(y.length, GRAIN, (from, to) -> {
      double[] point = new double[x.length];
      for (int i = from; i < to; i++) {
        for (int k = 0; k < point.length; k++) {
          point[k] = x[k][offsets[k] + i];
        }
        y[i] = (float) f.at(point);
      }
    });
  }
}
