package dev.nabla.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Subgradient;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Gradients as functions. */
class AutodiffTest {
  private static final UnaryOperator<Tensor> QUARTIC = x -> x.mul(x).mul(x).mul(x).sum();

  /** x ↦ Σ f'(x), so that derivatives of every order have one value. */
  private static UnaryOperator<Tensor> slope(UnaryOperator<Tensor> f) {
    return x -> Autodiff.grad(f).apply(x).sum();
  }

  @Test
  void gradientsNestToAnyOrder() {
    Tensor x = Tensor.of(1.0, -2.0, 3.0);
    assertEquals(x.mul(x).mul(x).mul(4), Autodiff.grad(QUARTIC).apply(x));
    assertEquals(x.mul(x).mul(12), Autodiff.grad(slope(QUARTIC)).apply(x));
    assertEquals(x.mul(24), Autodiff.grad(slope(slope(QUARTIC))).apply(x));
    assertEquals(Tensor.of(24.0, 24.0, 24.0), Autodiff.grad(slope(slope(slope(QUARTIC)))).apply(x));
    assertEquals(Tensor.of(0.0, 0.0, 0.0), Autodiff.grad(slope(slope(slope(slope(QUARTIC))))).apply(x));
  }

  @Test
  void valueAndGradientComeFromOneEvaluation() {
    int[] evaluations = new int[1];
    ValueAndGradient<Tensor> at = Autodiff.valueAndGrad(x -> {
      evaluations[0]++;
      return QUARTIC.apply(x);
    }).apply(Tensor.of(1.0, 2.0));
    assertEquals(Tensor.scalar(17.0), at.value());
    assertEquals(Tensor.of(4.0, 32.0), at.gradient());
    assertFalse(at.value().requiresGradient());
    assertEquals(1, evaluations[0]);
  }

  @Test
  void severalInputsHaveAGradientEach() {
    Rng rng = Rng.of(1);
    Tensor a = rng.randn(DType.FLOAT64, 3, 4);
    Tensor b = rng.randn(DType.FLOAT64, 4, 2);
    Tensor unused = rng.randn(5);
    ValueAndGradient<List<Tensor>> at =
        Autodiff.valueAndGradients(x -> x.get(0).matmul(x.get(1)).sum()).apply(List.of(a, b, unused));
    assertEquals(a.matmul(b).sum(), at.value());
    Tensor g = Tensor.ones(Shape.of(3, 2), DType.FLOAT64);
    assertTrue(at.gradient().get(0).allClose(g.matmul(b.transpose()), 1e-14, 0));
    assertTrue(at.gradient().get(1).allClose(a.transpose().matmul(g), 1e-14, 0));
    assertEquals(Tensor.zeros(5), at.gradient().get(2));
    assertEquals(at.gradient(), Autodiff.gradients(x -> x.get(0).matmul(x.get(1)).sum()).apply(List.of(a, b, unused)));
  }

  @Test
  void oneTensorInTwoPlacesIsTwoVariables() {
    Tensor x = Tensor.scalar(3.0);
    List<Tensor> gradients = Autodiff.gradients(v -> v.get(0).mul(v.get(0)).mul(v.get(1))).apply(List.of(x, x));
    assertEquals(List.of(Tensor.scalar(18.0), Tensor.scalar(9.0)), gradients);
  }

  @Test
  void aConstantFunctionHasGradientZero() {
    assertEquals(Tensor.zeros(3), Autodiff.grad(x -> Tensor.scalar(5f)).apply(Tensor.ones(3)));
  }

  @Test
  void theGradientHasTheShapeAndTypeOfItsInput() {
    Tensor x = Rng.of(1).randn(4, 3).transpose();
    Tensor gradient = Autodiff.grad(v -> v.to(DType.FLOAT64).mul(v).sum()).apply(x);
    assertEquals(x.mul(2), gradient);
    assertEquals(Tensor.scalar(2f), Autodiff.grad(v -> v.mul(2).reshape(1, 1)).apply(Tensor.scalar(1f)));
  }

  @Test
  void whatParametersCollectStaysAsItIsUntilTheyAreDifferentiated() {
    Parameter p = Parameter.of(Tensor.of(2.0, 5.0));
    ValueAndGradient<Tensor> at = Autodiff.valueAndGrad(x -> x.mul(x).mul(p).sum()).apply(Tensor.of(3.0, 4.0));
    assertFalse(p.hasGradient());
    assertEquals(Tensor.of(12.0, 40.0), at.gradient().detach());
    at.gradient().sum().backward();
    assertEquals(Tensor.of(6.0, 8.0), p.gradient());
  }

