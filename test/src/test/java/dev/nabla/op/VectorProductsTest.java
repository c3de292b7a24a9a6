package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Products of vectors, with their gradients as formulas. */
class VectorProductsTest {
  private static final Tensor A = Rng.of(1).randn(DType.FLOAT64, 3);
  private static final Tensor B = Rng.of(2).randn(DType.FLOAT64, 3);
  private static final Tensor G = Rng.of(3).randn(DType.FLOAT64, 3);

  @Test
  void dotsAreSumsOfProducts() {
    assertEquals(A.mul(B).sum().item(), VectorProducts.dot(A, B).item(), 1e-15);
    Tensor matrix = Tensor.arange(6).reshape(2, 3);
    assertEquals(55, VectorProducts.vdot(matrix, Tensor.arange(6)).item());
    assertEquals(55, VectorProducts.frobeniusInner(matrix, matrix).item());
    assertEquals(0, VectorProducts.dot(Tensor.zeros(0), Tensor.zeros(0)).item());
    Tensor batch = Rng.of(4).randn(DType.FLOAT64, 4, 2, 3);
    Tensor traces = Diagonals.diagonal(batch.transpose().matmul(matrix.to(DType.FLOAT64)), 0, -2, -1).sum(-1);
    assertTrue(VectorProducts.frobeniusInner(batch, matrix).allClose(traces, 1e-14, 1e-14));
  }

  @Test
  void outerProductsAndTheirGradients() {
    Tensor y = VectorProducts.outer(A, B);
    assertEquals(A.get(2).item() * B.get(1).item(), y.get(2, 1).item());
    Tensor g = Rng.of(5).randn(DType.FLOAT64, 3, 3);
    assertTrue(grad(x -> VectorProducts.outer(x, B).mul(g).sum()).apply(A).allClose(g.matmul(B), 1e-14, 1e-14));
    assertTrue(grad(x -> VectorProducts.outer(A, x).mul(g).sum()).apply(B)
        .allClose(g.transpose().matmul(A), 1e-14, 1e-14));
    assertEquals(Shape.of(5, 2, 3), VectorProducts.outer(Tensor.ones(5, 2), Tensor.ones(3)).shape());
  }

  /** (A ⊗ B)·(C ⊗ D) = A·C ⊗ B·D. */
  @Test
  void productsOfKroneckerProducts() {
    Tensor a = Rng.of(6).randn(DType.FLOAT64, 5, 2, 3);
    Tensor b = Rng.of(7).randn(DType.FLOAT64, 4, 2);
    Tensor c = Rng.of(8).randn(DType.FLOAT64, 3, 2);
    Tensor d = Rng.of(9).randn(DType.FLOAT64, 2, 3);
    Tensor left = VectorProducts.kron(a, b).matmul(VectorProducts.kron(c, d));
    assertEquals(Shape.of(5, 8, 6), left.shape());
    assertTrue(left.allClose(VectorProducts.kron(a.matmul(c), b.matmul(d)), 1e-13, 1e-13));
    assertEquals(Tensor.of(3, 4, 6, 8), VectorProducts.kron(Tensor.of(1, 2), Tensor.of(3, 4)));
    assertEquals(Tensor.of(new int[] {0, 3, 0, 4}, 2, 2),
        VectorProducts.kron(Tensor.of(new int[] {0, 1}, 1, 2), Tensor.of(new int[] {3, 4}, 2, 1)));
  }

