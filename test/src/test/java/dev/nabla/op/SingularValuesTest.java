package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.op.Residuals.norm;
import static dev.nabla.op.Residuals.product;
import static dev.nabla.op.Residuals.requireSmall;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.SingularValues.SvdFactors;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A = U·diag(s)·Vᵀ, and what follows from s. */
class SingularValuesTest {
  @TestFactory
  Stream<DynamicNode> svdIsTheMatrix() {
    return Residuals.forMatrices(false, subject -> true, a -> {
      SvdFactors svd = SingularValues.svd(a);
      requireSmall("U·S·Vᵀ", a, product(svd.u(), Diagonals.diagEmbed(svd.s()), svd.vt()).to(a.dtype()), norm(a));
      Residuals.requireOrthonormal("U", svd.u());
      Residuals.requireOrthonormal("V", svd.vt().transpose());
      assertEquals(Ordering.sort(svd.s().neg(), -1).values(), svd.s().neg());
      assertTrue(svd.s().ge(0).all().item() == 1);
      requireSmall("s alone", svd.s().unsqueeze(0), SingularValues.svdvals(a).unsqueeze(0), norm(a));
    });
  }

  /** Rows of lengths down to 10⁻⁶⁰: each value is as exact as the largest. */
  @Test
  void smallValuesKeepTheirDigits() {
    Tensor q = Decompositions.qr(Subject.RANDOM.of(5, 5)).q();
    Tensor scales = Tensor.of(1, 1e-15, 1e-30, 1e-45, 1e-60);
    Tensor s = SingularValues.svdvals(scales.unsqueeze(1).mul(q));
    assertTrue(s.div(scales).allClose(Tensor.ones(5).to(DType.FLOAT64), 1e-14, 0), s.toString());
  }

  /** What is left of such matrices after each reflection is a rounding error of what was there, down to the last digit. */
  @Test
  void matricesOfRankOneHaveOrthonormalVectors() {
    for (int n = 30; n <= 36; n++) {
      Tensor a = Tensor.ones(n, n).to(DType.FLOAT64);
      for (Tensor x : new Tensor[] {a, a.mul(1e-300), Subject.RANDOM.of(n, n).mul(1e-320)}) {
        Tensor tall = Tensor.cat(0, x, Tensor.zerosLike(x).narrow(0, 0, 3));
        SvdFactors svd = SingularValues.svd(tall);
        Residuals.requireOrthonormal("U", svd.u());
        Residuals.requireOrthonormal("V", svd.vt().transpose());
        Residuals.requireOrthonormal("Q", Decompositions.qr(tall).q());
      }
    }
  }

  /** The gradient of singular values is defined everywhere: of Σs at the identity it is the identity. */
  @Test
  void gradientsOfEqualValues() {
    Tensor a = Tensor.eye(3, 2, DType.FLOAT64);
    assertTrue(grad(x -> SingularValues.svdvals(x).sum()).apply(a).allClose(a, 1e-15, 1e-15));
    assertTrue(grad(x -> SingularValues.svd(x).s().sum()).apply(a).allClose(a, 1e-15, 1e-15));
  }

  @Test
  void normsAndConditions() {
    Tensor a = Tensor.of(new double[] {0, 3, 0, -4, 0, 0}, 2, 3);
    assertEquals(7, SingularValues.nuclearNorm(a).item(), 1e-14);
    assertEquals(4, SingularValues.spectralNorm(a).item(), 1e-14);
    assertEquals(4.0 / 3, SingularValues.cond(a).item(), 1e-14);
    assertEquals(Double.POSITIVE_INFINITY,
        SingularValues.cond(Tensor.zeros(2, 2).add(1.0).mul(Tensor.of(1f, 0f))).item());
    assertEquals(1.6025028168113, SingularValues.cond(Subject.HILBERT.of(8, 8)).item() / 9.5176e9, 0.01);
    assertEquals(Tensor.zeros(2), SingularValues.cond(Tensor.zeros(2, 0, 3)));
    assertEquals(Tensor.zeros(2), SingularValues.spectralNorm(Tensor.zeros(2, 0, 3)));
    assertEquals(Tensor.zeros(2), SingularValues.nuclearNorm(Tensor.zeros(2, 0, 3)));
  }

  /** The gradient of the sum of singular values is U·Vᵀ, of the largest u·vᵀ; none of them at 0. */
  @Test
  void gradientsOfNorms() {
    Tensor a = Subject.RANDOM.of(3, 4);
    SvdFactors svd = SingularValues.svd(a);
    assertTrue(grad(SingularValues::nuclearNorm).apply(a).allClose(svd.u().matmul(svd.vt()), 1e-13, 1e-13));
    Tensor first = svd.u().narrow(1, 0, 1).matmul(svd.vt().narrow(0, 0, 1));
    assertTrue(grad(SingularValues::spectralNorm).apply(a).allClose(first, 1e-13, 1e-13));
    Tensor zero = Subject.ZERO.of(3, 4);
    assertTrue(grad(SingularValues::nuclearNorm).apply(zero).eq(0).all().item() == 1);
    assertTrue(grad(SingularValues::spectralNorm).apply(zero).eq(0).all().item() == 1);
  }

  @Test
  void ranks() {
    for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (int[] shape : new int[][] {{6, 6}, {8, 5}, {5, 8}, {40, 30}}) {
        int full = Math.min(shape[0], shape[1]);
        assertEquals(full, SingularValues.matrixRank(Subject.RANDOM.of(shape[0], shape[1]).to(type)).item());
        assertEquals(full / 2, SingularValues.matrixRank(Subject.DEPENDENT.of(shape[0], shape[1]).to(type)).item());
        assertEquals(0, SingularValues.matrixRank(Subject.ZERO.of(shape[0], shape[1]).to(type)).item());
      }
    }
    assertEquals(1, SingularValues.matrixRank(Diagonals.diag(Tensor.of(1.0, 0.01)), 0.1).item());
    assertEquals(Tensor.of(0L, 0L), SingularValues.matrixRank(Tensor.zeros(2, 0, 3)));
    assertEquals(DType.INT64, SingularValues.matrixRank(Parameter.of(Tensor.eye(2))).dtype());
  }

  @Test
  void matricesThatAreNotFiniteGiveNaN() {
    Tensor x = Tensor.of(new double[] {1, 2, Double.NaN, 4, 5, 6}, 3, 2);
    assertTrue(Double.isNaN(SingularValues.svdvals(x).get(1).item()));
    assertTrue(Double.isNaN(SingularValues.svd(x).u().get(2, 1).item()));
  }

  @Test
  void aBatchIsItsMatrices() {
    Tensor batch = Rng.of(1).randn(DType.FLOAT32, 3, 4, 9, 7);
    Residuals.requireBatched(SingularValues::svdvals, batch);
    Residuals.requireBatched(x -> SingularValues.svd(x).u(), batch);
    Residuals.requireBatched(x -> SingularValues.svd(x).vt(), batch.transpose());
    assertEquals(Shape.of(3, 4), SingularValues.cond(batch).shape());
  }
}
