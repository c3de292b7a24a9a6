package dev.nabla.nn;

import dev.nabla.op.Dropouts;
import dev.nabla.tensor.Tensor;

/**
 * Zeros each element with probability {@code rate} while training and scales the others by 1 / (1 − rate); the identity
 * in evaluation.
 *
 * @param rate at least 0 and less than 1
 */
public record Dropout(double rate) implements Layer {
  /** Checks the rate. */
  public Dropout {
    Dropouts.requireRate(rate);
  }

  /** A layer that drops this share. */
  public static Dropout of(double rate) {
    return new Dropout(rate);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x;
  }

  @Override
  public Tensor forward(Tensor x, Mode mode) {
    return mode instanceof Mode.Training training ? Dropouts.dropout(x, rate, training.rng()) : x;
  }
}
