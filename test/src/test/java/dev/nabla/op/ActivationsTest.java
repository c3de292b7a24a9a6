package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations at their kinks and far out, and what those along an axis promise. */
class ActivationsTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private final Tensor x = Rng.of(1).randn(DType.FLOAT64, 2, 3, 6);

  @Test
  void activationsAreTheMethodsOfTensors() {
    assertEquals(x.relu(), Activations.relu(x));
    assertEquals(x.tanh(), Activations.tanh(x));
    assertEquals(x.sigmoid(), Activations.sigmoid(x));
  }

  private static double[] n(double... numbers) {
    return numbers;
  }

  private static Arguments row(String name, UnaryOperator<Tensor> f, double[] x, double[] y, double[] gradient) {
    return arguments(name, f, x, y, gradient);
  }

  /** Function, arguments, values, derivatives. */
  static Stream<Arguments> edges() {
    double selu = 1.0507009873554805 * 1.6732632423543772;
    double sigmoid = 1 / (1 + Math.exp(-1));
    return Stream.of(
        row("relu6", Activations::relu6, n(-1, 0, 3, 6, 7), n(0, 0, 3, 6, 6), n(0, 0, 1, 0, 0)),
        row("hardtanh", Activations::hardtanh, n(-2, -1, 0, 1, 2), n(-1, -1, 0, 1, 1), n(0, 0, 1, 0, 0)),
        row("leakyRelu", Activations::leakyRelu, n(-2, 0, 2), n(-0.02, 0, 2), n(0.01, 0.01, 1)),
        row("elu", Activations::elu, n(-INF, 0, 1e3), n(-1, 0, 1e3), n(0, 1, 1)),
        row("elu of α = 2", v -> Activations.elu(v, 2), n(-INF, 0, 3), n(-2, 0, 3), n(0, 2, 1)),
        row("selu", Activations::selu, n(-INF, 0, 1), n(-selu, 0, 1.0507009873554805), n(0, selu, 1.0507009873554805)),
        row("celu", v -> Activations.celu(v, 2), n(-INF, 0, 3), n(-2, 0, 3), n(0, 1, 1)),
        row("hardsigmoid", Activations::hardsigmoid, n(-4, -3, 0, 3, 4), n(0, 0, 0.5, 1, 1), n(0, 0, 1 / 6.0, 0, 0)),
        row("hardswish", Activations::hardswish, n(-INF, -4, -3, 0, 3, 4, INF, NAN), n(0, 0, 0, 0, 3, 4, INF, NAN),
            n(0, 0, 0, 0.5, 1, 1, 1, NAN)),
        row("hardshrink", v -> Activations.hardshrink(v, 0.5), n(-1, -0.5, 0.5, 1, NAN), n(-1, 0, 0, 1, NAN),
            n(1, 0, 0, 1, 1)),
        row("softshrink", v -> Activations.softshrink(v, 0.5), n(-1, -0.5, 0.5, 1, NAN), n(-0.5, 0, 0, 0.5, NAN),
            n(1, 0, 0, 1, 1)),
        row("threshold", v -> Activations.threshold(v, 0.5, -2), n(0, 0.5, 1), n(-2, -2, 1), n(0, 0, 1)),
        row("softplus", Activations::softplus, n(-1e4, 0, 21, 1e4), n(0, Math.log(2), 21, 1e4), n(0, 0.5, 1, 1)),
        row("softplus of β = 2", v -> Activations.softplus(v, 2, 1), n(0, 0.75), n(Math.log(2) / 2, 0.75), n(0.5, 1)),
        row("logsigmoid", Activations::logsigmoid, n(-1e4, 0, 1e4), n(-1e4, -Math.log(2), 0), n(1, 0.5, 0)),
        row("gelu", Activations::gelu, n(-INF, 0, INF), n(0, 0, INF), n(0, 0.5, 1)),
        row("geluTanh", Activations::geluTanh, n(-INF, 0, INF), n(0, 0, INF), n(0, 0.5, 1)),
        row("silu", Activations::silu, n(-INF, 0, 1, INF), n(0, 0, sigmoid, INF),
            n(0, 0.5, sigmoid * (2 - sigmoid), 1)),
        row("mish", Activations::mish, n(-INF, 0, INF), n(0, 0, INF), n(0, 0.6, 1)),
        row("swish of β = 2", v -> Activations.swish(v, 2), n(0, 0.5), n(0, 0.5 * sigmoid),
            n(0.5, sigmoid * (2 - sigmoid))),
        row("squareplus", Activations::squareplus, n(-1e8, 0, 1e200), n(1e-8, 1, 1e200), n(1e-16, 0.5, 1)),
        row("squareplus of b = 0", v -> Activations.squareplus(v, 0), n(-2, 0, 2), n(0, 0, 2), n(0, 0, 1)),
        row("softsign", Activations::softsign, n(-1, 0, 3), n(-0.5, 0, 0.75), n(0.25, 1, 0.0625)),
        row("tanhshrink", Activations::tanhshrink, n(0, 1e3), n(0, 999), n(0, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edges")
  void kinksAndLimits(String name, UnaryOperator<Tensor> f, double[] at, double[] y, double[] gradient) {
    ElementwiseEdgesTest.requireEdges(f, at, y, gradient);
  }

  @Test
  void preluHasAWeightForEachChannel() {
    Parameter weight = Parameter.of(Tensor.of(0.5, -1.0, 0.0));
    Tensor in = Tensor.of(-2.0, 3, -4, 5, 6, 0).reshape(2, 3);
    Tensor y = Activations.prelu(in, weight);
    assertEquals(Tensor.of(-1.0, 3, 0, 5, 6, 0).reshape(2, 3).add(0), y.detach().add(0));
    y.sum().backward();
    assertEquals(Tensor.of(-2.0, 0, -4), weight.gradient());
    assertEquals(Tensor.of(-1.0, 3), Activations.prelu(Tensor.of(-2.0, 3), Tensor.scalar(0.5)));
    assertEquals(x.shape(), Activations.prelu(x, Tensor.of(1.0, 2, 3)).shape());
    assertEquals(
        "prelu: weight of shape [2], needs one number, or one for each position of axis 1 of x, of shape [2×3]",
        assertThrows(IllegalArgumentException.class, () -> Activations.prelu(in, Tensor.of(1.0, 2))).getMessage());
  }

  @Test
  void rreluDrawsASlopeForEachElement() {
    Tensor negative = Tensor.full(-1.0, 1000);
    Tensor slopes = Activations.rrelu(negative, 0.125, 0.375, Rng.of(3)).neg();
    assertTrue(slopes.min().item() >= 0.125 && slopes.max().item() <= 0.375);
    assertEquals(0.25, slopes.mean().item(), 0.01);
    assertEquals(Tensor.ones(4), Activations.rrelu(Tensor.ones(4), 0.1, 0.3, Rng.of(3)));
  }

  @Test
  void softmaxDistributesAlongTheLastAxis() {
    Tensor y = Activations.softmax(x);
    assertTrue(y.sum(-1).allClose(Tensor.ones(2, 3).to(DType.FLOAT64), 1e-14, 0));
    assertTrue(y.allClose(x.exp().div(x.exp().sum(Axes.KEEP, -1)), 1e-13, 0));
    assertTrue(y.log().allClose(Activations.logSoftmax(x), 1e-13, 1e-15));
    assertEquals(x.neg().softmax(1), Activations.softmin(x, 1));
  }

  /** max(x − τ, 0) that sums to 1 is the projection onto the simplex, wherever τ lies. */
  @Test
  void sparsemaxProjectsOntoTheSimplex() {
    for (double scale : new double[] {1e-6, 0.1, 1, 1e4}) {
      Tensor in = x.mul(scale);
      Tensor y = Activations.sparsemax(in, 2);
      assertTrue(y.min().item() >= 0);
      assertTrue(y.sum(-1).allClose(Tensor.ones(2, 3).to(DType.FLOAT64), 1e-11, 0));
      Tensor bound = in.sub(y);
      Tensor inside = Tensor.where(y.gt(0), bound, Tensor.scalar(-INF)).amax(Axes.KEEP, 2);
      assertTrue(Tensor.where(y.gt(0), bound, inside).allClose(inside.expand(2, 3, 6), 1e-11, 1e-11));
      assertTrue(in.sub(inside).le(y.add(1e-11)).all().item() == 1);
    }
    assertEquals(Tensor.of(0.5, 0.5, 0.0), Activations.sparsemax(Tensor.of(7.0, 7.0, 3.0), 0));
    assertEquals(Tensor.of(1.0, 0.0, 0.0), Activations.sparsemax(Tensor.of(9.0, 7.0, 3.0), 0));
  }

  @Test
  void gumbelSoftmaxDrawsWithTheProbabilitiesOfItsLogits() {
    Tensor probabilities = Tensor.of(0.7, 0.2, 0.1);
    Tensor logits = probabilities.log().expand(20_000, 3);
    Tensor hard = Activations.gumbelSoftmax(logits, 0.5, true, 1, Rng.of(5));
    assertTrue(hard.sum(1).allClose(Tensor.ones(20_000).to(DType.FLOAT64), 1e-12, 0));
    assertTrue(hard.mean(0).allClose(probabilities, 0, 0.015), () -> "drawn as often as " + hard.mean(0));
    Parameter soft = Parameter.of(logits);
    Parameter straight = Parameter.of(logits);
    Tensor weights = Tensor.of(1.0, 2, 3);
    Activations.gumbelSoftmax(soft, 0.5, false, 1, Rng.of(5)).mul(weights).sum().backward();
    Activations.gumbelSoftmax(straight, 0.5, true, 1, Rng.of(5)).mul(weights).sum().backward();
    assertTrue(soft.gradient().allClose(straight.gradient(), 1e-12, 1e-14), "the gradient is that of the soft draw");
  }

  @Test
  void gatedUnitsMultiplyTheirHalves() {
    Tensor a = x.narrow(2, 0, 3);
    Tensor b = x.narrow(2, 3, 3);
    assertTrue(Activations.glu(x, -1).allClose(a.mul(b.sigmoid()), 1e-14, 0));
    assertTrue(Activations.swiglu(x, 2).allClose(a.mul(a.sigmoid()).mul(b), 1e-13, 0));
    assertTrue(Activations.geglu(x, 2).allClose(Activations.gelu(a).mul(b), 1e-14, 0));
    assertEquals("glu: axis 1 of shape [2×3×6] has extent 3, needs an even one",
        assertThrows(IllegalArgumentException.class, () -> Activations.glu(x, 1)).getMessage());
  }

  @Test
  void farOutGatedFunctionsAreStraight() {
    Tensor far = Tensor.of(1e10f, 1e30f, -1e10f, -1e30f);
    for (UnaryOperator<Tensor> f : List.<UnaryOperator<Tensor>>of(Activations::gelu, Activations::geluTanh,
        Activations::silu, Activations::mish)) {
      Tensor slope = Autodiff.grad(t -> f.apply(t).sum()).apply(far);
      Tensor bend = Autodiff.hvp(t -> f.apply(t).sum(), far, Tensor.onesLike(far));
      assertArrayEquals(new float[] {1, 1, 0, 0}, slope.abs().toFloats());
      assertArrayEquals(new float[4], bend.abs().toFloats());
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals("softplus: beta 0.0, needs a positive number",
        assertThrows(IllegalArgumentException.class, () -> Activations.softplus(x, 0, 20)).getMessage());
    assertEquals("hardshrink: bound -1.0, needs at least 0",
        assertThrows(IllegalArgumentException.class, () -> Activations.hardshrink(x, -1)).getMessage());
    assertEquals("hardtanh: bounds 2.0 and 1.0, needs the lower one first",
        assertThrows(IllegalArgumentException.class, () -> Activations.hardtanh(x, 2, 1)).getMessage());
    assertEquals("gumbelSoftmax: temperature 0.0, needs a positive number", assertThrows(IllegalArgumentException.class,
        () -> Activations.gumbelSoftmax(x, 0, false, 0, Rng.of(1))).getMessage());
  }
}
