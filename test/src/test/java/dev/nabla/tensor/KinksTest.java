package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** NaN, infinities, poles and nothing to work on; the table of conventions itself is {@code dev.nabla.op.EdgesTest}. */
class KinksTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  /** The gradient of the sum of {@code f}, in float64. */
  private static Tensor gradient(UnaryOperator<Tensor> f, double... x) {
    return gradient(f, Tensor.of(x));
  }

  private static Tensor gradient(UnaryOperator<Tensor> f, Tensor x) {
    Parameter p = Parameter.of(x);
    f.apply(p).sum().backward();
    return p.gradient();
  }

  /** Equality of numbers: a zero may have either sign. */
  private static void assertNumbers(Tensor actual, double... expected) {
    assertEquals(Tensor.of(expected).add(0), actual.to(DType.FLOAT64).add(0));
  }

  @Test
  void reluIsFlatAtZero() {
    assertNumbers(gradient(Tensor::relu, -1, -0.0, 0, 1), 0, 0, 0, 1);
    assertNumbers(Tensor.of(-1, -0.0, 0, 1, NAN, INF, -INF).relu(), 0, 0, 0, 1, NAN, INF, 0);
  }

  @Test
  void theSignIsFlatEverywhere() {
    assertNumbers(Tensor.of(-2, 0, 3, NAN).sign(), -1, 0, 1, NAN);
    assertNumbers(gradient(Tensor::sign, -2, 0, 3), 0, 0, 0);
  }

  @Test
  void extremesAlongAnAxisGiveTheirGradientToTheFirstOfTies() {
    assertNumbers(gradient(x -> x.max(0).values(), 1, 3, 3), 0, 1, 0);
    assertNumbers(gradient(x -> x.min(0).values(), 3, 1, 1), 0, 1, 0);
    assertEquals(Tensor.scalar(1L), Tensor.of(1f, 3f, 3f).max(0).indices());
    assertEquals(Tensor.scalar(1L), Tensor.of(3, 1, 1).argmin(0));
  }

  @Test
  void notANumberWinsAndGetsTheGradient() {
    assertEquals(Tensor.scalar(Float.NaN), Tensor.of(1f, Float.NaN, 3f).max());
    assertNumbers(gradient(Tensor::max, 1, NAN, 3), 0, 1, 0);
    assertNumbers(gradient(Tensor::min, NAN, 1, NAN), 0.5, 0, 0.5);
    assertNumbers(gradient(x -> x.max(0).values(), 1, NAN, NAN), 0, 1, 0);
    assertEquals(Tensor.scalar(1L), Tensor.of(1f, Float.NaN, 3f).argmax(0));
    assertEquals(Tensor.scalar(0L), Tensor.of(Float.NaN, Float.NaN, -3f).argmin());
    assertNumbers(Tensor.of(NAN, 1, NAN).maximum(Tensor.of(1, NAN, NAN)), NAN, NAN, NAN);
    assertNumbers(gradient(x -> x.maximum(Tensor.of(5.0)), NAN), 1);
    assertNumbers(gradient(x -> x.minimum(Tensor.of(NAN)), 5), 1);
  }

  @Test
  void rootsHaveInfiniteSlopeAtZero() {
    assertNumbers(gradient(Tensor::sqrt, 0, 4), INF, 0.25);
    assertNumbers(gradient(x -> x.pow(0.5), 0), INF);
    assertNumbers(Tensor.of(-1.0).sqrt(), NAN);
  }

  @Test
  void thePowerZeroIsFlatEverywhere() {
    assertNumbers(Tensor.of(-2.0, 0, 5, INF, NAN).pow(0), 1, 1, 1, 1, 1);
    assertNumbers(gradient(x -> x.pow(0), -2, 0, 5), 0, 0, 0);
    assertNumbers(gradient(x -> x.pow(Tensor.of(0.0, 0.0, 0.0)), -2, 0, 5), 0, 0, 0);
    assertNumbers(gradient(x -> x.pow(1), 0), 1);
    assertNumbers(gradient(x -> x.pow(2), 0, -3), 0, -6);
    assertNumbers(gradient(x -> x.pow(3), 0, -2), 0, 12);
  }

  @Test
  void exponentsHaveNoSlopeOverTheBaseZero() {
    Tensor base = Tensor.of(0.0, 0.0, 2.0, -2.0);
    assertNumbers(gradient(y -> base.pow(y), 0, 2, 3, 2), 0, 0, 8 * Math.log(2), NAN);
    assertNumbers(gradient(x -> x.pow(Tensor.of(2.0)), -2), -4);
  }

  @Test
  void theLogarithmIsNotMasked() {
    assertNumbers(Tensor.of(0.0, -1).log(), -INF, NAN);
    assertNumbers(gradient(Tensor::log, 0, -1), INF, -1);
  }

  @Test
  void divisionByZeroFollowsIeee754() {
    assertNumbers(Tensor.of(1.0, -1, 0).div(0.0), INF, -INF, NAN);
    assertNumbers(Tensor.of(1, -1).div(Tensor.of(0)), INF, -INF);
    assertNumbers(gradient(x -> Tensor.of(1.0).div(x), 0), -INF);
  }

  @Test
  void whereGuardsItsOwnGradientButNotThatOfTheBranchNotTaken() {
    Tensor zero = Tensor.scalar(0.0);
    assertNumbers(gradient(x -> Tensor.where(x.gt(0), x.sqrt(), zero), -1, 4), NAN, 0.25);
    assertNumbers(gradient(x -> Tensor.where(x.gt(0), Tensor.where(x.gt(0), x, Tensor.scalar(1.0)).sqrt(), zero), -1,
        4), 0, 0.25);
  }

  // ---- softmax and its family ----

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void softmaxIsStableForLargeNumbers(DType type) {
    Tensor x = Tensor.of(1e4, 0, -1e4, 1e4, 1e4, 1e4).reshape(2, 3).to(type);
    assertNumbers(x.softmax(1).flatten().get(Index.range(0, 3)), 1, 0, 0);
    assertTrue(x.softmax(1).get(1).allClose(Tensor.full(1 / 3.0, 3)));
    assertTrue(x.logSoftmax(1).get(0).allClose(Tensor.of(0, -1e4, -2e4)));
    assertTrue(x.logSumExp(1).allClose(Tensor.of(1e4, 1e4 + Math.log(3))));
    assertTrue(x.neg().logSumExp(1).allClose(Tensor.of(1e4, -1e4 + Math.log(3))));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void rowsOfMinusInfinity(DType type) {
    for (int n : new int[] {3, 100}) {
      Tensor row = Tensor.full(-INF, Shape.of(n), type);
      assertEquals(Tensor.full(NAN, Shape.of(n), type), row.softmax(0));
      assertEquals(Tensor.full(NAN, Shape.of(n), type), row.logSoftmax(0));
      assertEquals(Tensor.full(-INF, Shape.SCALAR, type), row.logSumExp(0));
      assertEquals(Tensor.zerosLike(row), gradient(x -> x.logSumExp(0), row).abs());
      Tensor partly = Tensor.cat(0, row, Tensor.of(0.0).to(type));
      assertEquals(Tensor.cat(0, Tensor.zerosLike(row), Tensor.of(1.0).to(type)), partly.softmax(0));
      assertNumbers(gradient(x -> x.logSumExp(0), partly).narrow(0, n, 1), 1);
    }
  }

  // ---- nothing to work on ----

  @Test
  void reductionsOfNothing() {
    Tensor x = Tensor.zeros(0, 3);
    assertEquals(Tensor.zeros(3), x.sum(0));
    assertEquals(Tensor.scalar(0f), x.sum());
    assertEquals(Tensor.full(NAN, 3), x.mean(0));
    assertEquals(Tensor.full(-INF, 3), x.logSumExp(0));
    assertEquals(Tensor.zeros(0), x.logSumExp(1));
    assertEquals(Tensor.of(false, false, false), x.to(DType.BOOL).any(0));
    assertEquals(Tensor.of(true, true, true), x.to(DType.BOOL).all(0));
    assertEquals(Tensor.zeros(0), x.amax(1));
    assertEquals(Shape.of(0), x.argmax(1).shape());
    assertEquals(x, x.softmax(0));
  }

  @Test
  void nothingHasNoExtreme() {
    Tensor x = Tensor.zeros(0, 3);
    String sentence = "axis 0 of shape [0×3] has no elements, so none is extreme";
    assertEquals("amax: " + sentence, assertThrows(IllegalArgumentException.class, x::max).getMessage());
    assertEquals("amin: " + sentence, assertThrows(IllegalArgumentException.class, () -> x.amin(0)).getMessage());
    assertEquals("argmax: " + sentence, assertThrows(IllegalArgumentException.class, () -> x.argmax(0)).getMessage());
    assertEquals("min: " + sentence, assertThrows(IllegalArgumentException.class, () -> x.min(0)).getMessage());
    assertEquals("argmax: axis 0 of shape [0] has no elements, so none is extreme",
        assertThrows(IllegalArgumentException.class, x::argmax).getMessage());
  }
}
