package dev.nabla.autodiff;

import java.util.function.Function;

/**
 * A function's value at a point, and the map that carries gradients back there.
 *
 * @param value a tensor or a {@linkplain Trees tree} of tensors
 * @param pullback u ↦ Jᵀu, from what is like the value to what is like the point; it may be applied any number of times,
 *     also by several threads
 */
public record ValueAndPullback<P, Q>(Q value, Function<Q, P> pullback) {}
