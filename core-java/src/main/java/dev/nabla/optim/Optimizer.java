package dev.nabla.optim;

import dev.nabla.tensor.Parameter;
import java.util.List;

/** Adjusts parameters by their gradients. It remembers what earlier steps taught it, and belongs to one thread. */
public interface Optimizer {
  /**
   * Assigns new values to the parameters that have a gradient, and clears the gradients. Parameters without one stay as
   * they are.
   *
   * @throws IllegalStateException when no parameter has a gradient; nothing has changed then
   */
  void step();

  /** What is adjusted. */
  List<Parameter> parameters();

  /** The factor that gradients are followed by. */
  double learningRate();

  /** Follows gradients by another factor from the next step on. */
  Optimizer learningRate(double learningRate);
}
