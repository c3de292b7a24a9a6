package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Products with a matrix given transposed equal plain sums: of whole numbers, so that no order of additions rounds. */
class TransposedProductTest {
  private static final int BEFORE = 5;
  private static final int GAP = 3;

  private final Random random = new Random(17);

  /** A matrix of {@code lines} contiguous runs that do not touch each other. */
  private double[] runs(int lines, int length) {
    return random.ints(BEFORE + (long) lines * (length + GAP), -9, 10).asDoubleStream().toArray();
  }

  private static float[] floats(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  /** Operands of c = relu(a · b + bias), b stored by columns, a by rows or by columns, and what the product should be. */
  private final class Sample {
    private final int m;
    private final int n;
    private final int k;
    private final boolean byColumns;
    private final double[] a;
    private final double[] b;
    private final double[] bias;
    private final int biasStride;
    private final int stride;

    Sample(int m, int n, int k, boolean byColumns, boolean biased, boolean shared) {
      this.m = m;
      this.n = n;
      this.k = k;
      this.byColumns = byColumns;
      a = byColumns ? runs(k, m) : runs(m, k);
      b = runs(n, k);
      bias = biased ? runs(m, n) : null;
      biasStride = shared ? 0 : n + GAP;
      stride = n + GAP;
    }

    int rowStride() {
      return byColumns ? 1 : k + GAP;
    }

    int columnStride() {
      return byColumns ? m + GAP : 1;
    }

    Unary activation() {
      return bias == null ? null : Unary.RELU;
    }

    double[] expected() {
      double[] c = new double[BEFORE + m * stride];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = bias == null ? 0 : bias[BEFORE + i * biasStride + j];
          for (int p = 0; p < k; p++) {
            sum += a[BEFORE + i * rowStride() + p * columnStride()] * b[BEFORE + j * (k + GAP) + p];
          }
          c[BEFORE + i * stride + j] = bias == null ? sum : Math.max(sum, 0);
        }
      }
      return c;
    }

    /** Through the loops alone, whether or not they would be chosen for these extents. */
    void requireAlone() {
      for (FloatTile tile : new FloatTile[] {FloatTile.scalar(), FloatTile.vector()}) {
        float[] c = new float[BEFORE + m * stride];
        FloatResult result = new FloatResult(c, BEFORE, stride, bias == null ? null : floats(bias), BEFORE, biasStride,
            activation());
        FloatMatrix left = new FloatMatrix(floats(b), BEFORE, k + GAP, 1);
        FloatMatrix right = new FloatMatrix(floats(a), BEFORE, columnStride(), rowStride());
        new FloatTransposedProduct(tile, m, n, k, left, right, result).run(false);
        assertArrayEquals(floats(expected()), c, this + ", float");
      }
      for (DoubleTile tile : new DoubleTile[] {DoubleTile.scalar(), DoubleTile.vector()}) {
        double[] c = new double[BEFORE + m * stride];
        DoubleResult result = new DoubleResult(c, BEFORE, stride, bias, BEFORE, biasStride, activation());
        DoubleMatrix left = new DoubleMatrix(b, BEFORE, k + GAP, 1);
        DoubleMatrix right = new DoubleMatrix(a, BEFORE, columnStride(), rowStride());
        new DoubleTransposedProduct(tile, m, n, k, left, right, result).run(false);
        assertArrayEquals(expected(), c, this + ", double");
      }
    }

    /** Whichever way a product of these extents goes. */
    void require() {
      float[] c = new float[BEFORE + m * stride];
      FloatGemm.multiply(m, n, k, floats(a), BEFORE, rowStride(), columnStride(), floats(b), BEFORE, 1, k + GAP, c,
          BEFORE, stride, bias == null ? null : floats(bias), BEFORE, biasStride, activation());
      assertArrayEquals(floats(expected()), c, this + ", float");
      double[] d = new double[BEFORE + m * stride];
      DoubleGemm.multiply(m, n, k, a, BEFORE, rowStride(), columnStride(), b, BEFORE, 1, k + GAP, d, BEFORE, stride,
          bias, BEFORE, biasStride, activation());
      assertArrayEquals(expected(), d, this + ", double");
    }

