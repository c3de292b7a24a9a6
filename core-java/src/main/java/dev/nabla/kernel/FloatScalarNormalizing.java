package dev.nabla.kernel;

/** The loops of {@link FloatNormalizing} in plain Java. */
final class FloatScalarNormalizing extends FloatNormalizing {
  static final FloatNormalizing LOOPS = new FloatScalarNormalizing();

  /** Terms that are added up before their sum joins the others, so that a double's error stays as small as a vector's. */
  private static final int PART = 32;

  private FloatScalarNormalizing() {}

  @Override
  double exp(float[] x, int xo, float shift, float[] y, int yo, int n) {
    double sum = 0;
    for (int from = 0; from < n; from += PART) {
      double part = 0;
      for (int i = from; i < Math.min(from + PART, n); i++) {
        float e = (float) Math.exp(x[xo + i] - shift);
        y[yo + i] = e;
        part += e;
      }
      sum += part;
    }
    return sum;
  }

  @Override
  double expSum(float[] x, int xo, float shift, int n) {
    double sum = 0;
    for (int from = 0; from < n; from += PART) {
      double part = 0;
      for (int i = from; i < Math.min(from + PART, n); i++) {
        part += Math.exp(x[xo + i] - shift);
      }
      sum += part;
    }
    return sum;
  }

  @Override
  double dot(float[] a, int ao, float[] b, int bo, int n) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      s0 += (double) a[ao + i] * b[bo + i];
      s1 += (double) a[ao + i + 1] * b[bo + i + 1];
      s2 += (double) a[ao + i + 2] * b[bo + i + 2];
      s3 += (double) a[ao + i + 3] * b[bo + i + 3];
    }
    for (; i < n; i++) {
      s0 += (double) a[ao + i] * b[bo + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  void subtractExp(float[] g, float[] y, int from, float s, float[] out, int n) {
    for (int i = from; i < from + n; i++) {
      out[i] = g[i] - s * (float) Math.exp(y[i]);
    }
  }

  @Override
  void expColumns(float[] x, int xo, float[] shift, float[] y, int yo, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      float e = (float) Math.exp(x[xo + i] - shift[i]);
      y[yo + i] = e;
      sum[i] += e;
    }
  }

  @Override
  void expSumColumns(float[] x, int xo, float[] shift, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += (float) Math.exp(x[xo + i] - shift[i]);
    }
  }

  @Override
  void subtractExpColumns(float[] g, float[] y, int from, float[] s, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[from + i] = g[from + i] - s[i] * (float) Math.exp(y[from + i]);
    }
  }
}
