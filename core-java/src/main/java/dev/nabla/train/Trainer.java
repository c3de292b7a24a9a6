package dev.nabla.train;

import dev.nabla.data.Dataset;
import dev.nabla.nn.Layer;
import dev.nabla.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The description of a training run, said step by step, and the run itself:
 *
 * <pre>{@code
 * History history = Trainer.of(network, Adam.of(network.parameters()), Losses::crossEntropy)
 *     .epochs(30).validate(test, Metrics.accuracy()).earlyStopping(5, 0)
 *     .fit(train);
 * }</pre>
 *
 * <p>The same network, data and seed give bit-identical parameters. A run takes the description as it stands at its
 * start.
 */
public final class Trainer {
  final Layer network;
  final Optimizer optimizer;
  final Loss loss;
  final List<TrainingListener> listeners = new ArrayList<>();
  int epochs = 10;
  int batchSize = 32;
  boolean shuffle = true;
  long seed;
  Dataset validation;
  Metric[] metrics = {};
  int patience;
  double minDelta;
  LongSupplier clock = System::nanoTime;

  private Trainer(Layer network, Optimizer optimizer, Loss loss) {
    this.network = network;
    this.optimizer = optimizer;
    this.loss = loss;
  }

  /**
   * Training of {@code network} by {@code optimizer}, which holds its parameters, so that {@code loss} becomes small.
   */
  public static Trainer of(Layer network, Optimizer optimizer, Loss loss) {
    return new Trainer(network, optimizer, loss);
  }

  /** How often every example is seen, at the most; else 10 times. */
  public Trainer epochs(int number) {
    epochs = requirePositive("epochs", number);
    return this;
  }

  /** How many examples one step learns from; else 32. */
  public Trainer batchSize(int examples) {
    batchSize = requirePositive("batchSize", examples);
    return this;
  }

  /** Whether every epoch takes the examples in a new order, as it does unless told otherwise. */
  public Trainer shuffle(boolean anew) {
    shuffle = anew;
    return this;
  }

  /** Where the orders of examples and the chance in layers come from, each from a stream of its own; else 0. */
  public Trainer seed(long number) {
    seed = number;
    return this;
  }

  /** Measures the loss and {@code measured} after every epoch on data that nothing is learned from. */
  public Trainer validate(Dataset data, Metric... measured) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("validate: the data set is empty, needs at least one example");
    }
    validation = data;
    metrics = measured.clone();
    return this;
  }

  /**
   * Stops when the loss has not come down by more than {@code atLeast} for {@code epochs} epochs, and returns to the
   * parameters of the epoch with the lowest loss. That is the validation loss; without validation the training loss.
   */
  public Trainer earlyStopping(int epochs, double atLeast) {
    if (!(atLeast >= 0)) {
      throw new IllegalArgumentException("earlyStopping: got a least progress of " + atLeast + ", needs at least 0");
    }
    patience = requirePositive("earlyStopping", epochs);
    minDelta = atLeast;
    return this;
  }

  /** Tells one more listener how training goes. */
  public Trainer listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Measures durations with another clock, in nanoseconds from any origin; else {@link System#nanoTime}. */
  public Trainer clock(LongSupplier nanoseconds) {
    clock = nanoseconds;
    return this;
  }

  private static int requirePositive(String setting, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(setting + ": got " + number + ", needs at least 1");
    }
    return number;
  }

  /**
   * Trains, and returns when it is done. However it ends, {@link Training#finish} has been called.
   *
   * @throws IllegalArgumentException when the data set is empty
   * @throws IllegalStateException when the loss of a batch is not finite; the message names epoch and batch
   */
  public History fit(Dataset data) {
    Training training = start(data);
    try {
      while (!training.isFinished()) {
        training.batches().forEach(training::step);
        training.endEpoch();
      }
    } finally {
      training.finish();
    }
    return training.finish();
  }

  /**
   * The same run in pieces, for callers that bring their own loop. Gradients left from before are cleared.
   *
   * @throws IllegalArgumentException when the data set is empty
   */
  public Training start(Dataset data) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("fit: the data set is empty, needs at least one example");
    }
    return new Training(this, data);
  }
}
