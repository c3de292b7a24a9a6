package dev.nabla.kernel;

/** The inner loops of reductions to few diagonals and of the iterations that follow, in double precision. */
abstract class SpectralLoops {
  static SpectralLoops scalar() {
    return Scalar.LOOPS;
  }

  /** The loops that gain by the Vector API; fails to load without its module. */
  static SpectralLoops vector() {
    return Vector.LOOPS;
  }

  static SpectralLoops chosen() {
    return Chosen.LOOPS;
  }

  /** y[yo + i] = Σ a[ao + i·ars + j] · x[xo + j] over j &lt; n, for i &lt; m. */
  abstract void product(int m, int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo);

  /**
   * y[yo + i] = Σ A[i, j] · x[xo + j] over j &lt; n, for the symmetric A with A[i, j] = a[ao + i·ars + j] where i ≤ j: what
   * is below the diagonal is not read, and what is above it only once.
   */
  abstract void symmetricProduct(int n, double[] a, int ao, int ars, double[] x, int xo, double[] y, int yo);

  /** Elements of each row that {@link #rotate} turns. */
  abstract int width();

  /**
   * Turns {@code count + 1} rows of {@link #width()} elements, {@code step} apart, by a chain of rotations: the first one
   * turns the first two rows, the next one the second of these and the third, and so on. A rotation makes (x, y) to
   * (cos α · x + sin α · y, cos α · y − sin α · x), by three multiplications of each pair where the definition needs four.
   *
   * @param tangents tan ½α, from {@code from} on, and {@code sines} sin α
   */
  abstract void rotate(double[] rows, int first, int step, int count, double[] tangents, double[] sines, int from);

  /** Reflects n columns of three rows that are {@code step} apart: I − τ·v·vᵀ with v = (1, v1, v2). */
  abstract void reflect(int n, double[] x, int xo, int step, double v1, double v2, double tau);

  /**
   * Puts Σ z[j]² / δ and Σ z[j]² / δ² to {@code sums}, with δ = (poles[j] − origin) − shift, over {@code from} ≤ j
   * &lt; {@code to}.
   */
  abstract void poles(int from, int to, double[] poles, double[] z, double origin, double shift, double[] sums);

  /** products[j] ·= gaps[go + j] / (poles[j] − pole), for {@code from} ≤ j &lt; {@code to}. */
  abstract void multiplyRatios(int from, int to, double[] gaps, int go, double[] poles, double pole,
      double[] products);

  /** y[yo + j] = x[j] / y[yo + j] for j &lt; n; returns the sum of their squares. */
  abstract double divide(int n, double[] x, double[] y, int yo);

  private static final class Scalar {
    static final SpectralLoops LOOPS = new ScalarSpectralLoops();
  }

  /** Loads the Vector API, and only when asked. */
  private static final class Vector {
    static final SpectralLoops LOOPS = new VectorSpectralLoops();
  }

  private static final class Chosen {
    static final SpectralLoops LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
