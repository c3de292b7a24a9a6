package dev.nabla.tensor;

import java.util.List;

/**
 * What makes a tensor more than its numbers: the transformation that watches it, at that transformation's level. Level 0
 * is the recording for {@link Tensor#backward()}; functions of functions nest at levels 1, 2, … An operation is handed
 * to the highest level among its inputs, which carries it out one level further down and adds its own part, so that
 * nested transformations never confuse whose derivative is whose.
 */
abstract class Trace {
  final int level;

  Trace(int level) {
    this.level = level;
  }

  abstract Tensor unary(UnaryOp op, Tensor x);

  abstract Tensor binary(BinaryOp op, Tensor a, Tensor b);

  abstract Tensor nary(NaryOp op, List<Tensor> x);

  /** {@code x} one level down where this level watches it, else {@code x} itself. */
  final Tensor lower(Tensor x) {
    return x.trace != null && x.trace.level == level ? x.below() : x;
  }
}
