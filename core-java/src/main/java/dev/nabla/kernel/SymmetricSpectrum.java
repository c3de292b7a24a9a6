package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Eigenvalues and eigenvectors of ½(A + Aᵀ): reflections make it tridiagonal, and the QL iteration with implicit shifts
 * makes that diagonal (H. Bowdler, R. S. Martin, C. Reinsch, J. H. Wilkinson, Numer. Math. 11, 1968). In double
 * precision whatever the type of the tensor, because the iteration is short of neither time nor memory, but of digits.
 */
public final class SymmetricSpectrum {
  /** Steps after which an eigenvalue should have been found long ago; two or three are usual. */
  private static final int STEPS = 100;

  private final DoubleElimination loops = DoubleElimination.chosen();
  private final int n;
  private final double[] a;
  private final double[] diagonal;
  private final double[] beside;

  /** The eigenvectors, in rows; null when they are not wanted. */
  private final double[] vectors;

  private SymmetricSpectrum(int n, boolean vectors) {
    this.n = n;
    this.a = new double[n * n];
    this.diagonal = new double[n];
    this.beside = new double[n];
    this.vectors = vectors ? new double[n * n] : null;
  }

  /**
   * The eigenvalues of {@code batch} n×n matrices, in ascending order. NaN where a matrix is not finite.
   *
   * @param values n for each matrix
   * @param vectors n×n for each matrix, eigenvectors of length 1 in its columns, whose largest element (of equals the
   *     first) is positive; null when they are not wanted
   */
  public static void find(int batch, int n, double[] x, double[] values, double[] vectors) {
    Parallel.range(batch, SortedSpectrum.grain(n), (from, to) -> {
      SymmetricSpectrum spectrum = new SymmetricSpectrum(n, vectors != null);
      for (int i = from; i < to; i++) {
        double scale = spectrum.load(x, i * n * n);
        if (!(scale < Double.POSITIVE_INFINITY)) {
          SortedSpectrum.fillNaN(i, n, values, vectors);
          continue;
        }
        spectrum.tridiagonalise();
        spectrum.diagonalise();
        SortedSpectrum.sorted(n, spectrum.diagonal, scale, spectrum.vectors, i, values, vectors);
      }
    });
  }

  /** Copies the symmetric part, divided by its largest element, which is returned: nothing overflows then. */
  private double load(double[] x, int xo) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double v = 0.5 * x[xo + i * n + j] + 0.5 * x[xo + j * n + i];
        a[i * n + j] = v;
        a[j * n + i] = v;
        largest = Math.max(largest, Math.abs(v));
      }
    }
    if (largest > 0 && largest < Double.POSITIVE_INFINITY) {
      for (int i = 0; i < a.length; i++) {
        a[i] /= largest;
      }
    }
    return largest;
  }

  /** A = Q·T·Qᵀ by one reflection for each row, and Qᵀ to the vectors. */
  private void tridiagonalise() {
    double[] tau = new double[n];
    double[] pair = new double[3 * n];
    for (int k = 0; k < n - 1; k++) {
      int m = n - k - 1;
      int v = k * n + k + 1;
      diagonal[k] = a[k * n + k];
      tau[k] = DoubleReflections.reflection(m, a, v);
      beside[k] = a[v];
      if (tau[k] != 0) {
        a[v] = 1;
        reflectBothSides(k, m, tau[k], pair);
      }
    }
    if (n > 0) {
      diagonal[n - 1] = a[n * n - 1];
      beside[n - 1] = 0;
    }
    if (vectors != null) {
      accumulate(tau);
    }
  }

  /** What is left of A after row k becomes A − v·wᵀ − w·vᵀ, with w = τ·A·v − ½·τ·(vᵀ·τ·A·v)·v. */
  private void reflectBothSides(int k, int m, double tau, double[] pair) {
    int v = k * n + k + 1;
    int corner = (k + 1) * (n + 1);
    System.arraycopy(a, v, pair, 0, m);
    for (int i = 0; i < m; i++) {
      pair[n + i] = tau * loops.dot(m, a, corner + i * n, pair, 0);
    }
    double[] half = {0.5 * tau * loops.dot(m, pair, n, pair, 0)};
    loops.subtractRow(m, 1, half, 0, 0, pair, 0, 0, pair, n);
    System.arraycopy(pair, 0, pair, 2 * n, m);
    for (int i = 0; i < m; i++) {
      loops.subtractRow(m, 2, pair, n + i, n, pair, 0, n, a, corner + i * n);
    }
  }

  private void accumulate(double[] tau) {
    Arrays.fill(vectors, 0);
    for (int i = 0; i < n; i++) {
      vectors[i * (n + 1)] = 1;
    }
    for (int k = n - 2; k >= 0; k--) {
      for (int row = k + 1; row < n; row++) {
        DoubleReflections.reflect(n - k - 1, tau[k], a, k * n + k + 1, vectors, row * n + k + 1);
      }
    }
  }

  private void diagonalise() {
    for (int low = 0; low < n; low++) {
      for (int step = 0; step < STEPS; step++) {
        int high = low;
        while (high < n - 1 && !negligible(high)) {
          high++;
        }
        if (high == low) {
          break;
        }
        sweep(low, high);
      }
    }
  }

  private boolean negligible(int i) {
    return Math.abs(beside[i]) <= 0.5 * Math.ulp(1.0) * (Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]));
  }

  /**
   * One QL step on the rows from {@code low} to {@code high}, shifted by the eigenvalue of the leading 2×2 block that
   * is closer to its first element: rotations chase the element that the first of them puts beside the tridiagonal.
   */
  private void sweep(int low, int high) {
    double half = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low]);
    double shift = diagonal[low] - beside[low] / (half + Math.copySign(Math.hypot(half, 1), half));
    double g = diagonal[high] - shift;
    double cosine = 1;
    double sine = 1;
    double moved = 0;
    for (int i = high - 1; i >= low; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      double r = Math.hypot(f, g);
      beside[i + 1] = r;
      if (r == 0) {
        diagonal[i + 1] -= moved;
        beside[high] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      double left = diagonal[i + 1] - moved;
      double change = (diagonal[i] - left) * sine + 2 * cosine * b;
      moved = sine * change;
      diagonal[i + 1] = left + moved;
      g = cosine * change - b;
      if (vectors != null) {
        loops.rotate(n, vectors, i * n, vectors, (i + 1) * n, cosine, sine);
      }
    }
    diagonal[low] -= moved;
    beside[low] = g;
    beside[high] = 0;
  }
}
