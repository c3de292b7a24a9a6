package dev.nabla.kernel;

import java.util.Arrays;

/**
 * A = Z·T·Zᵀ with an orthogonal Z and an upper triangle T, for real matrices with real eigenvalues: reflections leave
 * one element below each of the diagonal, and the QR iteration with two implicit shifts clears those (J. G. F. Francis,
 * "The QR transformation", Computer J. 4, 1961). Intermediate shifts may be complex; two of them together are not.
 */
final class RealSchurForm {
  /** Steps after which an eigenvalue should have been found long ago; two or three are usual. */
  private static final int STEPS = 300;

  /** After so many steps without success another shift breaks the circle. */
  private static final int PATIENCE = 10;

  private final DoubleElimination loops = DoubleElimination.chosen();
  final int n;
  final double[] t;

  /** The columns of Z, in rows; null when they are not wanted, and then T is right only within its diagonal blocks. */
  final double[] z;

  /** A complex pair that was found, as real and imaginary part, or null. */
  double[] complex;

  private final SpectralLoops spectral = SpectralLoops.chosen();
  private final double[] column;
  private final double[] product;
  private final double[] mirror = new double[3];
  private final ReflectionChain chain;

  /** The reflections of columns, in rows. */
  private final double[] reflections;
  private final double[] taus;
  private final DoubleReflectionBlock block;
  private double tolerance;

  RealSchurForm(int n, boolean vectors) {
    this.n = n;
    this.t = new double[n * n];
    this.z = vectors ? new double[n * n] : null;
    this.chain = new ReflectionChain(n, t);
    this.column = new double[n];
    this.product = new double[n];
    this.taus = new double[n];
    this.reflections = vectors ? new double[n * n] : null;
    this.block = vectors ? DoubleReflectionBlock.forReflections(n - 2, n, n) : null;
  }

  /** Computes the form of the matrix in {@link #t}; T is not complete where {@link #complex} is found. */
  void compute() {
    complex = null;
    tolerance = n * Math.ulp(1.0) * DoubleReflections.length(n * n, t, 0);
    for (int k = 0; k < n - 2; k++) {
      clearColumn(k);
    }
    if (z != null) {
      SpectralBasis.put(block, n, Math.max(0, n - 2), reflections, taus, z);
    }
    int steps = 0;
    for (int high = n - 1; high > 0 && complex == null;) {
      int low = start(high);
      if (low < high - 1) {
        step(low, high, ++steps);
        continue;
      }
      if (low == high - 1) {
        split(low);
      }
      high = low - 1;
      steps = 0;
    }
  }

  /** Reflects rows and columns behind k so that only zeros stand below the element under the diagonal. */
  private void clearColumn(int k) {
    int m = n - k - 1;
    for (int i = 0; i < m; i++) {
      column[i] = t[(k + 1 + i) * n + k];
    }
    double tau = DoubleReflections.reflection(m, column, 0);
    double image = column[0];
    column[0] = 1;
    Arrays.fill(product, 0);
    loops.subtractRow(n - k, m, column, 0, 1, t, (k + 1) * n + k, n, product, 0);
    for (int i = 0; i < m; i++) {
      double[] factor = {-tau * column[i]};
      loops.subtractRow(n - k, 1, factor, 0, 0, product, 0, 0, t, (k + 1 + i) * n + k);
    }
    reflectRows(k + 1, m, tau);
    taus[k] = tau;
    if (z != null) {
      System.arraycopy(column, 0, reflections, k * (n + 1) + 1, m);
    }
    t[(k + 1) * n + k] = image;
    for (int i = k + 2; i < n; i++) {
      t[i * n + k] = 0;
    }
  }

  /** T·(I − τ·v·vᵀ), for the columns of T from {@code first} on. */
  private void reflectRows(int first, int m, double tau) {
    spectral.product(n, m, t, first, n, column, 0, product, 0);
    for (int i = 0; i < n; i++) {
      product[i] *= tau;
      loops.subtractRow(m, 1, product, i, 0, column, 0, 0, t, i * n + first);
    }
  }

  /** The first row of the block that ends with {@code high} and has no negligible element below its diagonal. */
  private int start(int high) {
    int low = high;
    while (low > 0) {
      double scale = Math.abs(t[(low - 1) * (n + 1)]) + Math.abs(t[low * (n + 1)]);
      if (Math.abs(t[low * n + low - 1]) <= 0.5 * Math.ulp(1.0) * (scale == 0 ? 1 : scale)) {
        t[low * n + low - 1] = 0;
        return low;
      }
      low--;
    }
    return 0;
  }

