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
  private final double[] z;

  /** Rows that the equation mixes, in ascending order of their values, and others. */
  private final int[] mixed;
  private final int[] settled;
  private int mixedCount;
  private int settledCount;

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
    z = new double[n];
    mixed = new int[n];
    settled = new int[n];
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
      z[i] = Math.sqrt(0.5) * (upper ? element : Math.copySign(1, coupling) * element);
      basis.parts[i] = upper ? DividedBasis.UPPER : DividedBasis.LOWER;
      largest = Math.max(largest, Math.abs(diagonal[i]));
    }
    double unit = Math.scalb(1.0, Math.max(Math.getExponent(largest), Double.MIN_EXPONENT));
    double rho = 2 * Math.abs(coupling) / unit;
    for (int i = low; i < end; i++) {
      diagonal[i] /= unit;
    }
    settle(low, end, rho);
    if (mixedCount > 0) {
      double[] values = mix(rho);
      basis.mix(gaps, mixed, mixedCount, settled, settledCount, low, middle, end);
      System.arraycopy(values, 0, diagonal, low, values.length);
    }
    for (int i = low; i < end; i++) {
      diagonal[i] *= unit;
    }
  }

  /**
   * Tells rows that stay as they are from others: those with hardly a part in z, and of two with close values one, once a
   * rotation has given its part in z to the other.
   */
  private void settle(int low, int end, double rho) {
    mixedCount = 0;
    settledCount = 0;
    for (int at : SortedSpectrum.order(end - low, i -> diagonal[low + i])) {
      int row = low + at;
      if (rho * Math.abs(z[row]) <= DividedBasis.TOLERANCE) {
        settled[settledCount++] = row;
      } else if (mixedCount > 0 && merged(mixed[mixedCount - 1], row)) {
        settled[settledCount++] = mixed[mixedCount - 1];
        mixed[mixedCount - 1] = row;
      } else {
        mixed[mixedCount++] = row;
      }
    }
  }

  /** Turns two rows so that only the second has a part in z, if what this puts beside their values does not count. */
  private boolean merged(int first, int second) {
    double length = Math.hypot(z[first], z[second]);
    double cosine = z[second] / length;
    double sine = z[first] / length;
    double difference = diagonal[second] - diagonal[first];
    if (Math.abs(difference * cosine * sine) > DividedBasis.TOLERANCE) {
      return false;
    }
    z[second] = length;
    z[first] = 0;
    diagonal[second] -= difference * sine * sine;
    diagonal[first] += difference * sine * sine;
    basis.rotate(first, second, cosine, sine);
    return true;
  }

  /** Solves the equation: returns its eigenvalues and then those settled; its eigenvectors are left in the gaps, in rows. */
  private double[] mix(double rho) {
    int count = mixedCount;
    double[] poles = new double[count];
    double[] weights = new double[count];
    for (int j = 0; j < count; j++) {
      poles[j] = diagonal[mixed[j]];
      weights[j] = z[mixed[j]];
    }
    SecularEquation equation = new SecularEquation(count, poles, weights, rho);
    double[] values = new double[count + settledCount];
    for (int i = 0; i < settledCount; i++) {
      values[count + i] = diagonal[settled[i]];
    }
    equation.roots(values, gaps);
    equation.vectors(gaps);
    return values;
  }
}
