package dev.nabla.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of spectra in vectors: four rows share what is loaded of the other factor, and a row that two rotations turn
 * stays in registers between them.
 */
final class VectorSpectralLoops extends SpectralLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  void product(int m, int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (; i <= m - 4; i += 4) {
      four(n, a, ao + i * ars, ars, x, xo, y, yo + i);
    }
    for (; i < m; i++) {
      y[yo + i] = DoubleVectorDot.dot(a, ao + i * ars, x, xo, n);
    }
  }

  private static void four(int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int j = 0;
    for (int row = ao; j <= n - LANES; j += LANES, row += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + j);
      s0 = v.fma(DoubleVector.fromArray(SPECIES, a, row), s0);
      s1 = v.fma(DoubleVector.fromArray(SPECIES, a, row + ars), s1);
      s2 = v.fma(DoubleVector.fromArray(SPECIES, a, row + 2 * ars), s2);
      s3 = v.fma(DoubleVector.fromArray(SPECIES, a, row + 3 * ars), s3);
    }
    double t0 = DoubleVectorReducing.total(s0);
    double t1 = DoubleVectorReducing.total(s1);
    double t2 = DoubleVectorReducing.total(s2);
    double t3 = DoubleVectorReducing.total(s3);
    for (int row = ao + j; j < n; j++, row++) {
      double v = x[xo + j];
      t0 += a[row] * v;
      t1 += a[row + ars] * v;
      t2 += a[row + 2 * ars] * v;
      t3 += a[row + 3 * ars] * v;
    }
    y[yo] = t0;
    y[yo + 1] = t1;
    y[yo + 2] = t2;
    y[yo + 3] = t3;
  }

  @Override
  void symmetricProduct(int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo) {
    Arrays.fill(y, yo, yo + n, 0);
    int i = 0;
    for (; i <= n - 4; i += 4) {
      int corner = ao + i * (ars + 1);
      triangle(4, a, corner, ars, x, xo + i, y, yo + i);
      fourOfBothSides(n - i - 4, a, corner + 4, ars, x, xo + i, y, yo + i);
    }
    triangle(n - i, a, ao + i * (ars + 1), ars, x, xo + i, y, yo + i);
  }

  /** Adds the product with a small symmetric block. */
  private static void triangle(int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo) {
    for (int i = 0; i < n; i++) {
      int row = ao + i * ars;
      y[yo + i] += a[row + i] * x[xo + i];
      for (int j = i + 1; j < n; j++) {
        y[yo + i] += a[row + j] * x[xo + j];
        y[yo + j] += a[row + j] * x[xo + i];
      }
    }
  }

  /** Adds what n elements right of the first four columns do in the four rows, and their mirror images below these. */
  private static void fourOfBothSides(int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    double x0 = x[xo];
    double x1 = x[xo + 1];
    double x2 = x[xo + 2];
    double x3 = x[xo + 3];
    DoubleVector f0 = DoubleVector.broadcast(SPECIES, x0);
    DoubleVector f1 = DoubleVector.broadcast(SPECIES, x1);
    DoubleVector f2 = DoubleVector.broadcast(SPECIES, x2);
    DoubleVector f3 = DoubleVector.broadcast(SPECIES, x3);
    int j = 4;
    for (int row = ao; j <= n + 4 - LANES; j += LANES, row += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + j);
      DoubleVector a0 = DoubleVector.fromArray(SPECIES, a, row);
      DoubleVector a1 = DoubleVector.fromArray(SPECIES, a, row + ars);
      DoubleVector a2 = DoubleVector.fromArray(SPECIES, a, row + 2 * ars);
      DoubleVector a3 = DoubleVector.fromArray(SPECIES, a, row + 3 * ars);
      s0 = v.fma(a0, s0);
      s1 = v.fma(a1, s1);
      s2 = v.fma(a2, s2);
      s3 = v.fma(a3, s3);
      DoubleVector below = f0.fma(a0, DoubleVector.fromArray(SPECIES, y, yo + j));
      f1.fma(a1, below).add(f3.fma(a3, f2.mul(a2))).intoArray(y, yo + j);
    }
    double t0 = DoubleVectorReducing.total(s0);
    double t1 = DoubleVectorReducing.total(s1);
    double t2 = DoubleVectorReducing.total(s2);
    double t3 = DoubleVectorReducing.total(s3);
    for (int row = ao + j - 4; j < n + 4; j++, row++) {
      double v = x[xo + j];
      double a0 = a[row];
      double a1 = a[row + ars];
      double a2 = a[row + 2 * ars];
      double a3 = a[row + 3 * ars];
      t0 += a0 * v;
      t1 += a1 * v;
      t2 += a2 * v;
      t3 += a3 * v;
      y[yo + j] += a0 * x0 + a1 * x1 + (a2 * x2 + a3 * x3);
    }
    y[yo] += t0;
    y[yo + 1] += t1;
    y[yo + 2] += t2;
    y[yo + 3] += t3;
  }

  @Override
  int width() {
    return 4 * LANES;
  }

  @Override
  void rotate(double[] rows, int first, int step, int count, double[] tangents, double[] sines, int from) {
    DoubleVector x0 = DoubleVector.fromArray(SPECIES, rows, first);
    DoubleVector x1 = DoubleVector.fromArray(SPECIES, rows, first + LANES);
    DoubleVector x2 = DoubleVector.fromArray(SPECIES, rows, first + 2 * LANES);
    DoubleVector x3 = DoubleVector.fromArray(SPECIES, rows, first + 3 * LANES);
    int row = first;
    for (int k = from; k < from + count; k++) {
      DoubleVector tangent = DoubleVector.broadcast(SPECIES, tangents[k]);
      DoubleVector sine = DoubleVector.broadcast(SPECIES, -sines[k]);
      int next = row + step;
      DoubleVector y0 = DoubleVector.fromArray(SPECIES, rows, next);
      DoubleVector y1 = DoubleVector.fromArray(SPECIES, rows, next + LANES);
      DoubleVector y2 = DoubleVector.fromArray(SPECIES, rows, next + 2 * LANES);
      DoubleVector y3 = DoubleVector.fromArray(SPECIES, rows, next + 3 * LANES);
      x0 = tangent.fma(y0, x0);
      x1 = tangent.fma(y1, x1);
      x2 = tangent.fma(y2, x2);
      x3 = tangent.fma(y3, x3);
      y0 = sine.fma(x0, y0);
      y1 = sine.fma(x1, y1);
      y2 = sine.fma(x2, y2);
      y3 = sine.fma(x3, y3);
      tangent.fma(y0, x0).intoArray(rows, row);
      tangent.fma(y1, x1).intoArray(rows, row + LANES);
      tangent.fma(y2, x2).intoArray(rows, row + 2 * LANES);
      tangent.fma(y3, x3).intoArray(rows, row + 3 * LANES);
      x0 = y0;
      x1 = y1;
      x2 = y2;
      x3 = y3;
      row = next;
    }
    x0.intoArray(rows, row);
    x1.intoArray(rows, row + LANES);
    x2.intoArray(rows, row + 2 * LANES);
    x3.intoArray(rows, row + 3 * LANES);
  }

  @Override
  void reflect(int n, double[] x, int xo, int step, double v1, double v2, double tau) {
    DoubleVector second = DoubleVector.broadcast(SPECIES, v1);
    DoubleVector third = DoubleVector.broadcast(SPECIES, v2);
    DoubleVector minusTau = DoubleVector.broadcast(SPECIES, -tau);
    int j = xo;
    for (; j <= xo + n - LANES; j += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, x, j);
      DoubleVector b = DoubleVector.fromArray(SPECIES, x, j + step);
      DoubleVector c = DoubleVector.fromArray(SPECIES, x, j + 2 * step);
      DoubleVector sum = third.fma(c, second.fma(b, a)).mul(minusTau);
      a.add(sum).intoArray(x, j);
      second.fma(sum, b).intoArray(x, j + step);
      third.fma(sum, c).intoArray(x, j + 2 * step);
    }
    for (; j < xo + n; j++) {
      double sum = -tau * Math.fma(v2, x[j + 2 * step], Math.fma(v1, x[j + step], x[j]));
      x[j] += sum;
      x[j + step] = Math.fma(v1, sum, x[j + step]);
      x[j + 2 * step] = Math.fma(v2, sum, x[j + 2 * step]);
    }
  }

  @Override
  void poles(int from, int to, double[] poles, double[] z, double origin, double shift, double[] sums) {
    DoubleVector s = DoubleVector.zero(SPECIES);
    DoubleVector t = s;
    int j = from;
    for (; j <= to - LANES; j += LANES) {
      DoubleVector weight = DoubleVector.fromArray(SPECIES, z, j);
      DoubleVector ratio = weight.div(DoubleVector.fromArray(SPECIES, poles, j).sub(origin).sub(shift));
      s = weight.fma(ratio, s);
      t = ratio.fma(ratio, t);
    }
    double sum = DoubleVectorReducing.total(s);
    double slope = DoubleVectorReducing.total(t);
    for (; j < to; j++) {
      double ratio = z[j] / (poles[j] - origin - shift);
      sum += z[j] * ratio;
      slope += ratio * ratio;
    }
    sums[0] = sum;
    sums[1] = slope;
  }

  @Override
  void multiplyRatios(int from, int to, double[] gaps, int go, double[] poles, double pole, double[] products) {
    int j = from;
    for (; j <= to - LANES; j += LANES) {
      DoubleVector ratio =
          DoubleVector.fromArray(SPECIES, gaps, go + j).div(DoubleVector.fromArray(SPECIES, poles, j).sub(pole));
      DoubleVector.fromArray(SPECIES, products, j).mul(ratio).intoArray(products, j);
    }
    for (; j < to; j++) {
      products[j] *= gaps[go + j] / (poles[j] - pole);
    }
  }

  @Override
  double divide(int n, double[] x, double[] y, int yo) {
    DoubleVector s = DoubleVector.zero(SPECIES);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector quotient = DoubleVector.fromArray(SPECIES, x, j).div(DoubleVector.fromArray(SPECIES, y, yo + j));
      quotient.intoArray(y, yo + j);
      s = quotient.fma(quotient, s);
    }
    double sum = DoubleVectorReducing.total(s);
    for (; j < n; j++) {
      double quotient = x[j] / y[yo + j];
      y[yo + j] = quotient;
      sum += quotient * quotient;
    }
    return sum;
  }
}
