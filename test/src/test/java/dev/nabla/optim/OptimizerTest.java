package dev.nabla.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Losses;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers step as their formulas say, and only where there are gradients. */
class OptimizerTest {
  private static final int STEPS = 60;

  private interface Formula {
    Tensor step(Tensor g, double rate);
  }

  private static Arguments sgd(double momentum, double dampening, boolean nesterov, double weightDecay) {
    Function<List<Parameter>, Optimizer> optimizer = p -> Sgd.of(p).momentum(momentum).dampening(dampening)
        .nesterov(nesterov).weightDecay(weightDecay);
    Function<Tensor, Formula> formula = start -> {
      OptimizerFormulas.Descent descent = new OptimizerFormulas.Descent(start);
      return (g, rate) -> descent.step(g, rate, momentum, dampening, nesterov, weightDecay);
    };
    return Arguments.of("sgd " + momentum + " " + dampening + " " + nesterov + " " + weightDecay, optimizer, formula);
  }

  private static Arguments adam(double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled) {
    Function<List<Parameter>, Optimizer> optimizer = decoupled
        ? p -> AdamW.of(p).betas(beta1, beta2).epsilon(epsilon).weightDecay(weightDecay)
        : p -> Adam.of(p).betas(beta1, beta2).epsilon(epsilon).weightDecay(weightDecay);
    return Arguments.of("adam " + beta1 + " " + beta2 + " " + epsilon + " " + weightDecay + " " + decoupled, optimizer,
        moments(beta1, beta2, epsilon, weightDecay, decoupled));
  }

  private static Function<Tensor, Formula> moments(double beta1, double beta2, double epsilon, double weightDecay,
      boolean decoupled) {
    return start -> {
      OptimizerFormulas.Moments moments = new OptimizerFormulas.Moments(start);
      return (g, rate) -> moments.step(g, rate, beta1, beta2, epsilon, weightDecay, decoupled);
    };
  }

