package dev.nabla.kernel;

/** Eliminations in plain loops. */
final class FloatScalarElimination extends FloatElimination {
  @Override
  void subtractRow(int n, int k, float[] a, int ao, int acs, float[] b, int bo, int brs, float[] c, int co) {
    for (int p = 0; p < k; p++) {
      float factor = a[ao + p * acs];
      int row = bo + p * brs;
      for (int j = 0; j < n; j++) {
        c[co + j] -= factor * b[row + j];
      }
    }
  }

  @Override
  void eliminate(float[] panel, int from, int to, int column, float divisor, float[] pivot) {
    for (int row = from * PANEL; row < to * PANEL; row += PANEL) {
      float factor = panel[row + column] / divisor;
      for (int j = column + 1; j < PANEL; j++) {
        panel[row + j] -= factor * pivot[j];
      }
      panel[row + column] = factor;
    }
  }

  @Override
  void reflect(float[] panel, int from, int to, int column, float tau, float[] v) {
    float[] products = new float[PANEL];
    for (int row = from; row < to; row++) {
      float factor = tau * v[row - from];
      for (int j = column + 1; j < PANEL; j++) {
        products[j] += factor * panel[row * PANEL + j];
      }
    }
    for (int row = from; row < to; row++) {
      float factor = v[row - from];
      for (int j = column + 1; j < PANEL; j++) {
        panel[row * PANEL + j] -= factor * products[j];
      }
    }
  }

  @Override
  float dot(int n, float[] x, int xo, float[] y, int yo) {
    float sum = 0;
    for (int j = 0; j < n; j++) {
      sum += x[xo + j] * y[yo + j];
    }
    return sum;
  }

  @Override
  void rotate(int n, float[] x, int xo, float[] y, int yo, float cosine, float sine) {
    for (int j = 0; j < n; j++) {
      float a = x[xo + j];
      float b = y[yo + j];
      x[xo + j] = cosine * a - sine * b;
      y[yo + j] = sine * a + cosine * b;
    }
  }
}
