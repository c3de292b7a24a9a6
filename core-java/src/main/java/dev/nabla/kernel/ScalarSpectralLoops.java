package dev.nabla.kernel;

import java.util.Arrays;

/** The loops of spectra without vectors. */
final class ScalarSpectralLoops extends SpectralLoops {
  private static final int WIDTH = 8;

  @Override
  void product(int m, int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo) {
    for (int i = 0; i < m; i++) {
      double sum = 0;
      for (int j = 0, row = ao + i * ars; j < n; j++) {
        sum += a[row + j] * x[xo + j];
      }
      y[yo + i] = sum;
    }
  }

  @Override
  void symmetricProduct(int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo) {
    Arrays.fill(y, yo, yo + n, 0);
    for (int i = 0; i < n; i++) {
      int row = ao + i * ars;
      double factor = x[xo + i];
      double sum = a[row + i] * factor;
      for (int j = i + 1; j < n; j++) {
        sum += a[row + j] * x[xo + j];
        y[yo + j] += a[row + j] * factor;
      }
      y[yo + i] += sum;
    }
  }

  @Override
  int width() {
    return WIDTH;
  }

  @Override
  void rotate(double[] rows, int first, int step, int count, double[] tangents, double[] sines, int from) {
    for (int k = 0, row = first; k < count; k++, row += step) {
      double tangent = tangents[from + k];
      double sine = sines[from + k];
      for (int j = row; j < row + WIDTH; j++) {
        double sheared = rows[j] + tangent * rows[j + step];
        double y = rows[j + step] - sine * sheared;
        rows[j] = sheared + tangent * y;
        rows[j + step] = y;
      }
    }
  }

  @Override
  void reflect(int n, double[] x, int xo, int step, double v1, double v2, double tau) {
    for (int j = xo; j < xo + n; j++) {
      double sum = tau * (x[j] + v1 * x[j + step] + v2 * x[j + 2 * step]);
      x[j] -= sum;
      x[j + step] -= sum * v1;
      x[j + 2 * step] -= sum * v2;
    }
  }

  @Override
  void poles(int from, int to, double[] poles, double[] z, double origin, double shift, double[] sums) {
    double sum = 0;
    double slope = 0;
    for (int j = from; j < to; j++) {
      double ratio = z[j] / (poles[j] - origin - shift);
      sum += z[j] * ratio;
      slope += ratio * ratio;
    }
    sums[0] = sum;
    sums[1] = slope;
  }

  @Override
  void multiplyRatios(int from, int to, double[] gaps, int go, double[] poles, double pole, double[] products) {
    for (int j = from; j < to; j++) {
      products[j] *= gaps[go + j] / (poles[j] - pole);
    }
  }

  @Override
  double divide(int n, double[] x, double[] y, int yo) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double quotient = x[j] / y[yo + j];
      y[yo + j] = quotient;
      sum += quotient * quotient;
    }
    return sum;
  }
}
