package dev.nabla.tensor;

import dev.nabla.kernel.Parallel;
import dev.nabla.kernel.Strided;
import java.util.concurrent.atomic.AtomicBoolean;

/** Index tensors: positions along an axis, checked and counted from the front. */
public final class Positions {
  /** Positions that are worth the attention of a second thread. */
  private static final int GRAIN = 1 << 15;

  private Positions() {}

  /**
   * {@code index} as int64 positions between 0 and {@code n} − 1; negative ones count from the end.
   *
   * @param axis the axis of {@code shape} that they run along, for messages
   * @throws IndexOutOfBoundsException at the first one beyond
   */
  public static Tensor checked(Tensor index, Shape shape, int axis, String operation) {
    if (!index.dtype().isInteger()) {
      throw new IllegalArgumentException(
          operation + ": positions are int32 or int64, got a " + index.dtype() + " tensor of shape " + index.shape());
    }
    Tensor constant = index.detach();
    if (constant.trace instanceof Batch batch) {
      return batch.entry(checked(constant.below(), shape, axis, operation));
    }
    int n = shape.raw()[axis];
    Tensor rows = constant.to(DType.INT64).contiguous();
    if (fromTheFront(rows.strided(), index.size(), n)) {
      return rows;
    }
    long[] positions = rows.toLongs();
    for (int i = 0; i < positions.length; i++) {
      long p = positions[i];
      if (p < -n || p >= n) {
        throw new IndexOutOfBoundsException(
            operation + ": index " + p + " is out of range for axis " + axis + " of shape " + shape);
      }
      positions[i] = p < 0 ? p + n : p;
    }
    return Tensor.wrap(index.shape(), DType.INT64, positions);
  }

  /** Whether all positions are between 0 and n - 1, as most are: then they need no copy. */
  private static boolean fromTheFront(Strided positions, int size, int n) {
    long[] at = (long[]) positions.array();
    int first = positions.offset();
    AtomicBoolean beyond = new AtomicBoolean();
    Parallel.range(size, GRAIN, (from, to) -> {
      if (!fromTheFront(at, first + from, first + to, n)) {
        beyond.set(true);
      }
    });
    return !beyond.get();
  }

  private static boolean fromTheFront(long[] at, int from, int to, int n) {
    long signs = 0;
    for (int i = from; i < to; i++) {
      signs |= at[i] | n - 1 - at[i];
    }
    return signs >= 0;
  }

  /** {@link Tensor#get(Index...)} as a step of an operation, in whose name an index that does not fit is refused. */
  public static Tensor selected(String operation, Tensor x, Index... index) {
    return Subscript.get(operation, x, index);
  }

  /** The positions of the true elements of a bool tensor, in row-major order: int64 of shape [count, rank]. */
  public static Tensor nonzero(Tensor mask) {
    boolean[] values = mask.toBooleans();
    Shape shape = mask.shape();
    int rank = shape.rank();
    long[] positions = new long[Math.multiplyExact(count(values), rank)];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i]) {
        int rest = i;
        for (int axis = 0; axis < rank; axis++) {
          positions[at++] = rest / shape.strides()[axis];
          rest %= shape.strides()[axis];
        }
      }
    }
    return Tensor.wrap(Shape.of(count(values), rank), DType.INT64, positions);
  }

  private static int count(boolean[] values) {
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return count;
  }

  /** Several tensors of positions, one for each leading axis of {@code shape}, as positions in those axes taken as one. */
  static Tensor flattened(String operation, Tensor[] positions, Shape shape) {
    Tensor flat = positions[0];
    for (int axis = 1; axis < positions.length; axis++) {
      flat.shape().broadcast(positions[axis].shape(), operation); // or refused in its name
      flat = flat.mul((long) shape.raw()[axis]).add(positions[axis]);
    }
    return flat;
  }
}