  /** One step with both eigenvalues of the last 2×2 block as shifts. */
  private void step(int low, int high, int count) {
    if (count > STEPS) {
      throw new ArithmeticException("eigenvalues: the QR iteration did not converge after " + STEPS + " steps");
    }
    int corner = (high - 1) * (n + 1);
    double sum = t[corner] + t[corner + n + 1];
    double product = t[corner] * t[corner + n + 1] - t[corner + 1] * t[corner + n];
    if (count % PATIENCE == 0) {
      double size = Math.abs(t[corner + n]) + Math.abs(t[corner - 1]);
      sum = 1.5 * size;
      product = size * size;
    }
    int first = low * (n + 1);
    double a = t[first];
    double below = t[first + n];
    mirror[0] = a * (a - sum) + t[first + 1] * below + product;
    mirror[1] = below * (a + t[first + n + 1] - sum);
    mirror[2] = below * t[first + 2 * n + 1];
    for (int k = low; k < high; k++) {
      int size = Math.min(3, high - k + 1);
      if (k > low) {
        for (int i = 0; i < size; i++) {
          mirror[i] = t[(k + i) * n + k - 1];
        }
      }
      reflect(k, size, low, high);
    }
    chain.finish(z == null ? low : 0, low, high);
  }

  /** The similarity that clears the elements of {@code mirror} after the first, which stand in the column before k. */
  private void reflect(int k, int size, int low, int high) {
    double tau = DoubleReflections.reflection(size, mirror, 0);
    if (k > low) {
      t[k * n + k - 1] = mirror[0];
      for (int i = 1; i < size; i++) {
        t[(k + i) * n + k - 1] = 0;
      }
    }
    int end = z == null ? high + 1 : n;
    reflectRows(end - k, t, k * n + k, size, tau);
    int bottom = Math.min(high, k + 3);
    chain.put(k, mirror[1], size == 3 ? mirror[2] : 0, tau);
    reflectColumns(chain.firstRow(low, k), bottom, k, size, tau);
    if (z != null) {
      reflectRows(n, z, k * n, size, tau);
    }
  }

  /** Reflects two or three rows of n elements. */
  private void reflectRows(int count, double[] x, int at, int size, double tau) {
    double v1 = mirror[1];
    if (size == 3) {
      spectral.reflect(count, x, at, n, v1, mirror[2], tau);
      return;
    }
    for (int j = at; j < at + count; j++) {
      double sum = tau * (x[j] + v1 * x[j + n]);
      x[j] -= sum;
      x[j + n] -= sum * v1;
    }
  }

  /** Reflects two or three columns of T from k on, in the rows from {@code top} to {@code bottom}. */
  private void reflectColumns(int top, int bottom, int k, int size, double tau) {
    double v1 = mirror[1];
    double v2 = size == 3 ? mirror[2] : 0;
    int third = size == 3 ? 2 : 1;
    for (int at = top * n + k; at <= bottom * n + k; at += n) {
      double sum = tau * (t[at] + v1 * t[at + 1] + v2 * t[at + third]);
      t[at + third] -= sum * v2;
      t[at] -= sum;
      t[at + 1] -= sum * v1;
    }
  }

  /** Makes a 2×2 block triangular. A pair that rounding errors cannot tell from a double eigenvalue counts as one. */
  private void split(int k) {
    int at = k * (n + 1);
    double b = t[at + 1];
    double c = t[at + n];
    double half = 0.5 * (t[at] - t[at + n + 1]);
    double square = half * half + b * c;
    if (-square > tolerance * (Math.abs(b) + Math.abs(c) + 2 * Math.abs(half) + tolerance)) {
      complex = new double[] {0.5 * (t[at] + t[at + n + 1]), Math.sqrt(-square)};
      return;
    }
    double offset = half + Math.copySign(Math.sqrt(Math.max(square, 0)), half);
    boolean byFirstRow = square <= 0 && Math.abs(b) > Math.abs(c);
    double x = byFirstRow ? b : offset;
    double y = byFirstRow ? -half : c;
    double length = Math.hypot(x, y);
    double cosine = length == 0 ? 1 : x / length;
    double sine = length == 0 ? 0 : y / length;
    loops.rotate(n - k, t, at, t, at + n, cosine, -sine);
    rotateColumns(k, k + 2, cosine, sine);
    if (z != null) {
      loops.rotate(n, z, k * n, z, (k + 1) * n, cosine, -sine);
    }
    t[at + n] = 0;
  }

  private void rotateColumns(int k, int rows, double cosine, double sine) {
    for (int i = k; i < rows * n; i += n) {
      double left = t[i];
      double right = t[i + 1];
      t[i] = cosine * left + sine * right;
      t[i + 1] = cosine * right - sine * left;
    }
  }
}
