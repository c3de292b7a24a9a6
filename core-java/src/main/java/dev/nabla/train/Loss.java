package dev.nabla.train;

import dev.nabla.tensor.Tensor;

/** What training makes small: {@code Losses::crossEntropy}, {@code Losses::mse}, or any function of these two. */
@FunctionalInterface
public interface Loss {
  /** One element, the mean over the examples of a batch, recorded so that it can be differentiated. */
  Tensor of(Tensor output, Tensor labels);
}
