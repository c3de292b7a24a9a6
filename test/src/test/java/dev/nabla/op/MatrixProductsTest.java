package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A linear layer in one pass is a product and a sum. */
class MatrixProductsTest {
  private static Tensor twoPasses(List<Tensor> x) {
    Tensor product = x.get(0).matmul(x.get(1).transpose());
    return x.size() == 2 ? product : product.add(x.get(2));
  }

  private static Tensor onePass(List<Tensor> x) {
    return MatrixProducts.linear(x.get(0), x.get(1), x.size() == 2 ? null : x.get(2));
  }

  private static void requireSame(List<Tensor> x, double tolerance) {
    Tensor expected = twoPasses(x);
    Tensor got = onePass(x);
    assertEquals(expected.shape(), got.shape());
    assertEquals(expected.dtype(), got.dtype());
    assertTrue(got.allClose(expected, tolerance, tolerance), () -> "linear of " + shapes(x));
    Tensor g = Rng.of(99).randn(expected.dtype(), expected.shape().extents());
    Function<Function<List<Tensor>, Tensor>, List<Tensor>> gradients = f -> Autodiff.gradients(
        v -> f.apply(v).mul(g).sum()).apply(x);
    List<Tensor> wanted = gradients.apply(MatrixProductsTest::twoPasses);
    List<Tensor> found = gradients.apply(MatrixProductsTest::onePass);
    for (int i = 0; i < x.size(); i++) {
      assertEquals(x.get(i).shape(), found.get(i).shape());
      int input = i;
      assertTrue(found.get(i).allClose(wanted.get(i), tolerance, tolerance),
          () -> "gradient of input " + input + " of linear of " + shapes(x));
    }
  }

  private static List<Shape> shapes(List<Tensor> x) {
    return x.stream().map(Tensor::shape).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 33, 130})
  void linearIsAProductAndASum(int n) {
    Rng rng = Rng.of(n);
    for (int rows : new int[] {1, 7, 64}) {
      Tensor x = rng.randn(DType.FLOAT64, rows, n);
      Tensor w = rng.randn(DType.FLOAT64, n + 3, n);
      Tensor b = rng.randn(DType.FLOAT64, n + 3);
      requireSame(List.of(x, w, b), 1e-12);
      requireSame(List.of(x, w), 1e-12);
      requireSame(List.of(x.to(DType.FLOAT32), w.to(DType.FLOAT32), b.to(DType.FLOAT32)), 1e-4);
    }
  }

  @Test
  void anyAxesMayStandInFront() {
    Rng rng = Rng.of(1);
    Tensor w = rng.randn(DType.FLOAT64, 5, 4);
    Tensor b = rng.randn(DType.FLOAT64, 5);
    for (int[] shape : new int[][] {{4}, {1, 4}, {2, 3, 4}, {2, 1, 3, 4}, {0, 4}, {3, 0, 4}}) {
      requireSame(List.of(rng.randn(DType.FLOAT64, shape), w, b), 1e-12);
    }
  }

  @Test
  void operandsMayLieInAnyOrder() {
    Rng rng = Rng.of(2);
    Tensor x = rng.randn(DType.FLOAT64, 4, 3, 2).permute(2, 1, 0);
    Tensor w = rng.randn(DType.FLOAT64, 4, 5).transpose();
    Tensor b = rng.randn(DType.FLOAT64, 10).get(Index.range(null, null, -2));
    requireSame(List.of(x, w, b), 1e-12);
    requireSame(List.of(x, w, rng.randn(DType.FLOAT64, 1).expand(5)), 1e-12);
  }

  @Test
  void nothingToSumOverLeavesTheBias() {
    Tensor b = Tensor.of(1.0, 2.0);
    Tensor y = MatrixProducts.linear(Tensor.zeros(Shape.of(3, 0), DType.FLOAT64), Tensor.zeros(Shape.of(2, 0),
        DType.FLOAT64), b);
    assertEquals(b.expand(3, 2), y);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void operandsArePromotedToACommonType(DType dtype) {
    Tensor x = Tensor.ones(Shape.of(2, 3), dtype);
    Tensor y = MatrixProducts.linear(x, Tensor.ones(2, 3), null);
    assertEquals(Tensor.full(3, Shape.of(2, 2), dtype.promote(DType.FLOAT32)), y);
  }

  @Test
  void gradientsReachParametersAndHaveTheirTypes() {
    Parameter w = Parameter.of(Tensor.ones(2, 3));
    Parameter b = Parameter.of(Tensor.zeros(2));
    MatrixProducts.linear(Tensor.ones(Shape.of(4, 3), DType.FLOAT64), w, b).sum().backward();
    assertEquals(Tensor.full(4, 2, 3), w.gradient());
    assertEquals(Tensor.full(4, 2), b.gradient());
  }

  @Test
  void misfitsAreOneSentence() {
    Tensor w = Tensor.ones(2, 3);
    requireMessage("linear: an input of shape [5×4] does not fit the weight [2×3], which needs 3 along the last axis",
        () -> MatrixProducts.linear(Tensor.ones(5, 4), w, null));
    requireMessage("linear: an input of shape [] does not fit the weight [2×3], which needs 3 along the last axis",
        () -> MatrixProducts.linear(Tensor.scalar(1f), w, null));
    requireMessage("linear: a bias of shape [3] does not fit the weight [2×3], which needs [2]",
        () -> MatrixProducts.linear(Tensor.ones(5, 3), w, Tensor.ones(3)));
    requireMessage("linear: the weight has two axes, [out×in], got shape [3]",
        () -> MatrixProducts.linear(Tensor.ones(5, 3), Tensor.ones(3), null));
    requireMessage("linear: needs a float32 or float64 operand, got int64 at most",
        () -> MatrixProducts.linear(Tensor.ones(Shape.of(5, 3), DType.INT32), w.to(DType.INT64), null));
  }

  private static void requireMessage(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
