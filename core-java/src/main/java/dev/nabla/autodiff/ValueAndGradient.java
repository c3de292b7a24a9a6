package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;

/**
 * A function's value at a point, and its gradient there.
 *
 * @param value the one element that the function gave
 * @param gradient of the shape and type of the point
 */
public record ValueAndGradient(Tensor value, Tensor gradient) {}
