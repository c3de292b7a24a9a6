package dev.nabla.op;

import static dev.nabla.op.Residuals.norm;
import static dev.nabla.op.Residuals.product;
import static dev.nabla.op.Residuals.requireSmall;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.op.Decompositions.LuFactors;
import dev.nabla.op.Decompositions.QrFactors;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Triangles and orthogonal matrices: their products are the matrix, whatever it is. */
class DecompositionsTest {
  @TestFactory
  Stream<DynamicNode> qrIsTheMatrix() {
    return Residuals.forMatrices(false, subject -> true, a -> {
      QrFactors qr = Decompositions.qr(a);
      requireSmall("Q·R", a, product(qr.q(), qr.r()).to(a.dtype()), norm(a));
      Residuals.requireOrthonormal("Q", qr.q());
      assertEquals(Diagonals.triu(qr.r()), qr.r());
    });
  }

  @TestFactory
  Stream<DynamicNode> completeQrIsTheMatrixAndASquareBasis() {
    return Residuals.forMatrices(false, subject -> true, a -> {
      QrFactors qr = Decompositions.completeQr(a);
      assertEquals(a.extent(0), qr.q().extent(1));
      requireSmall("Q·R", a, product(qr.q(), qr.r()).to(a.dtype()), norm(a));
      Residuals.requireOrthonormal("Q", qr.q());
      assertEquals(Diagonals.triu(qr.r()), qr.r());
    });
  }

  @TestFactory
  Stream<DynamicNode> luIsTheMatrix() {
    return Residuals.forMatrices(false, subject -> true, a -> {
      LuFactors lu = Decompositions.lu(a);
      requireSmall("P·L·U", a, product(lu.p(), lu.l(), lu.u()).to(a.dtype()), norm(lu.l()) * norm(lu.u()));
      assertEquals(Diagonals.triu(lu.u()), lu.u());
      assertEquals(Diagonals.tril(lu.l()), lu.l());
      assertTrue(lu.l().abs().le(1).all().item() == 1, "the pivot is the largest in its column");
    });
  }

  @TestFactory
  Stream<DynamicNode> choleskyIsTheMatrix() {
    return Residuals.forMatrices(true, subject -> subject == Subject.RANDOM || subject == Subject.IDENTITY, a -> {
      Tensor s = a.matmul(a.transpose()).add(Tensor.eye(a.extent(0), a.extent(0), a.dtype()));
      Tensor l = Decompositions.cholesky(s);
      requireSmall("L·Lᵀ", s, product(l, l.transpose()).to(s.dtype()), norm(s));
      assertEquals(Diagonals.tril(l), l);
    });
  }

  @Test
  void choleskyBearsAConditionOfTenToTheFifteenth() {
    Tensor hilbert = Subject.HILBERT.of(11, 11);
    Tensor l = Decompositions.cholesky(hilbert);
    requireSmall("L·Lᵀ", hilbert, product(l, l.transpose()), norm(hilbert));
  }

  @Test
  void aBatchIsItsMatrices() {
    for (int n : new int[] {3, 40}) {
      Tensor batch = Rng.of(1).randn(DType.FLOAT32, 3, 4, n, n);
      Residuals.requireBatched(x -> Decompositions.qr(x).q(), batch);
      Residuals.requireBatched(x -> Decompositions.qr(x).r(), batch.narrow(-1, 0, 2));
      Residuals.requireBatched(x -> Decompositions.lu(x).u(), batch);
      Residuals.requireBatched(x -> Decompositions.lu(x).p(), batch);
      Residuals.requireBatched(x -> Decompositions.cholesky(x.matmul(x.transpose()).add(Tensor.eye(n))), batch);
    }
  }

  @Test
  void matricesThatAreNotPositiveDefiniteAreNamed() {
    Tensor batch = Tensor.stack(0, Tensor.eye(2), Tensor.of(new float[] {1, 2, 2, 1}, 2, 2)).unsqueeze(0);
    assertEquals("cholesky: matrix [0, 1] of the batch [1×2×2×2] is not positive definite: pivot 1 is not positive",
        assertThrows(ArithmeticException.class, () -> Decompositions.cholesky(batch)).getMessage());
    assertEquals("cholesky: the matrix of shape [1×1] is not positive definite: pivot 0 is not positive",
        assertThrows(ArithmeticException.class, () -> Decompositions.cholesky(Tensor.zeros(1, 1))).getMessage());
  }

  @Test
  void matricesAreAskedFor() {
    assertEquals("cholesky: needs square matrices, got shape [2×3]",
        assertThrows(IllegalArgumentException.class, () -> Decompositions.cholesky(Tensor.zeros(2, 3))).getMessage());
    assertEquals("qr: needs a matrix, or a batch of them, got shape [3]",
        assertThrows(IllegalArgumentException.class, () -> Decompositions.qr(Tensor.zeros(3))).getMessage());
  }

  @Test
  void nanAndInfinityAreData() {
    Tensor x = Tensor.of(new double[] {1, Double.NaN, Double.NaN, 1}, 2, 2);
    assertTrue(Double.isNaN(Decompositions.cholesky(x).get(1, 1).item()));
    assertTrue(Double.isNaN(Decompositions.qr(x).q().get(1, 1).item()));
    assertTrue(Double.isNaN(Decompositions.lu(x).u().get(1, 1).item()));
  }

  /** Signs as LAPACK gives them: the diagonal of R opposes the column, but what is triangular stays as it is. */
  @Test
  void signsAreThoseOfLapack() {
    assertEquals(Tensor.eye(3), Decompositions.qr(Tensor.eye(3)).r());
    assertEquals(-5, Decompositions.qr(Tensor.of(new double[] {3, 1, 4, 2}, 2, 2)).r().get(0, 0).item(), 1e-14);
  }

  /** A wide matrix is A = [X, Y] with X = Q·R, and Qᵀ·Y beside R; a tall one in LU has rows below the square. */
  @Test
  void gradientsOfWideMatrices() {
    Tensor a = Subject.RANDOM.of(3, 5);
    Tensor weights = Rng.of(9).randn(DType.FLOAT64, 3, 5);
    requireGradient(x -> Decompositions.qr(x).r().mul(weights).sum(), a);
    requireGradient(x -> Decompositions.lu(x).u().mul(weights).sum(), a);
    requireGradient(x -> Decompositions.completeQr(x).r().mul(weights).sum(), a);
  }

  private static void requireGradient(java.util.function.UnaryOperator<Tensor> f, Tensor a) {
    Tensor direction = Rng.of(10).randn(DType.FLOAT64, a.shape().extents());
    double ahead = f.apply(a.add(direction.mul(1e-6))).item();
    double behind = f.apply(a.sub(direction.mul(1e-6))).item();
    double slope = Autodiff.grad(f::apply).apply(a).mul(direction).sum().item();
    assertEquals((ahead - behind) / 2e-6, slope, 1e-7 * Math.max(1, Math.abs(slope)));
  }

  @Test
  void theCompleteBasisOfATallMatrixHasNoGradient() {
    Parameter p = Parameter.of(Subject.RANDOM.of(3, 2));
    assertTrue(assertThrows(IllegalStateException.class, () -> Decompositions.completeQr(p)).getMessage()
        .startsWith("completeQr: this operator has no gradient"));
  }
}
