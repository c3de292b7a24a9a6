package dev.nabla.kernel;

import java.util.Arrays;

/** The basis that a reduction to few diagonals makes, which leaves the first axis as it is and reflects all others. */
final class SpectralBasis {
  private SpectralBasis() {}

  /**
   * The columns of the product of reflections of axes from the second on, in rows, to the n×n matrix {@code basis}.
   *
   * @param block null where there are few reflections
   * @param vectors n×n: the first reflection stands from element 1 on, each next one is shorter by one and stands
   *     {@code n + 1} further on
   */
  static void put(DoubleReflectionBlock block, int n, int count, double[] vectors, double[] tau, double[] basis) {
    if (n == 0) {
      return;
    }
    Arrays.fill(basis, 0, n, 0);
    for (int i = 0; i < n * n; i += n) {
      basis[i] = 0;
    }
    basis[0] = 1;
    DoubleReflectionBlock.orthonormal(block, n - 1, n - 1, count, vectors, 1, n, tau, basis, n + 1, n);
  }
}
