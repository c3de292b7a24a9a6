package dev.nabla.tensor;

import java.util.List;

/**
 * What makes a tensor more than its numbers: the transformation that watches it, at that transformation's level. Level 0
 * is the recording for {@link Tensor#backward()}; functions of functions open levels of their own, each above those that
 * were opened before. An operation is handed to the highest level among its inputs, which carries it out one level
 * further down and adds its own part, so that nested transformations never confuse whose derivative is whose.
 */
abstract class Trace {
  final long level;

  Trace(long level) {
    this.level = level;
  }

  abstract Tensor unary(UnaryOp op, Tensor x);

  abstract Tensor binary(BinaryOp op, Tensor a, Tensor b);

  abstract Tensor nary(NaryOp op, List<Tensor> x);

  /** {@code x}, which this trace watches, as a constant to every derivative. */
  Tensor detached(Tensor x) {
    return x.below().detach();
  }

  /** {@code x} one level down where this level watches it, else {@code x} itself. */
  final Tensor lower(Tensor x) {
    return x.trace != null && x.trace.level == level ? x.below() : x;
  }

  /** {@code x} without the levels that were opened within this one and have ended. */
  static Tensor seenFrom(long level, Tensor x) {
    Tensor seen = x.current();
    while (seen.trace != null && seen.trace.level > level) {
      seen = seen.below();
    }
    return seen;
  }
}
