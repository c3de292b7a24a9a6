package dev.nabla.kernel;

/**
 * The inner loops of factorisations: eliminations on rows too short for the tiles of products, reflections, rotations.
 */
abstract class FloatElimination {
  /** Columns of a panel; a multiple of every vector's length. */
  static final int PANEL = 16;

  static FloatElimination scalar() {
    return Scalar.LOOPS;
  }

  /** The loops that gain by the Vector API; fails to load without its module. */
  static FloatElimination vector() {
    return Vector.LOOPS;
  }

  static FloatElimination chosen() {
    return Chosen.LOOPS;
  }

  /** c[co + j] −= Σ a[ao + p·acs] · b[bo + p·brs + j] for j &lt; n and p &lt; k. */
  abstract void subtractRow(int n, int k, float[] a, int ao, int acs, float[] b, int bo, int brs, float[] c, int co);

  /**
   * Subtracts from the rows {@code [from, to)} of a panel, {@link #PANEL} elements each, that multiple of the row
   * {@code pivot} which turns their element {@code column} to 0, and puts the factor there.
   *
   * @param pivot the row of the pivot with zeros up to {@code column}
   */
  abstract void eliminate(float[] panel, int from, int to, int column, float divisor, float[] pivot);

  /**
   * Applies the reflection I − τ·v·vᵀ to the columns after {@code column} of the rows {@code [from, to)} of a panel.
   *
   * @param v {@code to - from} elements
   */
  abstract void reflect(float[] panel, int from, int to, int column, float tau, float[] v);

  /** Σ x[xo + j] · y[yo + j] for j &lt; n. */
  abstract float dot(int n, float[] x, int xo, float[] y, int yo);

  /** (x, y) becomes (cosine · x − sine · y, sine · x + cosine · y), for n elements of each. */
  abstract void rotate(int n, float[] x, int xo, float[] y, int yo, float cosine, float sine);

  private static final class Scalar {
    static final FloatElimination LOOPS = new FloatScalarElimination();
  }

  /** Loads the Vector API, and only when asked. */
  private static final class Vector {
    static final FloatElimination LOOPS = new FloatVectorElimination();
  }

  private static final class Chosen {
    static final FloatElimination LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
