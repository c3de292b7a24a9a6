package dev.nabla.kernel;

import java.util.Arrays;

/**
 * R = U·diag(s)·Vᵀ by rotations that make the rows of a triangle R orthogonal (M. R. Hestenes, 1958; that R makes them
 * few: Z. Drmač, K. Veselić, SIAM J. Matrix Anal. 29, 2008). Small singular values come out as exactly as large ones.
 */
final class JacobiSingularSpectrum {
  /** Passes over all pairs of rows; up to ten are usual. */
  private static final int SWEEPS = 60;

  private final DoubleElimination loops = DoubleElimination.chosen();
  private final int n;
  private final double[] rows;
  private final double[] rotations;
  private final double[] squares;
  private final double[] lengths;

  JacobiSingularSpectrum(int n, boolean vectors) {
    this.n = n;
    this.rows = new double[n * n];
    this.rotations = vectors ? new double[n * n] : null;
    this.squares = new double[n];
    this.lengths = new double[n];
  }

  /** Rotates the rows of R against each other until all of them are orthogonal; longer ones come first. */
  void orthogonalise(double[] r, int ro) {
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

  /** Puts s, in descending order, and the columns of U and V, in rows, where there are arrays for them. */
  void put(double[] s, double[] left, double[] right) {
    for (int i = 0; i < n; i++) {
      lengths[i] = DoubleReflections.length(n, rows, i * n);
    }
    int[] order = SortedSpectrum.order(n, i -> -lengths[i]);
    for (int j = 0; j < n; j++) {
      s[j] = lengths[order[j]];
    }
    if (rotations == null) {
      return;
    }
    normalise(order);
    straighten(rows);
    straighten(rotations);
    for (int j = 0; j < n; j++) {
      System.arraycopy(rotations, order[j] * n, left, j * n, n);
      System.arraycopy(rows, order[j] * n, right, j * n, n);
    }
  }

  /**
   * Thousands of rotations leave more than the rounding errors of one: a step ½·(3·I − J·Jᵀ)·J of Newton's iteration to
   * the nearest orthogonal matrix takes them away.
   */
  private void straighten(double[] x) {
    double[] product = new double[n * n];
    DoubleGemm.multiplyOnce(n, n, n, x, 0, n, 1, x, 0, 1, n, product, 0, n);
    for (int i = 0; i < product.length; i++) {
      product[i] *= -0.5;
    }
    for (int i = 0; i < product.length; i += n + 1) {
      product[i] += 1.5;
    }
    double[] crooked = x.clone();
    DoubleGemm.multiplyOnce(n, n, n, product, 0, n, 1, crooked, 0, n, 1, x, 0, n);
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
