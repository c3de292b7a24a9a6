package dev.nabla.nn;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/** All axes behind the batch axis taken as one: [batch, 1, 28, 28] becomes [batch, 784]. */
public record Flatten() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() == 0) {
      throw new IllegalArgumentException("flatten: a scalar has no batch axis");
    }
    int[] extents = x.shape().extents();
    return x.reshape(extents[0], Shape.of(Arrays.copyOfRange(extents, 1, extents.length)).size());
  }
}
