package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops that compute in double, with vectors and without them: the same bits, in either type. */
class WideningLoopsTest {
  private static final int OFFSET = 3;

  /** What one implementation makes of two arrays: a third. */
  private interface Floats extends BiFunction<FloatWidening, float[], float[]> {}

  private interface Doubles extends BiFunction<DoubleWidening, double[], double[]> {}

  private static void requireSameBits(int n, Floats floats, Doubles doubles) {
    for (boolean finite : new boolean[] {true, false}) {
      double[] x = random(n, finite);
      float[] narrow = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        narrow[i] = (float) x[i];
      }
      assertArrayEquals(floats.apply(FloatWidening.scalar(), narrow), floats.apply(FloatWidening.vector(), narrow));
      assertArrayEquals(doubles.apply(DoubleWidening.scalar(), x), doubles.apply(DoubleWidening.vector(), x));
    }
  }

  private static double[] random(int n, boolean finite) {
    Random random = new Random(n);
    double[] x = random.doubles(n + OFFSET, -3, 5).toArray();
    double[] special = {-0.0, 0, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    for (int i = 0; i < x.length && !finite; i++) {
      x[i] = random.nextInt(4) > 0 ? special[random.nextInt(Math.min(5, 2 + i / 32))] : x[i];
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 1023, 4099})
  void runningSumsOfARow(int n) {
    requireSameBits(n, (loops, x) -> {
      float[] y = new float[n + OFFSET];
      y[0] = (float) loops.sums(x, OFFSET, n, 0.1, 0.7, y, OFFSET);
      return y;
    }, (loops, x) -> {
      double[] y = new double[n + OFFSET];
      y[0] = loops.sums(x, OFFSET, n, 0.1, 0.7, y, OFFSET);
      return y;
    });
    int whole = n - n % FloatWidening.BLOCK;
    requireSameBits(n, (loops, x) -> new float[] {(float) loops.total(x, OFFSET, whole)},
        (loops, x) -> new double[] {loops.total(x, OFFSET, whole)});
    double[] x = random(n, true);
    double total = DoubleWidening.vector().total(x, OFFSET, whole);
    assertEquals(total, DoubleWidening.scalar().sums(x, OFFSET, whole, 0.1, 0, new double[n], 0));
    double expected = 0;
    double[] y = new double[n];
    DoubleWidening.vector().sums(x, OFFSET, n, 0.5, 0, y, 0);
    for (int i = 0; i < n; i++) {
      expected += x[OFFSET + i];
      assertEquals(0.5 + expected, y[i], 1e-14 * n * 5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 15, 16, 17, 31, 33, 64, 65, 130})
  void runningResultsOfColumns(int n) {
    requireSameBits(n, (loops, x) -> {
      double[] running = random(n, true);
      float[] y = new float[n + OFFSET];
      loops.add(x, OFFSET, running, y, OFFSET, n);
      loops.multiply(x, OFFSET, running, y, OFFSET, n);
      loops.recur(x, OFFSET, y.clone(), OFFSET, running, y, OFFSET, n);
      return y;
    }, (loops, x) -> {
      double[] running = random(n, true);
      double[] y = new double[n + OFFSET];
      loops.add(x, OFFSET, running, y, OFFSET, n);
      loops.multiply(x, OFFSET, running, y, OFFSET, n);
      loops.recur(x, OFFSET, y.clone(), OFFSET, running, y, OFFSET, n);
      return y;
    });
  }
}
