package dev.nabla.nn;

import dev.nabla.tensor.Rng;

/** Whether a network trains. It is an argument of each call; no layer remembers it. */
public sealed interface Mode {
  /** Training, where layers that need chance take it from {@code rng}. */
  static Mode training(Rng rng) {
    return new Training(rng);
  }

  /** Evaluation: the output depends on the input alone. */
  static Mode evaluation() {
    return Evaluation.INSTANCE;
  }

  /**
   * While parameters are being adjusted.
   *
   * @param rng where layers such as {@link Dropout} take their chance from
   */
  record Training(Rng rng) implements Mode {}

  /** While outputs are used. */
  record Evaluation() implements Mode {
    private static final Evaluation INSTANCE = new Evaluation();
  }
}
