package dev.nabla.samples;

import dev.nabla.data.Dataset;
import dev.nabla.data.Iris;
import dev.nabla.nn.Linear;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Activations;
import dev.nabla.op.Losses;
import dev.nabla.optim.AdamW;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import dev.nabla.train.Evaluation;
import dev.nabla.train.Trainer;

/** 4 · Irises: three species told apart by four lengths, brought to one scale before anything learns from them. */
public final class IrisFlowers {
  private IrisFlowers() {}

  public static void main(String[] args) {
    Dataset flowers = Iris.load();
    Dataset.Split data = Dataset.of(standardized(flowers.inputs()), flowers.labels()).split(0.8, 7);

    Rng rng = Rng.of(7);
    Sequential network = Sequential.of(Linear.of(4, 16, rng), Activations::tanh, Linear.of(16, 3, rng));
    Trainer.of(network, AdamW.of(network.parameters()).learningRate(0.01), Losses::crossEntropy).epochs(60).seed(7)
        .fit(data.train());

    Tensor probabilities = Activations.softmax(network.forward(data.test().inputs()));
    System.out.println(Iris.classNames() + ", probabilities of the first three flowers:\n"
        + probabilities.narrow(0, 0, 3));
    double accuracy = Evaluation.accuracy(network, data.test());
    System.out.printf("test accuracy: %.3f%n", accuracy);
    Check.that(accuracy >= 0.9, "at least 9 of 10 flowers are told right");
  }

  /** Each column with mean 0 and variance 1. */
  private static Tensor standardized(Tensor x) {
    Tensor centred = x.sub(x.mean(Axes.KEEP, 0));
    return centred.div(centred.pow(2).mean(Axes.KEEP, 0).sqrt());
  }
}
