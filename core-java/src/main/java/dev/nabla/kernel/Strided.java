package dev.nabla.kernel;

/**
 * An array and how a tensor lies in it: element {@code (i, j, …)} stands at
 * {@code offset + i·strides[0] + j·strides[1] + …}. What the operators of this library hand to kernels and get from
 * them; the package is not exported, so that no user can reach, and write to, the array of a tensor.
 *
 * @param array {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code boolean[]}
 * @param offset where element {@code (0, 0, …)} stands
 * @param extents the extents along the axes, for reading only
 * @param strides the distances along the axes in elements, for reading only; 0 repeats, negative runs backward
 */
public record Strided(Object array, int offset, int[] extents, int[] strides) {
  /** All of an array, from its beginning and in row-major order. */
  public static Strided of(Object array, int... extents) {
    int[] strides = new int[extents.length];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= extents[axis];
    }
    return new Strided(array, 0, extents, strides);
  }
}
