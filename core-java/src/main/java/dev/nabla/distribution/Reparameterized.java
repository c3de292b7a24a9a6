package dev.nabla.distribution;

import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;

/** A distribution whose random values move with its parameters: expectations of functions of them have gradients. */
public interface Reparameterized extends Distribution {
  /** Random values with their gradients with respect to the parameters; otherwise those of {@link #sample}. */
  Tensor rsample(Rng rng, int... shape);

  @Override
  default Tensor sample(Rng rng, int... shape) {
    return rsample(rng, shape).detach();
  }
}