  /** As NumPy has it, whichever operand lacks axes. */
  @Test
  void kroneckerProductsOfDifferentRanks() {
    Tensor v = Tensor.of(1, 10);
    Tensor m = Tensor.of(new int[] {1, 2, 3, 4}, 2, 2);
    assertEquals(Tensor.of(new int[] {1, 2, 10, 20, 3, 4, 30, 40}, 2, 4), VectorProducts.kron(v, m));
    assertEquals(Tensor.of(new int[] {1, 10, 2, 20, 3, 30, 4, 40}, 2, 4), VectorProducts.kron(m, v));
    assertEquals(m.mul(5), VectorProducts.kron(Tensor.scalar(5), m));
    assertEquals(v.mul(5), VectorProducts.kron(v, Tensor.scalar(5)));
    assertEquals(Tensor.scalar(15), VectorProducts.kron(Tensor.scalar(3), Tensor.scalar(5)));
    assertEquals(Tensor.stack(0, VectorProducts.kron(v, m), VectorProducts.kron(v, m.neg())),
        VectorProducts.kron(v, Tensor.stack(0, m, m.neg())));
    assertEquals(Tensor.of(10.0, 4.0), grad(x -> VectorProducts.kron(x, Tensor.of(1, 2, 3, 4.0).reshape(2, 2)).mul(
        Tensor.of(new double[] {1, 1, 2, 0, 1, 1, 0, 0.5}, 2, 4)).sum()).apply(Tensor.of(1.0, 1.0)));
  }

  @Test
  void crossProductsStandAcross() {
    Tensor y = VectorProducts.cross(A, B);
    assertEquals(0, VectorProducts.dot(A, y).item(), 1e-15);
    assertEquals(0, VectorProducts.dot(B, y).item(), 1e-15);
    assertEquals(Tensor.of(0, 0, 1), VectorProducts.cross(Tensor.of(1, 0, 0), Tensor.of(0, 1, 0)));
    assertTrue(grad(x -> VectorProducts.cross(x, B).mul(G).sum()).apply(A)
        .allClose(VectorProducts.cross(B, G), 1e-14, 1e-14));
    assertTrue(grad(x -> VectorProducts.cross(A, x).mul(G).sum()).apply(B)
        .allClose(VectorProducts.cross(G, A), 1e-14, 1e-14));
  }

  /** A component that is broadcast is the same in all three. */
  @Test
  void crossProductsBroadcast() {
    Tensor a = Rng.of(10).randn(DType.FLOAT64, 4, 1, 3);
    Tensor b = Rng.of(11).randn(DType.FLOAT64, 2, 3);
    Tensor expected = VectorProducts.cross(a.expand(4, 2, 3).contiguous(), b.expand(4, 2, 3).contiguous());
    assertEquals(expected, VectorProducts.cross(a, b));
    assertEquals(expected.transpose(), VectorProducts.cross(a.transpose(), b.transpose(), 1));
    Tensor same = Rng.of(12).randn(DType.FLOAT64, 2, 1);
    assertEquals(VectorProducts.cross(same.expand(2, 3).contiguous(), b), VectorProducts.cross(same, b));
    assertEquals(VectorProducts.cross(A, b), VectorProducts.cross(A, b, -1));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals("cross: needs extent 3 along axis -1, got shapes [2] and [2]",
        assertThrows(IllegalArgumentException.class, () -> VectorProducts.cross(Tensor.ones(2), Tensor.ones(2)))
            .getMessage());
    assertEquals("dot: needs two vectors of one extent, got shapes [2] and [3]",
        assertThrows(IllegalArgumentException.class, () -> VectorProducts.dot(Tensor.ones(2), Tensor.ones(3)))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> VectorProducts.vdot(Tensor.ones(2), Tensor.ones(3)));
    assertEquals("kron: shapes [2] and [3] do not broadcast: axis -1 has extent 2 against 3",
        assertThrows(IllegalArgumentException.class,
            () -> VectorProducts.kron(Tensor.ones(2, 1, 1), Tensor.ones(3, 1, 1))).getMessage().lines().findFirst()
            .orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> VectorProducts.outer(Tensor.scalar(1f), Tensor.ones(3)));
    assertThrows(IllegalArgumentException.class,
        () -> VectorProducts.frobeniusInner(Tensor.ones(2, 2), Tensor.ones(2, 3)));
  }
}
