package dev.nabla.tensor;

/**
 * Elements selected along an axis, and where they stood.
 *
 * @param values the elements
 * @param indices their positions along the axis, int64, of the same shape
 */
public record Selected(Tensor values, Tensor indices) {}
