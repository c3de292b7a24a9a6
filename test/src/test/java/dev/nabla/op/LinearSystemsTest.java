package dev.nabla.op;

import static dev.nabla.op.Residuals.norm;
import static dev.nabla.op.Residuals.product;
import static dev.nabla.op.Residuals.requireSmall;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.LinearSystems.Side;
import dev.nabla.op.LinearSystems.Triangle;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Solutions solve a system next to the one that was asked, as near as rounding errors allow, however ill it is. */
class LinearSystemsTest {
  @TestFactory
  Stream<DynamicNode> solutionsSolveANearbySystem() {
    return Residuals.forMatrices(true, LinearSystemsTest::solvable, a -> {
      Tensor b = Rng.of(1).randn(DType.FLOAT64, a.extent(0), 5).to(a.dtype());
      Tensor x = LinearSystems.solve(a, b);
      requireSmall("A·X", b, product(a, x).to(a.dtype()), norm(a) * norm(x) + norm(b));
    });
  }

  @TestFactory
  Stream<DynamicNode> inversesAreRightInverses() {
    return Residuals.forMatrices(true, LinearSystemsTest::solvable, a -> {
      Tensor inverse = LinearSystems.inv(a);
      requireSmall("A·A⁻¹", Tensor.eye(a.extent(0)), product(a, inverse).to(a.dtype()), norm(a) * norm(inverse));
    });
  }

  /** Pivots of HILBERT and VANDERMONDE are rounding errors from some extent on, but 0 only by chance. */
  private static boolean solvable(Subject subject) {
    return subject.regular() && subject != Subject.VANDERMONDE;
  }

  @ParameterizedTest
  @EnumSource(Triangle.class)
  void triangularSystems(Triangle triangle) {
    boolean upper = triangle == Triangle.UPPER || triangle == Triangle.UNIT_UPPER;
    boolean unit = triangle == Triangle.UNIT_LOWER || triangle == Triangle.UNIT_UPPER;
    for (int n : new int[] {1, 16, 17, 50}) {
      Tensor t = Subject.RANDOM.of(n, n).mul(0.1).add(Tensor.eye(n, n, DType.FLOAT64));
      Tensor read = upper ? Diagonals.triu(t, unit ? 1 : 0) : Diagonals.tril(t, unit ? -1 : 0);
      Tensor whole = unit ? read.add(Tensor.eye(n, n, DType.FLOAT64)) : read;
      Tensor b = Rng.of(n).randn(DType.FLOAT64, 3, n, 4);
      Tensor x = LinearSystems.solveTriangular(t, b, triangle);
      assertTrue(whole.matmul(x).allClose(b, 1e-12, 1e-12), triangle + " " + n);
      Tensor left = LinearSystems.solveTriangular(t, b.transpose(), triangle, Side.RIGHT);
      assertTrue(left.matmul(whole).allClose(b.transpose(), 1e-12, 1e-12), triangle + " from the right " + n);
    }
  }

  @Test
  void choleskySolveSolvesTheSystemOfTheProduct() {
    Tensor x = Subject.RANDOM.of(5, 5);
    Tensor s = x.matmul(x.transpose()).add(Tensor.eye(5, 5, DType.FLOAT64));
    Tensor b = Rng.of(2).randn(DType.FLOAT64, 2, 5, 3);
    Tensor solution = LinearSystems.choleskySolve(Decompositions.cholesky(s), b);
    assertTrue(s.matmul(solution).allClose(b, 1e-12, 1e-12));
  }

  @Test
  void rightSidesMayBeVectorsAndBroadcast() {
    Tensor a = Rng.of(3).randn(DType.FLOAT64, 2, 1, 4, 4);
    Tensor vector = Rng.of(4).randn(DType.FLOAT64, 4);
    assertEquals(Shape.of(2, 1, 4), LinearSystems.solve(a, vector).shape());
    assertTrue(a.matmul(LinearSystems.solve(a, vector).unsqueeze(-1)).squeeze(-1)
        .allClose(vector.expand(2, 1, 4), 1e-12, 1e-12));
    Tensor vectors = Rng.of(5).randn(DType.FLOAT64, 2, 1, 4);
    assertTrue(a.matmul(LinearSystems.solve(a, vectors).unsqueeze(-1)).squeeze(-1).allClose(vectors, 1e-12, 1e-12));
    Tensor b = Rng.of(6).randn(DType.FLOAT64, 3, 4, 2);
    assertEquals(Shape.of(2, 3, 4, 2), LinearSystems.solve(a, b).shape());
    assertTrue(a.matmul(LinearSystems.solve(a, b)).allClose(b.expand(2, 3, 4, 2), 1e-11, 1e-11));
    Tensor one = a.get(0, 0);
    assertTrue(one.matmul(LinearSystems.solve(one, b)).allClose(b, 1e-12, 1e-12));
    assertEquals(DType.FLOAT64, LinearSystems.solve(Tensor.eye(4), vector).dtype());
    assertEquals(DType.FLOAT32, LinearSystems.inv(Tensor.eye(2).to(DType.INT32)).dtype());
  }

  @Test
  void aBatchIsItsMatrices() {
    for (int n : new int[] {3, 40}) {
      Tensor batch = Rng.of(1).randn(DType.FLOAT32, 3, 4, n, n);
      Residuals.requireBatched(LinearSystems::inv, batch);
      Residuals.requireBatched(x -> LinearSystems.solve(x, x.transpose()), batch);
    }
  }

  @Test
  void largeMatricesAreCutThemselves() {
    Tensor a = Rng.of(7).randn(520, 520);
    Tensor inverse = LinearSystems.inv(a);
    requireSmall("A·A⁻¹", Tensor.eye(520), product(a, inverse).to(a.dtype()), norm(a) * norm(inverse));
  }

  @Test
  void singularMatricesAreNamed() {
    Tensor singular = Tensor.of(new double[] {1, 2, 2, 4}, 2, 2);
    Tensor batch = Tensor.stack(0, Tensor.eye(2, 2, DType.FLOAT64), singular, singular);
    assertEquals("inv: matrix [1] of the batch [3×2×2] is singular: pivot 1 is 0",
        assertThrows(ArithmeticException.class, () -> LinearSystems.inv(batch)).getMessage());
    assertEquals("solve: the matrix of shape [2×2] is singular: pivot 1 is 0",
        assertThrows(ArithmeticException.class, () -> LinearSystems.solve(singular, Tensor.of(1.0, 2.0))).getMessage());
    assertEquals("solveTriangular: the matrix of shape [2×2] is singular: element [0, 0] is 0",
        assertThrows(ArithmeticException.class,
            () -> LinearSystems.solveTriangular(Tensor.zeros(2, 2), Tensor.ones(2, 1), Triangle.UPPER)).getMessage());
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertEquals("solve: right sides of shape [3] do not fit matrices of shape [2×2], which need 2 rows",
        assertThrows(IllegalArgumentException.class, () -> LinearSystems.solve(Tensor.eye(2), Tensor.ones(3)))
            .getMessage());
    assertEquals("solveTriangular: left sides of shape [2×3] do not fit matrices of shape [2×2], which need 2 columns",
        assertThrows(IllegalArgumentException.class, () -> LinearSystems.solveTriangular(Tensor.eye(2),
            Tensor.ones(2, 3), Triangle.LOWER, Side.RIGHT)).getMessage());
    assertThrows(IllegalArgumentException.class,
        () -> LinearSystems.solve(Tensor.ones(2, 3, 3), Tensor.ones(5, 3, 1)));
  }
}
