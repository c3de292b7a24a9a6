package dev.nabla.kernel;

import java.util.Arrays;

/**
 * A = U·diag(s)·Vᵀ, of R where A = Q·R has more rows than columns: by a {@link BidiagonalForm}, with errors relative to
 * the largest value, swept ({@link BidiagonalSpectrum}), or where vectors of many columns are wanted divided ({@link
 * DividedSingularSpectrum}); where the matrix is graded by {@link JacobiSingularSpectrum}, because there small values have digits
 * of their own. In double precision whatever the type of the tensor.
 */
public final class SingularSpectrum {
  /** Lengths of rows, or of columns, that differ by this make a matrix a graded one. */
  private static final double GRADED = 1 << 10;

  /** Rows from which vectors are found by division. */
  private static final int DIVIDED = 64;

  private final int m;
  private final int n;
  private final double[] matrix;
  private final double[] qr;
  private final double[] values;

  /** The columns of U, of R where there is one, and of V, in rows; null when they are not wanted. */
  private final double[] left;
  private final double[] right;

  private BidiagonalForm form;
  private BidiagonalSpectrum sweeps;

  /** Null where there are few columns, or no vectors are wanted. */
  private DividedSingularSpectrum divided;
  private JacobiSingularSpectrum jacobi;

  private SingularSpectrum(int m, int n, boolean vectors) {
    this.m = m;
    this.n = n;
    matrix = new double[m * n];
    qr = m == n ? null : new double[(m + n) * n];
    values = new double[n];
    left = vectors ? new double[n * n] : null;
    right = vectors ? new double[n * n] : null;
  }

  /**
   * The singular values of {@code batch} m×n matrices, m ≥ n, in descending order. NaN where a matrix is not finite.
   *
   * @param values n for each matrix
   * @param u m×n, and {@code v} n×n, for each matrix: orthonormal columns, the largest element of each column of v (of
   *     equals the first) positive; null when they are not wanted
   */
  public static void find(int batch, int m, int n, double[] x, double[] values, double[] u, double[] v) {
    if (n == 0) {
      return;
    }
    Reused<SingularSpectrum> searches = new Reused<>(() -> new SingularSpectrum(m, n, u != null));
    Parallel.range(batch, SortedSpectrum.grain(m), (from, to) -> searches.use(search -> {
      for (int i = from; i < to; i++) {
        search.find(i, x, values, u, v);
      }
    }));
  }

  /** The singular values and vectors of matrix number {@code i}. */
  private void find(int i, double[] x, double[] s, double[] u, double[] v) {
    double scale = SortedSpectrum.scaled(m * n, x, i * m * n, matrix);
    if (!(scale < Double.POSITIVE_INFINITY)) {
      fillNaN(i, m, n, s, u, v);
      return;
    }
    compute();
    put(i, scale, s, u, v);
  }

  private static void fillNaN(int matrix, int m, int n, double[] values, double[] u, double[] v) {
    SortedSpectrum.fillNaN(matrix, n, values, v);
    if (u != null) {
      Arrays.fill(u, matrix * m * n, (matrix + 1) * m * n, Double.NaN);
    }
  }

  private void compute() {
    boolean graded = graded();
    if (m > n) {
      DoubleQr.reduced(1, m, n, matrix, 0, qr);
    }
    if (graded) {
      orthogonaliseRows();
    } else {
      diagonalise();
    }
  }

  /** Whether lengths of rows, or of columns, that are not 0 are far from each other. */
  private boolean graded() {
    double[] columns = new double[n];
    double[] rows = new double[m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double size = Math.abs(matrix[i * n + j]);
        columns[j] += size;
        rows[i] += size;
      }
    }
    return differ(rows) || differ(columns);
  }

  private static boolean differ(double[] lengths) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double length : lengths) {
      least = length > 0 ? Math.min(least, length) : least;
      most = Math.max(most, length);
    }
    return least * GRADED < most;
  }

  private void orthogonaliseRows() {
    if (jacobi == null) {
      jacobi = new JacobiSingularSpectrum(n, left != null);
    }
    double[] factors = qr;
    if (m == n) {
      factors = new double[2 * n * n];
      DoubleQr.reduced(1, n, n, matrix, 0, factors);
    }
    jacobi.orthogonalise(factors, m * n);
    jacobi.put(values, left, right);
    if (m == n && left != null) {
      double[] ofTriangle = left.clone();
      DoubleGemm.multiplyOnce(n, n, n, ofTriangle, 0, n, 1, factors, 0, 1, n, left, 0, n);
    }
  }

  private void diagonalise() {
    if (form == null) {
      boolean divides = left != null && n >= DIVIDED;
      form = new BidiagonalForm(n, left != null, divides);
      sweeps = new BidiagonalSpectrum(form.diagonal, form.beside, left, right);
      divided = divides ? new DividedSingularSpectrum(form.diagonal, form.beside, left, right) : null;
    }
    System.arraycopy(m == n ? matrix : qr, m == n ? 0 : m * n, form.a, 0, n * n);
    form.compute();
    if (divided != null) {
      divided.compute();
      form.turn(left, right);
    } else {
      if (left != null) {
        form.bases(left, right);
      }
      sweeps.compute();
    }
    System.arraycopy(form.diagonal, 0, values, 0, n);
  }

  private void put(int number, double scale, double[] s, double[] u, double[] v) {
    int[] order = SortedSpectrum.order(n, i -> -Math.abs(values[i]));
    for (int j = 0; j < n; j++) {
      s[number * n + j] = scale * Math.abs(values[order[j]]);
    }
    if (u == null) {
      return;
    }
    double[] sorted = new double[n * n];
    for (int j = 0; j < n; j++) {
      double sign = SortedSpectrum.sign(n, right, order[j] * n);
      copy(sign, right, order[j] * n, sorted, j * n);
    }
    new DoubleMatrix(sorted, 0, 1, n).pack(0, 0, n, n, v, number * n * n, n);
    for (int j = 0; j < n; j++) {
      double sign = SortedSpectrum.sign(n, right, order[j] * n) * Math.copySign(1, values[order[j]]);
      copy(sign, left, order[j] * n, sorted, j * n);
    }
    if (m == n) {
      new DoubleMatrix(sorted, 0, 1, n).pack(0, 0, n, n, u, number * n * n, n);
    } else {
      DoubleGemm.multiplyOnce(m, n, n, qr, 0, n, 1, sorted, 0, 1, n, u, number * m * n, n);
    }
  }

  private void copy(double sign, double[] from, int at, double[] to, int start) {
    for (int i = 0; i < n; i++) {
      to[start + i] = sign * from[at + i];
    }
  }
}
