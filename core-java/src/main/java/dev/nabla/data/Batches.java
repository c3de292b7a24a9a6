package dev.nabla.data;

import dev.nabla.tensor.Tensor;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A data set cut into batches, each example in exactly one; the last batch may be smaller. A value: every iteration, on
 * whichever thread, gives the same batches, and a batch is gathered only when it is asked for.
 */
public final class Batches implements Iterable<Batch> {
  private final Dataset data;
  private final int size;
  private final Tensor order;

  /** Batches of {@code size} in the given order of positions, or in the data set's own when that is null. */
  Batches(Dataset data, int size, Tensor order) {
    if (size < 1) {
      throw new IllegalArgumentException("batches: got batches of " + size + ", needs at least 1 example in each");
    }
    this.data = data;
    this.size = size;
    this.order = order;
  }

  /** How many batches there are. */
  public int count() {
    return (int) (((long) data.size() + size - 1) / size);
  }

  @Override
  public Iterator<Batch> iterator() {
    return IntStream.range(0, count()).mapToObj(this::batch).iterator();
  }

  private Batch batch(int number) {
    int start = number * size;
    int length = Math.min(size, data.size() - start);
    if (order == null) {
      return new Batch(data.inputs().narrow(0, start, length), data.labels().narrow(0, start, length));
    }
    Tensor positions = order.narrow(0, start, length);
    return new Batch(data.inputs().indexSelect(0, positions), data.labels().indexSelect(0, positions));
  }
}
