package dev.nabla.kernel;

/**
 * Runs of float as double and back, for loops that compute in double; a scalar and a vector implementation exist. Single
 * conversions wait for each other on many processors, because they leave half of a register as it was.
 */
abstract class FloatWidening {
  /** The loops for runs of {@code n} elements. */
  static FloatWidening of(int n) {
    return n < StridedLoops.VECTOR_RUN ? FloatScalarWidening.LOOPS : Chosen.LOOPS;
  }

  /** y[yo+i] = x[xo+i] for i &lt; n. */
  abstract void widen(float[] x, int xo, double[] y, int yo, int n);

  /** y[yo+i] = x[xo+i], rounded, for i &lt; n. */
  abstract void narrow(double[] x, int xo, float[] y, int yo, int n);

  /** Made when first asked for, because choosing may load the Vector API. */
  private static final class Chosen {
    static final FloatWidening LOOPS = Kernels.vector() ? FloatVectorWidening.LOOPS : FloatScalarWidening.LOOPS;
  }
}
