package dev.nabla.kernel;

/**
 * The loops over up to three strided operands of one shape, in row-major order.
 *
 * <p>Adjacent axes that every operand walks evenly become one, axes of extent 1 vanish; what remains at the inside is the
 * longest run that can be handed to an inner loop. Every n-dimensional kernel iterates through this class.
 */
final class StridedLoops {
  /**
   * Shorter runs go to scalar loops: a program that touches only small tensors never loads the Vector API, and starts the
   * faster.
   */
  static final int VECTOR_RUN = 64;

  /** Shorter runs are not worth a call each. */
  private static final int SHORT = 16;

  private final int size;
  private final int rank;
  private final int[] extents;
  private final int[][] strides;

  /** Work on a run of {@code n} elements: where each operand starts, and the place of the first in row-major order. */
  @FunctionalInterface
  interface Run {
    void run(int a, int b, int c, int place, int n);
  }

  /** Absent operands are null and stay at their offset. */
  StridedLoops(int[] shape, int[] a, int[] b, int[] c) {
    int[][] given = {a, b, c};
    extents = new int[shape.length];
    strides = new int[3][shape.length];
    size = size(shape);
    int axes = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] == 1) {
        continue;
      }
      boolean joins = axes > 0;
      for (int k = 0; k < 3 && joins; k++) {
        joins = given[k] == null || strides[k][axes - 1] == given[k][axis] * shape[axis];
      }
      int target = joins ? axes - 1 : axes++;
      extents[target] = joins ? extents[target] * shape[axis] : shape[axis];
      for (int k = 0; k < 3; k++) {
        strides[k][target] = given[k] == null ? 0 : given[k][axis];
      }
    }
    rank = axes;
  }

  /** The number of elements of a shape; 1 for rank 0. */
  static int size(int[] shape) {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    return size;
  }

  /**
   * The one step that walks a whole operand in row-major order: 1 if it is contiguous, 0 if it is one element repeated,
   * -1 if there is no such step. Allocates nothing.
   */
  static int step(int[] shape, int[] strides) {
    boolean contiguous = true;
    boolean constant = true;
    int expected = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (shape[axis] != 1) {
        contiguous &= strides[axis] == expected;
        constant &= strides[axis] == 0;
        expected *= shape[axis];
      }
    }
    return contiguous ? 1 : constant ? 0 : -1;
  }

  /** The strides of a contiguous operand. */
  static int[] contiguous(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  int size() {
    return size;
  }

  /** The number of axes that remain. */
  int rank() {
    return rank;
  }

  int extent(int axis) {
    return extents[axis];
  }

  int stride(int operand, int axis) {
    return strides[operand][axis];
  }

  /** The stride of an operand along the runs. */
  int step(int operand) {
    return rank == 0 ? 0 : strides[operand][rank - 1];
  }

  /**
   * Whether an operand should be copied into contiguous order first: if its elements along the runs are neither neighbours
   * nor all the same, or if runs are too short and it is to blame.
   */
  boolean scattered(int operand) {
    if (rank == 0) {
      return false;
    }
    int step = step(operand);
    return step < 0 || step > 1 || rank > 1 && extents[rank - 1] < SHORT && !contiguous(operand);
  }

  private boolean contiguous(int operand) {
    int expected = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      if (strides[operand][axis] != expected) {
        return false;
      }
      expected *= extents[axis];
    }
    return true;
  }

  /** Does all runs, starting from the operands' offsets; in parallel in pieces of {@code grain} elements. */
  void forEach(int a, int b, int c, int grain, Run body) {
    Parallel.range(size, grain, (from, to) -> piece(a, b, c, from, to, body));
  }

  /** Does the runs of the elements {@code [from, to)}. */
  void piece(int a, int b, int c, int from, int to, Run body) {
    if (rank == 0) {
      body.run(a, b, c, 0, 1);
      return;
    }
    int[] index = new int[rank];
    int rest = from;
    for (int axis = rank - 1; axis >= 0; axis--) {
      index[axis] = rest % extents[axis];
      rest /= extents[axis];
      a += index[axis] * strides[0][axis];
      b += index[axis] * strides[1][axis];
      c += index[axis] * strides[2][axis];
    }
    int inner = rank - 1;
    int place = from;
    while (true) {
      int n = Math.min(extents[inner] - index[inner], to - place);
      body.run(a, b, c, place, n);
      place += n;
      if (place == to) {
        return;
      }
      // Only the first run of a piece begins inside an axis: the next begins where this axis begins again.
      a -= index[inner] * strides[0][inner];
      b -= index[inner] * strides[1][inner];
      c -= index[inner] * strides[2][inner];
      index[inner] = 0;
      for (int axis = inner - 1;; axis--) {
        a += strides[0][axis];
        b += strides[1][axis];
        c += strides[2][axis];
        if (++index[axis] < extents[axis]) {
          break;
        }
        a -= extents[axis] * strides[0][axis];
        b -= extents[axis] * strides[1][axis];
        c -= extents[axis] * strides[2][axis];
        index[axis] = 0;
      }
    }
  }
}
