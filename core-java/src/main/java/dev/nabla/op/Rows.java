package dev.nabla.op;

import dev.nabla.kernel.BooleanMaps;
import dev.nabla.kernel.DoublePlainMaps;
import dev.nabla.kernel.FloatPlainMaps;
import dev.nabla.kernel.IntPlainMaps;
import dev.nabla.kernel.LongPlainMaps;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * A tensor's elements in row-major order, from {@code offset} on, as kernels along axes see them: {@code outer} blocks
 * of {@code n} rows of {@code inner} elements each.
 */
record Rows(Object array, int offset, int outer, int n, int inner) {
  /** The rows along one axis, which counts from the front. */
  static Rows along(Tensor x, int axis) {
    Strided elements = x.contiguous().strided();
    Shape shape = x.shape();
    return new Rows(elements.array(), elements.offset(), shape.size(0, axis), elements.extents()[axis],
        shape.size(axis + 1, shape.rank()));
  }

  /** How many elements a reduction of the rows leaves. */
  int columns() {
    return outer * inner;
  }

  /** The elements in row-major order from position 0, in an array that may be written to. */
  static Object copied(Tensor x) {
    return switch (x.dtype()) {
      case BOOL -> x.toBooleans();
      case INT32 -> x.toInts();
      case INT64 -> x.toLongs();
      case FLOAT32 -> x.toFloats();
      case FLOAT64 -> x.toDoubles();
    };
  }

  /** The elements in row-major order from position 0: the tensor's own array where it lies so, else a copy. */
  static Object packed(Tensor x) {
    Strided elements = x.contiguous().strided();
    return elements.offset() == 0 ? elements.array() : copied(x);
  }

  /** The tensor of a shape over an array that is given up to it. */
  static Tensor wrap(Object array, DType dtype, Shape shape) {
    return Tensor.wrap(Strided.of(array, shape.extents()), dtype);
  }

  /** Copies the elements of {@code x} to where {@code places}, of its shape, lie in their array. */
  static void copy(Tensor x, Strided places) {
    Strided from = x.strided();
    int[] n = places.extents();
    int at = places.offset();
    switch (x.dtype()) {
      case BOOL -> BooleanMaps.copy(n, (boolean[]) from.array(), from.offset(), from.strides(),
          (boolean[]) places.array(), at, places.strides());
      case INT32 ->
          IntPlainMaps.copy(n, (int[]) from.array(), from.offset(), from.strides(), (int[]) places.array(), at,
              places.strides());
      case INT64 -> LongPlainMaps.copy(n, (long[]) from.array(), from.offset(), from.strides(), (long[]) places.array(),
          at, places.strides());
      case FLOAT32 -> FloatPlainMaps.copy(n, (float[]) from.array(), from.offset(), from.strides(),
          (float[]) places.array(), at, places.strides());
      case FLOAT64 -> DoublePlainMaps.copy(n, (double[]) from.array(), from.offset(), from.strides(),
          (double[]) places.array(), at, places.strides());
    }
  }
}
