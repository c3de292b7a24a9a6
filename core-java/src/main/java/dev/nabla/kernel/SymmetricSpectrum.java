package dev.nabla.kernel;

/**
 * Eigenvalues and eigenvectors of ½(A + Aᵀ): reflections make it tridiagonal, and the QL iteration with implicit shifts
 * makes that diagonal (H. Bowdler, R. S. Martin, C. Reinsch, J. H. Wilkinson, Numer. Math. 11, 1968). In double
 * precision whatever the type of the tensor, because the iteration is short of neither time nor memory, but of digits.
 */
public final class SymmetricSpectrum {
  /** Steps after which an eigenvalue should have been found long ago; two or three are usual. */
  private static final int STEPS = 100;

  /** Reflections that wait until a product brings them to the rest of the matrix. */
  private static final int PANEL = 32;

  private final SpectralLoops spectral = SpectralLoops.chosen();
  private final DoubleElimination loops = DoubleElimination.chosen();
  private final int n;
  private final double[] a;
  private final double[] diagonal;
  private final double[] beside;

  /** The eigenvectors, in rows; null when they are not wanted. */
  private final double[] vectors;
  private final RotationSweeps sweeps;
  private final DoubleReflectionBlock block;

  /** The columns of V and then of W, in rows, of the reflections that wait. */
  private final double[] pairs;
  private final double[] factors = new double[2 * PANEL];
  private final double[] tau;

  private SymmetricSpectrum(int n, boolean vectors) {
    this.n = n;
    this.a = new double[n * n];
    this.diagonal = new double[n];
    this.beside = new double[n];
    this.tau = new double[n];
    this.pairs = new double[2 * PANEL * n];
    this.vectors = vectors ? new double[n * n] : null;
    this.sweeps = vectors ? new RotationSweeps(n, this.vectors) : null;
    this.block = vectors ? DoubleReflectionBlock.forReflections(n - 1, n, n) : null;
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

  /**
   * A = Q·T·Qᵀ by one reflection for each row, and Qᵀ to the vectors. What reflections change is A − V·Wᵀ − W·Vᵀ, with a
   * column of V and W for each. They wait for a product of some of them; only the next row is brought up to date.
   */
  private void tridiagonalise() {
    for (int k = 0; k < n; k++) {
      int waiting = k % PANEL;
      if (waiting == 0) {
        update(k);
      }
      int row = k * (n + 1);
      for (int p = 0; p < waiting; p++) {
        factors[p] = pairs[(PANEL + p) * n + k];
        factors[PANEL + p] = pairs[p * n + k];
      }
      loops.subtractRow(n - k, waiting, factors, 0, 1, pairs, k, n, a, row);
      loops.subtractRow(n - k, waiting, factors, PANEL, 1, pairs, PANEL * n + k, n, a, row);
      diagonal[k] = a[row];
      if (k < n - 1) {
        reflectBothSides(k, n - k - 1, waiting);
      }
    }
    if (vectors != null) {
      SpectralBasis.put(block, n, n - 1, a, tau, vectors);
    }
  }

  /** Finds the reflection of row k, and its columns of V and of W = τ·A·V − ½·τ·(Vᵀ·τ·A·V)·V. */
  private void reflectBothSides(int k, int m, int waiting) {
    int row = k * (n + 1) + 1;
    tau[k] = DoubleReflections.reflection(m, a, row);
    beside[k] = a[row];
    int v = waiting * n + k + 1;
    int w = v + PANEL * n;
    System.arraycopy(a, row, pairs, v, m);
    pairs[v] = 1;
    spectral.product(m, m, a, row + n, n, pairs, v, pairs, w);
    spectral.product(waiting, m, pairs, k + 1, n, pairs, v, factors, PANEL);
    spectral.product(waiting, m, pairs, PANEL * n + k + 1, n, pairs, v, factors, 0);
    loops.subtractRow(m, waiting, factors, 0, 1, pairs, k + 1, n, pairs, w);
    loops.subtractRow(m, waiting, factors, PANEL, 1, pairs, PANEL * n + k + 1, n, pairs, w);
    for (int i = w; i < w + m; i++) {
      pairs[i] *= tau[k];
    }
    factors[0] = 0.5 * tau[k] * loops.dot(m, pairs, v, pairs, w);
    loops.subtractRow(m, 1, factors, 0, 0, pairs, v, 0, pairs, w);
  }

  /** Subtracts the products of the panel before row k from all rows from k on. */
  private void update(int k) {
    if (k > 0) {
      int m = n - k;
      int w = PANEL * n + k;
      DoubleUpdate.subtract(m, m, PANEL, pairs, k, 1, n, pairs, w, n, 1, a, k * (n + 1), n);
      DoubleUpdate.subtract(m, m, PANEL, pairs, w, 1, n, pairs, k, n, 1, a, k * (n + 1), n);
    }
  }

  private void diagonalise() {
    for (int low = 0; low < n; low++) {
      int steps = 0;
      for (int high = end(low); high > low; high = end(low)) {
        if (steps++ == STEPS) {
          if (!Double.isFinite(diagonal[low] + beside[low])) {
            break; // infinity and what is not a number stay so
          }
          throw new ArithmeticException("eigh: the QL iteration did not converge after " + STEPS + " steps");
        }
        sweep(low, high);
      }
    }
    if (vectors != null) {
      sweeps.finish();
    }
  }

  /** The last row of the block that begins at {@code low}. */
  private int end(int low) {
    int high = low;
    while (high < n - 1 && !negligible(high)) {
      high++;
    }
    return high;
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
    if (vectors != null) {
      sweeps.begin(high, true);
    }
    for (int i = high - 1; i >= low; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      double r = Math.copySign(length(f, g), g);
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
        sweeps.add(cosine, sine);
      }
    }
    diagonal[low] -= moved;
    beside[low] = g;
    beside[high] = 0;
  }

  /** √(x² + y²) of numbers that are at most about 1: where both are tiny their squares would vanish. */
  private static double length(double x, double y) {
    double square = x * x + y * y;
    return square > Double.MIN_NORMAL / Math.ulp(1.0) ? Math.sqrt(square) : Math.hypot(x, y);
  }
}
