package dev.nabla.kernel;

/** The loops of {@link FloatWidening}, as they are written down. */
final class FloatScalarWidening extends FloatWidening {
  static final FloatWidening LOOPS = new FloatScalarWidening();

  private FloatScalarWidening() {}

  @Override
  void widen(float[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  @Override
  void narrow(double[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) x[xo + i];
    }
  }
}