  static Stream<Arguments> settings() {
    Function<List<Parameter>, Optimizer> adam = Adam::of;
    Function<List<Parameter>, Optimizer> adamW = AdamW::of;
    return Stream.of(
        sgd(0, 0, false, 0),
        sgd(0, 0, false, 0.1),
        sgd(0.9, 0, false, 0),
        sgd(0.9, 0.3, false, 0.1),
        sgd(0.9, 0, true, 0.1),
        adam(0.9, 0.999, 1e-8, 0, false),
        adam(0.5, 0.9, 1e-3, 0.1, false),
        adam(0, 0.5, 1e-3, 0, false),
        adam(0.8, 0.95, 1e-6, 0.1, true),
        Arguments.of("adam's defaults", adam, moments(0.9, 0.999, 1e-8, 0, false)),
        Arguments.of("adamW's defaults", adamW, moments(0.9, 0.999, 1e-8, 0.01, true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void manyStepsFollowTheFormula(String name, Function<List<Parameter>, Optimizer> optimizer,
      Function<Tensor, Formula> formula) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (int n : new int[] {1, 17, 1023, 40_000}) {
        followFormula(name, optimizer, formula, dtype, n);
      }
    }
  }

  /** The learning rate changes on the way, as a schedule would have it. */
  private static void followFormula(String name, Function<List<Parameter>, Optimizer> make,
      Function<Tensor, Formula> formula, DType dtype, int n) {
    Rng rng = Rng.of(n);
    Tensor start = rng.randn(dtype, n);
    Parameter p = Parameter.of(start);
    Optimizer optimizer = make.apply(List.of(p));
    Formula expected = formula.apply(start.to(DType.FLOAT64));
    double tolerance = dtype == DType.FLOAT32 ? 1e-4 : 1e-11;
    for (int step = 1; step <= STEPS; step++) {
      Tensor g = rng.randn(dtype, n);
      double rate = 0.01 / Math.sqrt(step);
      optimizer.learningRate(rate);
      assertEquals(rate, optimizer.learningRate());
      p.mul(g).sum().backward();
      optimizer.step();
      assertFalse(p.hasGradient(), "step() clears the gradient");
      Tensor wanted = expected.step(g.to(DType.FLOAT64), rate);
      int at = step;
      assertTrue(p.value().to(DType.FLOAT64).allClose(wanted, tolerance, tolerance),
          () -> name + ", " + dtype + " [" + n + "], differs in step " + at);
    }
  }

  static Stream<Function<List<Parameter>, Optimizer>> optimizers() {
    return Stream.of(p -> Sgd.of(p).momentum(0.9), Adam::of, AdamW::of);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aParameterWithoutGradientStaysAndItsStepsAreNotCounted(Function<List<Parameter>, Optimizer> optimizer) {
    BiFunction<Boolean, Parameter, Tensor> late = (skipped, p) -> {
      Parameter other = Parameter.of(Tensor.ones(3));
      Optimizer of = optimizer.apply(List.of(other, p));
      for (int i = 0; i < 5 && skipped; i++) {
        Tensor before = p.value();
        other.sum().backward();
        of.step();
        assertEquals(before, p.value());
      }
      for (int i = 0; i < 3; i++) {
        p.mul(p).sum().backward();
        of.step();
      }
      return p.value();
    };
    Tensor start = Tensor.of(1f, -2f, 3f);
    assertEquals(late.apply(false, Parameter.of(start)), late.apply(true, Parameter.of(start)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void valuesThatWereReadStayAsTheyWere(Function<List<Parameter>, Optimizer> optimizer) {
    Parameter p = Parameter.of(Tensor.ones(100));
    Optimizer of = optimizer.apply(List.of(p));
    p.sum().backward();
    of.step();
    Tensor read = p.value();
    Tensor copy = Tensor.of(read.toFloats());
    p.sum().backward();
    of.step();
    assertEquals(copy, read);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void viewsExpandedGradientsAndEmptyParametersAreTaken(Function<List<Parameter>, Optimizer> optimizer) {
    Tensor start = Rng.of(1).randn(6, 4);
    Parameter whole = Parameter.of(Tensor.of(start.narrow(0, 2, 3).toFloats(), 3, 4));
    Parameter view = Parameter.of(start.narrow(0, 2, 3));
    Parameter empty = Parameter.of(Tensor.zeros(0, 2));
    Optimizer of = optimizer.apply(List.of(whole, view, empty));
    whole.sum().add(view.sum()).add(empty.sum()).backward();
    of.step();
    assertEquals(whole.value(), view.value());
    assertEquals(Shape.of(0, 2), empty.shape());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void withoutAnyGradientNothingHappensButASentence(Function<List<Parameter>, Optimizer> optimizer) {
    Optimizer of = optimizer.apply(List.of(Parameter.of(Tensor.ones(1)), Parameter.of(Tensor.ones(2))));
    String message = assertThrows(IllegalStateException.class, of::step).getMessage();
    assertTrue(message.endsWith(": none of the 2 parameters has a gradient; call backward() on the loss before step()"),
        message);
    assertThrows(IllegalArgumentException.class, () -> optimizer.apply(List.of()));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void leastSquaresAreFound(Function<List<Parameter>, Optimizer> optimizer) {
    Rng rng = Rng.of(4);
    Tensor x = rng.randn(64, 3);
    Tensor truth = Tensor.of(new float[] {1, -2, 0.5f}, 3, 1);
    Parameter w = Parameter.of(Tensor.zeros(3, 1));
    Optimizer of = optimizer.apply(List.of(w)).learningRate(0.02);
    if (of instanceof AdamW decaying) {
      decaying.weightDecay(0);
    }
    for (int i = 0; i < 1000; i++) {
      Losses.mse(x.matmul(w), x.matmul(truth)).backward();
      of.step();
    }
    assertTrue(w.value().allClose(truth, 1e-3, 1e-3), "found " + w);
  }

  @Test
  void nesterovNeedsMomentumAndNoDampening() {
    Parameter p = Parameter.of(Tensor.ones(1));
    p.sum().backward();
    for (Sgd sgd : List.of(Sgd.of(List.of(p)).nesterov(true), Sgd.of(List.of(p)).nesterov(true).momentum(0.5)
        .dampening(0.1))) {
      String message = assertThrows(IllegalStateException.class, sgd::step).getMessage();
      assertTrue(message.startsWith("sgd: nesterov needs a momentum above 0 and no dampening, got momentum "), message);
    }
    assertEquals(Tensor.of(1f), p.value());
    assertTrue(p.hasGradient());
  }

  private static Arguments setting(String name, Function<Double, Optimizer> change) {
    return Arguments.of(name, change);
  }

  static Stream<Arguments> changes() {
    List<Parameter> one = List.of(Parameter.of(Tensor.ones(1)));
    return Stream.of(
        setting("learningRate", Sgd.of(one)::learningRate),
        setting("momentum", Sgd.of(one)::momentum),
        setting("dampening", Sgd.of(one)::dampening),
        setting("weightDecay", AdamW.of(one)::weightDecay),
        setting("epsilon", Adam.of(one)::epsilon),
        setting("beta1", value -> Adam.of(one).betas(value, 0.9)),
        setting("beta2", value -> Adam.of(one).betas(0.9, value)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void settingsOutOfRangeAreRefused(String name, Function<Double, Optimizer> change) {
    for (double value : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message = assertThrows(IllegalArgumentException.class, () -> change.apply(value)).getMessage();
      assertTrue(message.contains(": " + name + " " + value + ", needs "), message);
    }
  }
}
