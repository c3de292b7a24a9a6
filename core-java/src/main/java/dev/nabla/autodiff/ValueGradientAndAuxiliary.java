package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;

/**
 * A function's value at a point, its gradient there, and what else the function gave.
 *
 * @param value the one element that was differentiated
 * @param gradient like the point
 * @param auxiliary as the function gave it, its tensors as constants
 */
public record ValueGradientAndAuxiliary<P, A>(Tensor value, P gradient, A auxiliary) {}
