package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inner loops of spectra with vectors and without them, and chains of rotations as products of matrices. */
class SpectralLoopsTest {
  private static final int OFFSET = 3;

  private static double[] random(int n) {
    return new Random(n).doubles(n, -1, 1).toArray();
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 0", "3, 7", "4, 8", "5, 17", "9, 33", "17, 130"})
  void rowsTimesAVector(int m, int n) {
    double[] a = random(m * (n + 2) + OFFSET);
    double[] x = random(n + OFFSET);
    double[] scalar = new double[m + OFFSET];
    double[] vector = new double[m + OFFSET];
    SpectralLoops.scalar().product(m, n, a, 1, n + 2, x, OFFSET, scalar, 2);
    SpectralLoops.vector().product(m, n, a, 1, n + 2, x, OFFSET, vector, 2);
    assertArrayEquals(scalar, vector, 1e-13);
    for (int i = 0; i < m; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += a[1 + i * (n + 2) + j] * x[OFFSET + j];
      }
      assertEquals(sum, scalar[2 + i], 1e-13);
    }
  }

  /** What is below the diagonal is not read. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 12, 17, 33, 130})
  void symmetricMatricesTimesAVector(int n) {
    double[] a = random(n * (n + 2) + OFFSET);
    double[] x = random(n + OFFSET);
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        expected[i] += a[1 + Math.min(i, j) * (n + 2) + Math.max(i, j)] * x[OFFSET + j];
      }
      Arrays.fill(a, 1 + i * (n + 2), 1 + i * (n + 2) + i, Double.NaN);
    }
    for (SpectralLoops loops : new SpectralLoops[] {SpectralLoops.scalar(), SpectralLoops.vector()}) {
      double[] y = random(n + 4);
      loops.symmetricProduct(n, a, 1, n + 2, x, OFFSET, y, 2);
      assertArrayEquals(expected, Arrays.copyOfRange(y, 2, n + 2), 1e-13);
      assertEquals(random(n + 4)[n + 2], y[n + 2]);
    }
  }

  /** Enough chains that they are applied in several passes, of all lengths, in both directions. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 33, 70})
  void chainsOfRotations(int n) {
    double[] expected = random(n * n);
    double[] rows = expected.clone();
    RotationSweeps sweeps = new RotationSweeps(n, rows);
    Random random = new Random(n);
    for (int sweep = 0; sweep < 150; sweep++) {
      boolean upwards = random.nextBoolean();
      int start = random.nextInt(n);
      int count = random.nextInt((upwards ? start : n - 1 - start) + 1);
      sweeps.begin(start, upwards);
      for (int k = 0; k < count; k++) {
        double angle = (random.nextDouble() - 0.5) * Math.PI;
        sweeps.add(Math.cos(angle), Math.sin(angle));
        int row = upwards ? start - k : start + k;
        rotate(n, expected, row, upwards ? row - 1 : row + 1, Math.cos(angle), Math.sin(angle));
      }
    }
    sweeps.finish();
    assertArrayEquals(expected, rows, 1e-12);
  }

  private static void rotate(int n, double[] rows, int i, int j, double cosine, double sine) {
    for (int k = 0; k < n; k++) {
      double x = rows[i * n + k];
      double y = rows[j * n + k];
      rows[i * n + k] = cosine * x + sine * y;
      rows[j * n + k] = cosine * y - sine * x;
    }
  }

  /** Rows that are not part of the chain stay as they are. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void rotationsInEitherDirection(int count) {
    for (SpectralLoops loops : new SpectralLoops[] {SpectralLoops.scalar(), SpectralLoops.vector()}) {
      int width = loops.width();
      double[] tangents = random(count + 1);
      double[] sines = random(count + 2);
      double[] rows = random((count + 3) * width);
      double[] down = rows.clone();
      double[] up = new double[rows.length];
      for (int i = 0; i < count + 3; i++) {
        System.arraycopy(rows, i * width, up, (count + 2 - i) * width, width);
      }
      loops.rotate(down, width, width, count, tangents, sines, 1);
      loops.rotate(up, (count + 1) * width, -width, count, tangents, sines, 1);
      for (int i = 0; i < count + 3; i++) {
        for (int j = 0; j < width; j++) {
          assertEquals(down[i * width + j], up[(count + 2 - i) * width + j]);
        }
      }
      assertEquals(rows[0], down[0]);
      assertEquals(rows[rows.length - 1], down[rows.length - 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 33})
  void threeRowsAreReflected(int n) {
    double[] x = random(3 * (n + 2) + OFFSET);
    double[] scalar = x.clone();
    double[] vector = x.clone();
    SpectralLoops.scalar().reflect(n, scalar, OFFSET, n + 2, 0.5, -2, 0.3);
    SpectralLoops.vector().reflect(n, vector, OFFSET, n + 2, 0.5, -2, 0.3);
    assertArrayEquals(scalar, vector, 1e-14);
    double[] v = {1, 0.5, -2};
    for (int j = OFFSET; j < OFFSET + n; j++) {
      double sum = 0.3 * (x[j] + 0.5 * x[j + n + 2] - 2 * x[j + 2 * (n + 2)]);
      for (int i = 0; i < 3; i++) {
        assertEquals(x[j + i * (n + 2)] - sum * v[i], vector[j + i * (n + 2)], 1e-14);
      }
    }
    assertEquals(x[OFFSET + n], vector[OFFSET + n]);
  }

  /** The sums of an equation, from and to any element. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "3, 3", "1, 8", "0, 16", "5, 30", "2, 133"})
  void sumsOverPoles(int from, int to) {
    double[] poles = random(to);
    double[] z = random(to + 1);
    double[] scalar = new double[2];
    double[] vector = new double[2];
    SpectralLoops.scalar().poles(from, to, poles, z, 1.5, 0.75, scalar);
    SpectralLoops.vector().poles(from, to, poles, z, 1.5, 0.75, vector);
    assertArrayEquals(scalar, vector, 1e-13);
    double sum = 0;
    double slope = 0;
    for (int j = from; j < to; j++) {
      sum += z[j] * z[j] / (poles[j] - 2.25);
      slope += Math.pow(z[j] / (poles[j] - 2.25), 2);
    }
    assertEquals(sum, scalar[0], 1e-13);
    assertEquals(slope, scalar[1], 1e-13);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "3, 3", "1, 8", "0, 16", "5, 30", "2, 133"})
  void ratiosAndQuotients(int from, int to) {
    for (SpectralLoops loops : new SpectralLoops[] {SpectralLoops.scalar(), SpectralLoops.vector()}) {
      double[] x = random(to);
      double[] gaps = random(to + OFFSET + 1);
      double[] products = x.clone();
      loops.multiplyRatios(from, to, gaps, OFFSET, x, 2, products);
      double[] quotients = gaps.clone();
      double squares = loops.divide(to, x, quotients, OFFSET);
      double sum = 0;
      for (int j = 0; j < to; j++) {
        double ratio = j < from ? 1 : gaps[OFFSET + j] / (x[j] - 2);
        assertEquals(x[j] * ratio, products[j], 1e-15);
        assertEquals(x[j] / gaps[OFFSET + j], quotients[OFFSET + j]);
        sum += quotients[OFFSET + j] * quotients[OFFSET + j];
      }
      assertEquals(sum, squares, 1e-13 * sum);
      assertEquals(gaps[OFFSET - 1], quotients[OFFSET - 1]);
      assertEquals(gaps[OFFSET + to], quotients[OFFSET + to]);
    }
  }
}
