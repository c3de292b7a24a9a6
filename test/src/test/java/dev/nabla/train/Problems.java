package dev.nabla.train;

import dev.nabla.data.Dataset;
import dev.nabla.nn.Dropout;
import dev.nabla.nn.Linear;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Activations;
import dev.nabla.op.Losses;
import dev.nabla.optim.Adam;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Small problems to train on. */
final class Problems {
  private Problems() {}

  /** 100 points of two classes: whether the coordinates add up to more than 0. */
  static Dataset halves(long seed) {
    Tensor points = Rng.of(seed).randn(100, 2);
    return Dataset.of(points, points.sum(1).gt(0).to(DType.INT64));
  }

  /** A network for {@link #halves}, with chance in it. */
  static Sequential network(long seed) {
    Rng rng = Rng.of(seed);
    return Sequential.of(Linear.of(2, 8, rng), Activations::tanh, Dropout.of(0.2), Linear.of(8, 2, rng));
  }

  /** Training of a network on classes, with a clock that moves on by one second each time it is read. */
  static Trainer classifying(Sequential network) {
    long[] reading = {0};
    return Trainer.of(network, Adam.of(network.parameters()).learningRate(0.01), Losses::crossEntropy).batchSize(16)
        .epochs(5).clock(() -> reading[0] += 1_000_000_000);
  }

  static List<Tensor> values(Sequential network) {
    return network.parameters().stream().map(Parameter::value).toList();
  }
}
