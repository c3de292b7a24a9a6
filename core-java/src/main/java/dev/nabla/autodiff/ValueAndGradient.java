package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;

/**
 * A function's value at a point, and its gradient there.
 *
 * @param value the one element that the function gave
 * @param gradient like the point: a tensor of its shape and type, or a {@linkplain Trees tree} of those
 */
public record ValueAndGradient<P>(Tensor value, P gradient) {}
