package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Variances and standard deviations. */
class MomentsTest {
  private static final Tensor X = Tensor.of(1.0, 2.0, 6.0); // mean 3, squares of deviations 4, 1, 9

  @Test
  void theDivisorIsTheCountWithoutTheCorrection() {
    assertEquals(7, Moments.var(X).item());
    assertEquals(14.0 / 3, Moments.var(X, 0, Axes.DROP).item());
    assertEquals(14 / 1.5, Moments.var(X, 1.5, Axes.DROP).item());
    assertEquals(Math.sqrt(7), Moments.std(X).item());
  }

  @Test
  void withoutAPositiveDivisorThereIsNoVariance() {
    Tensor one = Tensor.of(5.0);
    assertEquals(Double.NaN, Moments.var(one).item());
    assertEquals(Double.NaN, Moments.std(one).item());
    assertEquals(Tensor.of(Double.NaN), grad(Moments::var).apply(one));
    assertEquals(0, Moments.var(one, 0, Axes.DROP).item());
    assertEquals(Double.NaN, Moments.var(Tensor.zeros(Shape.of(0), DType.FLOAT64), 0, Axes.DROP).item());
  }

  /** 2 (x − mean) / (N − correction). */
  @Test
  void theGradientOfAVarianceIsTwiceTheDeviation() {
    assertEquals(Tensor.of(-2.0, -1.0, 3.0), grad(Moments::var).apply(X));
    assertTrue(X.sub(3).mul(2 / 3.0).allClose(grad(x -> Moments.var(x, 0, Axes.DROP)).apply(X), 1e-15, 0));
  }

  @Test
  void theDeviationOfAConstantHasGradientZeroOfAnyOrder() {
    Tensor constant = Tensor.of(3.0, 3.0, 3.0);
    assertEquals(0, Moments.std(constant).item());
    assertEquals(Tensor.of(0.0, 0.0, 0.0), grad(Moments::std).apply(constant));
    assertEquals(Tensor.of(0.0, 0.0, 0.0), grad(x -> grad(Moments::std).apply(x).get(0)).apply(constant));
  }

  @Test
  void axesAreTakenTogether() {
    Tensor x = Rng.of(3).randn(DType.FLOAT64, 2, 3, 4);
    Tensor rows = x.permute(1, 0, 2).reshape(3, 8);
    assertTrue(Moments.var(rows, 1).allClose(Moments.var(x, 0, 2), 1e-14, 0));
    assertTrue(Moments.std(rows, 1).allClose(Moments.std(x, 1, Axes.KEEP, 0, 2).flatten(), 1e-14, 0));
    Moments.VarMean both = Moments.varMean(x, 0, 2);
    assertEquals(Moments.var(x, 0, 2), both.var());
    assertEquals(x.mean(0, 2), both.mean());
  }

  /** The mean is taken away before squares are added. */
  @Test
  void aLargeMeanDoesNotDrownTheVariance() {
    Tensor x = Rng.of(4).randn(1 << 12).to(DType.FLOAT64);
    Tensor far = x.mul(0x1p-4).to(DType.FLOAT32).add(4096);
    double exact = Moments.var(far.to(DType.FLOAT64)).item();
    assertEquals(exact, Moments.var(far).item(), 1e-6 * exact);
  }

  @Test
  void integersBecomeFloating() {
    assertEquals(Tensor.scalar(7f), Moments.var(Tensor.of(1, 2, 6)));
  }
}
