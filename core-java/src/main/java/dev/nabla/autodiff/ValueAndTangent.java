package dev.nabla.autodiff;

/**
 * A function's value at a point, and its derivative along a direction.
 *
 * @param value a tensor or a {@linkplain Trees tree} of tensors
 * @param tangent J·v, like the value
 */
public record ValueAndTangent<Q>(Q value, Q tangent) {}
