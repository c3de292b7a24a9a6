package dev.nabla.train;

import dev.nabla.tensor.Tensor;

/** What a network is judged by beside its loss; see {@link Metrics}. A value: each measurement counts for itself. */
public interface Metric {
  /** The heading of its column in a history. */
  String name();

  /** A new measurement, of nothing yet. */
  Measurement start();

  /** The metric of what has been added so far, so that a data set can be measured batch by batch. */
  interface Measurement {
    /** Takes the network's output for a batch and the batch's labels into account. */
    void add(Tensor output, Tensor labels);

    /** The metric of everything that was added; NaN when that is nothing. */
    double value();
  }
}
