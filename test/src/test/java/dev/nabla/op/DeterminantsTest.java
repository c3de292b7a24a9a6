package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Determinants.SignAndLog;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Determinants, and their gradients where matrices are singular. */
class DeterminantsTest {
  /** By the first row, for comparison. */
  private static double expanded(Tensor a) {
    int n = a.extent(0);
    double sum = n == 0 ? 1 : 0;
    for (int j = 0; j < n; j++) {
      sum += (j % 2 == 0 ? 1 : -1) * a.get(0, j).item() * expanded(minor(a, 0, j));
    }
    return sum;
  }

  private static Tensor minor(Tensor a, int row, int column) {
    int n = a.extent(0);
    Tensor rows = Tensor.cat(0, a.narrow(0, 0, row), a.narrow(0, row + 1, n - row - 1));
    return Tensor.cat(1, rows.narrow(1, 0, column), rows.narrow(1, column + 1, n - column - 1));
  }

  private static Tensor cofactors(Tensor a) {
    int n = a.extent(0);
    List<Tensor> elements = new ArrayList<>();
    for (int i = 0; i < n * n; i++) {
      elements.add(Tensor.scalar((i / n + i % n) % 2 == 0 ? expanded(minor(a, i / n, i % n))
          : -expanded(minor(a, i / n, i % n))));
    }
    return Tensor.stack(0, elements).reshape(n, n);
  }

  @Test
  void determinantsAreSumsOfSignedProducts() {
    for (int n = 1; n < 6; n++) {
      Tensor a = Subject.RANDOM.of(n, n);
      assertEquals(expanded(a), Determinants.det(a).item(), 1e-13);
      assertEquals(expanded(a), Determinants.det(a.to(DType.FLOAT32)).item(), 1e-5);
    }
    assertEquals(Tensor.of(1f, 1f), Determinants.det(Tensor.zeros(2, 0, 0)));
    assertEquals(0, Determinants.det(Tensor.zeros(3, 3)).item());
  }

  @Test
  void theDeterminantOfAProductIsTheProduct() {
    Tensor a = Rng.of(1).randn(DType.FLOAT64, 2, 3, 20, 20);
    Tensor b = Rng.of(2).randn(DType.FLOAT64, 2, 3, 20, 20);
    Tensor product = Determinants.det(a).mul(Determinants.det(b));
    assertTrue(Determinants.det(a.matmul(b)).allClose(product, 1e-10, 0));
    Tensor exchanged = Rearranging.roll(a, 1, -2);
    assertTrue(Determinants.det(exchanged).allClose(Determinants.det(a).neg(), 1e-10, 0));
  }

  /** For every rank, n − 2 and below included, where the gradient is 0. */
  @Test
  void theGradientIsTheMatrixOfCofactors() {
    for (int n = 1; n < 6; n++) {
      for (int rank = 0; rank <= n; rank++) {
        Tensor a = Rng.of(rank).randn(DType.FLOAT64, n, rank).matmul(Rng.of(n).randn(DType.FLOAT64, rank, n));
        Tensor expected = cofactors(a);
        assertTrue(grad(Determinants::det).apply(a).allClose(expected, 1e-11, 1e-11), n + "×" + n + " of rank " + rank);
      }
    }
  }

  /** Of [[a, b], [c, d]] the second derivatives are 1 between a and d, −1 between b and c, and 0 elsewhere. */
  @Test
  void theSecondDerivativeWhereTheMatrixIsZero() {
    Tensor zero = Subject.ZERO.of(2, 2);
    Tensor byA = grad(x -> grad(Determinants::det).apply(x).get(0, 0)).apply(zero);
    Tensor byB = grad(x -> grad(Determinants::det).apply(x).get(0, 1)).apply(zero);
    assertTrue(byA.allClose(Tensor.of(new double[] {0, 0, 0, 1}, 2, 2), 1e-14, 1e-14), byA.toString());
    assertTrue(byB.allClose(Tensor.of(new double[] {0, 0, -1, 0}, 2, 2), 1e-14, 1e-14), byB.toString());
  }

  @Test
  void signsAndLogarithms() {
    Tensor a = Subject.RANDOM.of(300, 300).mul(10);
    SignAndLog parts = Determinants.slogdet(a);
    double expected = SingularValues.svdvals(a).log().sum().item();
    assertEquals(expected, parts.logAbsDet().item(), 1e-10);
    SignAndLog negative = Determinants.slogdet(Rearranging.roll(Tensor.eye(4), 1, 0));
    assertEquals(-1, negative.sign().item());
    assertEquals(0, negative.logAbsDet().item());
    SignAndLog singular = Determinants.slogdet(Tensor.zeros(2, 2));
    assertEquals(0, singular.sign().item());
    assertEquals(Double.NEGATIVE_INFINITY, singular.logAbsDet().item());
    assertEquals(0, Determinants.slogdet(Tensor.zeros(0, 0)).logAbsDet().item());
  }

  @Test
  void logarithms() {
    Tensor a = Tensor.stack(0, Tensor.eye(2).mul(3), Tensor.eye(2).mul(Tensor.of(1f, -1f)), Tensor.zeros(2, 2));
    double[] y = Determinants.logdet(a).toDoubles();
    assertEquals(Math.log(9), y[0], 1e-6);
    assertTrue(Double.isNaN(y[1]));
    assertEquals(Double.NEGATIVE_INFINITY, y[2]);
    Tensor regular = Subject.RANDOM.of(4, 4);
    Tensor positive = regular.matmul(regular.transpose());
    Tensor gradient = grad(Determinants::logdet).apply(positive);
    assertTrue(gradient.allClose(LinearSystems.inv(positive).transpose(), 1e-12, 1e-12));
  }

  @Test
  void squareMatricesAreAskedFor() {
    assertEquals("det: needs square matrices, got shape [2×3]",
        assertThrows(IllegalArgumentException.class, () -> Determinants.det(Tensor.zeros(2, 3))).getMessage());
  }
}
