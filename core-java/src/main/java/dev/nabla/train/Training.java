package dev.nabla.train;

import dev.nabla.data.Batch;
import dev.nabla.data.Batches;
import dev.nabla.data.Dataset;
import dev.nabla.nn.Layer;
import dev.nabla.nn.Mode;
import dev.nabla.optim.Optimizer;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A training run whose loop belongs to the caller; {@link Trainer#fit} is exactly this one:
 *
 * <pre>{@code
 * Training training = trainer.start(data);
 * while (!training.isFinished()) {
 *   training.batches().forEach(training::step);
 *   training.endEpoch();
 * }
 * History history = training.finish();
 * }</pre>
 *
 * <p>One thread at a time steps; the batches may be prepared on another. Leaving the loop early and calling
 * {@link #finish} leaves a network that can be used.
 */
public final class Training {
  private final Layer network;
  private final Optimizer optimizer;
  private final Loss loss;
  private final int epochs;
  private final int batchSize;
  private final boolean shuffle;
  private final Dataset data;
  private final Dataset validation;
  private final Metric[] metrics;
  private final EarlyStopping earlyStopping;
  private final List<TrainingListener> listeners;
  private final LongSupplier clock;
  private final Rng orders;
  private final Mode mode;
  private final List<EpochResult> results = new ArrayList<>();

  private boolean finished;
  private Batches batches;
  private int batchesDone;
  private long examplesDone;
  private double lossSum;
  private long began;

  Training(Trainer trainer, Dataset data) {
    this.network = trainer.network;
    this.optimizer = trainer.optimizer;
    this.loss = trainer.loss;
    this.epochs = trainer.epochs;
    this.batchSize = trainer.batchSize;
    this.shuffle = trainer.shuffle;
    this.data = data;
    this.validation = trainer.validation;
    this.metrics = trainer.metrics;
    this.earlyStopping = trainer.patience == 0
        ? null
        : new EarlyStopping(trainer.patience, trainer.minDelta, network.parameters());
    this.listeners = List.copyOf(trainer.listeners);
    this.clock = trainer.clock;
    Rng rng = Rng.of(trainer.seed);
    this.orders = rng.split();
    this.mode = Mode.training(rng.split());
    optimizer.parameters().forEach(Parameter::clearGradient);
    beginEpoch();
  }

  private void beginEpoch() {
    batches = shuffle ? data.batches(batchSize, orders) : data.batches(batchSize);
    batchesDone = 0;
    examplesDone = 0;
    lossSum = 0;
    began = clock.getAsLong();
    tell(listener -> listener.epochStarted(epoch(), epochs, batches.count()));
  }

  /** Whether no epoch is left: all were made, early stopping has ended the run, or {@link #finish} was called. */
  public boolean isFinished() {
    return finished;
  }

  /** The number of the present epoch, from 1. */
  public int epoch() {
    return results.size() + 1;
  }

  /** The batches of the present epoch, the same ones however often and on whichever thread they are asked for. */
  public Batches batches() {
    requireRunning("batches");
    return batches;
  }

  /**
   * Learns from one batch, and gives its loss before the step.
   *
   * @throws IllegalStateException when the loss is not finite; the parameters are then as they were
   */
  public double step(Batch batch) {
    requireRunning("step");
    Tensor batchLoss = loss.of(network.forward(batch.inputs(), mode), batch.labels());
    double value = batchLoss.item();
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("step: the loss of epoch " + epoch() + ", batch " + (batchesDone + 1) + " is "
          + value + ", needs a finite number; a smaller learning rate than " + optimizer.learningRate() + " may help");
    }
    batchLoss.backward();
    optimizer.step();
    batchesDone++;
    examplesDone += batch.size();
    lossSum += value * batch.size();
    tell(listener -> listener.batchDone(epoch(), batchesDone, batches.count(), value));
    return value;
  }

  /**
   * Ends the present epoch: validates, decides whether to go on, and begins the next.
   *
   * @throws IllegalStateException when no step was made in it
   */
  public EpochResult endEpoch() {
    requireRunning("endEpoch");
    if (batchesDone == 0) {
      throw new IllegalStateException("endEpoch: no batch of epoch " + epoch() + " was trained with");
    }
    EpochResult result = result();
    results.add(result);
    if (earlyStopping != null) {
      earlyStopping.observe(result.watchedLoss());
    }
    tell(listener -> listener.epochDone(result));
    if (results.size() == epochs || earlyStopping != null && earlyStopping.isExhausted()) {
      finished = true;
    } else {
      beginEpoch();
    }
    return result;
  }

  private EpochResult result() {
    double mean = lossSum / examplesDone;
    Evaluation evaluation = validation == null ? null : Evaluation.of(network, validation, loss, metrics);
    Duration duration = Duration.ofNanos(clock.getAsLong() - began);
    return evaluation == null
        ? new EpochResult(epoch(), mean, null, Map.of(), duration)
        : new EpochResult(epoch(), mean, evaluation.loss(), evaluation.metrics(), duration);
  }

  /**
   * Ends the run, wherever it stands, and gives the epochs that came to their end. With early stopping the network
   * returns to the best parameters among them. May be called again.
   */
  public History finish() {
    finished = true;
    if (earlyStopping != null) {
      earlyStopping.restoreBest();
    }
    return new History(results);
  }

  private void requireRunning(String operation) {
    if (finished) {
      throw new IllegalStateException(operation + ": the run is finished after " + results.size() + " epochs");
    }
  }

  private void tell(Consumer<TrainingListener> event) {
    listeners.forEach(event);
  }
}
