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

/** Products and sums that leave something out. */
class ReductionsTest {
  private static final double NAN = Double.NaN;

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  /** Each element's gradient is the product of the others, however many of them are 0. */
  @Test
  void prodHasAnExactGradientAtZeros() {
    assertEquals(vector(3, 6, 2), grad(Reductions::prod).apply(vector(2, 1, 3)));
    assertEquals(vector(0, 6, 0), grad(Reductions::prod).apply(vector(2, 0, 3)));
    assertEquals(vector(0, 0, 0), grad(Reductions::prod).apply(vector(0, 0, 3)));
  }

  /** ∂²(abc) / ∂a∂b = c, and 0 on the diagonal. */
  @Test
  void prodHasAnExactHessianAtZeros() {
    for (double[] x : new double[][] {{2, 5, 3}, {2, 0, 3}, {0, 0, 3}, {0, 0, 0}}) {
      Tensor hessian = Tensor.of(new double[] {0, x[2], x[1], x[2], 0, x[0], x[1], x[0], 0}, 3, 3);
      for (int i = 0; i < 3; i++) {
        int row = i;
        assertEquals(hessian.get(i), grad(t -> grad(Reductions::prod).apply(t).get(row)).apply(vector(x)));
      }
    }
  }

  @Test
  void prodOverAxesIsTheProductOfProducts() {
    Tensor x = Rng.of(1).randn(DType.FLOAT64, 2, 3, 4);
    Tensor both = Reductions.prod(x, 0, 2);
    assertEquals(Shape.of(3), both.shape());
    assertTrue(Reductions.prod(Reductions.prod(x, 2), 0).allClose(both, 1e-14, 0));
    assertEquals(Shape.of(1, 3, 1), Reductions.prod(x, Axes.KEEP, 0, -1).shape());
    assertTrue(Reductions.prod(x).allClose(Reductions.prod(both), 1e-13, 0));
  }

  @Test
  void productsOfNothingAndOfIntegers() {
    assertEquals(Tensor.ones(Shape.of(2), DType.FLOAT64),
        Reductions.prod(Tensor.zeros(Shape.of(2, 0), DType.FLOAT64), 1));
    assertEquals(Tensor.scalar(24L), Reductions.prod(Tensor.of(2, 3, 4)));
    assertEquals(Tensor.scalar(0L), Reductions.prod(Tensor.of(true, false)));
    assertEquals(Tensor.scalar(5.0), Reductions.prod(Tensor.scalar(5.0)));
  }

  @Test
  void nanIsLeftOutAndHasNoGradient() {
    Tensor x = Tensor.of(new double[] {1, NAN, 3, NAN, NAN, NAN}, 2, 3);
    assertEquals(vector(4, 0), Reductions.nansum(x, 1));
    assertEquals(vector(2, NAN), Reductions.nanmean(x, 1));
    assertEquals(vector(1, 0, 1), grad(Reductions::nansum).apply(x.get(0)));
    assertEquals(vector(0.5, 0, 0.5), grad(Reductions::nanmean).apply(x.get(0)));
  }

  @Test
  void extremesAreThoseOfTheMethods() {
    Tensor x = Tensor.of(new double[] {3, 1, 2, -1, 5, 5}, 2, 3);
    Reductions.Extremes both = Reductions.aminmax(x, 1);
    assertEquals(vector(1, -1), both.min());
    assertEquals(vector(3, 5), both.max());
  }

  @Test
  void whatIsNotZeroIsCounted() {
    assertEquals(Tensor.of(2L, 1L), Reductions.countNonzero(Tensor.of(new double[] {1, 0, NAN, 0, -0.0, 4}, 2, 3), 1));
    assertEquals(Tensor.scalar(1L), Reductions.countNonzero(Tensor.of(true, false)));
  }

  @Test
  void axesThatAreNotThereAreRefused() {
    Exception refusal = assertThrows(IndexOutOfBoundsException.class, () -> Reductions.prod(Tensor.zeros(2, 3), 2));
    assertEquals("prod: axis 2 is out of range for shape [2×3], whose axes are -2 to 1", refusal.getMessage());
  }
}
