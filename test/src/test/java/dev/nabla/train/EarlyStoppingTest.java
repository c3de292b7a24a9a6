package dev.nabla.train;

import static dev.nabla.train.Problems.classifying;
import static dev.nabla.train.Problems.halves;
import static dev.nabla.train.Problems.network;
import static dev.nabla.train.Problems.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.data.Batch;
import dev.nabla.data.Dataset;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Losses;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  /** The parameters at the end of each epoch. */
  private static final class Record implements TrainingListener {
    private final Sequential network;
    private final List<List<Tensor>> values = new ArrayList<>();

    Record(Sequential network) {
      this.network = network;
    }

    @Override
    public void epochDone(EpochResult result) {
      values.add(Problems.values(network));
    }
  }

  /** Labels at random: what is learned from some of them makes the others no likelier, and soon less likely. */
  private static Dataset noise(long seed) {
    Dataset points = halves(seed);
    return Dataset.of(points.inputs(), Rng.of(seed + 1).randint(0, 2, 100));
  }

  @Test
  void returnsTheParametersOfTheBestEpoch() {
    Sequential network = network(3);
    Record record = new Record(network);
    History history = classifying(network).epochs(200).validate(noise(1)).earlyStopping(4, 0).listener(record)
        .fit(noise(5));
    int best = history.best().epoch();
    assertEquals(best + 4, history.epochs().size(), history.toString());
    assertEquals(record.values.get(best - 1), values(network));
    assertNotEquals(record.values.get(best + 3), values(network));
    assertEquals(history.best().validationLoss(),
        Evaluation.of(network, noise(1), Losses::crossEntropy).loss());
  }

  @Test
  void withoutValidationTheTrainingLossIsWatched() {
    Sequential network = network(3);
    Record record = new Record(network);
    History history = classifying(network).epochs(200).earlyStopping(1, 0.05).listener(record).fit(halves(1));
    assertTrue(history.epochs().size() < 200);
    assertEquals(record.values.get(history.best().epoch() - 1), values(network));
  }

  /** Progress by less than the least counts as none, but the parameters returned to are the best all the same. */
  @Test
  void smallProgressIsNoneAndYetKept() {
    Sequential network = network(3);
    Record record = new Record(network);
    History history = classifying(network).epochs(200).validate(noise(1)).earlyStopping(8, 100).listener(record)
        .fit(noise(5));
    List<Double> losses = history.epochs().stream().map(EpochResult::validationLoss).toList();
    int best = history.best().epoch();
    assertEquals(9, losses.size(), "the first epoch is progress against nothing, eight are not");
    assertTrue(1 < best && best < 9 && losses.get(8) < losses.get(0), "no test of what is kept: " + history);
    assertEquals(record.values.get(best - 1), values(network));
  }

  @Test
  void withoutItTheLastParametersStay() {
    Sequential network = network(3);
    Record record = new Record(network);
    classifying(network).epochs(30).validate(noise(1)).listener(record).fit(noise(5));
    assertEquals(record.values.get(29), values(network));
  }

  @Test
  void aRunCutOffWithinAnEpochReturnsToTheBestBeforeIt() {
    Sequential network = network(3);
    Record record = new Record(network);
    Training training = classifying(network).earlyStopping(5, 0).listener(record).start(halves(1));
    training.batches().forEach(training::step);
    training.endEpoch();
    training.step(training.batches().iterator().next());
    assertNotEquals(record.values.get(0), values(network));
    assertFalse(training.isFinished());
    assertEquals(1, training.finish().epochs().size());
    assertTrue(training.isFinished());
    assertEquals(record.values.get(0), values(network));
  }

  @Test
  void aRunCutOffWithinTheFirstEpochKeepsWhatItHas() {
    Sequential network = network(3);
    Training training = classifying(network).earlyStopping(5, 0).start(halves(1));
    Batch batch = training.batches().iterator().next();
    training.step(batch);
    List<Tensor> stepped = values(network);
    History history = training.finish();
    assertEquals(List.of(), history.epochs());
    assertEquals(stepped, values(network));
    assertEquals("history: no epoch has come to its end",
        assertThrows(IllegalStateException.class, history::best).getMessage());
  }

  @Test
  void aFinishedRunLetsGoOfTheParameters() {
    Sequential network = network(3);
    Training training = classifying(network).epochs(1).earlyStopping(5, 0).start(halves(1));
    training.batches().forEach(training::step);
    training.endEpoch();
    training.finish();
    classifying(network).fit(halves(1));
    List<Tensor> later = values(network);
    training.finish();
    assertEquals(later, values(network));
  }

  @Test
  void aRunThatFailsReturnsToTheBestToo() {
    Sequential network = network(3);
    Record record = new Record(network);
    Trainer trainer = classifying(network).earlyStopping(5, 0).listener(record).listener(new TrainingListener() {
      @Override
      public void batchDone(int epoch, int batch, int batches, double loss) {
        if (epoch == 3 && batch == 2) {
          throw new IllegalStateException("enough");
        }
      }
    });
    assertEquals("enough", assertThrows(IllegalStateException.class, () -> trainer.fit(halves(1))).getMessage());
    assertEquals(record.values.get(1), values(network));
  }
}
