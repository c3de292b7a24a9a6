package dev.nabla.data;

import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;

/** Examples and what is to be learned about each of them: two tensors that agree in the extent of axis 0. */
public final class Dataset {
  private final Tensor inputs;
  private final Tensor labels;

  private Dataset(Tensor inputs, Tensor labels) {
    this.inputs = inputs;
    this.labels = labels;
  }

  /**
   * The data set of these inputs, one example after the other along axis 0, and as many labels: class numbers, or
   * targets of any shape. Both are constants to whatever is learned from them.
   *
   * @throws IllegalArgumentException when there are not as many labels as inputs
   */
  public static Dataset of(Tensor inputs, Tensor labels) {
    requireSameLength("dataset", inputs, labels);
    return new Dataset(inputs.detach(), labels.detach());
  }

  static void requireSameLength(String operation, Tensor inputs, Tensor labels) {
    if (inputs.rank() == 0 || labels.rank() == 0 || inputs.extent(0) != labels.extent(0)) {
      throw new IllegalArgumentException(operation + ": got inputs " + inputs.shape() + " and labels " + labels.shape()
          + ", needs one label for each example along axis 0");
    }
  }

  /** The number of examples. */
  public int size() {
    return inputs.extent(0);
  }

  /** All inputs, one example after the other along axis 0. */
  public Tensor inputs() {
    return inputs;
  }

  /** All labels, in the order of the inputs. */
  public Tensor labels() {
    return labels;
  }

  /**
   * Parts the examples at random: {@code share} of them, rounded, to train with, the others to test. The same seed
   * parts equally many examples in the same way.
   *
   * @throws IllegalArgumentException when one of the two would be empty
   */
  public Split split(double share, long seed) {
    long trained = Math.round(share * size());
    if (!(share > 0 && share < 1) || trained == 0 || trained == size()) {
      throw new IllegalArgumentException("split: a share of " + share + " of " + size()
          + " examples leaves one part empty; needs a share between 0 and 1 that leaves an example in both");
    }
    Tensor order = Rng.of(seed).permutation(size());
    int train = (int) trained;
    return new Split(subset(order.narrow(0, 0, train)), subset(order.narrow(0, train, size() - train)));
  }

  /**
   * A data set in two parts without common examples.
   *
   * @param train what the network learns from
   * @param test what it is judged by
   */
  public record Split(Dataset train, Dataset test) {
  }

  /** The examples at these positions, in their order: an integer tensor of rank 1; a position may occur repeatedly. */
  public Dataset subset(Tensor positions) {
    return new Dataset(inputs.indexSelect(0, positions), labels.indexSelect(0, positions));
  }

  /**
   * The first {@code n} examples.
   *
   * @throws IllegalArgumentException when there are not so many
   */
  public Dataset take(int n) {
    if (n < 0 || n > size()) {
      throw new IllegalArgumentException("take: got " + n + ", needs a number from 0 to the " + size() + " examples");
    }
    return new Dataset(inputs.narrow(0, 0, n), labels.narrow(0, 0, n));
  }

  /** The examples in batches of {@code size}, in order; views, nothing is copied. */
  public Batches batches(int size) {
    return new Batches(this, size, null);
  }

  /**
   * The examples in batches of {@code size}, in an order that is drawn here, once: call it again for the next epoch.
   */
  public Batches batches(int size, Rng rng) {
    return new Batches(this, size, rng.permutation(size()));
  }

  /** Shapes and types: {@code 1797 examples: inputs float32 [1797×64], labels int64 [1797]}. */
  @Override
  public String toString() {
    return size() + " examples: inputs " + inputs.dtype() + " " + inputs.shape() + ", labels " + labels.dtype() + " "
        + labels.shape();
  }
}
