package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.op.Residuals.norm;
import static dev.nabla.op.Residuals.product;
import static dev.nabla.op.Residuals.requireSmall;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Eigenvalues.Eigen;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A·v = λ·v, for symmetric matrices and for others whose eigenvalues are real. */
class EigenvaluesTest {
  @TestFactory
  Stream<DynamicNode> symmetricMatrices() {
    return Residuals.forMatrices(true, subject -> true, x -> {
      Tensor a = x.add(x.transpose());
      Eigen eigen = Eigenvalues.eigh(a);
      Tensor images = product(eigen.vectors(), Diagonals.diagEmbed(eigen.values()));
      requireSmall("A·V", images, product(a, eigen.vectors()).to(a.dtype()), norm(a));
      Residuals.requireOrthonormal("V", eigen.vectors());
      requireAscending(eigen.values());
      requireSmall("λ alone", eigen.values().unsqueeze(0), Eigenvalues.eigvalsh(a).unsqueeze(0), norm(a));
      assertTrue(a.size() == 0 || eigen.vectors().amax(-2).ge(eigen.vectors().amin(-2).neg()).all().item() == 1,
          "signs");
    });
  }

  @Test
  void onlyTheSymmetricPartCounts() {
    Tensor a = Subject.RANDOM.of(4, 4);
    Tensor half = a.add(a.transpose()).mul(0.5);
    assertEquals(Eigenvalues.eigvalsh(half), Eigenvalues.eigvalsh(a));
    assertEquals(Eigenvalues.eigh(half).vectors(), Eigenvalues.eigh(a).vectors());
  }

  /** The second difference of n points has the eigenvalues 2 − 2·cos(kπ/(n + 1)). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 64, 150})
  void secondDifferences(int n) {
    Tensor a = Tensor.eye(n, n, DType.FLOAT64).mul(2);
    if (n > 1) {
      Tensor ones = Tensor.full(-1, Tensor.zeros(n - 1).shape(), DType.FLOAT64);
      a = a.add(Diagonals.diag(ones, 1)).add(Diagonals.diag(ones, -1));
    }
    double[] found = Eigenvalues.eigvalsh(a).toDoubles();
    double[] general = Eigenvalues.eigvals(a).toDoubles();
    for (int k = 1; k <= n; k++) {
      double expected = 2 - 2 * Math.cos(k * Math.PI / (n + 1));
      assertEquals(expected, found[k - 1], 4e-15);
      assertEquals(expected, general[k - 1], 2e-13);
    }
  }

  /** S·diag(λ)·S⁻¹ with λ = 1, 2, … and an S that is not orthogonal, and triangles. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 33, 60})
  void matricesWithRealEigenvalues(int n) {
    Tensor s = Subject.RANDOM.of(n, n).mul(0.5 / Math.sqrt(n)).add(Tensor.eye(n, n, DType.FLOAT64));
    Tensor apart = Tensor.arange(n).add(1.0).to(DType.FLOAT64);
    Tensor a = s.mul(apart.unsqueeze(0)).matmul(LinearSystems.inv(s));
    requireEigen(a);
    requireEigen(a.to(DType.FLOAT32));
    requireEigen(Diagonals.triu(s));
    requireEigen(Diagonals.tril(s).add(Diagonals.diag(apart)));
    requireEigen(s.matmul(s.transpose()));
    requireEigen(a.mul(1e200));
    requireEigen(a.mul(1e-200));
    double condition = SingularValues.cond(s).item();
    assertTrue(Eigenvalues.eigvals(a).allClose(apart, 1e-14 * n * condition, 0), "λ");
  }

  private static void requireEigen(Tensor a) {
    Eigen eigen = Eigenvalues.eig(a);
    Tensor images = eigen.vectors().to(DType.FLOAT64).mul(eigen.values().to(DType.FLOAT64).unsqueeze(0));
    requireSmall("A·V", images, product(a, eigen.vectors()).to(a.dtype()), norm(a));
    assertTrue(Norms.norm(eigen.vectors(), 2, 0).allClose(Tensor.ones(a.extent(0)).to(a.dtype()), 1e-6, 0), "lengths");
    requireAscending(eigen.values());
    requireSmall("λ alone", eigen.values().unsqueeze(0), Eigenvalues.eigvals(a).unsqueeze(0), norm(a));
  }

  private static void requireAscending(Tensor values) {
    assertEquals(Ordering.sort(values, -1).values(), values);
  }

  /** Equal eigenvalues with one vector only: rounding must not make complex ones of them. */
  @Test
  void doubleEigenvaluesStayReal() {
    Tensor block = Tensor.of(new double[] {3, 1, -1, 1}, 2, 2);
    assertTrue(Eigenvalues.eigvals(block).allClose(Tensor.of(2.0, 2.0), 1e-7, 0));
    Tensor q = Decompositions.qr(Subject.RANDOM.of(6, 6)).q();
    Tensor twice =
        Diagonals.triu(Tensor.ones(6, 6).to(DType.FLOAT64)).add(Diagonals.diag(Tensor.of(0.0, 0, 3, 3, 7, 7)));
    Tensor a = q.matmul(twice).matmul(q.transpose());
    assertTrue(Eigenvalues.eigvals(a).allClose(Tensor.of(1.0, 1, 4, 4, 8, 8), 1e-6, 0));
  }

