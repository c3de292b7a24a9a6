package dev.nabla.kernel;

/**
 * The inner loops of products. The chief one computes a small tile of the result, held in registers over the whole depth
 * of two packed panels.
 *
 * <p>A panel of the left matrix holds {@link #rows()} of its rows and a panel of the right one three or two
 * {@link #unit() units} of its columns; both lie in memory in the order in which the loop reads them, one step of the
 * depth after the other. Of three and two units every number from two on is the sum, so that columns are padded by less
 * than one unit.
 */
abstract class FloatTile {
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

  /** How many columns a unit has: one vector. */
  abstract int unit();

  /**
   * c = from + a · b for a tile of three units; rows of {@code from} are {@code fromStride} apart (0 repeats one row, as
   * for a bias), and it may be c itself.
   */
  abstract void wide(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c,
      int co, int cStride);

  /** The same for a tile of two units. */
  abstract void slim(int depth, float[] a, int ao, float[] b, int bo, float[] from, int fo, int fromStride, float[] c,
      int co, int cStride);

  /** Sum of x[xo+i] · y[yo+i] for i &lt; n. */
  abstract float dot(float[] x, int xo, float[] y, int yo, int n);

  /** The tile for products too small to be packed; null if there is none. */
  FloatInPlaceTile inPlace() {
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
