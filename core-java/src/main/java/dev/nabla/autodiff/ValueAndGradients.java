package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * A function's value at a list of tensors, and its gradient with respect to each.
 *
 * @param value the one element that the function gave
 * @param gradients of the shapes and types of the tensors, in their order
 */
public record ValueAndGradients(Tensor value, List<Tensor> gradients) {
  /** Keeps a list of its own. */
  public ValueAndGradients {
    gradients = List.copyOf(gradients);
  }
}
