package dev.nabla.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
  /** Example i is (i, −i) with label i. */
  private static Dataset numbered(int n) {
    Tensor labels = Tensor.arange(n);
    Tensor x = labels.to(DType.FLOAT32);
    return Dataset.of(Tensor.stack(1, x, x.neg()), labels);
  }

  private static long[] sortedLabels(Tensor... labels) {
    return LongStream.of(Tensor.cat(0, labels).toLongs()).sorted().toArray();
  }

  private static void assertTogether(Tensor inputs, Tensor labels) {
    Tensor x = labels.to(DType.FLOAT32);
    assertEquals(Tensor.stack(1, x, x.neg()), inputs);
  }

  @ParameterizedTest
  @CsvSource({"2, 0.5", "15, 0.8", "16, 0.01", "17, 0.9", "1023, 0.333"})
  void splitIsAPartition(int n, double share) {
    Dataset data = numbered(n);
    long rounded = Math.max(1, Math.round(share * n));
    Dataset.Split parts = data.split(rounded / (double) n, 3);
    assertEquals(rounded, parts.train().size());
    assertArrayEquals(data.labels().toLongs(), sortedLabels(parts.train().labels(), parts.test().labels()));
    assertTogether(parts.train().inputs(), parts.train().labels());
    assertTogether(parts.test().inputs(), parts.test().labels());
  }

  @Test
  void theSeedAloneDecidesASplit() {
    Dataset data = numbered(100);
    assertEquals(data.split(0.5, 7).train().labels(), data.split(0.5, 7).train().labels());
    assertNotEquals(data.split(0.5, 7).train().labels(), data.split(0.5, 8).train().labels());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "15, 16", "16, 16", "17, 16", "33, 7", "1023, 100"})
  void batchesHoldEveryExampleExactlyOnce(int n, int size) {
    Dataset data = numbered(n);
    for (Batches batches : List.of(data.batches(size), data.batches(size, Rng.of(n)))) {
      List<Tensor> labels = new ArrayList<>();
      for (Batch batch : batches) {
        assertTogether(batch.inputs(), batch.labels());
        assertEquals(Math.min(size, n - labels.size() * size), batch.size());
        labels.add(batch.labels());
      }
      assertEquals(batches.count(), labels.size());
      assertArrayEquals(data.labels().toLongs(), sortedLabels(labels.toArray(Tensor[]::new)));
    }
  }

  private static Tensor order(Iterable<Batch> batches) {
    List<Tensor> labels = new ArrayList<>();
    batches.forEach(batch -> labels.add(batch.labels()));
    return Tensor.cat(0, labels);
  }

  @Test
  void withoutRandomnessTheOrderIsKept() {
    Dataset data = numbered(33);
    assertEquals(data.labels(), order(data.batches(4)));
  }

  @Test
  void theSameSeedGivesTheSameOrdersEpochAfterEpoch() {
    Dataset data = numbered(100);
    Rng one = Rng.of(5);
    Rng other = Rng.of(5);
    Tensor first = order(data.batches(8, one));
    assertEquals(first, order(data.batches(8, other)));
    Tensor second = order(data.batches(8, one));
    assertEquals(second, order(data.batches(8, other)));
    assertNotEquals(first, second);
    assertNotEquals(data.labels(), first);
  }

  @Test
  void everyIterationAndEveryThreadSeesTheSameBatches() {
    Batches batches = numbered(1023).batches(10, Rng.of(1));
    CompletableFuture<Tensor> elsewhere = CompletableFuture.supplyAsync(() -> order(batches));
    assertEquals(order(batches), order(batches));
    assertEquals(order(batches), elsewhere.join());
  }

  @Test
  void emptyDataHaveNoBatches() {
    Dataset empty = numbered(3).take(0);
    assertEquals(0, empty.batches(4).count());
    assertFalse(empty.batches(4, Rng.of(0)).iterator().hasNext());
  }

  @Test
  void subsetsFollowTheirPositions() {
    Dataset subset = numbered(10).subset(Tensor.of(9L, 0L, 9L, -2L));
    assertEquals(Tensor.of(9L, 0L, 9L, 8L), subset.labels());
    assertTogether(subset.inputs(), subset.labels());
    assertEquals(Tensor.of(0L, 1L), numbered(10).take(2).labels());
  }

  @Test
  void inputsAreConstants() {
    Dataset data = Dataset.of(Parameter.of(Tensor.ones(2, 3)).mul(2), Tensor.arange(2));
    assertFalse(data.inputs().requiresGradient());
  }

  @Test
  void saysItsShapes() {
    assertEquals("3 examples: inputs float32 [3×2], labels int64 [3]", numbered(3).toString());
  }

  @Test
  void needsAsManyLabelsAsInputs() {
    assertSentence("dataset: got inputs [3×2] and labels [4], needs one label for each example along axis 0",
        () -> Dataset.of(Tensor.ones(3, 2), Tensor.arange(4)));
    assertSentence("batch: got inputs [] and labels [], needs one label for each example along axis 0",
        () -> new Batch(Tensor.scalar(1f), Tensor.scalar(1L)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 1.5, 0.04, 0.96, Double.NaN})
  void aSplitLeavesNoPartEmpty(double share) {
    assertSentence("split: a share of " + share + " of 10 examples leaves one part empty; needs a share between 0 and 1"
        + " that leaves an example in both", () -> numbered(10).split(share, 0));
  }

  @Test
  void sizesAreChecked() {
    assertSentence("batches: got batches of 0, needs at least 1 example in each", () -> numbered(3).batches(0));
    assertSentence("take: got 4, needs a number from 0 to the 3 examples", () -> numbered(3).take(4));
    assertThrows(IndexOutOfBoundsException.class, () -> numbered(3).subset(Tensor.of(3L)));
    assertEquals(Shape.of(0, 2), numbered(3).take(0).inputs().shape());
  }

  private static void assertSentence(String sentence, org.junit.jupiter.api.function.Executable misuse) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, misuse).getMessage());
  }
}
