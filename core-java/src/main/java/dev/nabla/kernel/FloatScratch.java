package dev.nabla.kernel;

import java.lang.ref.WeakReference;

/**
 * Arrays that a thread keeps from one kernel to the next: allocating panels anew would cost as much as filling them. What
 * they contain is of no use to anybody but the kernel that wrote it, save panels that it asks to keep.
 */
final class FloatScratch {
  /**
   * Where in an array of panels a cache line begins, given a header of 16 bytes and an array that itself begins at a line.
   * A vector across two lines is loaded twice, which costs a product a fifth of its speed.
   */
  static final int LINE_START = 48 / Float.BYTES;

  /** Fewest bytes of an array for panels: the usual collectors give one so large a region of its own, which begins at a line. */
  private static final int OWN_REGION = 1 << 22;

  private static final ThreadLocal<FloatScratch> OWN = ThreadLocal.withInitial(FloatScratch::new);

  private float[] panels = {};
  private float[] tile = {};
  private float[] blocks = {};
  private float[] piece = {};
  private boolean[] truths = {};

  /** The array of which the panels are kept, and how they follow from it; it is not kept alive. */
  private WeakReference<float[]> packed = new WeakReference<>(null);
  private Object packing;

  private FloatScratch() {}

  static FloatScratch own() {
    return OWN.get();
  }

  /** At least {@code n} elements for the panels of a product. */
  float[] panels(int n) {
    packing = null;
    if (panels.length < n) {
      panels = new float[Math.max(n, OWN_REGION / Float.BYTES)];
    }
    return panels;
  }

  /** The panels, if they are still what an equal packing made of the array; null if not. */
  float[] panelsOf(float[] values, Object packing) {
    return packing.equals(this.packing) && packed.get() == values ? panels : null;
  }

  /** Promises that the array, of which this packing has filled the panels, does not change: they may be used again. */
  void keepPanelsOf(float[] values, Object packing) {
    packed = new WeakReference<>(values);
    this.packing = packing;
  }

  /** At least {@code n} elements for a tile on the edge of a result. */
  float[] tile(int n) {
    if (tile.length < n) {
      tile = new float[n];
    }
    return tile;
  }

  /** At least {@code n} elements for the blocks of an expression. */
  float[] blocks(int n) {
    if (blocks.length < n) {
      blocks = new float[n];
    }
    return blocks;
  }

  /** At least {@code n} elements for what an expression gives and a reduction reads. */
  float[] piece(int n) {
    if (piece.length < n) {
      piece = new float[n];
    }
    return piece;
  }

  /** At least {@code n} truth values for the blocks of an expression. */
  boolean[] truths(int n) {
    if (truths.length < n) {
      truths = new boolean[n];
    }
    return truths;
  }
}
