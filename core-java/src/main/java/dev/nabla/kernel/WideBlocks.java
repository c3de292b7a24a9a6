package dev.nabla.kernel;

/**
 * Arrays of double that a thread keeps for the loops that go through a block several times: allocating them anew would
 * take them from memory instead of the first cache, which costs more than what is computed in them.
 */
final class WideBlocks {
  /** Elements of a block. */
  static final int SIZE = FloatVectorFunction.BLOCK;

  private static final int COUNT = 10;

  private static final ThreadLocal<double[][]> OWN = ThreadLocal.withInitial(() -> new double[COUNT][SIZE]);

  private WideBlocks() {}

  /** A block of this thread; what it contains is of no use to anybody but who wrote it. */
  static double[] own(int index) {
    return OWN.get()[index];
  }
}
