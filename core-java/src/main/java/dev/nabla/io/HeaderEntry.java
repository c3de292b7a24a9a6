package dev.nabla.io;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;

/**
 * What the header of a safetensors file says about one tensor.
 *
 * @param begin its first byte, counted from the end of the header
 */
record HeaderEntry(String name, DType dtype, Shape shape, long begin) {
  /** The byte behind its last one. */
  long end() {
    return begin + (long) shape.size() * dtype.bytes();
  }
}
