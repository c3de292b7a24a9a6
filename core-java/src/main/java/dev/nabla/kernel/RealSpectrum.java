package dev.nabla.kernel;

import java.util.Arrays;

/** Eigenvalues and eigenvectors of real matrices whose eigenvalues are real, from the form of Schur. */
public final class RealSpectrum {
  /** Elements of a vector in the making that are larger are made smaller before they overflow. */
  private static final double LARGE = 0x1p300;

  private RealSpectrum() {}

  /**
   * The eigenvalues of {@code batch} n×n matrices, in ascending order. NaN where a matrix is not finite.
   *
   * @param values n for each matrix
   * @param vectors n×n for each matrix, eigenvectors of length 1 in its columns, whose largest element (of equals the
   *     first) is positive; null when they are not wanted
   * @param complex for each matrix a pair of complex eigenvalues, as real and imaginary part, if there is one
   */
  public static void find(int batch, int n, double[] x, double[] values, double[] vectors, double[][] complex) {
    Parallel.range(batch, SortedSpectrum.grain(n), (from, to) -> {
      RealSchurForm form = new RealSchurForm(n, vectors != null);
      double[] found = new double[n];
      double[] rows = vectors == null ? null : new double[n * n];
      for (int i = from; i < to; i++) {
        double scale = SortedSpectrum.scaled(n * n, x, i * n * n, form.t);
        if (!(scale < Double.POSITIVE_INFINITY)) {
          SortedSpectrum.fillNaN(i, n, values, vectors);
          continue;
        }
        form.compute();
        if (form.complex != null) {
          complex[i] = new double[] {scale * form.complex[0], scale * form.complex[1]};
          continue;
        }
        for (int k = 0; k < n; k++) {
          found[k] = form.t[k * (n + 1)];
        }
        if (rows != null) {
          vectors(form, rows);
        }
        SortedSpectrum.sorted(n, found, scale, rows, i, values, vectors);
      }
    });
  }

  private static void vectors(RealSchurForm form, double[] rows) {
    int n = form.n;
    double[] x = new double[n];
    double smallest = Math.max(Double.MIN_NORMAL, Math.ulp(1.0) * DoubleReflections.length(n * n, form.t, 0));
    for (int k = 0; k < n; k++) {
      solve(form, k, smallest, x);
      Arrays.fill(rows, k * n, (k + 1) * n, 0);
      DoubleElimination.chosen().subtractRow(n, k + 1, x, 0, 1, form.z, 0, n, rows, k * n);
      double length = DoubleReflections.length(n, rows, k * n);
      for (int i = k * n; i < (k + 1) * n; i++) {
        rows[i] /= length;
      }
    }
  }

  /** The eigenvector of T that ends with element k, from the bottom up; eigenvalues that coincide are moved apart. */
  private static void solve(RealSchurForm form, int k, double smallest, double[] x) {
    int n = form.n;
    double[] t = form.t;
    x[k] = 1;
    for (int i = k - 1; i >= 0; i--) {
      double difference = t[i * (n + 1)] - t[k * (n + 1)];
      double divisor = Math.abs(difference) < smallest ? smallest : difference;
      x[i] = -DoubleElimination.chosen().dot(k - i, t, i * n + i + 1, x, i + 1) / divisor;
      if (Math.abs(x[i]) > LARGE) {
        double large = Math.abs(x[i]);
        for (int j = i; j <= k; j++) {
          x[j] /= large;
        }
      }
    }
  }
}
