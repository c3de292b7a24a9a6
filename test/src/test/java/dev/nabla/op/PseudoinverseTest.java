package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.op.Residuals.norm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The inverse of E. H. Moore and R. Penrose, and least squares. */
class PseudoinverseTest {
  /** A·P·A = A, P·A·P = P, and A·P and P·A are symmetric: only one P is so. */
  @TestFactory
  Stream<DynamicNode> theFourConditionsOfPenrose() {
    return Residuals.forMatrices(false, subject -> subject != Subject.HILBERT, a -> {
      Tensor p = Pseudoinverse.pinv(a);
      double condition = norm(a) * norm(p);
      Tensor ap = Residuals.product(a, p).to(a.dtype());
      Tensor pa = Residuals.product(p, a).to(a.dtype());
      Residuals.requireSmall("A·P·A", a, Residuals.product(ap, a).to(a.dtype()), condition * norm(a));
      Residuals.requireSmall("P·A·P", p, Residuals.product(pa, p).to(a.dtype()), condition * norm(p));
      Residuals.requireSmall("(A·P)ᵀ", ap, ap.transpose(), condition);
      Residuals.requireSmall("(P·A)ᵀ", pa, pa.transpose(), condition);
    });
  }

  @Test
  void smallValuesCountAsZeroWhereItIsSaid() {
    Tensor a = Diagonals.diag(Tensor.of(4.0, 0.5));
    assertTrue(Pseudoinverse.pinv(a, 0.2).allClose(Diagonals.diag(Tensor.of(0.25, 0.0)), 1e-15, 0));
    assertTrue(Pseudoinverse.pinv(a).allClose(Diagonals.diag(Tensor.of(0.25, 2.0)), 1e-15, 0));
  }

  /**
   * Among matrices of rank 1 the gradient is that of differences, which the formula for regular ones would not give.
   */
  @Test
  void theGradientAmongMatricesOfLowerRank() {
    Tensor u = Rng.of(1).randn(DType.FLOAT64, 4, 1);
    Tensor v = Rng.of(2).randn(DType.FLOAT64, 1, 3);
    Tensor weights = Rng.of(3).randn(DType.FLOAT64, 3, 4);
    Tensor direction = Rng.of(4).randn(DType.FLOAT64, 4, 1);
    double slope = grad(x -> Pseudoinverse.pinv(x.matmul(v)).mul(weights).sum()).apply(u).mul(direction).sum().item();
    double ahead = Pseudoinverse.pinv(u.add(direction.mul(1e-6)).matmul(v)).mul(weights).sum().item();
    double behind = Pseudoinverse.pinv(u.sub(direction.mul(1e-6)).matmul(v)).mul(weights).sum().item();
    assertEquals((ahead - behind) / 2e-6, slope, 1e-7 * Math.abs(slope));
  }

  /** The residual is orthogonal to the columns. */
  @Test
  void leastSquares() {
    for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor a = Rng.of(5).randn(DType.FLOAT64, 2, 1, 7, 4).to(type);
      Tensor b = Rng.of(6).randn(DType.FLOAT64, 3, 7, 2).to(type);
      Tensor x = Pseudoinverse.lstsq(a, b);
      assertEquals(Shape.of(2, 3, 4, 2), x.shape());
      Tensor gap = a.transpose().matmul(b.sub(a.matmul(x)));
      assertTrue(norm(gap) <= 40 * Residuals.epsilon(x) * norm(a) * norm(b), "gap " + norm(gap));
    }
  }

  @Test
  void leastSquaresOfVectors() {
    Tensor a = Tensor.of(new double[] {1, 0, 1, 1, 1, 2}, 3, 2);
    assertTrue(Pseudoinverse.lstsq(a, Tensor.of(1.0, 3.0, 5.0)).allClose(Tensor.of(1.0, 2.0), 1e-14, 0));
    Tensor batch = Tensor.stack(0, a, a.mul(2));
    Tensor vectors = Tensor.of(new double[] {1, 3, 5, 2, 6, 10}, 2, 3);
    assertTrue(Pseudoinverse.lstsq(batch, vectors).allClose(Tensor.of(new double[] {1, 2, 1, 2}, 2, 2), 1e-14, 0));
  }

  /** gB = Pᵀ·g, gA = −gB·Xᵀ + (B − A·X)·(P·Pᵀ·g)ᵀ, with P = A⁺. */
  @Test
  void gradientsOfLeastSquares() {
    Tensor a = Subject.RANDOM.of(6, 3);
    Tensor b = Subject.RANDOM.of(6, 2);
    Tensor g = Rng.of(7).randn(DType.FLOAT64, 3, 2);
    Tensor p = Pseudoinverse.pinv(a);
    Tensor x = p.matmul(b);
    Tensor gb = p.transpose().matmul(g);
    Tensor ga = b.sub(a.matmul(x)).matmul(p.matmul(gb).transpose()).sub(gb.matmul(x.transpose()));
    assertTrue(grad(t -> Pseudoinverse.lstsq(a, t).mul(g).sum()).apply(b).allClose(gb, 1e-13, 1e-13));
    assertTrue(grad(t -> Pseudoinverse.lstsq(t, b).mul(g).sum()).apply(a).allClose(ga, 1e-12, 1e-12));
  }

  @Test
  void whatLeastSquaresRefuse() {
    Tensor a = Subject.DEPENDENT.of(6, 4);
    Tensor batch = Tensor.stack(0, Subject.RANDOM.of(6, 4), a);
    assertEquals("lstsq: matrix [1] of the batch [2×6×4] does not have full column rank: column 2 depends on those "
        + "before it",
        assertThrows(ArithmeticException.class,
            () -> Pseudoinverse.lstsq(batch, Tensor.ones(6).to(DType.FLOAT64))).getMessage());
    assertEquals("lstsq: needs at least as many rows as columns, got matrices of shape [2×3]",
        assertThrows(IllegalArgumentException.class, () -> Pseudoinverse.lstsq(Tensor.ones(2, 3), Tensor.ones(2)))
            .getMessage());
    assertEquals("lstsq: right sides of shape [2] do not fit matrices of shape [3×1], which need 3 rows",
        assertThrows(IllegalArgumentException.class, () -> Pseudoinverse.lstsq(Tensor.ones(3, 1), Tensor.ones(2)))
            .getMessage());
  }
}
