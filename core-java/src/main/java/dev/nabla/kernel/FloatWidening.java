package dev.nabla.kernel;

/**
 * Loops over runs of float that compute in double; a scalar and a vector implementation exist, and give the same bits.
 * Single conversions wait for each other on many processors, because they leave half of a register as it was.
 */
abstract class FloatWidening {
  /** Elements of a run that {@link #sums} adds up among themselves. */
  static final int BLOCK = 8;

  /** The loops for runs of {@code n} elements. */
  static FloatWidening of(int n) {
    return n < StridedLoops.VECTOR_RUN ? FloatScalarWidening.LOOPS : Chosen.LOOPS;
  }

  /** The loops for {@code rows} runs of {@code n} elements: many short ones are worth vectors, too. */
  static FloatWidening of(int rows, int n) {
    boolean many = n >= 2 * BLOCK && (long) rows * n >= (long) StridedLoops.VECTOR_RUN * StridedLoops.VECTOR_RUN;
    return of(many ? StridedLoops.VECTOR_RUN : n);
  }

  static FloatWidening scalar() {
    return FloatScalarWidening.LOOPS;
  }

  static FloatWidening vector() {
    return FloatVectorWidening.LOOPS;
  }

  /** y[yo+i] = x[xo+i] for i &lt; n. */
  abstract void widen(float[] x, int xo, double[] y, int yo, int n);

  /** y[yo+i] = x[xo+i], rounded, for i &lt; n. */
  abstract void narrow(double[] x, int xo, float[] y, int yo, int n);

  /** r[i] += x[xo+i], and y[yo+i] = r[i], rounded, for i &lt; n. */
  abstract void add(float[] x, int xo, double[] r, float[] y, int yo, int n);

  /** r[i] *= x[xo+i], and y[yo+i] = r[i], rounded, for i &lt; n. */
  abstract void multiply(float[] x, int xo, double[] r, float[] y, int yo, int n);

  /** r[i] = a[ao+i] · r[i] + b[bo+i], and y[yo+i] = r[i], rounded, for i &lt; n. */
  abstract void recur(float[] a, int ao, float[] b, int bo, double[] r, float[] y, int yo, int n);

  /**
   * y[yo+j] = before + x[xo] + … + x[xo+j] for j &lt; n, rounded once; returns the sum of x.
   *
   * <p>Every {@value #BLOCK} elements have running sums of their own, made in three steps of sums that do not wait for each
   * other (J. Sklansky: <i>Conditional-sum addition logic</i>, 1960): an element in the second half of a pair, of a four
   * or of the block adds what the first half amounts to. The sum of the blocks before is added to that, then
   * {@code before}.
   *
   * @param start what the elements before x[xo], whole blocks, amount to; it is part of what is returned
   */
  abstract double sums(float[] x, int xo, int n, double before, double start, float[] y, int yo);

  /** What {@link #sums} of {@code n} elements, whole blocks, returns, from 0. */
  abstract double total(float[] x, int xo, int n);

  /** Made when first asked for, because choosing may load the Vector API. */
  private static final class Chosen {
    static final FloatWidening LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
