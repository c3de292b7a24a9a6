package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random numbers: the same from the same seed, and as random as they say. Seeds are fixed, so nothing fails by chance. */
class RngTest {
  private static final int MANY = 1_000_000;

  /** Everything that a stream can draw. */
  private static List<Object> draws(Rng rng) {
    return List.of(rng.rand(5, 3), rng.randn(7), rng.rand(DType.FLOAT64, 9), rng.randn(DType.FLOAT64, 3),
        rng.randint(-5, 100, 11), rng.bernoulli(0.3, 13), rng.permutation(17), rng.uniform(2, 3, 4), rng.nextLong(),
        rng.split().rand(3), rng.rand(2));
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    assertEquals(draws(Rng.of(42)), draws(Rng.of(42)));
    List<Object> other = draws(Rng.of(43));
    List<Object> same = draws(Rng.of(42));
    for (int i = 0; i < same.size(); i++) {
      assertNotEquals(same.get(i), other.get(i));
    }
  }

  @Test
  void uniformNumbersNeedEndsInOrder() {
    assertEquals(Tensor.full(2, Shape.of(3), DType.FLOAT32), Rng.of(1).uniform(2, 2, 3));
    for (double[] ends : new double[][] {{2, 1}, {Double.NaN, 1}, {0, Double.POSITIVE_INFINITY}}) {
      assertEquals("uniform: needs finite ends in ascending order, got " + ends[0] + " and " + ends[1],
          assertThrows(IllegalArgumentException.class, () -> Rng.of(1).uniform(ends[0], ends[1], 3)).getMessage());
    }
  }

