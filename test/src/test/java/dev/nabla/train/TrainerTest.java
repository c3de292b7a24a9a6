package dev.nabla.train;

import static dev.nabla.train.Problems.classifying;
import static dev.nabla.train.Problems.halves;
import static dev.nabla.train.Problems.network;
import static dev.nabla.train.Problems.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.data.Batch;
import dev.nabla.data.Dataset;
import dev.nabla.data.Digits;
import dev.nabla.data.Iris;
import dev.nabla.nn.Linear;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Activations;
import dev.nabla.op.Losses;
import dev.nabla.optim.Adam;
import dev.nabla.optim.Sgd;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainerTest {
  @Test
  void learnsExclusiveOr() {
    Dataset xor = Dataset.of(Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2), Tensor.of(0L, 1L, 1L, 0L));
    Rng rng = Rng.of(1);
    Sequential network = Sequential.of(Linear.of(2, 8, rng), Activations::tanh, Linear.of(8, 2, rng));
    History history = Trainer.of(network, Adam.of(network.parameters()).learningRate(0.05), Losses::crossEntropy)
        .batchSize(4).epochs(200).fit(xor);
    assertEquals(1, Evaluation.accuracy(network, xor));
    assertTrue(history.last().loss() < 0.05, history.toString());
  }

  @Test
  void learnsIris() {
    Dataset.Split iris = Iris.load().split(0.8, 42);
    Rng rng = Rng.of(42);
    Sequential network = Sequential.of(Linear.of(4, 16, rng), Activations::relu, Linear.of(16, 3, rng));
    Trainer.of(network, Adam.of(network.parameters()).learningRate(0.01), Losses::crossEntropy).batchSize(16).epochs(60)
        .fit(iris.train());
    double accuracy = Evaluation.accuracy(network, iris.test());
    assertTrue(accuracy >= 0.93, "accuracy " + accuracy);
  }

  @Test
  void learnsDigits() {
    Dataset.Split digits = Digits.load().split(0.8, 42);
    Rng rng = Rng.of(42);
    Sequential network = Sequential.of(Linear.of(64, 128, rng), Activations::relu, Linear.of(128, 10, rng));
    Trainer.of(network, Adam.of(network.parameters()), Losses::crossEntropy).epochs(15).fit(digits.train());
    double accuracy = Evaluation.accuracy(network, digits.test());
    assertTrue(accuracy >= 0.95, "accuracy " + accuracy);
  }

  @Test
  void theSameSeedGivesTheSameParametersToTheLastBit() {
    Sequential one = network(3);
    Sequential other = network(3);
    Sequential third = network(3);
    History history = classifying(one).seed(7).validate(halves(2), Metrics.accuracy()).fit(halves(1));
    assertEquals(history,
        classifying(other).seed(7).validate(halves(2), Metrics.accuracy()).fit(halves(1)));
    assertEquals(values(one), values(other));
    classifying(third).seed(8).fit(halves(1));
    assertNotEquals(values(one), values(third));
  }

  @Test
  void measuringChangesNothing() {
    Sequential measured = network(3);
    Sequential other = network(3);
    classifying(measured).validate(halves(2), Metrics.accuracy()).listener(new TrainingListener() {}).fit(halves(1));
    classifying(other).fit(halves(1));
    assertEquals(values(measured), values(other));
  }

  @Test
  void thePiecesOfARunEqualTheRun() {
    Sequential whole = network(3);
    Sequential pieces = network(3);
    Trainer trainer = classifying(pieces).validate(halves(2), Metrics.accuracy()).earlyStopping(2, 0);
    Training training = trainer.start(halves(1));
    while (!training.isFinished()) {
      List<Batch> prepared = CompletableFuture.supplyAsync(() -> {
        List<Batch> all = new ArrayList<>();
        training.batches().forEach(all::add);
        return all;
      }).join();
      prepared.forEach(training::step);
      training.endEpoch();
    }
    assertEquals(classifying(whole).validate(halves(2), Metrics.accuracy()).earlyStopping(2, 0).fit(halves(1)),
        training.finish());
    assertEquals(values(whole), values(pieces));
  }

  @Test
  void withoutShufflingTheSeedDecidesNothingButChanceInLayers() {
    Rng rng = Rng.of(1);
    Linear network = Linear.of(2, 2, rng);
    Sequential one = Sequential.of(network);
    List<Tensor> before = values(one);
    classifying(one).shuffle(false).seed(1).fit(halves(1));
    List<Tensor> first = values(one);
    for (int i = 0; i < before.size(); i++) {
      network.parameters().get(i).assign(before.get(i));
    }
    classifying(one).shuffle(false).seed(2).fit(halves(1));
    assertEquals(first, values(one));
  }

  /** At a learning rate of 0 the epoch's loss is that of the data set, though the last of its batches is smaller. */
  @Test
  void theLossOfAnEpochIsTheMeanOverItsExamples() {
    Sequential network = Sequential.of(Linear.of(2, 2, Rng.of(1)));
    Dataset data = halves(1).take(99);
    History history = Trainer.of(network, Sgd.of(network.parameters()).learningRate(0), Losses::crossEntropy)
        .batchSize(16).epochs(1).fit(data);
    double whole = Losses.crossEntropy(network.forward(data.inputs()), data.labels()).item();
    assertEquals(whole, history.last().loss(), 1e-6 * whole);
  }

  @Test
  void gradientsFromBeforeAreForgotten() {
    Sequential one = network(3);
    Sequential other = network(3);
    Losses.crossEntropy(one.forward(halves(2).inputs()), halves(2).labels()).backward();
    classifying(one).fit(halves(1));
    classifying(other).fit(halves(1));
    assertEquals(values(one), values(other));
  }

  @Test
  void listenersHearEverythingInOrder() {
    List<String> heard = new ArrayList<>();
    History history = classifying(network(3)).epochs(2).batchSize(60).listener(new TrainingListener() {
      @Override
      public void epochStarted(int epoch, int epochs, int batches) {
        heard.add("start " + epoch + "/" + epochs + " " + batches);
      }

      @Override
      public void batchDone(int epoch, int batch, int batches, double loss) {
        heard.add("batch " + epoch + " " + batch + "/" + batches + (loss > 0 ? "" : " without loss"));
      }

      @Override
      public void epochDone(EpochResult result) {
        heard.add("end " + result.epoch());
      }
    }).fit(halves(1));
    assertEquals(List.of("start 1/2 2", "batch 1 1/2", "batch 1 2/2", "end 1", "start 2/2 2", "batch 2 1/2",
        "batch 2 2/2", "end 2"), heard);
    assertEquals(2, history.epochs().size());
  }

  @Test
  void aLossThatIsNotFiniteEndsTheRunBeforeItsStep() {
    Sequential network = Sequential.of(Linear.of(2, 2, Rng.of(1)));
    float[] inputs = halves(1).inputs().toFloats();
    inputs[2 * 40] = Float.NaN;
    Dataset data = Dataset.of(Tensor.of(inputs, 100, 2), halves(1).labels());
    List<List<Tensor>> afterSteps = new ArrayList<>();
    Trainer trainer = classifying(network).shuffle(false).listener(new TrainingListener() {
      @Override
      public void batchDone(int epoch, int batch, int batches, double loss) {
        afterSteps.add(values(network));
      }
    });
    assertSentence(IllegalStateException.class, "step: the loss of epoch 1, batch 3 is NaN, needs a finite number; a"
        + " smaller learning rate than 0.01 may help", () -> trainer.fit(data));
    assertEquals(2, afterSteps.size());
    assertEquals(afterSteps.get(1), values(network));
  }

  @Test
  void emptyDataAreRefused() {
    Dataset empty = halves(1).take(0);
    String rest = ": the data set is empty, needs at least one example";
    assertSentence(IllegalArgumentException.class, "fit" + rest, () -> classifying(network(1)).fit(empty));
    assertSentence(IllegalArgumentException.class, "validate" + rest, () -> classifying(network(1)).validate(empty));
    assertSentence(IllegalArgumentException.class, "evaluation" + rest,
        () -> Evaluation.of(network(1), empty, Losses::crossEntropy));
    assertSentence(IllegalArgumentException.class, "evaluation" + rest, () -> Evaluation.accuracy(network(1), empty));
  }

  @Test
  void settingsAreChecked() {
    Trainer trainer = classifying(network(1));
    assertSentence(IllegalArgumentException.class, "epochs: got 0, needs at least 1", () -> trainer.epochs(0));
    assertSentence(IllegalArgumentException.class, "batchSize: got -1, needs at least 1", () -> trainer.batchSize(-1));
    assertSentence(IllegalArgumentException.class, "earlyStopping: got 0, needs at least 1",
        () -> trainer.earlyStopping(0, 0));
    assertSentence(IllegalArgumentException.class, "earlyStopping: got a least progress of -0.1, needs at least 0",
        () -> trainer.earlyStopping(1, -0.1));
  }

  @Test
  void piecesInTheWrongOrderAreRefused() {
    Dataset data = halves(1);
    Training training = classifying(network(1)).epochs(1).start(data);
    Batch batch = training.batches().iterator().next();
    assertSentence(IllegalStateException.class, "endEpoch: no batch of epoch 1 was trained with", training::endEpoch);
    training.step(batch);
    training.endEpoch();
    assertTrue(training.isFinished());
    assertSentence(IllegalStateException.class, "step: the run is finished after 1 epochs", () -> training.step(batch));
    assertSentence(IllegalStateException.class, "batches: the run is finished after 1 epochs", training::batches);
    assertSentence(IllegalStateException.class, "endEpoch: the run is finished after 1 epochs", training::endEpoch);
  }

  private static void assertSentence(Class<? extends RuntimeException> type, String sentence, Executable misuse) {
    assertEquals(sentence, assertThrows(type, misuse).getMessage());
  }
}
