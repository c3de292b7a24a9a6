package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The eigenvalues and eigenvectors of a symmetric tridiagonal matrix by division: without one element beside the diagonal
 * it would be two matrices, whose spectra are found first; what the element adds is a product of a vector with itself,
 * and a {@link SecularEquation} has the rest (J. Cuppen, "A divide and conquer method for the symmetric tridiagonal
 * eigenproblem", Numer. Math. 36, 1981). Nearly all the work is products of matrices, and less where the vector hardly
 * has a part in some eigenvectors, or eigenvalues of the two are close: then they stay as they are.
 */
final class DividedSpectrum {
  private final int n;
  private final double[] diagonal;
  private final double[] beside;

  /** Eigenvectors, in rows. */
  private final double[] vectors;

  private final DividedBasis basis;
  private final DividedRows rows;

  /** Room for the vectors of an equation. */
  private final double[] gaps;

  /**
   * The spectrum of a matrix whose elements are at most about 1.
   *
   * @param beside the elements beside the diagonal, and one more that does not count
   * @param vectors n×n, to which eigenvectors go, in rows
   */
  DividedSpectrum(double[] diagonal, double[] beside, double[] vectors) {
    n = diagonal.length;
    this.diagonal = diagonal;
    this.beside = beside;
    this.vectors = vectors;
    basis = new DividedBasis(n, vectors);
    rows = new DividedRows(diagonal, basis);
    gaps = new double[n * n];
  }

  /** Turns the diagonal into eigenvalues, in no order. */
  void compute() {
    Arrays.fill(vectors, 0);
    for (int low = 0; low < n;) {
      int end = TridiagonalSpectrum.end(low, 0, diagonal, beside) + 1;
      solve(low, end);
      low = end;
    }
  }

  private void solve(int low, int end) {
    if (end - low <= DividedBasis.LEAF) {
      sweep(low, end - low);
      return;
    }
    int middle = (low + end) >>> 1;
    double coupling = beside[middle - 1];
    diagonal[middle - 1] -= Math.abs(coupling);
    diagonal[middle] -= Math.abs(coupling);
    solve(low, middle);
    solve(middle, end);
    join(low, middle, end, coupling);
  }

  private void sweep(int low, int m) {
    double[] values = Arrays.copyOfRange(diagonal, low, low + m);
    double[] leaf = DividedBasis.identity(m);
    new TridiagonalSpectrum(values, Arrays.copyOfRange(beside, low, low + m), leaf).compute();
    System.arraycopy(values, 0, diagonal, low, m);
    for (int i = 0; i < m; i++) {
      System.arraycopy(leaf, i * m, vectors, (low + i) * n + low, m);
    }
  }

  /**
   * The spectrum of both parts together: of diag(d) + ρ·z·zᵀ in the basis of their vectors, with what it adds to the last
   * element of the upper part, the first of the lower one and between them.
   */
  private void join(int low, int middle, int end, double coupling) {
    double largest = 2 * Math.abs(coupling);
    for (int i = low; i < end; i++) {
      boolean upper = i < middle;
      double element = vectors[i * n + (upper ? middle - 1 : middle)];
      rows.z[i] = Math.sqrt(0.5) * (upper ? element : Math.copySign(1, coupling) * element);
      basis.parts[i] = upper ? DividedBasis.UPPER : DividedBasis.LOWER;
      largest = Math.max(largest, Math.abs(diagonal[i]));
    }
    double unit = Math.scalb(1.0, Math.max(Math.getExponent(largest), Double.MIN_EXPONENT));
    double rho = 2 * Math.abs(coupling) / unit;
    for (int i = low; i < end; i++) {
      diagonal[i] /= unit;
    }
    rows.clear();
    for (int at : SortedSpectrum.order(end - low, i -> diagonal[low + i])) {
      rows.add(low + at, rho);
    }
    if (rows.mixedCount > 0) {
      double[] values = mix(rho);
      basis.mix(gaps, rows, low, middle, end);
      System.arraycopy(values, 0, diagonal, low, values.length);
    }
    for (int i = low; i < end; i++) {
      diagonal[i] *= unit;
    }
  }

  /** Solves the equation: returns its eigenvalues and then those settled; its eigenvectors are left in the gaps, in rows. */
  private double[] mix(double rho) {
    int count = rows.mixedCount;
    double[] values = rows.values();
    SecularEquation equation = new SecularEquation(count, Arrays.copyOf(values, count), rows.weights(), rho);
    equation.roots(values, gaps);
    equation.vectors(gaps);
    return values;
  }
}
