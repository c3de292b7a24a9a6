package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Norms of any order, at 0 and far from it. */
class NormsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Tensor X = Tensor.of(3.0, 0.0, -4.0);

  @Test
  void normsOfOneVector() {
    assertEquals(5, Norms.norm(X).item());
    assertEquals(7, Norms.norm(X, 1).item());
    assertEquals(2, Norms.norm(X, 0).item());
    assertEquals(4, Norms.norm(X, INF).item());
    assertEquals(0, Norms.norm(X, -INF).item());
    assertEquals(Math.cbrt(91), Norms.norm(X, 3).item(), 1e-14);
    assertEquals(Math.pow(Math.sqrt(3) + 2, 2), Norms.norm(X, 0.5).item(), 1e-13);
    assertEquals(0, Norms.norm(Tensor.zeros(0)).item());
  }

  @Test
  void theGradientOfTheLengthIsTheDirection() {
    assertTrue(X.div(5).allClose(grad(Norms::norm).apply(X), 1e-15, 0));
    Tensor matrix = X.reshape(1, 3);
    assertTrue(matrix.div(5).allClose(grad(Norms::norm).apply(matrix), 1e-15, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 1.5, 2, 3, INF, -INF})
  void theGradientAtZeroIsZero(double p) {
    Tensor zero = Tensor.of(0.0, 0.0);
    assertEquals(zero, grad(x -> Norms.norm(x, p)).apply(zero).add(0.0));
    assertEquals(zero, grad(x -> grad(t -> Norms.norm(t, p)).apply(x).sum()).apply(zero).add(0.0));
  }

  @Test
  void tiesOfTheLargestShareTheGradient() {
    Tensor x = Tensor.of(3.0, -3.0, 1.0);
    assertEquals(Tensor.of(0.5, -0.5, 0.0), grad(t -> Norms.norm(t, INF)).apply(x));
  }

  /** ‖c x‖ = c ‖x‖, also where squares leave the range of the type. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 1e-20, 1e25, 1e38})
  void neitherLargeNorSmallElementsAreLost(double c) {
    Tensor x = Tensor.of((float) (3 * c / 4), (float) c);
    assertEquals(1.25 * c, Norms.norm(x).item(), 1e-6 * c);
    assertTrue(Tensor.of(0.6f, 0.8f).allClose(grad(Norms::norm).apply(x), 1e-6, 0));
  }

  @Test
  void axesAreTakenTogether() {
    Tensor x = Rng.of(5).randn(DType.FLOAT64, 2, 3, 4);
    for (double p : new double[] {0, 1, 2, 3.5, INF, -INF}) {
      Tensor rows = Norms.norm(x.permute(1, 0, 2).reshape(3, 8), p, 1);
      assertTrue(rows.allClose(Norms.norm(x, p, 0, 2), 1e-14, 0), "p = " + p);
      assertEquals(Shape.of(1, 3, 1), Norms.norm(x, p, Axes.KEEP, 0, 2).shape());
    }
  }

  @Test
  void infinityAndNanAreData() {
    assertEquals(INF, Norms.norm(Tensor.of(1.0, -INF)).item());
    assertEquals(Double.NaN, Norms.norm(Tensor.of(1.0, Double.NaN)).item());
    assertThrows(IllegalArgumentException.class, () -> Norms.norm(X, Double.NaN));
  }
}