  @Test
  void aParameterCanBeTheInput() {
    Parameter p = Parameter.of(Tensor.of(2.0, 5.0));
    assertEquals(Tensor.of(4.0, 10.0), Autodiff.grad(x -> x.mul(x).sum()).apply(p).detach());
    assertFalse(p.hasGradient());
  }

  @Test
  void gradientsAreTakenWithinNoGradToo() {
    Tensor gradient = Backprop.noGrad(() -> Autodiff.grad(QUARTIC).apply(Tensor.of(2.0)));
    assertEquals(Tensor.of(32.0), gradient);
  }

  @Test
  void aFailureInsideLeavesNothingOpen() {
    IllegalStateException thrown = new IllegalStateException("inside");
    assertEquals(thrown, assertThrows(IllegalStateException.class, () -> Autodiff.grad(x -> {
      throw thrown;
    }).apply(Tensor.of(1.0))));
    assertEquals(Tensor.of(12.0), Autodiff.grad(slope(QUARTIC)).apply(Tensor.of(1.0)));
  }

  @Test
  void misuseIsOneSentence() {
    requireMessage(
        "grad: the function gives shape [3], but a gradient is that of a single element; reduce it with sum() "
            + "or mean()",
        x -> x, Tensor.ones(3));
    requireMessage("grad: the function gives int64 [], but only float32 and float64 have gradients", Tensor::argmax,
        Tensor.ones(3));
    requireMessage("grad: cannot differentiate with respect to a tensor of type int32; it needs float32 or float64",
        Tensor::sum, Tensor.of(1, 2));
  }

  @Test
  void aFunctionThatGivesNullIsRefused() {
    Tensor x = Tensor.of(1.0);
    UnaryOperator<Tensor> nothing = v -> null;
    requireNull("grad", () -> Autodiff.grad(nothing).apply(x));
    requireNull("gradients", () -> Autodiff.gradients(v -> null).apply(List.of(x)));
    requireNull("valueAndGrad", () -> Autodiff.valueAndGrad(nothing).apply(x));
    requireNull("valueAndGradWithAuxiliary", () -> Autodiff.valueAndGradWithAuxiliary((Tensor v) -> null).apply(x));
    requireNull("valueAndGradWithAuxiliary",
        () -> Autodiff.valueAndGradWithAuxiliary((Tensor v) -> new WithAuxiliary<>(null, 1)).apply(x));
    requireNull("jvp", () -> Autodiff.jvp(nothing, x, x));
    requireNull("vjp", () -> Autodiff.vjp(nothing, x));
    requireNull("linearize", () -> Autodiff.linearize(nothing, x));
    requireNull("jacobian", () -> Autodiff.jacobian(nothing).apply(x));
    requireNull("jacobian", () -> Autodiff.jacobian(Sweep.FORWARD, nothing).apply(x));
    requireNull("hessian", () -> Autodiff.hessian(nothing).apply(x));
    requireNull("hvp", () -> Autodiff.hvp(nothing, x, x));
    requireNull("vmap", () -> Autodiff.vmap(nothing).apply(x));
    requireNull("vmap", () -> Autodiff.vmap((BinaryOperator<Tensor>) (v, w) -> null).apply(x, x));
    requireNull("vmap", () -> Autodiff.vmapAll(v -> null).apply(List.of(x)));
    requireNull("perSampleGradients", () -> Autodiff.perSampleGradients((p, batch) -> null, x, x));
    requireNull("checkpoint", () -> Autodiff.checkpoint(nothing).apply(x));
    requireNull("customGradient", () -> Autodiff.customGradient(nothing, (g, y, v) -> g).apply(x));
    requireNull("straightThrough", () -> Autodiff.straightThrough(nothing).apply(x));
    requireNull("grad", () -> Autodiff.grad(nothing, Subgradient.STRICT).apply(x));
    assertEquals("vmap: the function gave null as result 1, needs a tensor",
        assertThrows(IllegalArgumentException.class,
            () -> Autodiff.vmapAll(v -> Arrays.asList(v.get(0), null), List.of(0), List.of(0, 0)).apply(List.of(x)))
            .getMessage());
  }

  private static void requireNull(String operation, Executable call) {
    assertEquals(operation + ": the function gave null, needs a tensor",
        assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static void requireMessage(String message, UnaryOperator<Tensor> f, Tensor x) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Autodiff.grad(f).apply(x)).getMessage());
  }
}
