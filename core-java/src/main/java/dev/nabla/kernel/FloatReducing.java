package dev.nabla.kernel;

/**
 * The inner loops of reductions, on contiguous runs; a scalar and a vector implementation exist of them.
 *
 * <p>A sum is that of blocks of at most {@value #BLOCK} elements, halves of the run being added to each other in double
 * precision (pairwise summation: Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, §4.2), so that its error
 * hardly grows with its length, and its order depends on the length only.
 */
abstract class FloatReducing {
  /** Elements that are added without the help of pairs. */
  static final int BLOCK = 4096;

  /** Rows that are added up without double precision. */
  static final int ROWS = 128;

  /** Runs below this length are not worth what the vector implementation costs to load and to enter. */
  private static final int SHORT = 64;

  /** The implementation for runs of {@code n} elements. */
  static FloatReducing of(int n) {
    return n < SHORT ? FloatScalarReducing.LOOPS : Chosen.LOOPS;
  }

  static FloatReducing scalar() {
    return FloatScalarReducing.LOOPS;
  }

  static FloatReducing vector() {
    return FloatVectorReducing.LOOPS;
  }

  /** Sum of a run of any length. */
  final double sum(float[] x, int from, int n) {
    return n <= BLOCK ? blockSum(x, from, n) : longSum(x, from, n);
  }

  /** The blocks first and then their pairs: in a recursion the compiler would draw the loop in again at every level. */
  private double longSum(float[] x, int from, int n) {
    double[] sums = new double[(n - 1) / BLOCK + 1];
    for (int b = 0; b < sums.length; b++) {
      sums[b] = blockSum(x, from + b * BLOCK, Math.min(BLOCK, n - b * BLOCK));
    }
    return FloatReductions.combine(Reduction.SUM, sums, 0, sums.length);
  }

  /** Sum of at most {@link #BLOCK} elements. */
  abstract double blockSum(float[] x, int from, int n);

  /** Adds Σ(x - mean) to {@code sums[0]} and Σ(x - mean)² to {@code sums[1]}; at most {@link #BLOCK} elements. */
  abstract void addDeviations(float[] x, int from, int n, float mean, double[] sums);

  /** Product of a run, in double precision, so that what overflows on the way may come back. */
  abstract double product(float[] x, int from, int n);

  /** Greatest element, NaN if one is; -∞ of an empty run. */
  abstract float max(float[] x, int from, int n);

  /** Least element, NaN if one is; +∞ of an empty run. */
  abstract float min(float[] x, int from, int n);

  /** Offset from {@code from} of the first element equal to {@code value} (of the first NaN if that is NaN), which occurs. */
  abstract int indexOf(float[] x, int from, int n, float value);

  /** y[i] += the sum over {@code rows} rows, at most {@link #ROWS}, of x[from + r·stride + i]. */
  abstract void addRows(float[] x, int from, int rows, int stride, float[] y, int yo, int n);

  /** For every column adds x - mean of at most {@link #ROWS} rows to {@code sums}, and its square to {@code squares}. */
  abstract void addRowDeviations(float[] x, int from, int rows, int stride, float[] means, float[] sums,
      float[] squares,
      int n);

  /** y[i] = the greatest of it and of {@code rows} rows. */
  abstract void raise(float[] x, int from, int rows, int stride, float[] y, int yo, int n);

  /** y[i] = the least of it and of {@code rows} rows. */
  abstract void lower(float[] x, int from, int rows, int stride, float[] y, int yo, int n);

  /**
   * Rows of an arg-max for every column, sign·x[from + r·stride + i] for r &lt; {@code rows} and i &lt; n: where one
   * exceeds best[i], or is the first NaN, best[i] becomes the element and at[i] becomes {@code first} + r. Row numbers have
   * the type of the elements, so that one comparison serves both; they are exact up to 2²⁴.
   *
   * @param sign 1, or -1 for an arg-min
   */
  abstract void keepGreater(float sign, float[] x, int from, int rows, int stride, float first, float[] best,
      float[] at, int n);

  /** Made when first asked for, because choosing may load the Vector API. */
  private static final class Chosen {
    static final FloatReducing LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
