package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inner loops of factorisations with vectors and without them, in either type and for awkward lengths. */
class EliminationLoopsTest {
  private static final int OFFSET = 3;

  private static float[] random(int n) {
    Random random = new Random(n);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static double[] wide(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i];
    }
    return y;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 15, 16, 17, 31, 33, 64, 65, 130})
  void rowsAreSubtracted(int n) {
    int rows = 5;
    float[] a = random(2 * rows + OFFSET);
    float[] b = random(rows * (n + 2) + OFFSET);
    float[] scalar = random(n + 2 * OFFSET);
    float[] vector = scalar.clone();
    FloatElimination.scalar().subtractRow(n, rows, a, OFFSET, 2, b, OFFSET, n + 2, scalar, OFFSET);
    FloatElimination.vector().subtractRow(n, rows, a, OFFSET, 2, b, OFFSET, n + 2, vector, OFFSET);
    assertArrayEquals(scalar, vector, 2e-6f);
    double[] expected = wide(random(n + 2 * OFFSET));
    for (int p = 0; p < rows; p++) {
      for (int j = 0; j < n; j++) {
        expected[OFFSET + j] -= (double) a[OFFSET + 2 * p] * b[OFFSET + p * (n + 2) + j];
      }
    }
    double[] doubles = wide(random(n + 2 * OFFSET));
    DoubleElimination.vector().subtractRow(n, rows, wide(a), OFFSET, 2, wide(b), OFFSET, n + 2, doubles, OFFSET);
    assertArrayEquals(expected, doubles, 1e-14);
    assertArrayEquals(expected, wide(vector), 2e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 15, 16, 17, 31, 33, 64, 65, 130})
  void dotsAndRotations(int n) {
    float[] x = random(n + OFFSET);
    float[] y = random(n + 2 * OFFSET);
    double dot = DoubleElimination.scalar().dot(n, wide(x), 1, wide(y), OFFSET);
    assertEquals(dot, DoubleElimination.vector().dot(n, wide(x), 1, wide(y), OFFSET), 1e-13);
    assertEquals(dot, FloatElimination.scalar().dot(n, x, 1, y, OFFSET), 1e-4);
    assertEquals(dot, FloatElimination.vector().dot(n, x, 1, y, OFFSET), 1e-4);
    float[] left = x.clone();
    float[] right = y.clone();
    FloatElimination.scalar().rotate(n, x, 1, y, OFFSET, 0.6f, -0.8f);
    FloatElimination.vector().rotate(n, left, 1, right, OFFSET, 0.6f, -0.8f);
    assertArrayEquals(x, left, 1e-6f);
    assertArrayEquals(y, right, 1e-6f);
    FloatElimination.vector().rotate(n, left, 1, right, OFFSET, 0.6f, 0.8f);
    assertArrayEquals(random(n + OFFSET), left, 1e-6f);
  }

  /** What is left of a row has no part of the pivot's row, and the factor stands where 0 would. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8, 15})
  void panelsAreEliminated(int column) {
    int rows = 6;
    float[] scalar = random(rows * FloatElimination.PANEL);
    float[] pivot = random(FloatElimination.PANEL);
    Arrays.fill(pivot, 0, column + 1, 0);
    float[] vector = scalar.clone();
    float[] before = scalar.clone();
    FloatElimination.scalar().eliminate(scalar, 2, rows, column, 3f, pivot);
    FloatElimination.vector().eliminate(vector, 2, rows, column, 3f, pivot);
    assertArrayEquals(scalar, vector, 1e-6f);
    for (int row = 0; row < rows; row++) {
      int at = row * FloatElimination.PANEL;
      float factor = row < 2 ? 0 : before[at + column] / 3;
      assertEquals(row < 2 ? before[at + column] : factor, vector[at + column]);
      for (int j = column + 1; j < FloatElimination.PANEL; j++) {
        assertEquals(before[at + j] - factor * pivot[j], vector[at + j], 1e-6f);
      }
    }
  }

  /** Columns up to the given one, and rows outside of the vector, stay as they are, even if they are NaN. */
  @ParameterizedTest
  @CsvSource({"-1, 7", "-1, 4", "3, 2", "8, 9", "15, 5", "0, 0"})
  void panelsAreReflected(int column, int rows) {
    int from = 2;
    float[] scalar = random((rows + 5) * FloatElimination.PANEL);
    if (column >= 0) {
      scalar[from * FloatElimination.PANEL + column] = Float.NaN;
    }
    float[] v = random(rows);
    float[] vector = scalar.clone();
    float[] before = scalar.clone();
    FloatElimination.scalar().reflect(scalar, from, from + rows, column, 0.7f, v);
    FloatElimination.vector().reflect(vector, from, from + rows, column, 0.7f, v);
    assertArrayEquals(scalar, vector, 1e-5f);
    for (int j = 0; j < FloatElimination.PANEL; j++) {
      double product = 0;
      for (int i = 0; i < rows; i++) {
        product += v[i] * before[(from + i) * FloatElimination.PANEL + j];
      }
      for (int i = 0; i < rows + 5; i++) {
        int at = i * FloatElimination.PANEL + j;
        boolean reflected = j > column && i >= from && i < from + rows;
        assertEquals(reflected ? before[at] - 0.7f * product * v[i - from] : before[at], vector[at], 1e-5);
      }
    }
  }
}
