package dev.nabla.kernel;

/**
 * Eigenvalues and eigenvectors of ½(A + Aᵀ): reflections make it tridiagonal, and the spectrum of that is found by
 * sweeps ({@link TridiagonalSpectrum}), or where vectors of many rows are wanted by division ({@link DividedSpectrum}). In
 * double precision whatever the type of the tensor, because the iteration is short of neither time nor memory, but of
 * digits.
 */
public final class SymmetricSpectrum {
  /** Rows from which vectors are found by division. */
  private static final int DIVIDED = 64;

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
  private final TridiagonalSpectrum sweeps;

  /** Null where there are few rows, or no vectors are wanted. */
  private final DividedSpectrum divided;
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
    this.sweeps = new TridiagonalSpectrum(diagonal, beside, this.vectors);
    boolean divides = vectors && n >= DIVIDED;
    this.divided = divides ? new DividedSpectrum(diagonal, beside, this.vectors) : null;
    this.block = divides ? new DoubleReflectionBlock(n, n) : null;
  }

  /**
   * The eigenvalues of {@code batch} n×n matrices, in ascending order. NaN where a matrix is not finite.
   *
   * @param values n for each matrix
   * @param vectors n×n for each matrix, eigenvectors of length 1 in its columns, whose largest element (of equals the
   *     first) is positive; null when they are not wanted
   */
  public static void find(int batch, int n, double[] x, double[] values, double[] vectors) {
    Reused<SymmetricSpectrum> searches = new Reused<>(() -> new SymmetricSpectrum(n, vectors != null));
    Parallel.range(batch, SortedSpectrum.grain(n), (from, to) -> searches.use(search -> {
      for (int i = from; i < to; i++) {
        search.find(i, x, values, vectors);
      }
    }));
  }

  /** The spectrum of matrix number {@code i}. */
  private void find(int i, double[] x, double[] values, double[] vectors) {
    double scale = load(x, i * n * n);
    if (!(scale < Double.POSITIVE_INFINITY)) {
      SortedSpectrum.fillNaN(i, n, values, vectors);
      return;
    }
    tridiagonalise();
    diagonalise();
    SortedSpectrum.sorted(n, diagonal, scale, this.vectors, i, values, vectors);
  }

  /** Copies the symmetric part, divided by its largest element, which is returned: nothing overflows then. */
  private double load(double[] x, int xo) {
    new DoubleMatrix(x, xo, 1, n).pack(0, 0, n, n, a, 0, n);
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] = 0.5 * a[i] + 0.5 * x[xo + i];
      largest = Math.max(largest, Math.abs(a[i]));
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
    if (vectors != null && divided == null) {
      SpectralBasis.put(null, n, n - 1, a, tau, vectors);
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
    spectral.symmetricProduct(m, a, row + n, n, pairs, v, pairs, w);
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

  /** Subtracts the products of the panel before row k from all rows from k on: as everywhere, on and above the diagonal. */
  private void update(int k) {
    if (k > 0) {
      int m = n - k;
      int w = PANEL * n + k;
      DoubleUpdate.subtractUpper(m, PANEL, pairs, k, 1, n, pairs, w, n, 1, a, k * (n + 1), n);
      DoubleUpdate.subtractUpper(m, PANEL, pairs, w, 1, n, pairs, k, n, 1, a, k * (n + 1), n);
    }
  }

  private void diagonalise() {
    if (divided == null) {
      sweeps.compute();
    } else {
      divided.compute();
      block.apply(n, n - 1, n - 1, a, 1, n, tau, vectors, 1, n);
    }
  }
}
