package dev.nabla.samples;

import dev.nabla.data.Dataset;
import dev.nabla.nn.Dropout;
import dev.nabla.nn.Linear;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Activations;
import dev.nabla.op.Losses;
import dev.nabla.optim.Adam;
import dev.nabla.tensor.Rng;
import dev.nabla.train.Evaluation;
import dev.nabla.train.Trainer;
import java.nio.file.Path;

/** 6 · MNIST from the IDX files of a folder, {@code --data FOLDER}, plain or gzip: 4 of 5 images to learn from. */
public final class Mnist {
  private Mnist() {}

  public static void main(String[] args) {
    Options options = Options.of(args, "--data", "--epochs");
    Dataset images = dev.nabla.data.Mnist.load(Path.of(options.required("--data", "the folder of MNIST's files")));
    Dataset.Split data = images.split(0.8, 42);
    System.out.println("train on " + data.train() + "\ntest on " + data.test());

    Rng rng = Rng.of(42);
    Sequential network = Sequential.of(Dropout.of(0.2), Linear.of(784, 512, rng), Activations::relu, Dropout.of(0.4),
        Linear.of(512, 10, rng));
    Adam optimizer = Adam.of(network.parameters()).learningRate(2e-3);
    System.out.println(Trainer.of(network, optimizer, Losses::crossEntropy).epochs(options.number("--epochs", 12))
        .batchSize(64).seed(42).fit(data.train()).table());

    double accuracy = Evaluation.accuracy(network, data.test());
    System.out.printf("test accuracy: %.3f%n", accuracy);
    Check.that(accuracy >= 0.95, "at least 95 of 100 digits are told right");
  }
}
