package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The singular values and vectors of an upper bidiagonal matrix by division: without one of its rows it is two matrices,
 * each with a column more than rows, whose spectra are found first. In their bases the matrix is diagonal but for that
 * row z, and the squares of its singular values are eigenvalues of D² + zᵀ·z, for which there is a {@link
 * SecularEquation} (M. Gu, S. Eisenstat, "A divide-and-conquer algorithm for the bidiagonal SVD", SIAM J. Matrix Anal.
 * 16, 1995). Errors are relative to the largest value.
 */
final class DividedSingularSpectrum {
  /** Where the length of a pair is less, its elements may have too few digits to turn by, and do not count. */
  private static final double SHORT = 0x1p-900;

  private final int n;
  private final double[] diagonal;
  private final double[] beside;

  /** Singular vectors, in rows; in the row of {@code right} behind those of a part, the vector that its matrix maps to 0. */
  private final double[] left;
  private final double[] right;
  private final DividedBasis leftBasis;
  private final DividedBasis rightBasis;
  private final double[] z;

  /** The value 0 is the first of those that the equation mixes. */
  private final DividedRows rows;

  /** Room for the vectors of an equation. */
  private final double[] gaps;

  /**
   * The spectrum of a matrix whose elements are at most about 1.
   *
   * @param beside the elements right of the diagonal, and one more that does not count
   * @param left n×n, and {@code right} too, to which singular vectors go, in rows
   */
  DividedSingularSpectrum(double[] diagonal, double[] beside, double[] left, double[] right) {
    n = diagonal.length;
    this.diagonal = diagonal;
    this.beside = beside;
    this.left = left;
    this.right = right;
    leftBasis = new DividedBasis(n, left);
    rightBasis = new DividedBasis(n, right);
    rows = new DividedRows(diagonal, leftBasis, rightBasis);
    z = rows.z;
    gaps = new double[n * n];
  }

  /** Turns the diagonal into singular values, in no order, none of them negative. */
  void compute() {
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
    for (int low = 0; low < n;) {
      int end = TridiagonalSpectrum.end(low, 0, diagonal, beside) + 1;
      solve(low, end, false);
      low = end;
    }
  }

  /** The spectrum of the rows {@code [low, end)}, which with {@code wide} have an element in the column {@code end}. */
  private void solve(int low, int end, boolean wide) {
    if (end - low <= DividedBasis.LEAF) {
      new BidiagonalPiece(low, end - low, wide).put();
      return;
    }
    int middle = (low + end) >>> 1;
    solve(low, middle, true);
    solve(middle + 1, end, wide);
    join(low, middle, end, wide);
  }

  /** The spectrum of two parts and the row between them. */
  private void join(int low, int middle, int end, boolean wide) {
    double unit = divide(low, middle, end, wide);
    settle(low, middle, end);
    double[] values = mix(low, middle + 1, end, wide ? end + 1 : end);
    for (int i = 0; i < values.length; i++) {
      diagonal[low + i] = unit * values[i];
    }
  }

  /**
   * Puts the row between the parts, in their bases, to z, and a value 0 between their values, all by a unit, which is
   * returned. Of the two vectors that the parts map to 0, the first becomes the one that z tells from 0.
   */
  private double divide(int low, int middle, int end, boolean wide) {
    double ofUpper = diagonal[middle];
    double ofLower = beside[middle];
    diagonal[middle] = 0;
    double largest = Math.max(Math.abs(ofUpper), Math.abs(ofLower));
    for (int i = low; i < end; i++) {
      largest = Math.max(largest, diagonal[i]);
    }
    double unit = Math.scalb(1.0, Math.max(Math.getExponent(largest), Double.MIN_EXPONENT));
    for (int i = low; i < end; i++) {
      boolean upper = i <= middle;
      z[i] = (upper ? ofUpper / unit : ofLower / unit) * right[i * n + (upper ? middle : middle + 1)];
      diagonal[i] /= unit;
      leftBasis.parts[i] = upper ? DividedBasis.UPPER : DividedBasis.LOWER;
      rightBasis.parts[i] = leftBasis.parts[i];
    }
    left[middle * (n + 1)] = 1;
    if (wide) {
      turn(middle, end, ofLower / unit * right[end * n + middle + 1]);
    }
    return unit;
  }

  /** Turns two vectors so that only the first has a part in the row between the parts of the matrix. */
  private void turn(int first, int second, double ofSecond) {
    double length = Math.hypot(z[first], ofSecond);
    if (length >= SHORT) {
      DoubleElimination.chosen().rotate(n, right, second * n, right, first * n, z[first] / length, ofSecond / length);
      z[first] = length;
      rightBasis.parts[first] = DividedBasis.BOTH;
    }
  }