  @Test
  void complexEigenvaluesAreRefusedByName() {
    Tensor turn = Tensor.of(new double[] {0, -2, 2, 0}, 2, 2);
    Tensor batch = Tensor.stack(0, Tensor.eye(2, 2, DType.FLOAT64), turn);
    assertEquals("eigvals: matrix [1] of the batch [2×2×2] has the complex eigenvalues 0.0 ± 2.0i, but only real ones "
        + "can be given", assertThrows(ArithmeticException.class, () -> Eigenvalues.eigvals(batch)).getMessage());
    Tensor cycle = Rearranging.roll(Tensor.eye(7, 7, DType.FLOAT64), 1, 0);
    assertThrows(ArithmeticException.class, () -> Eigenvalues.eig(cycle));
    Tensor nearly = Tensor.of(new double[] {1, 1e-6, -1e-6, 1}, 2, 2);
    assertThrows(ArithmeticException.class, () -> Eigenvalues.eigvals(nearly));
  }

  @Test
  void matricesThatAreNotFiniteGiveNaN() {
    Tensor x = Tensor.of(new double[] {1, 2, 2, Double.POSITIVE_INFINITY}, 2, 2);
    assertTrue(Double.isNaN(Eigenvalues.eigvalsh(x).get(0).item()));
    assertTrue(Double.isNaN(Eigenvalues.eigh(x).vectors().get(1, 1).item()));
    assertTrue(Double.isNaN(Eigenvalues.eigvals(x).get(0).item()));
  }

  @Test
  void aBatchIsItsMatrices() {
    Tensor batch = Rng.of(1).randn(DType.FLOAT32, 3, 4, 9, 9);
    Residuals.requireBatched(Eigenvalues::eigvalsh, batch);
    Residuals.requireBatched(x -> Eigenvalues.eigh(x).vectors(), batch);
    Residuals.requireBatched(x -> Eigenvalues.eig(x.matmul(x.transpose())).vectors(), batch);
  }

  /** Where eigenvalues are equal, a function that does not tell their vectors apart still has its gradient. */
  @Test
  void theGradientOfTheTraceOfEqualEigenvalues() {
    Tensor a = Tensor.eye(3, 3, DType.FLOAT64);
    assertTrue(grad(x -> Eigenvalues.eigvalsh(x).sum()).apply(a).allClose(a, 1e-15, 1e-15));
    assertTrue(grad(x -> Eigenvalues.eigh(x).values().sum()).apply(a).allClose(a, 1e-15, 1e-15));
  }
}
