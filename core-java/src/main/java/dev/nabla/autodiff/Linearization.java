package dev.nabla.autodiff;

import java.util.function.Function;

/**
 * A function's value at a point, and its derivative there as a linear map.
 *
 * @param value a tensor or a {@linkplain Trees tree} of tensors
 * @param map v ↦ J·v, from what is like the point to what is like the value; it may be applied any number of times and
 *     does not evaluate the function again
 */
public record Linearization<P, Q>(Q value, Function<P, Q> map) {}
