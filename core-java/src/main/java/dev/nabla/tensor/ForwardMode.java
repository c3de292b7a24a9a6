package dev.nabla.tensor;

/**
 * One level of forward-mode differentiation: {@code open}, make variables that move along a direction, compute with
 * them, ask how results move. Values and tangents are computed side by side in one pass, and nothing is kept for later.
 * Parameters and the variables of outer levels are constants to it, while tangents can be differentiated with respect
 * to those.
 */
public final class ForwardMode {
  private final long level = Recorder.open();

  private ForwardMode() {}

  /** Opens a level within all that are open. */
  public static ForwardMode open() {
    return new ForwardMode();
  }

  /**
   * A tensor equal to {@code x} that moves along {@code tangent}; null stands for one that stays.
   *
   * @throws IllegalArgumentException when {@code x} is not of a floating type, or the tangent's shape differs
   */
  public Tensor variable(Tensor x, Tensor tangent) {
    Tensor value = x.current();
    if (tangent == null) {
      return value;
    }
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException("jvp: cannot differentiate with respect to a tensor of type " + x.dtype()
          + "; it needs float32 or float64");
    }
    if (!tangent.shape().equals(x.shape()) || !tangent.dtype().isFloating()) {
      throw new IllegalArgumentException("jvp: the tangent is " + tangent.dtype() + " " + tangent.shape()
          + ", but the point is " + x.dtype() + " " + x.shape());
    }
    return value.traced(new Dual(level, tangent.current().to(x.dtype())));
  }

  /** {@code y} as a constant to this level, still watched by outer ones. */
  public Tensor value(Tensor y) {
    Tensor seen = Trace.seenFrom(level, y);
    return dual(seen) == null ? seen : seen.below();
  }

  /** The derivative of {@code y} along the directions of the variables: zeros where it does not depend on them. */
  public Tensor tangent(Tensor y) {
    Dual dual = dual(Trace.seenFrom(level, y));
    return dual == null ? Tensor.zerosLike(y) : dual.tangent();
  }

  private Dual dual(Tensor y) {
    return y.trace instanceof Dual dual && dual.level == level ? dual : null;
  }
}
