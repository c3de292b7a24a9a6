package dev.nabla.autodiff;

import static dev.nabla.autodiff.Autodiff.gaussNewtonVp;
import static dev.nabla.autodiff.Autodiff.hessian;
import static dev.nabla.autodiff.Autodiff.hvp;
import static dev.nabla.autodiff.Autodiff.jacobian;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Diagonals;
import dev.nabla.op.Losses;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Dense Jacobians and Hessians, and products with second derivatives. */
class JacobiansTest {
  private record Affine(Tensor weight, Tensor bias) {}

  private static Tensor random(long seed, int... shape) {
    return Rng.of(seed).randn(DType.FLOAT64, shape);
  }

  private static void requireClose(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertTrue(expected.allClose(actual, 1e-11, 1e-12), () -> "expected " + expected + "\ngot " + actual);
  }

  @Test
  void theJacobianOfALinearMapIsItsMatrix() {
    Tensor a = random(1, 3, 5);
    for (Sweep sweep : Sweep.values()) {
      assertEquals(a, jacobian(sweep, x -> a.matmul(x)).apply(random(2, 5)));
    }
    assertEquals(a, jacobian(x -> a.matmul(x), random(2, 5)));
    assertEquals(a.transpose(), jacobian(x -> a.transpose().matmul(x)).apply(random(2, 3)));
  }

  @Test
  void theShapeIsThatOfTheOutputBeforeThatOfTheInput() {
    Tensor w = random(1, 4, 3);
    Tensor x = random(2, 2, 4);
    UnaryOperator<Tensor> f = v -> v.matmul(w).tanh();
    Tensor reverse = jacobian(Sweep.REVERSE, f).apply(x);
    assertEquals(Shape.of(2, 3, 2, 4), reverse.shape());
    requireClose(reverse, jacobian(Sweep.FORWARD, f).apply(x));
    requireClose(reverse, jacobian(f, x));
    assertEquals(Shape.of(2, 4), jacobian(Tensor::sum, x).shape());
    assertEquals(Shape.of(2, 4), jacobian(v -> v.mul(x), Tensor.scalar(1.0)).shape());
  }

  /** The result is the same when it takes several chunks: 1100 · 1100 elements are more than one holds. */
  @Test
  void largeJacobiansAreComputedInChunks() {
    Tensor x = random(1, 1100);
    Tensor expected = Diagonals.diag(x.mul(2));
    requireClose(expected, jacobian(Sweep.REVERSE, v -> v.mul(v)).apply(x));
    requireClose(expected, jacobian(Sweep.FORWARD, v -> v.mul(v)).apply(x));
  }

  @Test
  void aJacobianThatNoArrayHoldsIsRefusedBeforeItsRowsAreComputed() {
    List<UnaryOperator<Tensor>> ways = List.of(jacobian(x -> x.mul(x)), jacobian(Sweep.FORWARD, x -> x.mul(x)),
        jacobian(Sweep.REVERSE, x -> x.mul(x)), hessian(x -> x.mul(x).sum()));
    for (UnaryOperator<Tensor> way : ways) {
      requireTooLarge("[70000×70000]", way, Tensor.zeros(70_000));
    }
    UnaryOperator<Tensor> more = x -> x.unsqueeze(-1).mul(Tensor.ones(600));
    requireTooLarge("[2000×600×2000]", jacobian(more), Tensor.zeros(2_000));
    requireTooLarge("[2000×600×2000]", jacobian(Sweep.FORWARD, more), Tensor.zeros(2_000));
  }

  private static void requireTooLarge(String shape, UnaryOperator<Tensor> jacobian, Tensor x) {
    assertEquals("shape " + shape + ": more elements than the 2147483647 that one array holds",
        assertThrows(ShapeException.class, () -> jacobian.apply(x)).getMessage().lines().findFirst().orElseThrow());
  }

  @Test
  void whatDoesNotFitIsRefusedInTheNameOfTheCall() {
    Tensor x = random(1, 3);
    Tensor wrong = random(2, 2);
    String tangent = ": the tangent is float64 [2], but the point is float64 [3]";
    UnaryOperator<Tensor> sum = Tensor::sum;
    requireRefused("hvp" + tangent, () -> hvp(sum, x, wrong));
    requireRefused("gaussNewtonVp" + tangent, () -> gaussNewtonVp(v -> v, sum, x, wrong));
    requireRefused("directionalDerivative" + tangent, () -> Autodiff.directionalDerivative(v -> v, x, wrong));
    String argument = ": cannot differentiate with respect to a tensor of type int64; it needs float32 or float64";
    requireRefused("jacobian" + argument, () -> jacobian(sum, Tensor.arange(3)));
    requireRefused("hessian" + argument, () -> hessian(sum, Tensor.arange(3)));
    requireRefused("hvp" + argument, () -> hvp(sum, Tensor.arange(3), x));
    String result = ": the function gives int64 [], but only float32 and float64 have ";
    for (Sweep sweep : Sweep.values()) {
      requireRefused("jacobian" + result + "derivatives", () -> jacobian(sweep, v -> v.argmax()).apply(x));
    }
    requireRefused("hessian" + result + "gradients", () -> hessian(v -> v.argmax(), x));
    String several = ": the function gives shape [3], but a gradient is that of a single element; reduce it with sum() "
        + "or mean()";
    requireRefused("hessian" + several, () -> hessian(v -> v, x));
    requireRefused("hvp" + several, () -> hvp(v -> v, x, x));
    requireRefused("gaussNewtonVp" + several, () -> gaussNewtonVp(v -> v, v -> v, x, x));
    requireRefused("valueAndGrad" + several, () -> Autodiff.valueAndGrad(v -> v).apply(x));
  }

