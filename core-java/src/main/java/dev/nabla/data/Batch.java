package dev.nabla.data;

import dev.nabla.tensor.Tensor;

/**
 * Some examples of a data set, taken in one step of training.
 *
 * @param inputs one example after the other along axis 0
 * @param labels what is to be learned about each, along axis 0 too
 */
public record Batch(Tensor inputs, Tensor labels) {
  /**
   * The batch of these examples.
   *
   * @throws IllegalArgumentException when there are not as many labels as inputs
   */
  public Batch {
    Dataset.requireSameLength("batch", inputs, labels);
  }

  /** The number of examples. */
  public int size() {
    return inputs.extent(0);
  }
}