  /** Tells rows that stay as they are from others: the value 0 stays with the others, and takes what those near it have. */
  private void settle(int low, int middle, int end) {
    z[middle] = Math.abs(z[middle]) > DividedBasis.TOLERANCE ? z[middle] : DividedBasis.TOLERANCE;
    rows.clear();
    rows.keep(middle);
    for (int at : SortedSpectrum.order(end - low, i -> diagonal[low + i])) {
      int row = low + at;
      if (row == middle) {
        continue;
      }
      if (diagonal[row] <= DividedBasis.TOLERANCE && Math.abs(z[row]) > DividedBasis.TOLERANCE) {
        vanish(row, middle);
        rows.settle(row);
      } else {
        rows.add(row, 1);
      }
    }
  }

  /** Gives the part in z of a value that is as good as 0 to the value 0: only right vectors notice it. */
  private void vanish(int row, int middle) {
    double length = Math.hypot(z[row], z[middle]);
    rightBasis.rotate(row, middle, z[middle] / length, z[row] / length);
    z[middle] = length;
  }

  /** Solves the equation and mixes the vectors by it; returns its singular values and then those settled. */
  private double[] mix(int low, int middle, int end, int columns) {
    int count = rows.mixedCount;
    double[] values = rows.values();
    double[] poles = Arrays.copyOf(values, count);
    for (int j = 0; j < count; j++) {
      poles[j] *= poles[j];
    }
    SecularEquation equation = new SecularEquation(count, poles, rows.weights(), 1);
    double[] squares = new double[count];
    equation.roots(squares, gaps);
    double first = equation.vectors(gaps)[0];
    for (int i = 0; i < count; i++) {
      values[i] = Math.sqrt(squares[i]);
    }
    rightBasis.mix(gaps, rows, low, middle, columns);
    turnLeft(squares, first);
    leftBasis.mix(gaps, rows, low, middle, end);
    return values;
  }

  /**
   * Turns eigenvectors v of D² + zᵀ·z into what the matrix with the diagonal D and the first row z maps them to: (−1,
   * d[j]·v[j]) where v[0] is −z[0] / σ².
   */
  private void turnLeft(double[] squares, double first) {
    int count = squares.length;
    for (int i = 0; i < count; i++) {
      int row = i * count;
      gaps[row] *= squares[i] / first;
      for (int j = 1; j < count; j++) {
        gaps[row + j] *= diagonal[rows.mixed[j]];
      }
      double factor = 1 / DoubleReflections.length(count, gaps, row);
      for (int j = row; j < row + count; j++) {
        gaps[j] *= factor;
      }
    }
  }

  /** A few rows, which are swept. */
  private final class BidiagonalPiece {
    private final int low;
    private final int m;

    /** How many columns the rows have elements in: one more than there are rows where another part follows. */
    private final int columns;

    private final double[] values;
    private final double[] between;
    private final double[] cosines;
    private final double[] sines;

    BidiagonalPiece(int low, int m, boolean wide) {
      this.low = low;
      this.m = m;
      columns = wide ? m + 1 : m;
      values = Arrays.copyOfRange(diagonal, low, low + m);
      between = Arrays.copyOfRange(beside, low, low + m);
      cosines = new double[m];
      sines = new double[m];
    }

    void put() {
      double[] ofLeft = DividedBasis.identity(m);
      double[] ofRight = DividedBasis.identity(m);
      if (columns > m) {
        clearLastColumn();
      }
      new BidiagonalSpectrum(values, between, ofLeft, ofRight).compute();
      for (int i = 0; i < m; i++) {
        double sign = Math.copySign(1, values[i]);
        diagonal[low + i] = Math.abs(values[i]);
        for (int j = 0; j < m; j++) {
          left[(low + i) * n + low + j] = sign * ofLeft[i * m + j];
        }
        System.arraycopy(ofRight, i * m, right, (low + i) * n + low, m);
      }
      if (columns > m) {
        right[(low + m) * (n + 1)] = 1;
        turnColumns();
      }
    }

    /** Rotations of a column and the last one, from the last but one to the first, which leave the last one 0. */
    private void clearLastColumn() {
      double last = between[m - 1];
      for (int i = m - 1; i >= 0; i--) {
        double length = Math.hypot(values[i], last);
        cosines[i] = length < SHORT ? 1 : values[i] / length;
        sines[i] = length < SHORT ? 0 : last / length;
        values[i] = length;
        if (i > 0) {
          last = -sines[i] * between[i - 1];
          between[i - 1] *= cosines[i];
        }
      }
      between[m - 1] = 0;
    }

    private void turnColumns() {
      for (int row = low * (n + 1); row <= (low + m) * n + low; row += n) {
        double last = right[row + m];
        for (int i = 0; i < m; i++) {
          double element = right[row + i];
          right[row + i] = cosines[i] * element - sines[i] * last;
          last = sines[i] * element + cosines[i] * last;
        }
        right[row + m] = last;
      }
    }
  }
}
