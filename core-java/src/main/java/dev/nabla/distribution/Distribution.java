package dev.nabla.distribution;

import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/**
 * A probability distribution, or a batch of them: one for each element that the parameters are broadcast to. A value has the
 * shape of the batch followed by that of one event, which is a number unless the distribution is one of vectors; any shape may
 * stand in front of that. Everything here is differentiable with respect to the parameters, {@link #sample} excepted.
 */
public interface Distribution {
  /** The shape of the batch: that which the parameters are broadcast to, less the axes of an event. */
  Shape batchShape();

  /** The shape of one event: that of a number unless overridden. */
  default Shape eventShape() {
    return Shape.SCALAR;
  }

  /** The means, of the shape of the batch and an event. */
  Tensor mean();

  /** The variances; of vectors those of the components. */
  Tensor variance();

  /**
   * The logarithm of the density or of the probability at {@code value}, of the shape of the batch: −∞ outside the support.
   *
   * @param value broadcasts against the shape of the batch and an event
   */
  Tensor logProb(Tensor value);

  /** The expectation of −ln p, in units of e, of the shape of the batch. */
  Tensor entropy();

  /** Random values without gradients: {@code shape} independent ones for each distribution of the batch. */
  Tensor sample(Rng rng, int... shape);

  /** The shape of a value: that of the batch and an event. */
  default Shape valueShape() {
    return batchShape().concat(eventShape());
  }
}
