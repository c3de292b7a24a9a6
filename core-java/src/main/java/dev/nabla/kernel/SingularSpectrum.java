package dev.nabla.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A = U·diag(s)·Vᵀ by rotations that make the rows of R, of A = Q·R, orthogonal (M. R. Hestenes, 1958; that R makes
 * them few: Z. Drmač, K. Veselić, SIAM J. Matrix Anal. 29, 2008). Small singular values come out as exactly as large
 * ones. In double precision whatever the type of the tensor.
 */
public final class SingularSpectrum {
  /** Passes over all pairs of rows; up to ten are usual. */
  private static final int SWEEPS = 60;

  private final DoubleElimination loops = DoubleElimination.chosen();
  private final int n;
  private final double[] rows;
  private final double[] rotations;
  private final double[] squares;
  private final double[] lengths;

  private SingularSpectrum(int n, boolean vectors) {
    this.n = n;
    this.rows = new double[n * n];
    this.rotations = vectors ? new double[n * n] : null;
    this.squares = new double[n];
    this.lengths = new double[n];
  }

  /**
   * The singular values of {@code batch} m×n matrices, m ≥ n, in descending order. NaN where a matrix is not finite.
   *
   * @param values n for each matrix
   * @param u m×n, and {@code v} n×n, for each matrix: orthonormal columns, the largest element of each column of v (of
   *     equals the first) positive; null when they are not wanted
   */
  public static void find(int batch, int m, int n, double[] x, double[] values, double[] u, double[] v) {
    Parallel.range(batch, SortedSpectrum.grain(m), (from, to) -> {
      double[] qr = new double[(m + n) * n];
      double[] scaled = new double[m * n];
      SingularSpectrum search = new SingularSpectrum(n, u != null);
      for (int i = from; i < to; i++) {
        double scale = SortedSpectrum.scaled(m * n, x, i * m * n, scaled);
        if (!(scale < Double.POSITIVE_INFINITY)) {
          fillNaN(i, m, n, values, u, v);
          continue;
        }
        DoubleQr.reduced(1, m, n, scaled, 0, qr);
        search.orthogonalise(qr, m * n);
        search.put(i, m, qr, scale, values, u, v);
      }
    });
  }

  private static void fillNaN(int matrix, int m, int n, double[] values, double[] u, double[] v) {
    SortedSpectrum.fillNaN(matrix, n, values, v);
    if (u != null) {
      Arrays.fill(u, matrix * m * n, (matrix + 1) * m * n, Double.NaN);
    }
  }

  /** Rotates the rows of R against each other until all of them are orthogonal; longer ones come first. */
  private void orthogonalise(double[] r, int ro) {
    System.arraycopy(r, ro, rows, 0, n * n);
    for (int i = 0; i < n; i++) {
      squares[i] = loops.dot(n, rows, i * n, rows, i * n);
    }
    if (rotations != null) {
      Arrays.fill(rotations, 0);
      for (int i = 0; i < n; i++) {
        rotations[i * (n + 1)] = 1;
      }
    }
    boolean rotated = true;
    for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
      rotated = false;
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          rotated |= rotate(p, q);
        }
      }
    }
  }

  /** Makes two rows orthogonal, the longer one first; false if they were. */
  private boolean rotate(int p, int q) {
    double product = loops.dot(n, rows, p * n, rows, q * n);
    double tolerance = Math.ulp(1.0) * Math.sqrt(n);
    boolean longerFirst = squares[p] >= squares[q];
    if (longerFirst && Math.abs(product) <= tolerance * Math.sqrt(squares[p]) * Math.sqrt(squares[q])) {
      return false;
    }
    double cosine = 0;
    double sine = 1;
    if (product != 0) {
      double cotangent = (squares[q] - squares[p]) / (2 * product);
      double tangent = 1 / (cotangent + Math.copySign(Math.hypot(cotangent, 1), cotangent));
      if (!longerFirst) {
        tangent = -1 / tangent;
      }
      cosine = 1 / Math.hypot(tangent, 1);
      sine = Double.isInfinite(tangent) ? Math.signum(tangent) : cosine * tangent;
    }
    loops.rotate(n, rows, p * n, rows, q * n, cosine, sine);
    squares[p] = loops.dot(n, rows, p * n, rows, p * n);
    squares[q] = loops.dot(n, rows, q * n, rows, q * n);
    if (rotations != null) {
      loops.rotate(n, rotations, p * n, rotations, q * n, cosine, sine);
    }
    return true;
  }

  private void put(int matrix, int m, double[] qr, double scale, double[] values, double[] u, double[] v) {
    for (int i = 0; i < n; i++) {
      lengths[i] = DoubleReflections.length(n, rows, i * n);
    }
    int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> -lengths[i])).mapToInt(i -> i)
        .toArray();
    for (int j = 0; j < n; j++) {
      values[matrix * n + j] = scale * lengths[order[j]];
    }
    if (u == null) {
      return;
    }
    normalise(order);
    straighten();
    double[] left = new double[n * n];
    for (int j = 0; j < n; j++) {
      double sign = SortedSpectrum.sign(n, rows, order[j] * n);
      for (int i = 0; i < n; i++) {
        v[(matrix * n + i) * n + j] = sign * rows[order[j] * n + i];
        left[i * n + j] = sign * rotations[order[j] * n + i];
      }
    }
    DoubleGemm.multiply(m, n, n, qr, 0, n, 1, left, 0, n, 1, u, matrix * m * n, n, null, 0, null);
  }

  /**
   * Thousands of rotations leave more than the rounding errors of one: a step ½·(3·I − J·Jᵀ)·J of Newton's iteration to
   * the nearest orthogonal matrix takes them away.
   */
  private void straighten() {
    double[] product = new double[n * n];
    DoubleGemm.multiply(n, n, n, rotations, 0, n, 1, rotations, 0, 1, n, product, 0, n, null, 0, null);
    for (int i = 0; i < product.length; i++) {
      product[i] *= -0.5;
    }
    for (int i = 0; i < product.length; i += n + 1) {
      product[i] += 1.5;
    }
    double[] crooked = rotations.clone();
    DoubleGemm.multiply(n, n, n, product, 0, n, 1, crooked, 0, n, 1, rotations, 0, n, null, 0, null);
  }

  /** Rows of length 1; where one is 0, any that is orthogonal to all before it. */
  private void normalise(int[] order) {
    for (int j = 0; j < n; j++) {
      int row = order[j] * n;
      if (lengths[order[j]] > 0) {
        for (int i = row; i < row + n; i++) {
          rows[i] /= lengths[order[j]];
        }
      } else {
        complete(order, j);
      }
    }
  }

  private void complete(int[] order, int known) {
    int row = order[known] * n;
    for (int axis = 0; axis < n; axis++) {
      Arrays.fill(rows, row, row + n, 0);
      rows[row + axis] = 1;
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < known; j++) {
          double[] product = {loops.dot(n, rows, row, rows, order[j] * n)};
          loops.subtractRow(n, 1, product, 0, 0, rows, order[j] * n, 0, rows, row);
        }
      }
      double length = DoubleReflections.length(n, rows, row);
      if (length * length * 2 * n >= 1) {
        for (int i = row; i < row + n; i++) {
          rows[i] /= length;
        }
        return;
      }
    }
  }
}
