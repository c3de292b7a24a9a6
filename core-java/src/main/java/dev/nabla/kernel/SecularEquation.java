package dev.nabla.kernel;

/**
 * The eigenvalues of D + ρ·z·zᵀ with a diagonal D in ascending order and ρ &gt; 0: the roots λ of
 *
 * <pre>1/ρ + Σ z[j]² / (d[j] − λ) = 0,</pre>
 *
 * <p>one above each d[j] and below the next. Each is sought as its distance from the pole beside it that is closer, for
 * differences of the two would have lost what tells them apart. A step takes the poles on either side of a root as they
 * are and all others as a constant and one more pole, such that value and slope agree (R.-C. Li, "Solving secular
 * equations stably and efficiently", LAPACK Working Note 89, 1993), inside an interval that shrinks.
 */
final class SecularEquation {
  /** Roots that are worth handing to another thread, times poles. */
  private static final int TASK = 1 << 13;

  /** Steps after which a root should have been found long ago; three or four are usual. */
  private static final int STEPS = 200;

  /** Steps from which the interval is halved. */
  private static final int FAST_STEPS = 40;

  private static final double EPSILON = 0.5 * Math.ulp(1.0);

  private final SpectralLoops loops = SpectralLoops.chosen();
  private final int n;
  private final double[] poles;
  private final double[] z;
  private final double constant;

  /**
   * An equation with {@code n} poles.
   *
   * @param poles d, in ascending order, distinct
   * @param z none of them 0
   */
  SecularEquation(int n, double[] poles, double[] z, double rho) {
    this.n = n;
    this.poles = poles;
    this.z = z;
    constant = 1 / rho;
  }

  /**
   * Puts the roots to {@code roots}, in ascending order, and the differences of all poles from each of them, which have all
   * their digits, to {@code gaps}, in rows.
   */
  void roots(double[] roots, double[] gaps) {
    Parallel.range(n, TASK / n + 1, (from, to) -> {
      for (int i = from; i < to; i++) {
        roots[i] = root(i, gaps, i * n);
      }
    });
  }

  private double root(int i, double[] gaps, int at) {
    if (n == 1) {
      double shift = z[0] * z[0] / constant;
      gaps[at] = -shift;
      return poles[0] + shift;
    }
    Root root = new Root(i);
    root.find();
    for (int j = 0; j < n; j++) {
      gaps[at + j] = (poles[j] - root.origin) - root.shift;
    }
    return root.origin + root.shift;
  }

  /**
   * Turns the differences d[j] − λ[i], in rows, into orthonormal eigenvectors. They are those of the vector z that has
   * exactly these eigenvalues, by the formula of K. Löwner: with the given z vectors of close eigenvalues would not be
   * orthogonal (M. Gu, S. Eisenstat, "A divide-and-conquer algorithm for the symmetric tridiagonal eigenproblem", SIAM J.
   * Matrix Anal. 16, 1995).
   *
   * @return that vector z
   */
  double[] vectors(double[] gaps) {
    double[] squares = new double[n];
    for (int j = 0; j < n; j++) {
      squares[j] = -gaps[j * (n + 1)];
    }
    for (int i = 0; i < n; i++) {
      loops.multiplyRatios(0, i, gaps, i * n, poles, poles[i], squares);
      loops.multiplyRatios(i + 1, n, gaps, i * n, poles, poles[i], squares);
    }
    for (int j = 0; j < n; j++) {
      squares[j] = Math.copySign(Math.sqrt(squares[j]), z[j]);
    }
    for (int i = 0; i < n; i++) {
      double factor = 1 / Math.sqrt(loops.divide(n, squares, gaps, i * n));
      for (int j = i * n; j < (i + 1) * n; j++) {
        gaps[j] *= factor;
      }
    }
    return squares;
  }

  /** The search for one root. */
  private final class Root {
    /** The left one of the two poles that a step takes as they are: those around the root, or the last two. */
    private final int pole;
    private final boolean last;

    /** The root is {@code origin + shift}, and the shift lies between these two. */
    private double origin;
    private double low;
    private double high;
    private double shift;

    /** The left side, what of its slope comes from poles up to {@link #pole}, and from others, and its rounding error. */
    private double value;
    private double leftSlope;
    private double rightSlope;
    private double error;

    private final double[] sums = new double[2];

    Root(int i) {
      last = i == n - 1;
      pole = last ? i - 1 : i;
      origin = poles[i];
      if (last) {
        double square = 0;
        for (int j = 0; j < n; j++) {
          square += z[j] * z[j];
        }
        high = square / constant * (1 + n * EPSILON);
      } else {
        high = poles[i + 1] - poles[i];
      }
    }

    void find() {
      begin();
      for (int step = 0; step < STEPS; step++) {
        evaluate();
        if (Math.abs(value) <= error) {
          return;
        }
        low = value < 0 ? shift : low;
        high = value < 0 ? high : shift;
        double next = next(step);
        if (next == shift || !inside(next)) {
          return; // there is no number between
        }
        shift = next;
      }
      throw new ArithmeticException("eigh or svd: a root was not found after " + STEPS + " steps");
    }

    /** Halves the interval, moves the origin to the pole at its end, and solves the equation of the two poles. */
    private void begin() {
      shift = 0.5 * high;
      evaluate();
      double left = z[pole] * z[pole];
      double right = z[pole + 1] * z[pole + 1];
      double rest = value - left / (poles[pole] - origin - shift) - right / (poles[pole + 1] - origin - shift);
      boolean above = value < 0;
      if (above && !last) {
        origin = poles[pole + 1];
        low = -shift;
        high = 0;
      } else if (above) {
        low = shift;
      } else {
        high = shift;
      }
      double before = poles[pole] - origin;
      double after = poles[pole + 1] - origin;
      shift = root(rest, rest * (before + after) + left + right, rest * before * after + left * after + right * before);
      if (!inside(shift)) {
        shift = 0.5 * (low + high);
      }
    }

    private boolean inside(double x) {
      return low < x && x < high;
    }

    private void evaluate() {
      loops.poles(0, pole + 1, poles, z, origin, shift, sums);
      double left = sums[0];
      leftSlope = sums[1];
      loops.poles(pole + 1, n, poles, z, origin, shift, sums);
      double right = sums[0];
      rightSlope = sums[1];
      value = constant + left + right;
      error = EPSILON * ((8 + n / 16) * (Math.abs(left) + Math.abs(right)) + constant
          + Math.abs(shift) * (leftSlope + rightSlope));
    }

    /** The next shift: by two poles, else by the tangent, else the middle. */
    private double next(int step) {
      if (step >= FAST_STEPS) {
        return 0.5 * (low + high);
      }
      double before = poles[pole] - origin - shift;
      double after = poles[pole + 1] - origin - shift;
      double slope = leftSlope + rightSlope;
      double rest = value - before * leftSlope - after * rightSlope;
      double next = shift + root(rest, (before + after) * value - before * after * slope, before * after * value);
      if (next == shift) {
        return next;
      }
      if (!inside(next)) {
        next = shift - value / slope;
      }
      return inside(next) ? next : 0.5 * (low + high);
    }

    /** The root of c·x² − a·x + b = 0 between the poles, or beyond the last one, without cancellation. */
    private double root(double c, double a, double b) {
      double square = Math.sqrt(Math.max(0, a * a - 4 * b * c));
      if (last) {
        return a >= 0 ? (a + square) / (2 * c) : 2 * b / (a - square);
      }
      return a <= 0 ? (a - square) / (2 * c) : 2 * b / (a + square);
    }
  }
}
