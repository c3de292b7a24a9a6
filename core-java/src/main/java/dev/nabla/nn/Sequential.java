package dev.nabla.nn;

import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * Layers one after another.
 *
 * @param layers in the order in which they are applied
 */
public record Sequential(List<Layer> layers) implements Layer {
  /** Keeps a list of its own. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  /** These layers one after another. */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  /** These layers one after another. */
  public static Sequential of(List<? extends Layer> layers) {
    return new Sequential(List.copyOf(layers));
  }

  @Override
  public Tensor forward(Tensor x) {
    return forward(x, Mode.evaluation());
  }

  @Override
  public Tensor forward(Tensor x, Mode mode) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y, mode);
    }
    return y;
  }
}
