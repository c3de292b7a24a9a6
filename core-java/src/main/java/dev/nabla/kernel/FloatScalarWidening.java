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

  @Override
  void add(float[] x, int xo, double[] r, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      r[i] += x[xo + i];
      y[yo + i] = (float) r[i];
    }
  }

  @Override
  void multiply(float[] x, int xo, double[] r, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      r[i] *= x[xo + i];
      y[yo + i] = (float) r[i];
    }
  }

  @Override
  void recur(float[] a, int ao, float[] b, int bo, double[] r, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      r[i] = a[ao + i] * r[i] + b[bo + i];
      y[yo + i] = (float) r[i];
    }
  }

  @Override
  double sums(float[] x, int xo, int n, double before, double start, float[] y, int yo) {
    double blocks = start;
    double firstHalf = 0;
    double firstPair = 0;
    double first = 0;
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double v = x[xo + j];
      double pair = (j & 1) == 0 ? v : first + v;
      double half = (j & 2) == 0 ? pair : firstPair + pair;
      double block = (j & 4) == 0 ? half : firstHalf + half;
      sum = blocks + block;
      y[yo + j] = (float) (before + sum);
      first = v;
      switch (j & BLOCK - 1) {
        case 1, 5 -> firstPair = pair;
        case 3 -> firstHalf = half;
        case 7 -> blocks = sum;
        default -> {}
      }
    }
    return n == 0 ? start : sum;
  }

  @Override
  double total(float[] x, int xo, int n) {
    double sum = 0;
    for (int i = xo; i < xo + n; i += BLOCK) {
      double firstHalf = ((double) x[i] + x[i + 1]) + ((double) x[i + 2] + x[i + 3]);
      double secondHalf = ((double) x[i + 4] + x[i + 5]) + ((double) x[i + 6] + x[i + 7]);
      sum += firstHalf + secondHalf;
    }
    return sum;
  }
}
