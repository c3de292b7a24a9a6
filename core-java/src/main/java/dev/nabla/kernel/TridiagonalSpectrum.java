package dev.nabla.kernel;

/**
 * Makes a symmetric tridiagonal matrix diagonal by the QL iteration with implicit shifts, from the end with the larger
 * elements towards the other (H. Bowdler, R. S. Martin, C. Reinsch, J. H. Wilkinson, Numer. Math. 11, 1968).
 */
final class TridiagonalSpectrum {
  private static final double EPSILON = 0.5 * Math.ulp(1.0);

  /** Steps after which an eigenvalue should have been found long ago; two or three are usual. */
  private static final int STEPS = 100;

  /** Steps after which rounding errors of larger elements are what hinders small ones from vanishing. */
  private static final int USUAL_STEPS = 20;

  private final int n;
  private final double[] diagonal;
  private final double[] beside;

  /** Turns the vectors; null when they are not wanted. */
  private final RotationSweeps sweeps;

  /** What is negligible whatever stands around it. */
  private double floor;

  /**
   * The spectrum of a matrix whose elements are at most about 1.
   *
   * @param beside the elements beside the diagonal, and one more that does not count
   * @param vectors the columns of a basis, in rows, which are turned as the matrix is; null when they are not wanted
   */
  TridiagonalSpectrum(double[] diagonal, double[] beside, double[] vectors) {
    n = diagonal.length;
    this.diagonal = diagonal;
    this.beside = beside;
    sweeps = vectors == null ? null : new RotationSweeps(n, vectors);
  }

  /** Turns the diagonal into eigenvalues, in no order, and the basis into eigenvectors. */
  void compute() {
    for (int low = 0; low < n;) {
      int high = end(low, 0, diagonal, beside);
      diagonalise(low, high);
      low = high + 1;
    }
    if (sweeps != null) {
      sweeps.finish();
    }
  }

  /** The last row of the block that begins at {@code low}: up to there no element beside the diagonal is negligible. */
  static int end(int low, double floor, double[] diagonal, double[] beside) {
    int high = low;
    while (high < diagonal.length - 1 && !(Math.abs(beside[high]) <= Math.max(floor,
        EPSILON * (Math.abs(diagonal[high]) + Math.abs(diagonal[high + 1]))))) {
      high++;
    }
    return high;
  }

  /** Takes a block to pieces, first where elements are small. */
  private void diagonalise(int from, int to) {
    boolean upwards = Math.abs(diagonal[from]) <= Math.abs(diagonal[to]);
    beside[to] = 0;
    floor = 0;
    int oldHigh = -1;
    int steps = 0;
    for (int low = from; low < to;) {
      int high = end(low, floor, diagonal, beside);
      beside[high] = 0;
      if (high == low) {
        low++;
        steps = 0;
        continue;
      }
      steps = high == oldHigh ? steps + 1 : 0;
      oldHigh = high;
      if (steps == USUAL_STEPS) {
        floor = EPSILON * largest(low, high);
      } else if (steps == STEPS) {
        throw new ArithmeticException("eigh: the QL iteration did not converge after " + STEPS + " steps");
      }
      step(upwards ? low : high, upwards ? high : low);
    }
  }

  private double largest(int low, int high) {
    double largest = 0;
    for (int i = low; i <= high; i++) {
      largest = Math.max(largest, Math.max(Math.abs(diagonal[i]), Math.abs(beside[i])));
    }
    return largest;
  }

  /**
   * One step on the rows from {@code first}, where it looks for an eigenvalue, to {@code last}: rotations chase the element
   * that the first of them puts beside the tridiagonal from the last row to the first.
   */
  private void step(int first, int last) {
    int forth = first < last ? 1 : -1;
    if (sweeps != null) {
      sweeps.begin(last, forth > 0);
    }
    double g = diagonal[last] - shift(diagonal[first], beside[Math.min(first, first + forth)], diagonal[first + forth]);
    double cosine = 1;
    double sine = 1;
    double moved = 0;
    for (int i = last - forth; i != first - forth; i -= forth) {
      int between = Math.min(i, i + forth);
      double f = sine * beside[between];
      double b = cosine * beside[between];
      double r = Math.copySign(length(f, g), g);
      if (i + forth != last) {
        beside[between + forth] = r;
      }
      if (r == 0) {
        diagonal[i + forth] -= moved;
        return;
      }
      sine = f / r;
      cosine = g / r;
      double left = diagonal[i + forth] - moved;
      double change = (diagonal[i] - left) * sine + 2 * cosine * b;
      moved = sine * change;
      diagonal[i + forth] = left + moved;
      g = cosine * change - b;
      if (sweeps != null) {
        sweeps.add(cosine, sine);
      }
    }
    diagonal[first] -= moved;
    beside[Math.min(first, first + forth)] = g;
  }

  /** The eigenvalue of [x, y; y, z] that is closer to x. */
  private static double shift(double x, double y, double z) {
    double half = (z - x) / (2 * y);
    return x - y / (half + Math.copySign(Math.hypot(half, 1), half));
  }

  /** √(x² + y²) of numbers that are at most about 1: where both are tiny their squares would vanish. */
  private static double length(double x, double y) {
    double square = x * x + y * y;
    return square > Double.MIN_NORMAL / Math.ulp(1.0) ? Math.sqrt(square) : Math.hypot(x, y);
  }
}
