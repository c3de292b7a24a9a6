package dev.nabla.distribution;

import dev.nabla.op.Masking;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/** What distributions do with their parameters and values. */
final class Parameters {
  static final double LOG_ROOT_2_PI = 0.5 * Math.log(2 * Math.PI);

  private Parameters() {}

  /** x of the shape that it has in common with another parameter, and of their floating type. */
  static Tensor shared(String distribution, Tensor x, Tensor other) {
    return x.to(DType.promote(x, other).floating()).expand(x.shape().broadcast(other.shape(), distribution));
  }

  /** x as a floating tensor. */
  static Tensor floating(Tensor x) {
    return x.to(x.dtype().floating());
  }

  /** Refuses a parameter some element of which does not fit, in a vectorised map that of any entry; NaN fits nothing. */
  static Tensor require(String distribution, String name, String condition, Tensor x, Tensor fits) {
    Tensor all = fits.underlying();
    if (all.all().item() == 0) {
      Tensor misfits = Tensor.where(fits, Tensor.zerosLike(x), x.detach()).underlying(); // mapped wherever one of both is
      double first = Masking.maskedSelect(misfits, all.logicalNot()).select(0, 0).item();
      throw new IllegalArgumentException(distribution + ": " + name + " " + condition + ", got " + first);
    }
    return x;
  }

  static Tensor requirePositive(String distribution, String name, Tensor x) {
    return require(distribution, name, "is above 0 and finite", x,
        x.detach().gt(0).logicalAnd(x.detach().lt(Double.POSITIVE_INFINITY)));
  }

  static Tensor requireFinite(String distribution, String name, Tensor x) {
    return require(distribution, name, "is finite", x, x.detach().abs().lt(Double.POSITIVE_INFINITY));
  }

  /** A value, or a probability, that broadcasts against what the distribution draws; others are refused in its name. */
  static Tensor fitting(String distribution, Distribution d, Tensor value) {
    value.shape().broadcast(d.valueShape(), distribution);
    return value;
  }

  /** The shape of samples. */
  static int[] extents(Distribution d, int... shape) {
    return Shape.of(shape).concat(d.valueShape()).extents();
  }

  /** Uniform numbers between 0 and 1, neither of which occurs, in the type of a parameter. */
  static Tensor uniform(Rng rng, DType type, int... shape) {
    return rng.rand(type, shape).maximum(Tensor.full(0x1p-54, Shape.SCALAR, type));
  }

  /** f where {@code inside} holds, else −∞; f was computed from values that are inside. */
  static Tensor within(Tensor inside, Tensor f) {
    return Tensor.where(inside, f, Tensor.full(Double.NEGATIVE_INFINITY, Shape.SCALAR, f.dtype()));
  }

  /** x where {@code inside} holds, else a number that is inside. */
  static Tensor moved(Tensor inside, Tensor x, double number) {
    return Tensor.where(inside, x, Tensor.full(number, Shape.SCALAR, x.dtype()));
  }
}
