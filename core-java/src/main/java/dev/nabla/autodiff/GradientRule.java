package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;

/**
 * The gradient of a function, written by hand.
 *
 * @param <P> what the function takes: a tensor or a {@linkplain Trees tree} of tensors
 */
@FunctionalInterface
public interface GradientRule<P> {
  /** The gradient with respect to {@code x}, like {@code x}, given the upstream gradient {@code g} and y = f(x). */
  P backward(Tensor g, Tensor y, P x);
}