    @Override
    public String toString() {
      return m + "×" + k + " · " + k + "×" + n + (byColumns ? ", a by columns" : "")
          + (bias == null ? "" : ", bias rows " + biasStride + " apart");
    }
  }

  @Test
  void rowsOfAnyNumber() {
    IntStream.rangeClosed(1, 135).forEach(m -> new Sample(m, 7, 9, m % 2 == 0, m % 3 > 0, m % 3 == 1).requireAlone());
  }

  @Test
  void columnsOfAnyNumber() {
    IntStream.rangeClosed(1, 51).forEach(n -> new Sample(33, n, 5, n % 2 == 0, n % 3 > 0, n % 3 == 1).requireAlone());
  }

  @Test
  void anyDepth() {
    int[] depths = {1, 2, 15, 16, 17, 127, 128, 129, 255, 511, 512, 513, 784, 1023, 1024, 1025, 1537};
    for (int k : depths) {
      new Sample(35, 26, k, k % 2 == 0, true, k % 3 == 0).requireAlone();
    }
  }

  @Test
  void extentsForWhichOneOrTheOtherWayIsChosen() {
    for (int m : new int[] {2, 8, 27, 32, 60, 64, 100, 128, 129, 200}) {
      for (int k : new int[] {33, 300, 520}) {
        for (int n : new int[] {33, 257}) {
          new Sample(m, n, k, m % 3 == 0, n % 2 == 1, k % 2 == 0).require();
        }
      }
    }
  }

  @Test
  void columnsOfWhichAVectorHoldsARow() {
    for (int n = 2; n <= 17; n++) {
      for (int m : new int[] {12, 13, 23, 24, 100}) {
        new Sample(m, n, 120, m % 2 == 0, n % 5 > 0, n % 2 == 0).require();
        new Sample(m, n, 121, m % 2 != 0, n % 5 > 0, n % 2 != 0).require();
      }
    }
  }

  @Test
  void whatIsNotFiniteReachesItsRowAndColumnOnly() {
    Sample sample = new Sample(64, 200, 130, false, false, false);
    sample.a[BEFORE + 3 * sample.rowStride() + 7] = Double.POSITIVE_INFINITY;
    sample.a[BEFORE + 63 * sample.rowStride() + 129] = Double.NaN;
    sample.b[BEFORE + 5 * (130 + GAP) + 7] = 0;
    sample.b[BEFORE + 199 * (130 + GAP) + 11] = Double.NEGATIVE_INFINITY;
    sample.require();
    sample.requireAlone();
  }

  /** Panels of a serve the next product with it, and no other: not of another array, place, extent, or loop. */
  @Test
  void aBatchThatMeetsSeveralMatrices() {
    int k = 300;
    float[] a = floats(runs(1, 121 * k));
    float[] other = floats(runs(1, 121 * k));
    for (FloatTile tile : new FloatTile[] {FloatTile.vector(), FloatTile.scalar(), FloatTile.vector()}) {
      requireTimes(tile, true, 112, k, a, 3, k);
      requireTimes(tile, true, 112, k, a, 3, k);
      requireTimes(tile, true, 112, k, a, 0, k);
      requireTimes(tile, true, 120, k, a, 0, k);
      requireTimes(tile, true, 120, k - 1, a, 0, k);
      requireTimes(tile, true, 120, k - 1, a, 0, k - 1);
      requireTimes(tile, true, 120, k - 1, other, 0, k - 1);
      requireTimes(tile, false, 120, k - 1, a, 0, k - 1);
      requireTimes(tile, true, 120, k - 1, other, 0, k - 1);
      requireTimes(tile, true, 112, k, a, 3, k);
    }
  }

  @Test
  void panelsThatAnotherKindOfProductHasTaken() {
    float[] a = floats(runs(1, 96 * 300));
    for (int n : new int[] {140, 10}) {
      requireTimes(FloatTile.vector(), true, 96, 300, a, 0, 300);
      new Sample(140, n, 140, false, false, false).require();
      requireTimes(FloatTile.vector(), true, 96, 300, a, 0, 300);
    }
  }

  /** A kernel's array holds something else each time. */
  @Test
  void anArrayThatIsWrittenAgain() {
    float[] a = floats(runs(1, 96 * 300));
    for (int turn = 0; turn < 3; turn++) {
      requireTimes(FloatTile.vector(), false, 96, 300, a, 0, 300);
      a[7] += 1;
      a[95 * 300] -= 2;
    }
  }

  /** An m×k matrix in {@code a}, from an offset with rows so far apart, times a new matrix. */
  private void requireTimes(FloatTile tile, boolean lasting, int m, int k, float[] a, int offset, int stride) {
    int n = 600;
    assertTrue(FloatTransposedProduct.suits(tile, m, n, k, 1, k), m + " rows are multiplied as columns");
    float[] b = floats(random.ints((long) n * k, -9, 10).asDoubleStream().toArray());
    float[] c = new float[m * n];
    FloatGemm.multiply(tile, lasting, m, n, k, a, offset, stride, 1, b, 0, 1, k,
        new FloatResult(c, 0, n, null, 0, 0, null));
    float[] expected = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int p = 0; p < k; p++) {
          expected[i * n + j] += a[offset + i * stride + p] * b[j * k + p];
        }
      }
    }
    assertArrayEquals(expected, c, m + "×" + k + " from " + offset);
  }
}
