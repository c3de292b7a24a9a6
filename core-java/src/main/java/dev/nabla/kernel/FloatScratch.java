package dev.nabla.kernel;

/**
 * Arrays that a thread keeps from one product to the next: allocating panels anew would cost as much as filling them. What
 * they contain is of no use to anybody but the product that wrote it.
 */
final class FloatScratch {
  private static final ThreadLocal<FloatScratch> OWN = ThreadLocal.withInitial(FloatScratch::new);

  private float[] panels = {};
  private float[] tile = {};

  private FloatScratch() {}

  static FloatScratch own() {
    return OWN.get();
  }

  /** At least {@code n} elements for the panels of a product. */
  float[] panels(int n) {
    if (panels.length < n) {
      panels = new float[n];
    }
    return panels;
  }

  /** At least {@code n} elements for a tile on the edge of a result. */
  float[] tile(int n) {
    if (tile.length < n) {
      tile = new float[n];
    }
    return tile;
  }
}