  @Test
  void drawingGoesOnWithNewNumbers() {
    Rng rng = Rng.of(1);
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertTrue(seen.add(rng.rand(3)));
    }
    for (int n = 0; n < 10; n++) { // no draw, however short, makes the next one repeat its numbers
      Rng one = Rng.of(2);
      Tensor first = one.rand(n);
      Tensor second = one.rand(n + 1);
      for (float value : first.toFloats()) {
        assertTrue(Arrays.stream(second.toDoubles()).noneMatch(v -> v == value));
      }
    }
  }

  @Test
  void theBeginningOfALongDrawIsThatOfAShortOne() {
    for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor uniform = Rng.of(8).rand(type, 5000);
      Tensor normal = Rng.of(8).randn(type, 5000);
      Tensor whole = Rng.of(8).randint(0, 1000, 5000);
      for (int n : new int[] {0, 1, 2, 3, 5, 63, 255, 257, 1023, 4099}) {
        assertEquals(uniform.narrow(0, 0, n), Rng.of(8).rand(type, n));
        assertEquals(normal.narrow(0, 0, n), Rng.of(8).randn(type, n));
        assertEquals(whole.narrow(0, 0, n), Rng.of(8).randint(0, 1000, n));
      }
    }
  }

  @Test
  void splitStreamsAreUncorrelatedWithTheirOriginAndOneAnother() {
    Rng rng = Rng.of(9);
    List<Tensor> streams = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      streams.add(rng.split().randn(DType.FLOAT64, 100_000));
    }
    streams.add(rng.randn(DType.FLOAT64, 100_000));
    streams.add(Rng.of(10).randn(DType.FLOAT64, 100_000)); // neighbouring seeds too
    for (int i = 0; i < streams.size(); i++) {
      for (int j = 0; j < i; j++) {
        double correlation = streams.get(i).mul(streams.get(j)).mean().item();
        assertEquals(0, correlation, 5 / Math.sqrt(100_000), "streams " + i + " and " + j);
      }
    }
  }

  /** The mean of x, x² … over many draws, within five standard errors. */
  private static void assertMoments(Tensor x, double... expected) {
    Tensor power = Tensor.onesLike(x);
    for (int k = 0; k < expected.length; k++) {
      power = power.mul(x);
      double spread = Math.sqrt(power.mul(power).mean().item());
      assertEquals(expected[k], power.mean().item(), 5 * spread / Math.sqrt(x.size()), "moment " + (k + 1));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void uniformNumbersFillTheirInterval(DType type) {
    Tensor x = Rng.of(11).rand(type, MANY).to(DType.FLOAT64);
    assertMoments(x, 1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0);
    assertTrue(x.min().item() >= 0 && x.min().item() < 1e-4);
    assertTrue(x.max().item() < 1 && x.max().item() > 1 - 1e-4);
    assertEquals(0.1, x.lt(0.1).to(DType.FLOAT64).mean().item(), 1e-2);
    assertNoCorrelationOfNeighbours(x.sub(0.5).mul(Math.sqrt(12)));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void normalNumbersHaveTheMomentsOfTheirDistribution(DType type) {
    Tensor x = Rng.of(12).randn(type, MANY).to(DType.FLOAT64);
    assertMoments(x, 0, 1, 0, 3, 0, 15);
    assertNoCorrelationOfNeighbours(x);
    assertEquals(0.0455, x.abs().gt(2).to(DType.FLOAT64).mean().item(), 2e-3);
  }

  private static void assertNoCorrelationOfNeighbours(Tensor x) {
    for (int lag = 1; lag <= 8; lag++) {
      int n = x.size() - lag;
      assertEquals(0, x.narrow(0, 0, n).mul(x.narrow(0, lag, n)).mean().item(), 5 / Math.sqrt(n), "lag " + lag);
    }
  }

  @Test
  void uniformNumbersLieBetweenTheirBounds() {
    Tensor x = Rng.of(13).uniform(-2, 6, MANY);
    assertMoments(x.to(DType.FLOAT64), 2, 28 / 3.0);
    assertTrue(x.ge(-2).all().item() == 1 && x.lt(6).all().item() == 1);
  }

  @Test
  void integersFillTheirRangeEvenly() {
    Tensor dice = Rng.of(14).randint(1, 7, MANY);
    for (int face = 1; face <= 6; face++) {
      assertEquals(MANY / 6.0, dice.eq(face).sum().item(), 5 * Math.sqrt(MANY / 6.0));
    }
    assertEquals(1, dice.min().item());
    assertEquals(6, dice.max().item());
    assertEquals(Tensor.full(-3, Shape.of(5), DType.INT64), Rng.of(1).randint(-3, -2, 5));
    Tensor wide = Rng.of(15).randint(Long.MIN_VALUE, Long.MAX_VALUE, 100_000);
    assertEquals(50_000, wide.lt(0).sum().item(), 5 * Math.sqrt(25_000));
  }

  @Test
  void probabilitiesAreKept() {
    Rng rng = Rng.of(16);
    for (double p : new double[] {0, 0.01, 0.5, 0.8, 1}) {
      assertEquals(p * MANY, rng.bernoulli(p, MANY).sum().item(), 5 * Math.sqrt(p * (1 - p) * MANY));
    }
  }

  @Test
  void permutationsHoldEachNumberOnceInAnyPlace() {
    Rng rng = Rng.of(17);
    for (int n : new int[] {0, 1, 2, 17, 4099}) {
      long[] sorted = rng.permutation(n).toLongs();
      Arrays.sort(sorted);
      assertArrayEquals(Tensor.arange(n).toLongs(), sorted);
    }
    int[] first = new int[24];
    for (int i = 0; i < 24_000; i++) {
      long[] p = rng.permutation(4).toLongs();
      first[(int) (p[0] * 6 + (p[1] - (p[1] > p[0] ? 1 : 0)) * 2 + (p[2] > p[3] ? 1 : 0))]++;
    }
    double chiSquared = Arrays.stream(first).mapToDouble(count -> (count - 1000) * (count - 1000) / 1000.0).sum();
    assertTrue(chiSquared < 50, "each of 24 orders is equally likely: χ² of 23 degrees is " + chiSquared);
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    Rng rng = Rng.of(1);
    refuses("randint: no integer lies from 3 up to, not including, 3", () -> rng.randint(3, 3, 2));
    refuses("bernoulli: a probability lies between 0 and 1, got 1.5", () -> rng.bernoulli(1.5, 2));
    refuses("bernoulli: a probability lies between 0 and 1, got NaN", () -> rng.bernoulli(Double.NaN, 2));
    refuses("rand: draws float32 or float64, not int64", () -> rng.rand(DType.INT64, 2));
    refuses("randn: draws float32 or float64, not bool", () -> rng.randn(DType.BOOL, 2));
    refuses("shape [-1]: extent -1 is negative", () -> rng.permutation(-1));
  }

  private static void refuses(String sentence, org.junit.jupiter.api.function.Executable misuse) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, misuse).getMessage());
  }
}
