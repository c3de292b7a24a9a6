package dev.nabla.kernel;

/**
 * Shows any block of a matrix to a product, which reads each operand block by block into panels of its own. A matrix need
 * not exist to be multiplied: {@link FloatMatrix} reads an array with strides; the patches of a convolution are another.
 * Called by several threads at once, never twice for the same block of a slab.
 */
@FunctionalInterface
public interface FloatPacker {
  /** to[offset + r·stride + c] = element (row + r, column + c), for r &lt; rows and c &lt; columns. */
  void pack(int row, int column, int rows, int columns, float[] to, int offset, int stride);

  /** Whether elements below each other are neighbours in memory, so that a block is best long and not broad. */
  default boolean contiguousColumns() {
    return false;
  }
}
