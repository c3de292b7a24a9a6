package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropout keeps the mean, and its gradient flows where its values did. */
class DropoutsTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void aShareIsDroppedAndTheRestScaled(double rate) {
    int n = 1_000_000;
    Tensor y = Dropouts.dropout(Tensor.ones(n), rate, Rng.of(1));
    double kept = y.ne(0).sum().item();
    double deviation = Math.sqrt(n * rate * (1 - rate));
    assertEquals(n * (1 - rate), kept, 5 * deviation);
    assertEquals(Tensor.where(y.ne(0), Tensor.full(1 / (1 - rate), n), Tensor.zeros(n)), y);
  }

  @Test
  void theGradientFlowsWhereTheValuesDid() {
    Parameter x = Parameter.of(Rng.of(1).randn(DType.FLOAT64, 17, 33).transpose());
    Tensor y = Dropouts.dropout(x, 0.3, Rng.of(2));
    y.sum().backward();
    assertEquals(Tensor.where(y.ne(0), Tensor.full(1 / 0.7, Shape.of(33, 17), DType.FLOAT64), Tensor.zerosLike(y)),
        x.gradient());
  }

  @Test
  void chanceComesFromTheStreamAndEachCallDrawsAnew() {
    Tensor x = Tensor.ones(100);
    Rng rng = Rng.of(5);
    Tensor first = Dropouts.dropout(x, 0.5, rng);
    assertNotEquals(first, Dropouts.dropout(x, 0.5, rng));
    assertEquals(first, Dropouts.dropout(x, 0.5, Rng.of(5)));
    assertEquals(first.to(DType.FLOAT64), Dropouts.dropout(x.to(DType.FLOAT64), 0.5, Rng.of(5)));
  }

  @Test
  void theStreamAdvancesAlikeForAnySize() {
    Rng one = Rng.of(5);
    Rng other = Rng.of(5);
    Dropouts.dropout(Tensor.ones(1), 0.5, one);
    Dropouts.dropout(Tensor.ones(1000), 0.5, other);
    assertEquals(one.nextLong(), other.nextLong());
  }

  @Test
  void rateZeroIsTheIdentityAndDrawsNothing() {
    Tensor x = Tensor.ones(3);
    Rng rng = Rng.of(5);
    assertSame(x, Dropouts.dropout(x, 0, rng));
    assertEquals(Rng.of(5).nextLong(), rng.nextLong());
  }

  @Test
  void droppedInfinitiesAreZero() {
    Tensor y = Dropouts.dropout(Tensor.full(Double.POSITIVE_INFINITY, 100), 0.5, Rng.of(1));
    assertEquals(0, y.ne(y).sum().item(), "NaN among " + y);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
  void ratesLieBetweenZeroAndOne(double rate) {
    Exception error = assertThrows(IllegalArgumentException.class, () -> Dropouts.dropout(Tensor.ones(3), rate, Rng.of(
        1)));
    assertEquals("dropout: rate " + rate + ", needs at least 0 and less than 1", error.getMessage());
  }

  @Test
  void integersAreRefused() {
    Exception error = assertThrows(IllegalArgumentException.class, () -> Dropouts.dropout(Tensor.of(1, 2), 0.5, Rng.of(
        1)));
    assertEquals("dropout: needs a float32 or float64 tensor, got int32", error.getMessage());
  }
}
