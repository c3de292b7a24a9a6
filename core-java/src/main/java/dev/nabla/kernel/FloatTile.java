package dev.nabla.kernel;

/**
 * The inner loops of products. The chief one computes a small tile of the result, held in registers over the whole depth
 * of two packed panels.
 *
 * <p>A panel of the left matrix holds {@link #rows()} of its rows, {@link #PITCH} apart; a panel of the right one holds
 * wide or slim many of its columns, one step of the depth after the other. Both lie in memory in the order in which the
 * loop reads them.
 */
abstract class FloatTile {
  /** Most depth of a panel: a tile reads and writes the result once for each, and the second cache holds some of them. */
  static final int SWEEP = 512;

  /** Distance of rows in a panel of the left matrix. Not a power of two, lest all rows compete for the same cache lines. */
  static final int PITCH = SWEEP + 16;

  static FloatTile scalar() {
    return Scalar.TILE;
  }

  /** The loops that gain by the Vector API; fails to load without its module. */
  static FloatTile vector() {
    return Vector.TILE;
  }

  static FloatTile chosen() {
    return Chosen.TILE;
  }

  /** How many rows a tile has. */
  abstract int rows();

  /** How many columns a wide tile has. */
  abstract int wideColumns();

  /** How many columns a slim tile has, for what is left over of the columns. */
  abstract int slimColumns();

  /**
   * c = from + a · b for a wide tile; rows of {@code from} are {@code fromStride} apart (0 repeats one row, as for a bias),
   * and it may be c itself.
   */
  abstract void wide(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c,
      int co, int cStride);

  /** The same for a slim tile. */
  abstract void slim(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c,
      int co, int cStride);

  /** Sum of x[xo+i] · y[yo+i] for i &lt; n. */
  abstract float dot(float[] x, int xo, float[] y, int yo, int n);

  /** c[co + i·crs + j] = 0 + a[ao + i·as] · b[bo + j] for i &lt; m, j &lt; n: a sum has no negative zero. */
  abstract void outer(int m, int n, float[] a, int ao, int as, float[] b, int bo, float[] c, int co, int crs);

  /** The tile for products too small to be packed; null if there is none. */
  FloatInPlaceTile inPlace() {
    return null;
  }

  /** The tile for products of few columns; null if there is none. */
  FloatNarrowTile narrow() {
    return null;
  }

  private static final class Scalar {
    static final FloatTile TILE = new FloatScalarTile();
  }

  /** Loads the Vector API, and only when asked. */
  private static final class Vector {
    static final FloatTile TILE = FloatVectorTile.forThisProcessor();
  }

  private static final class Chosen {
    static final FloatTile TILE = Kernels.vector() ? vector() : scalar();
  }
}
