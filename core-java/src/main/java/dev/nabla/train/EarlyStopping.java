package dev.nabla.train;

import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * Watches a loss that should fall, and keeps the parameters as they were at its lowest; nothing is copied for that,
 * since nothing writes into a tensor.
 */
final class EarlyStopping {
  private final int patience;
  private final double minDelta;
  private final List<Parameter> parameters;

  private double lowest = Double.POSITIVE_INFINITY;

  /** The values of the parameters then; empty when no loss was seen. */
  private List<Tensor> best = List.of();

  /** What the loss must fall below, by more than minDelta, to count as progress. */
  private double reference = Double.POSITIVE_INFINITY;
  private int epochsWithoutProgress;

  EarlyStopping(int patience, double minDelta, List<Parameter> parameters) {
    this.patience = patience;
    this.minDelta = minDelta;
    this.parameters = parameters;
  }

  void observe(double loss) {
    if (loss < lowest) {
      lowest = loss;
      best = parameters.stream().map(Parameter::value).toList();
    }
    if (loss < reference - minDelta) {
      reference = loss;
      epochsWithoutProgress = 0;
    } else {
      epochsWithoutProgress++;
    }
  }

  boolean isExhausted() {
    return epochsWithoutProgress >= patience;
  }

  /** Returns to the best parameters seen, once: what becomes of them later is no longer our concern. */
  void restoreBest() {
    for (int i = 0; i < best.size(); i++) {
      parameters.get(i).assign(best.get(i));
    }
    best = List.of();
  }
}
