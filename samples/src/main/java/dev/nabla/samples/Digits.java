package dev.nabla.samples;

import dev.nabla.data.Dataset;
import dev.nabla.io.Weights;
import dev.nabla.nn.Dropout;
import dev.nabla.nn.Linear;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Activations;
import dev.nabla.op.Losses;
import dev.nabla.optim.Adam;
import dev.nabla.tensor.Rng;
import dev.nabla.train.Evaluation;
import dev.nabla.train.History;
import dev.nabla.train.Metrics;
import dev.nabla.train.Trainer;
import java.nio.file.Path;

/**
 * 5 · Handwritten digits in Java: the same network, and from the same seed the same accuracy, as the Kotlin script
 * {@code digits.nabla.kts}.
 */
public final class Digits {
  private Digits() {}

  public static void main(String[] args) {
    int epochs = Options.of(args, "--epochs").number("--epochs", 30);
    Dataset.Split data = dev.nabla.data.Digits.load().split(0.8, 42);

    Sequential network = network(Rng.of(42));
    Adam optimizer = Adam.of(network.parameters()).learningRate(3e-3);
    History history = Trainer.of(network, optimizer, Losses::crossEntropy).epochs(epochs).batchSize(32).seed(42)
        .validate(data.test(), Metrics.accuracy()).earlyStopping(5, 0).fit(data.train());
    System.out.println(history.table());

    double accuracy = Evaluation.accuracy(network, data.test());
    System.out.printf("test accuracy: %.3f%n", accuracy);

    Path file = Path.of("digits.safetensors");
    Weights.save(network, file);
    Sequential loaded = network(Rng.of(0));
    Weights.load(loaded, file);
    Check.that(loaded.forward(data.test().inputs()).equals(network.forward(data.test().inputs())),
        "the saved model, loaded again, predicts the same");
    Check.that(accuracy >= 0.97, "at least 97 of 100 digits are told right");
  }

  private static Sequential network(Rng rng) {
    return Sequential.of(Linear.of(64, 512, rng), Activations::relu, Dropout.of(0.4), Linear.of(512, 10, rng));
  }
}
