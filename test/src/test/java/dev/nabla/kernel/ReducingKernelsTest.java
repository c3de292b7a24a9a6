package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loops that make one number of many, with and without vectors. */
class ReducingKernelsTest {
  private static final int FROM = 3;

  @BeforeAll
  static void vectorsAreThere() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
  }

  private static double[] numbers(Random random, int n) {
    return random.doubles(n + FROM, -1, 1).toArray();
  }

  @Test
  void sumsAndExtremes() {
    Random random = new Random(1);
    for (int n : ElementwiseKernelsTest.SIZES) {
      double[] x = numbers(random, n);
      float[] f = Loops.floats(x);
      assertEquals(FloatReducing.scalar().sum(f, FROM, n), FloatReducing.vector().sum(f, FROM, n), 1e-6 * (n + 1));
      assertEquals(DoubleReducing.scalar().sum(x, FROM, n), DoubleReducing.vector().sum(x, FROM, n), 1e-15 * (n + 1));
      assertEquals(FloatReducing.scalar().max(f, FROM, n), FloatReducing.vector().max(f, FROM, n));
      assertEquals(FloatReducing.scalar().min(f, FROM, n), FloatReducing.vector().min(f, FROM, n));
      assertEquals(DoubleReducing.scalar().max(x, FROM, n), DoubleReducing.vector().max(x, FROM, n));
      assertEquals(DoubleReducing.scalar().min(x, FROM, n), DoubleReducing.vector().min(x, FROM, n));
      for (int at = 0; at < n; at += 1 + n / 7) {
        for (float value : new float[] {f[FROM + at], Float.NaN}) {
          f[FROM + at] = value;
          assertEquals(FloatReducing.scalar().indexOf(f, FROM, n, value),
              FloatReducing.vector().indexOf(f, FROM, n, value), "first " + value + " of " + n);
          assertEquals(FloatReducing.scalar().max(f, FROM, n), FloatReducing.vector().max(f, FROM, n));
          assertEquals(FloatReducing.scalar().min(f, FROM, n), FloatReducing.vector().min(f, FROM, n));
        }
        f[FROM + at] = 0;
      }
    }
  }

  /** Zeros and NaN have two signs, of which +0 is the greater and NaN's counts for nothing. */
  @Test
  void extremesOfUnusualNumbers() {
    float negativeNan = Float.intBitsToFloat(0xffc00001);
    float[][] kinds = {{-1, -2, -3}, {-0f, -1}, {-0f, 0}, {0, 1}, {Float.NEGATIVE_INFINITY}, {Float.POSITIVE_INFINITY},
      {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}, {-Float.MIN_VALUE, Float.MIN_VALUE}, {-1, negativeNan},
      {1, negativeNan}, {Float.NEGATIVE_INFINITY, Float.NaN}, {-Float.MAX_VALUE, -1}};
    Random random = new Random(3);
    for (int n : ElementwiseKernelsTest.SIZES) {
      for (float[] kind : kinds) {
        float[] x = new float[FROM + n];
        for (int i = 0; i < n; i++) {
          x[FROM + i] = kind[random.nextInt(kind.length)];
        }
        double[] d = Loops.doubles(x);
        String what = n + " of " + Arrays.toString(kind);
        assertEquals(FloatReducing.scalar().max(x, FROM, n), FloatReducing.vector().max(x, FROM, n), what);
        assertEquals(FloatReducing.scalar().min(x, FROM, n), FloatReducing.vector().min(x, FROM, n), what);
        assertEquals(DoubleReducing.scalar().max(d, FROM, n), DoubleReducing.vector().max(d, FROM, n), what);
        assertEquals(DoubleReducing.scalar().min(d, FROM, n), DoubleReducing.vector().min(d, FROM, n), what);
      }
    }
  }

  @Test
  void extremesAtEveryPlace() {
    for (int n : new int[] {64, 96, 133}) {
      for (int at = 0; at < n; at++) {
        for (float other : new float[] {-2, 2}) {
          float[] x = new float[FROM + n];
          Arrays.fill(x, other);
          x[FROM + at] = other + 1;
          assertEquals(other + 1, FloatReducing.vector().max(x, FROM, n), "greatest at " + at);
          assertEquals(other + 1, DoubleReducing.vector().max(Loops.doubles(x), FROM, n), "greatest at " + at);
          x[FROM + at] = other - 1;
          assertEquals(other - 1, FloatReducing.vector().min(x, FROM, n), "least at " + at);
          assertEquals(other - 1, DoubleReducing.vector().min(Loops.doubles(x), FROM, n), "least at " + at);
        }
      }
    }
  }

  @Test
  void products() {
    Random random = new Random(4);
    for (int n : ElementwiseKernelsTest.SIZES) {
      double[] x = random.doubles(n + FROM, 0.5, 1.5).toArray();
      float[] f = Loops.floats(x);
      double product = DoubleReducing.scalar().product(x, FROM, n);
      assertEquals(product, DoubleReducing.vector().product(x, FROM, n), 1e-15 * (n + 1) * product);
      product = FloatReducing.scalar().product(f, FROM, n);
      assertEquals(product, FloatReducing.vector().product(f, FROM, n), 1e-15 * (n + 1) * product);
      for (int at = 0; at < n; at += 1 + n / 7) {
        f[FROM + at] = 0;
        assertEquals(0, FloatReducing.vector().product(f, FROM, n));
        f[FROM + at] = Float.NaN;
        assertEquals(Double.NaN, FloatReducing.vector().product(f, FROM, n));
        f[FROM + at] = 1;
      }
    }
  }

  @Test
  void widerNumbersAndBack() {
    for (int n : ElementwiseKernelsTest.SIZES) {
      float[] x = Loops.floats(numbers(new Random(5), n));
      double[] wide = new double[n + 1];
      float[] back = new float[n + FROM];
      System.arraycopy(x, 0, back, 0, FROM);
      FloatVectorWidening.LOOPS.widen(x, FROM, wide, 1, n);
      FloatVectorWidening.LOOPS.narrow(wide, 1, back, FROM, n);
      assertArrayEquals(x, back);
      for (int i = 0; i < n; i++) {
        assertEquals(x[FROM + i], wide[1 + i]);
        wide[1 + i] /= 3;
        back[FROM + i] = (float) wide[1 + i];
      }
      FloatVectorWidening.LOOPS.narrow(wide, 1, x, FROM, n);
      assertArrayEquals(back, x);
    }
  }

  @Test
  void reductionsOfColumns() {
    Random random = new Random(2);
    for (int n : ElementwiseKernelsTest.SIZES) {
      for (int rows : new int[] {1, 3, FloatReducing.ROWS}) {
        float[] x = Loops.floats(numbers(random, rows * (n + 2)));
        float[][] y = new float[2][];
        for (int k = 0; k < 2; k++) {
          FloatReducing loops = k == 0 ? FloatReducing.scalar() : FloatReducing.vector();
          y[k] = new float[3 * n];
          loops.addRows(x, FROM, rows, n + 2, y[k], 0, n);
          loops.raise(x, FROM, rows, n + 2, y[k], n, n);
          loops.lower(x, FROM, rows, n + 2, y[k], 2 * n, n);
        }
        assertArrayEquals(y[0], y[1], 1e-5f);
      }
    }
  }

  @Test
  void loopsOfTheSoftmaxFamily() {
    Random random = new Random(3);
    for (int n : new int[] {0, 1, 15, 16, 17, 31, 33, 511, FloatNormalizing.BLOCK}) {
      double[] x = random.doubles(n + FROM, -30, 0).toArray();
      float[] f = Loops.floats(x);
      float[] y = new float[n];
      float[] z = new float[n];
      double sum = FloatNormalizing.scalar().exp(f, FROM, 0.5f, y, 0, n);
      assertEquals(sum, FloatNormalizing.vector().exp(f, FROM, 0.5f, z, 0, n), 1e-6 * (n + 1));
      assertEquals(sum, FloatNormalizing.vector().expSum(f, FROM, 0.5f, n), 1e-6 * (n + 1));
      assertEquals(sum, FloatNormalizing.scalar().expSum(f, FROM, 0.5f, n), 1e-6 * (n + 1));
      for (int i = 0; i < n; i++) {
        assertEquals(Math.exp(f[FROM + i] - 0.5f), y[i], 3e-7 * y[i]);
        assertEquals(y[i], z[i], 3e-7 * y[i]);
      }
      double[] p = new double[n];
      double[] q = new double[n];
      double total = DoubleNormalizing.scalar().exp(x, FROM, 0.5, p, 0, n);
      assertEquals(total, DoubleNormalizing.vector().exp(x, FROM, 0.5, q, 0, n), 1e-15 * (n + 1));
      assertArrayEquals(p, q, 1e-15);
      assertEquals(FloatNormalizing.scalar().dot(f, FROM, y, 0, n), FloatNormalizing.vector().dot(f, FROM, y, 0, n),
          1e-6 * (n + 1));
    }
  }

  /** Rows of a result that stands within a wider array, whose other columns keep what they held. */
  @Test
  void outerProducts() {
    Random random = new Random(6);
    for (int n : new int[] {1, 3, 7, 8, 9, 15, 16, 17, 30, 31, 33, 100}) {
      double[] a = numbers(random, 10);
      double[] b = numbers(random, n);
      double[][] y = new double[2][FROM + 5 * (n + 2)];
      DoubleTile.scalar().outer(5, n, a, FROM, 2, b, FROM, y[0], FROM, n + 2);
      DoubleTile.vector().outer(5, n, a, FROM, 2, b, FROM, y[1], FROM, n + 2);
      assertArrayEquals(y[0], y[1], "doubles, rows of " + n);
      float[][] z = new float[2][y[0].length];
      FloatTile.scalar().outer(5, n, Loops.floats(a), FROM, 2, Loops.floats(b), FROM, z[0], FROM, n + 2);
      FloatTile.vector().outer(5, n, Loops.floats(a), FROM, 2, Loops.floats(b), FROM, z[1], FROM, n + 2);
      assertArrayEquals(z[0], z[1], "floats, rows of " + n);
      for (int i = 0; i < y[0].length; i++) {
        int column = (i - FROM) % (n + 2);
        boolean inside = i >= FROM && column < n;
        double expected = inside ? a[FROM + (i - FROM) / (n + 2) * 2] * b[FROM + column] : 0;
        assertEquals(expected, y[1][i], "element " + i + " of rows of " + n);
      }
    }
  }

  @Test
  void tilesAreTransposed() {
    Random random = new Random(4);
    for (int rows : new int[] {1, 3, 8, 16, 17, 31, 33}) {
      for (int columns : new int[] {1, 5, 8, 16, 17, 33}) {
        float[] x = Loops.floats(numbers(random, 40 * columns));
        float[] y = new float[rows * (columns + 2)];
        FloatPlainTranspose.tile(x, FROM, 40, y, 0, columns + 2, rows, columns);
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            assertEquals(x[FROM + r + c * 40], y[r * (columns + 2) + c]);
          }
        }
      }
    }
  }

  /**
   * Products by both tiles, of whole numbers so small that every sum is exact, with an activation and a bias: one row for
   * all, or one for each.
   */
  @Test
  void productsWithBiasAndActivation() {
    Random random = new Random(5);
    for (int[] size : new int[][] {{1, 33, 40}, {40, 1, 70}, {17, 31, 65}, {30, 7, 50}, {64, 64, 64}, {33, 129, 257},
      {50, 70, 300}, {131, 150, 600}}) {
      int m = size[0];
      int n = size[1];
      int k = size[2];
      float[] a = wholeNumbers(random, m * k);
      float[] b = wholeNumbers(random, k * n);
      float[] bias = wholeNumbers(random, m * (n + 3));
      for (int biasStride : new int[] {0, n + 3}) {
        float[] expected = new float[m * (n + 1)];
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            float sum = bias[2 + i * biasStride + j];
            for (int p = 0; p < k; p++) {
              sum += a[i * k + p] * b[p * n + j];
            }
            expected[i * (n + 1) + j] = Math.max(sum, 0);
          }
        }
        for (FloatTile tile : new FloatTile[] {FloatTile.scalar(), FloatTile.vector()}) {
          float[] c = new float[m * (n + 1)];
          FloatResult result = new FloatResult(c, 0, n + 1, bias, 2, biasStride, Unary.RELU);
          FloatGemm.multiply(tile, false, m, n, k, a, 0, k, 1, b, 0, n, 1, result);
          assertArrayEquals(expected, c, m + "×" + k + " · " + k + "×" + n + " from rows " + biasStride + " apart");
        }
      }
    }
  }

  private static float[] wholeNumbers(Random random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextInt(19) - 9;
    }
    return x;
  }

  /** Of equal elements the first one counts, of NaN too; rows come in blocks, columns in tiles and pairs of vectors. */
  @Test
  void placesOfExtremesDownColumns() {
    Random random = new Random(11);
    for (int rows : new int[] {2, 3, 128, 129, 130, 300}) {
      for (int columns : new int[] {64, 65, 95, 96, 97, 255, 256, 257, 513}) {
        double[] x = random.ints(FROM + 2 * rows * columns, -99, 100).asDoubleStream().toArray();
        for (int special = 0; special < columns; special += 3) {
          double value =
              special % 2 == 0 ? Double.NaN : special % 4 == 1 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
          x[random.nextInt(x.length)] = value;
          x[FROM + random.nextInt(columns)] = value;
        }
        float[] f = Loops.floats(x);
        for (Reduction extreme : new Reduction[] {Reduction.MAX, Reduction.MIN}) {
          long[] expected = placesDown(extreme, x, 2, rows, columns);
          long[] y = new long[2 * columns];
          FloatColumns.arg(extreme, f, FROM, 2, rows, columns, y);
          assertArrayEquals(expected, y, rows + "×" + columns + ", float");
          DoubleColumns.arg(extreme, x, FROM, 2, rows, columns, y);
          assertArrayEquals(expected, y, rows + "×" + columns + ", double");
        }
      }
    }
  }

  private static long[] placesDown(Reduction extreme, double[] x, int outer, int rows, int columns) {
    long[] y = new long[outer * columns];
    for (int i = 0; i < y.length; i++) {
      int from = FROM + i / columns * rows * columns + i % columns;
      for (int r = 1; r < rows; r++) {
        double best = x[from + (int) y[i] * columns];
        double v = x[from + r * columns];
        boolean better = extreme == Reduction.MAX ? v > best : v < best;
        if (better || Double.isNaN(v) && !Double.isNaN(best)) {
          y[i] = r;
        }
      }
    }
    return y;
  }
}
