package dev.nabla.kernel;

import java.util.Arrays;

/**
 * A = P·B·Qᵀ with an upper bidiagonal B and orthogonal P and Q, by one reflection for each column and row (G. Golub, W.
 * Kahan, 1965). What they change is A − V·Yᵀ − X·Uᵀ, with a column of each for each pair of reflections. They wait for a
 * product of some of them; only the next column and row are brought up to date (J. Dongarra, S. Hammarling, D. Sorensen,
 * J. Comput. Appl. Math. 27, 1989).
 */
final class BidiagonalForm {
  /** Pairs of reflections that wait until a product brings them to the rest of the matrix. */
  private static final int PANEL = 32;

  private final DoubleElimination loops = DoubleElimination.chosen();
  private final SpectralLoops spectral = SpectralLoops.chosen();
  private final int n;

  /** A n×n matrix; reduced in place. */
  final double[] a;

  final double[] diagonal;

  /** The elements of B right of the diagonal, and a last 0. */
  final double[] beside;

  /** All reflections of columns, and all of rows, in rows. */
  private final double[] columns;
  private final double[] rows;
  private final double[] columnTau;
  private final double[] rowTau;

  /** The columns of V and X that wait, in rows, and those of Y and U. */
  private final double[] left;
  private final double[] right;
  private final double[] factors = new double[2 * PANEL];
  private final DoubleReflectionBlock block;

  /** A form for n×n matrices, with bases if vectors are wanted, and with a block to turn them by. */
  BidiagonalForm(int n, boolean vectors, boolean turns) {
    this.n = n;
    a = new double[n * n];
    diagonal = new double[n];
    beside = new double[n];
    columns = vectors ? new double[n * n] : null;
    rows = vectors ? new double[n * n] : null;
    columnTau = new double[n];
    rowTau = new double[n];
    left = new double[2 * PANEL * n];
    right = new double[2 * PANEL * n];
    block = turns ? new DoubleReflectionBlock(n, n) : null;
  }

  void compute() {
    for (int k = 0; k < n; k++) {
      int waiting = k % PANEL;
      if (waiting == 0 && k > 0) {
        DoubleUpdate.subtract(n - k, n - k, 2 * PANEL, left, k, 1, n, right, k, n, 1, a, k * (n + 1), n);
      }
      column(k, waiting);
      row(k, waiting);
    }
  }

  /** Reflects column k, and finds y = τ·(A − V·Yᵀ − X·Uᵀ)ᵀ·v. */
  private void column(int k, int waiting) {
    int m = n - k;
    int v = 2 * waiting * n + k;
    for (int i = 0; i < m; i++) {
      left[v + i] = a[(k + i) * n + k];
    }
    gather(right, 2 * waiting, k);
    loops.subtractRow(m, 2 * waiting, factors, 0, 1, left, k, n, left, v);
    double tau = DoubleReflections.reflection(m, left, v);
    diagonal[k] = left[v];
    left[v] = 1;
    columnTau[k] = tau;
    if (columns != null) {
      System.arraycopy(left, v, columns, k * (n + 1), m);
    }
    int y = v + 1;
    int rest = m - 1;
    Arrays.fill(right, y, y + rest, 0);
    loops.subtractRow(rest, m, left, v, 1, a, k * (n + 1) + 1, n, right, y);
    spectral.product(2 * waiting, m, left, k, n, left, v, factors, 0);
    negate(factors, 0, 2 * waiting);
    loops.subtractRow(rest, 2 * waiting, factors, 0, 1, right, k + 1, n, right, y);
    scale(right, y, rest, -tau);
  }

  /** Reflects what is left of row k, and finds x = τ·(A − V·Yᵀ − X·Uᵀ)·u. */
  private void row(int k, int waiting) {
    int rest = n - k - 1;
    if (rest == 0) {
      beside[k] = 0;
      return;
    }
    int u = (2 * waiting + 1) * n + k + 1;
    System.arraycopy(a, k * n + k + 1, right, u, rest);
    gather(left, 2 * waiting + 1, k);
    loops.subtractRow(rest, 2 * waiting + 1, factors, 0, 1, right, k + 1, n, right, u);
    double tau = DoubleReflections.reflection(rest, right, u);
    beside[k] = right[u];
    right[u] = 1;
    rowTau[k] = tau;
    if (rows != null) {
      System.arraycopy(right, u, rows, k * (n + 1) + 1, rest);
    }
    spectral.product(rest, rest, a, (k + 1) * (n + 1), n, right, u, left, u);
    spectral.product(2 * waiting + 1, rest, right, k + 1, n, right, u, factors, 0);
    loops.subtractRow(rest, 2 * waiting + 1, factors, 0, 1, left, k + 1, n, left, u);
    scale(left, u, rest, tau);
  }

  /** Element k of the first {@code count} vectors that wait. */
  private void gather(double[] vectors, int count, int k) {
    for (int p = 0; p < count; p++) {
      factors[p] = vectors[p * n + k];
    }
  }

  private static void negate(double[] x, int from, int n) {
    scale(x, from, n, -1);
  }

  private static void scale(double[] x, int from, int n, double factor) {
    for (int i = from; i < from + n; i++) {
      x[i] *= factor;
    }
  }

  /** The columns of P and of Q, in rows; for few columns. */
  void bases(double[] p, double[] q) {
    DoubleReflectionBlock.orthonormal(null, n, n, n, columns, 0, n, columnTau, p, 0, n);
    SpectralBasis.put(null, n, n - 1, rows, rowTau, q);
  }

  /** Turns vectors, in rows, by P and by Q; for a form that turns. */
  void turn(double[] left, double[] right) {
    block.apply(n, n, n, columns, 0, n, columnTau, left, 0, n);
    block.apply(n, n - 1, n - 1, rows, 1, n, rowTau, right, 1, n);
  }
}
