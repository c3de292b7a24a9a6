package dev.nabla.explain;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * Where a backward pass ends.
 *
 * @param vertex the parameter's number in the graph
 * @param formula the gradient by that of the next layer's output, put together from the steps between: {@code ∂f/∂W₂ =
 *     [tanh′(h₂) ⊙ (W₃ᵀ·∂f/∂ŷ)]·z₁ᵀ}; a sum over the steps where more than one path ends here
 * @param dimensions the product checked by its dimensions, {@code (3×3)·(3×2)·(2×1)·(1×5) → 3×5}; null where the formula
 *     is no product
 * @param from the numbers of the steps that it came from
 */
public record ParameterGradient(int vertex, String name, String formula, String dimensions, Shape shape, Tensor value,
    Tensor gradient, List<Integer> from) {}
