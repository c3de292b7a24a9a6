package dev.nabla.tensor;

/**
 * One level of vectorised mapping, on which {@code vmap} is built: {@code open}, take tensors apart into entries, compute
 * with one entry's shapes, put results together. What is the same for every entry is used as it is. Confined to the
 * thread that opened it, and closed in the reverse order of opening.
 */
public final class Batching implements AutoCloseable {
  private final Batch batch;

  private Batching(int entries) {
    this.batch = new Batch(Recorder.open(), entries);
  }

  /** Opens a level, within those that are open on this thread, for a batch of this many entries. */
  public static Batching open(int entries) {
    return new Batching(entries);
  }

  /**
   * The tensor that stands for every slice of {@code x} along an axis, and has the shape of one of them. Its elements
   * cannot be read, since they differ.
   *
   * @throws IllegalArgumentException when the axis does not hold one slice for each entry
   */
  public Tensor entry(Tensor x, int axis) {
    if (x.extent(axis) != batch.extent()) {
      throw new ShapeException("vmap: axis " + axis + " of shape " + x.shape() + " holds " + x.extent(axis)
          + " entries, but the batch has " + batch.extent());
    }
    return batch.entry(moved(x.current(), x.shape().axis(axis, "vmap"), 0));
  }

  /** Whether {@code y} may differ between entries: it was computed from one. */
  public boolean varies(Tensor y) {
    return Trace.seenFrom(batch.level, y).trace == batch;
  }

  /** All entries of {@code y} along a new axis of the result; copies of {@code y}, as a view, where it does not vary. */
  public Tensor stacked(Tensor y, int axis) {
    Tensor own = Trace.seenFrom(batch.level, y);
    Tensor all = own.trace == batch ? own.below() : own.expand(Shape.of(batch.extent()).concat(own.shape()));
    return moved(all, 0, all.shape().axis(axis, "vmap"));
  }

  private static Tensor moved(Tensor x, int from, int to) {
    if (from == to) {
      return x;
    }
    int[] order = new int[x.rank()];
    int next = 0;
    for (int axis = 0; axis < order.length; axis++) {
      next += next == from ? 1 : 0;
      order[axis] = axis == to ? from : next++;
    }
    return x.permute(order);
  }

  /** Ends the level: what stands for its entries can no longer be computed with. */
  @Override
  public void close() {
    batch.end();
  }
}