  private static void requireRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void emptyInputsAndOutputsHaveEmptyJacobians() {
    for (Sweep sweep : Sweep.values()) {
      assertEquals(Shape.of(3, 0, 2), jacobian(sweep, x -> x.sum(0).sum().expand(3)).apply(random(1, 0, 2)).shape());
      assertEquals(Shape.of(0, 2), jacobian(sweep, x -> x.narrow(0, 0, 0)).apply(random(1, 2)).shape());
    }
  }

  @Test
  void aFunctionThatDependsOnNothingHasZeros() {
    for (Sweep sweep : Sweep.values()) {
      assertEquals(Tensor.zeros(Shape.of(2, 3), DType.FLOAT64),
          jacobian(sweep, x -> Tensor.of(1.0, 2.0)).apply(random(1, 3)));
    }
  }

  @Test
  void aTreeHasAJacobianForEachTensor() {
    Tensor x = random(1, 4, 3);
    Function<Affine, Tensor> f = p -> x.matmul(p.weight()).add(p.bias());
    Affine at = new Affine(random(2, 3, 2), random(3, 2));
    Affine reverse = jacobian(f, at);
    assertEquals(Shape.of(4, 2, 3, 2), reverse.weight().shape());
    Trees.zip(reverse, jacobian(Sweep.FORWARD, f).apply(at), (r, v) -> {
      requireClose(r, v);
      return r;
    });
    requireClose(Tensor.eye(2, 2, DType.FLOAT64).expand(4, 2, 2), jacobian(f).apply(at).bias());
  }

  @Test
  void jacobiansNestWithEverything() {
    Tensor x = random(1, 3);
    UnaryOperator<Tensor> cubes = v -> v.pow(3);
    Tensor second = jacobian(jacobian(cubes)).apply(x);
    for (int i = 0; i < 3; i++) {
      assertEquals(6 * x.get(i).item(), second.get(i, i, i).item(), 1e-12);
    }
    requireClose(second, jacobian(Sweep.REVERSE, jacobian(Sweep.FORWARD, cubes)).apply(x));
    requireClose(second, jacobian(Sweep.FORWARD, jacobian(Sweep.REVERSE, cubes)).apply(x));
    requireClose(x.mul(6), Autodiff.grad(v -> jacobian(cubes).apply(v).sum()).apply(x));
    Parameter p = Parameter.of(Tensor.scalar(2.0));
    jacobian(v -> v.mul(v).mul(p)).apply(x).sum().backward();
    assertEquals(x.sum().item() * 2, p.gradient().item(), 1e-13);
  }

  private static final UnaryOperator<Tensor> ROSENBROCK = x -> {
    Tensor head = x.narrow(0, 0, x.size() - 1);
    Tensor tail = x.narrow(0, 1, x.size() - 1);
    return tail.sub(head.mul(head)).pow(2).mul(100).add(head.neg().add(1).pow(2)).sum();
  };

  @Test
  void theHessianIsWhatTheFormulaSays() {
    Tensor at = Tensor.of(0.5, -1.5);
    // ∂²/∂x² = 1200x² − 400y + 2, ∂²/∂x∂y = −400x, ∂²/∂y² = 200
    requireClose(Tensor.ofNested(new double[][] {{902, -200}, {-200, 200}}), hessian(ROSENBROCK, at));
  }

  @Test
  void hessiansAreSymmetricAndTheirProductsAgree() {
    Tensor x = random(1, 5);
    Tensor v = random(2, 5);
    UnaryOperator<Tensor> f = p -> p.tanh().softmax(0).mul(p.exp()).sum().log().add(ROSENBROCK.apply(p));
    Tensor h = hessian(f).apply(x);
    requireClose(h, h.transpose());
    requireClose(h.matmul(v), hvp(f, x, v));
    requireClose(h.matmul(v), Autodiff.grad(p -> Autodiff.grad(f).apply(p).mul(v).sum()).apply(x));
    requireClose(h.matmul(v), Autodiff.grad(p -> Autodiff.jvp(f, p, v).tangent()).apply(x));
    requireClose(h, jacobian(Sweep.REVERSE, Autodiff.grad(f)).apply(x));
  }

  @Test
  void aHessianProductOfATreeIsATree() {
    Affine at = new Affine(random(1, 3), random(2, 3));
    Affine v = new Affine(random(3, 3), random(4, 3));
    Affine product = hvp((Affine p) -> p.weight().pow(2).mul(p.bias()).sum(), at, v);
    requireClose(at.bias().mul(v.weight()).add(at.weight().mul(v.bias())).mul(2), product.weight());
    requireClose(at.weight().mul(v.weight()).mul(2), product.bias());
  }

  @Test
  void theGaussNewtonProductLeavesOutTheCurvatureOfTheModel() {
    Tensor x = random(1, 4);
    Tensor v = random(2, 4);
    Tensor a = random(3, 3, 4);
    Tensor target = random(4, 3);
    UnaryOperator<Tensor> model = p -> a.matmul(p.tanh());
    UnaryOperator<Tensor> loss = y -> Losses.mse(y, target);
    Tensor j = jacobian(model).apply(x);
    Tensor h = hessian(loss).apply(model.apply(x));
    requireClose(j.transpose().matmul(h).matmul(j).matmul(v), gaussNewtonVp(model, loss, x, v));
    UnaryOperator<Tensor> linear = p -> a.matmul(p);
    requireClose(hvp(p -> loss.apply(linear.apply(p)), x, v), gaussNewtonVp(linear, loss, x, v));
  }
}
