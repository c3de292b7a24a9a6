package dev.nabla.explain;

import dev.nabla.tensor.Op;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * One operation on the way back, and what it hands on to its inputs. Formulas are in the notation of {@link
 * dev.nabla.tensor.Formula}, with the names of the explanation.
 *
 * @param number 1 for the operation that made the output, then up
 * @param vertex the number of its output in the graph
 * @param output the name of what the operation made
 * @param formula its value: {@code ŷ = W₃·z₂}
 * @param where what a symbol in the formulas stands for: {@code tanh′(h₂) = 1 − z₂²}; null when nothing is left to say
 * @param value what it made, or null when its elements were not kept
 * @param inputs the numbers of its inputs in the graph, constants too
 * @param upstream the gradient with respect to the output, summed over all steps that it came from
 * @param from the numbers of those steps; none for the first
 * @param line the line of the program that asked for the operation, or null when that was not recorded
 */
public record Step(int number, int vertex, Op operation, String output, String formula, String where, Shape shape,
    Tensor value, List<Integer> inputs, Tensor upstream, List<Integer> from, List<Part> parts, StackTraceElement line) {
  /**
   * What a step hands on to one of its inputs.
   *
   * @param vertex the number of the input in the graph
   * @param input the name of the input
   * @param formula the vector-Jacobian product: {@code ∂f/∂W₃ = ∂f/∂ŷ·z₂ᵀ}
   * @param shape the input's shape
   * @param jacobian ∂vec(output)/∂vec(input), where vec stacks columns; null when it is too large to be written out
   * @param structure the Jacobian in words, or null when none was recognised
   * @param dimensions the product checked by its dimensions: {@code (2×1)·(1×3) → 2×3}
   * @param gradient the gradient that goes on to this input
   * @param deviation the largest difference between {@code gradient} and Jᵀ·upstream; for a large Jacobian that of
   *     ⟨upstream, J·v⟩ and ⟨gradient, v⟩ for one random v; NaN when values that J needs were not kept
   */
  public record Part(int vertex, String input, String formula, Shape shape, Tensor jacobian, String structure,
      String dimensions, Tensor gradient, double deviation) {}
}
