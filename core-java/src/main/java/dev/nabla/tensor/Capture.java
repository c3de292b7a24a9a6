package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The trace of a function's arguments and of what is computed from them. It sees what else the function reads that
 * belongs to a transformation, such as a parameter, in the order of first use, and can put other tensors in place of it.
 */
final class Capture extends Trace {
  private final Map<Tensor, Integer> positions = new IdentityHashMap<>();
  private final List<Tensor> read = new ArrayList<>();
  private final List<Tensor> substitutes;

  /** With null in place of {@code substitutes} it only looks, and lower levels record nothing. */
  Capture(long level, List<Tensor> substitutes) {
    super(level);
    this.substitutes = substitutes;
  }

  /** What was read beside the arguments. */
  List<Tensor> read() {
    return read;
  }

  Tensor enter(Tensor x) {
    return x.current().traced(this);
  }

  @Override
  Tensor unary(UnaryOp op, Tensor x) {
    return watched(() -> Dispatch.apply(op, replaced(x)));
  }

  @Override
  Tensor binary(BinaryOp op, Tensor a, Tensor b) {
    return watched(() -> Dispatch.apply(op, replaced(a), replaced(b)));
  }

  @Override
  Tensor nary(NaryOp op, List<Tensor> x) {
    return watched(() -> {
      List<Tensor> all = new ArrayList<>(x);
      all.replaceAll(this::replaced);
      return Dispatch.apply(op, all);
    });
  }

  private Tensor watched(Supplier<Tensor> operation) {
    return (substitutes != null ? operation.get() : Recorder.current().pausedBelow(level, operation)).traced(this);
  }

  private Tensor replaced(Tensor x) {
    if (x.trace == this) {
      return x.below();
    }
    if (x.trace == null) {
      return x;
    }
    Integer position = positions.putIfAbsent(x, read.size());
    if (position == null) {
      position = read.size();
      read.add(x);
    }
    if (substitutes == null) {
      return x;
    }
    if (position >= substitutes.size()) {
      throw new IllegalStateException("checkpoint: evaluated again, the function reads more than the "
          + substitutes.size() + " tensors that it read at first beside its argument; it must do the same each time");
    }
    return substitutes.get(position);
  }
}
