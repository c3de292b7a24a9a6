package dev.nabla.tensor;

/**
 * A tensor's elements in row-major order as kernels along axes see them: {@code outer} blocks of {@code n} rows of
 * {@code inner} elements each.
 */
record Rows(Object array, int offset, int outer, int n, int inner) {
  /** The rows along one axis. */
  static Rows along(Tensor x, int axis) {
    return along(x, axis, axis + 1);
  }

  /** The rows along the neighbouring axes {@code from} to {@code to - 1} taken as one. */
  static Rows along(Tensor x, int from, int to) {
    Shape shape = x.shape();
    boolean contiguous = x.isContiguous();
    return new Rows(contiguous ? x.array() : Elementwise.copied(x), contiguous ? x.offset : 0, shape.size(0, from),
        shape.size(from, to), shape.size(to, shape.rank()));
  }

  /** The rows along one axis, in an array that they begin and fill. */
  static Rows packed(Tensor x, int axis) {
    Shape shape = x.shape();
    return new Rows(packed(x), 0, shape.size(0, axis), shape.raw()[axis], shape.size(axis + 1, shape.rank()));
  }

  /** The elements of {@code x} in row-major order from position 0: its own array where it lies so, else a copy. */
  static Object packed(Tensor x) {
    return x.isContiguous() && x.offset == 0 ? x.array() : Elementwise.copied(x);
  }
}
