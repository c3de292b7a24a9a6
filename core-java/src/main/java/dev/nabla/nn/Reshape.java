package dev.nabla.nn;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/**
 * The same elements of each example in row-major order under another shape: [batch, 784] becomes [batch, 1, 28, 28].
 *
 * @param example the shape of one example; the batch axis stands before it
 */
public record Reshape(Shape example) implements Layer {
  /** A layer that gives examples these extents. */
  public Reshape(int... extents) {
    this(Shape.of(extents));
  }

  /** A layer that gives examples these extents. */
  public static Reshape of(int... extents) {
    return new Reshape(extents);
  }

  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() == 0) {
      throw new ShapeException("reshape: a scalar has no batch axis");
    }
    return x.reshape(Shape.of(x.extent(0)).concat(example));
  }
}
