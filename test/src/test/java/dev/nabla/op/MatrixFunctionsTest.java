package dev.nabla.op;

import static dev.nabla.op.MatrixFunctions.matrixExp;
import static dev.nabla.op.MatrixFunctions.matrixPower;
import static dev.nabla.op.MatrixFunctions.multiDot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exponentials, powers and chains of products. */
class MatrixFunctionsTest {
  /** The exponential of a quarter turn's generator turns; the larger the angle, the more squarings. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.3, 1, 5, 6, 100, 1000})
  void exponentialsOfGeneratorsTurn(double angle) {
    Tensor generator = Tensor.of(new double[] {0, -angle, angle, 0}, 2, 2);
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    Tensor turn = Tensor.of(new double[] {cosine, -sine, sine, cosine}, 2, 2);
    assertTrue(matrixExp(generator).allClose(turn, 0, 1e-15 * Math.max(1, angle)), matrixExp(generator).toString());
  }

  @Test
  void exponentialsOfDiagonalAndNilpotentMatrices() {
    Tensor diagonal = Tensor.of(-30.0, -1.0, 0.0, 2.5, 30.0);
    Tensor y = matrixExp(Diagonals.diag(diagonal));
    assertTrue(Diagonals.diagonal(y).allClose(diagonal.exp(), 1e-13, 0));
    Tensor shift = Diagonals.diag(Tensor.of(1.0, 1.0), 1);
    Tensor series = Tensor.of(new double[] {1, 1, 0.5, 0, 1, 1, 0, 0, 1}, 3, 3);
    assertTrue(matrixExp(shift).allClose(series, 1e-15, 1e-16));
    assertEquals(Tensor.eye(3), matrixExp(Tensor.zeros(3, 3)));
    assertEquals(Shape.of(2, 0, 0), matrixExp(Tensor.zeros(2, 0, 0)).shape());
  }

  /** e⁻ᴬ·eᴬ = I, whatever else stands in the batch. */
  @Test
  void exponentialsOfOppositesAreInverses() {
    Tensor scales = Tensor.of(1e-3, 0.1, 1.0, 3.0).reshape(4, 1, 1, 1);
    Tensor a = Rng.of(1).randn(DType.FLOAT64, 4, 2, 5, 5).mul(scales);
    Tensor product = matrixExp(a).matmul(matrixExp(a.neg()));
    Tensor size = matrixExp(a).abs().matmul(matrixExp(a.neg()).abs());
    Tensor error = product.sub(Tensor.eye(5, 5, DType.FLOAT64)).abs().div(size);
    assertTrue(error.max().item() <= 1e-13, "error " + error.max().item());
    Residuals.requireBatched(MatrixFunctions::matrixExp, a);
  }

  @Test
  void exponentialsOfWhatIsNotFinite() {
    assertTrue(matrixExp(Tensor.of(new double[] {Double.NaN}, 1, 1)).ne(0).all().item() == 1);
    assertTrue(Double.isNaN(matrixExp(Tensor.of(new double[] {Double.NaN}, 1, 1)).item()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10})
  void powersAreRepeatedProducts(int n) {
    Tensor a = Rng.of(2).randn(DType.FLOAT64, 2, 4, 4).mul(0.3).add(Tensor.eye(4, 4, DType.FLOAT64));
    Tensor product = a;
    for (int i = 1; i < n; i++) {
      product = product.matmul(a);
    }
    assertTrue(matrixPower(a, n).allClose(product, 1e-12, 1e-12));
    assertEquals(matrixPower(LinearSystems.inv(a), n), matrixPower(a, -n));
    Tensor identity = Tensor.eye(4, 4, DType.FLOAT64).expand(2, 4, 4);
    assertEquals(identity, matrixPower(a, 0));
  }

  @Test
  void chainsOfProducts() {
    Tensor a = Rng.of(3).randn(DType.FLOAT64, 3, 40);
    Tensor b = Rng.of(4).randn(DType.FLOAT64, 40, 2);
    Tensor c = Rng.of(5).randn(DType.FLOAT64, 2, 30);
    Tensor d = Rng.of(6).randn(DType.FLOAT64, 30);
    Tensor left = a.matmul(b).matmul(c).matmul(d);
    assertTrue(multiDot(a, b, c, d).allClose(left, 1e-12, 1e-12));
    assertTrue(multiDot(d, c.transpose(), b.transpose(), a.transpose()).allClose(left, 1e-12, 1e-12));
    assertTrue(multiDot(d, c.transpose(), c, d).allClose(c.matmul(d).pow(2).sum(), 1e-12, 1e-12));
    assertEquals(a.matmul(b), multiDot(a, b));
  }

  /** The cheapest order of three is the cheaper one of two. */
  @Test
  void chainsAreMultipliedInTheCheapestOrder() {
    Tensor tall = Tensor.ones(100, 2);
    Tensor wide = Tensor.ones(2, 100);
    assertEquals(2.0 * 100 * 2 * 2, new ProductChain(List.of(tall, wide, tall)).multiplications());
    assertEquals(2.0 * 2 * 100 * 2 + 2 * 2 * 2, new ProductChain(List.of(wide, tall, wide, tall)).multiplications());
  }

  @Test
  void chainsThatAreNone() {
    assertEquals("multiDot: needs two factors at least, got 1",
        assertThrows(IllegalArgumentException.class, () -> multiDot(Tensor.eye(2))).getMessage());
    assertEquals("multiDot: factor 1 is a matrix, got shape [2]", assertThrows(IllegalArgumentException.class,
        () -> multiDot(Tensor.eye(2), Tensor.ones(2), Tensor.eye(2))).getMessage());
    assertThrows(IllegalArgumentException.class, () -> multiDot(Tensor.eye(2), Tensor.eye(3)));
  }
}
