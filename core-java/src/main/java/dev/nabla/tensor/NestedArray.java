package dev.nabla.tensor;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Java arrays of arrays of one primitive type, as {@code float[][]}, read into a tensor. */
final class NestedArray {
  private final Shape shape;
  private final DType dtype;
  private final Object elements;
  private int at;

  private NestedArray(Shape shape, DType dtype) {
    this.shape = shape;
    this.dtype = dtype;
    this.elements = dtype.newArray(shape.size());
  }

  static Tensor read(Object nested) {
    DType dtype = elementType(nested);
    List<Integer> extents = new ArrayList<>();
    for (Object array = nested; array != null && array.getClass().isArray();) {
      int length = Array.getLength(array);
      extents.add(length);
      boolean innermost = array.getClass().getComponentType().isPrimitive();
      array = innermost || length == 0 ? missing(array, extents) : Array.get(array, 0);
    }
    NestedArray reader = new NestedArray(Shape.of(extents.stream().mapToInt(i -> i).toArray()), dtype);
    reader.copy(nested, 0, "");
    return Tensor.wrap(reader.shape, dtype, reader.elements);
  }

  /** An array without elements has extent 0 along the axes that are not there. */
  private static Object missing(Object array, List<Integer> extents) {
    Class<?> inner = array.getClass().getComponentType();
    for (; inner.isArray(); inner = inner.getComponentType()) {
      extents.add(0);
    }
    return null;
  }

  private static DType elementType(Object nested) {
    Class<?> element = nested.getClass();
    while (element.isArray()) {
      element = element.getComponentType();
    }
    for (DType dtype : DType.values()) {
      if (dtype.element() == element && nested.getClass().isArray()) {
        return dtype;
      }
    }
    throw new IllegalArgumentException("tensor: needs an array, nested or not, of float, double, int, long or boolean, "
        + "got " + nested.getClass().getSimpleName());
  }

  private void copy(Object array, int axis, String path) {
    if (array == null) {
      throw new IllegalArgumentException("tensor: row " + path + " of the array is null");
    }
    int expected = shape.raw()[axis];
    if (Array.getLength(array) != expected) {
      throw new IllegalArgumentException("tensor: ragged array: row " + path + " has " + Array.getLength(array)
          + " elements, the rows before it have " + expected);
    }
    if (array.getClass().getComponentType().isPrimitive()) {
      System.arraycopy(array, 0, elements, at, expected);
      at += expected;
      return;
    }
    for (int i = 0; i < expected; i++) {
      copy(Array.get(array, i), axis + 1, path + "[" + i + "]");
    }
  }
}
