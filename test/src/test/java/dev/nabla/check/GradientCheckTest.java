package dev.nabla.check;

import static dev.nabla.autodiff.Autodiff.customGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Right derivatives pass, wrong ones are found where they are. */
class GradientCheckTest {
  private record Affine(Tensor weight, Tensor bias) {}

  private static final Tensor X = Rng.of(1).randn(DType.FLOAT64, 3, 4);
  private static final UnaryOperator<Tensor> F = x -> x.tanh().matmul(x.transpose()).softmax(1);

  /** tanh whose gradient is {@code factor} times too large where x is the largest. */
  private static UnaryOperator<Tensor> wrong(double factor) {
    return customGradient(x -> x.tanh(), (g, y, x) -> {
      Tensor slope = y.mul(y).neg().add(1);
      return g.mul(Tensor.where(x.eq(x.max()), slope.mul(factor), slope));
    });
  }

  @Test
  void rightDerivativesPassInEveryMode() {
    GradientReport one = GradientCheck.of(F, X).withSecondOrder().check().orThrow();
    assertEquals(List.of("reverse", "forward", "reverse over reverse", "forward over reverse"),
        one.worst().stream().map(GradientReport.Worst::mode).toList());
    assertTrue(GradientCheck.of(F, X).alongEveryCoordinate().withSecondOrder().check().passes());
    assertTrue(GradientCheck.of(F, X.to(DType.FLOAT32)).check().passes());
    Affine affine = new Affine(Rng.of(2).randn(4, 2), Rng.of(3).randn(2));
    assertTrue(GradientCheck.of((Affine p) -> X.matmul(p.weight()).add(p.bias()).sigmoid(), affine)
        .alongEveryCoordinate().withSecondOrder().check().passes());
  }

  @Test
  void aWrongDerivativeIsFound() {
    for (double factor : new double[] {-1, 0, 0.99, 1.001}) {
      assertFalse(GradientCheck.of(wrong(factor), X).check().passes(), "factor " + factor);
    }
    assertTrue(GradientCheck.of(wrong(1), X).check().passes());
    assertTrue(GradientCheck.of(wrong(1.0001), X).tolerance(1e-2).check().passes());
  }

  @Test
  void everyCoordinateShowsWhereItIsWrong() {
    GradientReport report = GradientCheck.of(wrong(2), X).alongEveryCoordinate().check();
    long at = X.argmax().toLongs()[0];
    for (GradientReport.Worst worst : report.worst()) {
      assertEquals("[" + at / 4 + ", " + at % 4 + "]", worst.where());
      assertEquals(0.5, worst.relativeError(), 1e-6);
      assertEquals(worst.actual(), 2 * worst.expected(), 1e-6);
    }
    String message = assertThrows(IllegalStateException.class, report::orThrow).getMessage();
    assertTrue(message.startsWith("gradientCheck: relative errors above 1.0E-6\n✗ reverse: the derivative along ["),
        message);
    Affine point = new Affine(X, Tensor.of(0.5));
    GradientReport named = GradientCheck.of((Affine p) -> wrong(2).apply(p.weight()).mul(p.bias()), point)
        .alongEveryCoordinate().check();
    assertEquals("weight[" + at / 4 + ", " + at % 4 + "]", named.worst().get(0).where());
  }

  @Test
  void aWrongSecondDerivativeIsFound() {
    // The slope is right, but its own slope is cut off.
    UnaryOperator<Tensor> f = customGradient(x -> x.tanh(), (g, y, x) -> g.mul(y.mul(y).neg().add(1).detach()));
    assertTrue(GradientCheck.of(f, X).check().passes());
    GradientReport second = GradientCheck.of(f, X).withSecondOrder().check();
    assertEquals(List.of(true, true, false, false),
        second.worst().stream().map(each -> each.relativeError() <= second.tolerance()).toList());
  }

  @Test
  void smallDerivativesAreSeenToo() {
    UnaryOperator<Tensor> wrong = wrong(2);
    assertFalse(GradientCheck.of(x -> wrong.apply(x).sum().mul(1e-9), X).alongEveryCoordinate().check().passes());
    assertTrue(GradientCheck.of(x -> x.tanh().sum().mul(1e-9), X).alongEveryCoordinate().check().passes());
    assertTrue(GradientCheck.of(x -> Tensor.scalar(1.0), X).alongEveryCoordinate().check().passes());
    assertTrue(GradientCheck.of(x -> x.exp(), Tensor.zeros(0)).alongEveryCoordinate().check().passes());
  }

  @Test
  void anUndefinedDerivativeFails() {
    assertFalse(GradientCheck.of(x -> x.mul(Double.NaN), X).check().passes());
  }

  @Test
  void misuseIsOneSentence() {
    assertEquals("gradientCheck: derivatives of order 1 and 2 can be checked, got 3",
        assertThrows(IllegalArgumentException.class, () -> new GradientCheck<>(F, X, false, 3, 1e-6, 0)).getMessage());
    assertEquals("gradientCheck: tolerance 0.0, needs a number above 0",
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(F, X).tolerance(0)).getMessage());
    assertEquals("gradientCheck: the function gives int64 [], but only float32 and float64 have gradients",
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(x -> x.argmax(), X).check()).getMessage());
  }
}
