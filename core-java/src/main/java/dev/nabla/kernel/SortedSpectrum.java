package dev.nabla.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the searches for eigenvalues and singular values share: how a batch is cut, and how results are put in order.
 */
final class SortedSpectrum {
  /** Multiplications that are worth handing to another thread. */
  private static final int TASK = 1 << 16;

  private SortedSpectrum() {}

  /** How many n×n matrices make one piece of a batch. */
  static int grain(int n) {
    return (int) (TASK / (10L * n * n * n + 1)) + 1;
  }

  /** Divides by the largest element, which is returned: no square overflows then. */
  static double scaled(int size, double[] x, int xo, double[] to) {
    double largest = 0;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, Math.abs(x[xo + i]));
    }
    for (int i = 0; i < size; i++) {
      to[i] = largest == 0 ? 0 : x[xo + i] / largest;
    }
    return largest;
  }

  /** The answer where a matrix is not finite. */
  static void fillNaN(int matrix, int n, double[] values, double[] vectors) {
    Arrays.fill(values, matrix * n, (matrix + 1) * n, Double.NaN);
    if (vectors != null) {
      Arrays.fill(vectors, matrix * n * n, (matrix + 1) * n * n, Double.NaN);
    }
  }

  /**
   * Puts found values, times a scale, and vectors, which lie in rows, to matrix number {@code matrix} in ascending
   * order.
   */
  static void sorted(int n, double[] found, double scale, double[] rows, int matrix, double[] values,
      double[] vectors) {
    int[] order = order(n, i -> found[i]);
    for (int j = 0; j < n; j++) {
      values[matrix * n + j] = scale * found[order[j]];
    }
    if (vectors == null) {
      return;
    }
    double[] sorted = new double[n * n];
    for (int j = 0; j < n; j++) {
      double sign = sign(n, rows, order[j] * n);
      for (int i = 0; i < n; i++) {
        sorted[j * n + i] = sign * rows[order[j] * n + i];
      }
    }
    new DoubleMatrix(sorted, 0, 1, n).pack(0, 0, n, n, vectors, matrix * n * n, n);
  }

  /** The numbers from 0 to n − 1 in ascending order of their keys. */
  static int[] order(int n, IntToDoubleFunction key) {
    return IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(key::applyAsDouble)).mapToInt(i -> i)
        .toArray();
  }

  /** The sign of the element of largest magnitude, of equals the first: vectors without a sense get one by it. */
  static double sign(int n, double[] x, int xo) {
    double largest = 0;
    for (int i = xo; i < xo + n; i++) {
      if (Math.abs(x[i]) > Math.abs(largest)) {
        largest = x[i];
      }
    }
    return largest < 0 ? -1 : 1;
  }
}
