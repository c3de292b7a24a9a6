package dev.nabla.kernel;

/** The loops of {@link FloatReducing} in plain Java; four chains of operations need not wait for each other. */
final class FloatScalarReducing extends FloatReducing {
  static final FloatReducing LOOPS = new FloatScalarReducing();

  private FloatScalarReducing() {}

  @Override
  double blockSum(float[] x, int from, int n) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    int i = from;
    int end = from + n;
    for (; i < end - 3; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  void addDeviations(float[] x, int from, int n, float mean, double[] sums) {
    double s0 = 0, s1 = 0, q0 = 0, q1 = 0;
    int i = from;
    int end = from + n;
    for (; i < end - 1; i += 2) {
      double d0 = x[i] - mean;
      double d1 = x[i + 1] - mean;
      s0 += d0;
      s1 += d1;
      q0 += d0 * d0;
      q1 += d1 * d1;
    }
    if (i < end) {
      double d = x[i] - mean;
      s0 += d;
      q0 += d * d;
    }
    sums[0] += s0 + s1;
    sums[1] += q0 + q1;
  }

  @Override
  double product(float[] x, int from, int n) {
    double p0 = 1, p1 = 1, p2 = 1, p3 = 1;
    int i = from;
    int end = from + n;
    for (; i < end - 3; i += 4) {
      p0 *= x[i];
      p1 *= x[i + 1];
      p2 *= x[i + 2];
      p3 *= x[i + 3];
    }
    for (; i < end; i++) {
      p0 *= x[i];
    }
    return (p0 * p1) * (p2 * p3);
  }

  @Override
  float max(float[] x, int from, int n) {
    float m0 = Float.NEGATIVE_INFINITY, m1 = m0, m2 = m0, m3 = m0;
    int i = from;
    int end = from + n;
    for (; i < end - 3; i += 4) {
      m0 = Math.max(m0, x[i]);
      m1 = Math.max(m1, x[i + 1]);
      m2 = Math.max(m2, x[i + 2]);
      m3 = Math.max(m3, x[i + 3]);
    }
    for (; i < end; i++) {
      m0 = Math.max(m0, x[i]);
    }
    return Math.max(Math.max(m0, m1), Math.max(m2, m3));
  }

  @Override
  float min(float[] x, int from, int n) {
    float m0 = Float.POSITIVE_INFINITY, m1 = m0, m2 = m0, m3 = m0;
    int i = from;
    int end = from + n;
    for (; i < end - 3; i += 4) {
      m0 = Math.min(m0, x[i]);
      m1 = Math.min(m1, x[i + 1]);
      m2 = Math.min(m2, x[i + 2]);
      m3 = Math.min(m3, x[i + 3]);
    }
    for (; i < end; i++) {
      m0 = Math.min(m0, x[i]);
    }
    return Math.min(Math.min(m0, m1), Math.min(m2, m3));
  }

  @Override
  int indexOf(float[] x, int from, int n, float value) {
    int i = from;
    if (value != value) {
      while (x[i] == x[i]) {
        i++;
      }
    } else {
      while (x[i] != value) {
        i++;
      }
    }
    return i - from;
  }

  @Override
  void addRows(float[] x, int from, int rows, int stride, float[] y, int yo, int n) {
    int r = 0;
    for (; r < rows - 3; r += 4) {
      int a = from + r * stride;
      int b = a + stride;
      int c = b + stride;
      int d = c + stride;
      for (int i = 0; i < n; i++) {
        y[yo + i] += (x[a + i] + x[b + i]) + (x[c + i] + x[d + i]);
      }
    }
    for (; r < rows; r++) {
      int a = from + r * stride;
      for (int i = 0; i < n; i++) {
        y[yo + i] += x[a + i];
      }
    }
  }

  @Override
  void addRowDeviations(float[] x, int from, int rows, int stride, float[] means, float[] sums, float[] squares,
      int n) {
    for (int r = 0; r < rows; r++) {
      int a = from + r * stride;
      for (int i = 0; i < n; i++) {
        float d = x[a + i] - means[i];
        sums[i] += d;
        squares[i] += d * d;
      }
    }
  }

  @Override
  void raise(float[] x, int from, int rows, int stride, float[] y, int yo, int n) {
    for (int r = 0; r < rows; r++) {
      int a = from + r * stride;
      for (int i = 0; i < n; i++) {
        y[yo + i] = Math.max(y[yo + i], x[a + i]);
      }
    }
  }

  @Override
  void lower(float[] x, int from, int rows, int stride, float[] y, int yo, int n) {
    for (int r = 0; r < rows; r++) {
      int a = from + r * stride;
      for (int i = 0; i < n; i++) {
        y[yo + i] = Math.min(y[yo + i], x[a + i]);
      }
    }
  }

  @Override
  void keepGreater(float sign, float[] x, int from, int rows, int stride, float first, float[] best, float[] at,
      int n) {
    keepGreater(sign, x, from, rows, stride, first, best, at, 0, n);
  }

  /** The same for the columns from {@code start} on. */
  static void keepGreater(float sign, float[] x, int from, int rows, int stride, float first, float[] best,
      float[] at, int start, int n) {
    for (int r = 0; r < rows; r++) {
      for (int i = start; i < n; i++) {
        float v = sign * x[from + r * stride + i];
        if (!(v <= best[i]) && best[i] == best[i]) {
          best[i] = v;
          at[i] = first + r;
        }
      }
    }
  }
}
