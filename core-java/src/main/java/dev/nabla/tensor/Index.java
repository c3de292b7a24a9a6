package dev.nabla.tensor;

/**
 * One entry of an index in {@link Tensor#get(Index...)}, as between NumPy's brackets. Axes that are not named at the
 * end are taken whole.
 */
public sealed interface Index {
  /** {@code :}, the whole axis. */
  Index ALL = new Range(null, null, 1);
  /** {@code ...}, as many whole axes as are left. */
  Index ELLIPSIS = new Ellipsis();
  /** {@code None}, a new axis of extent 1. */
  Index NEW_AXIS = new NewAxis();

  /** The element at {@code position}, counted from the end when negative; its axis goes. */
  static Index at(int position) {
    return new At(position);
  }

  /** {@code from:to}; {@code to} is excluded, negative ends count from the end, ends beyond the axis are clipped. */
  static Index range(Integer from, Integer to) {
    return range(from, to, 1);
  }

  /**
   * {@code from:to:step}, as in NumPy; null stands for the end that the step comes from or goes to.
   *
   * @throws IllegalArgumentException when {@code step} is 0
   */
  static Index range(Integer from, Integer to, int step) {
    if (step == 0) {
      throw new IllegalArgumentException("get: the step of a range must not be 0");
    }
    return new Range(from, to, step);
  }

  /**
   * The positions that {@code index} holds (int32 or int64), or those where it is true (bool, of the shape of the axes
   * that it stands for). Several such entries broadcast against one another and are read together.
   */
  static Index of(Tensor index) {
    if (index.dtype().isFloating()) {
      throw new IllegalArgumentException("get: an index tensor is int32, int64 or bool, got " + index.dtype());
    }
    return new Positions(index);
  }

  /** The element at one position. */
  record At(int position) implements Index {}

  /** A range of positions; null is an open end. */
  record Range(Integer from, Integer to, int step) implements Index {}

  /** All axes that are left. */
  record Ellipsis() implements Index {}

  /** An axis of extent 1. */
  record NewAxis() implements Index {}

  /** Positions held by a tensor. */
  record Positions(Tensor tensor) implements Index {}
}
