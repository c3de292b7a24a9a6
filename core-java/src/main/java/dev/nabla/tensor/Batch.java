package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * A vectorised map: the trace of tensors each of which stands for all entries of a batch. One level down such a tensor
 * has one more axis, always the first, along which its entries lie; bringing it there is a view, so that every
 * operator's rule ({@link UnaryOp#batched} and the like) deals with one layout.
 */
final class Batch extends Trace {
  private final int extent;
  private boolean ended;

  Batch(long level, int extent) {
    super(level);
    this.extent = extent;
  }

  int extent() {
    return extent;
  }

  void end() {
    ended = true;
  }

  /** The tensor that stands for each of {@code all}'s slices along its first axis. */
  Tensor entry(Tensor all) {
    return all.entry(this);
  }

  @Override
  Tensor unary(UnaryOp op, Tensor x) {
    return entry(op, op.batched(widened(op, x)));
  }

  @Override
  Tensor binary(BinaryOp op, Tensor a, Tensor b) {
    return entry(op, op.batched(widened(op, a), widened(op, b)));
  }

  @Override
  Tensor nary(NaryOp op, List<Tensor> x) {
    List<Tensor> all = new ArrayList<>(x.size());
    for (Tensor each : x) {
      all.add(widened(op, each));
    }
    return entry(op, op.batched(all));
  }

  /** The derivative ends, the map goes on. */
  @Override
  Tensor detached(Tensor x) {
    return entry(x.below().detach());
  }

  /** All entries of {@code x}; along an axis of extent 1 where it is the same for each. */
  private Tensor widened(Op op, Tensor x) {
    if (x.trace != this) {
      return x.unsqueeze(0);
    }
    if (ended) {
      throw new IllegalStateException(op.label() + ": a tensor of shape " + x.shape()
          + " is used after the vectorised map that it belongs to has ended; let the mapped function return it");
    }
    return x.below();
  }

  private Tensor entry(Op op, Tensor all) {
    if (all.rank() == 0 || all.extent(0) != extent) {
      throw new IllegalStateException(op.label() + ": its rule for batches gave shape " + all.shape()
          + ", which needs the " + extent + " entries along the first axis");
    }
    return entry(all);
  }
}
