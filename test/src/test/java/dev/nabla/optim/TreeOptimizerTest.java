package dev.nabla.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.autodiff.Trees;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Optimizers of typed parameters take the steps that they take with parameters of their own. */
class TreeOptimizerTest {
  private record Affine(Tensor weight, Tensor bias) {}

  private static final Tensor X = Rng.of(1).randn(8, 3);

  private static Tensor loss(Affine p) {
    return X.matmul(p.weight()).add(p.bias()).pow(2).mean();
  }

  @Test
  void stepsAreThoseOfTheOptimizer() {
    Affine initial = new Affine(Rng.of(2).randn(3, 2), Rng.of(3).randn(2));
    Function<List<Parameter>, Adam> adam = p -> Adam.of(p).learningRate(0.1);
    TreeOptimizer<Affine> typed = TreeOptimizer.of(initial, adam);
    Affine own = new Affine(Parameter.of(initial.weight()), Parameter.of(initial.bias()));
    Adam untyped = adam.apply(List.of((Parameter) own.weight(), (Parameter) own.bias()));
    for (int step = 0; step < 5; step++) {
      Affine next = typed.step(Autodiff.grad(TreeOptimizerTest::loss).apply(typed.parameters()));
      loss(own).backward();
      untyped.step();
      assertEquals(Trees.map(own, p -> ((Parameter) p).value()), next);
      assertEquals(next, typed.parameters());
      assertFalse(next.weight().requiresGradient());
    }
  }

  @Test
  void aParameterWithoutAGradientStays() {
    Affine initial = new Affine(Tensor.of(1f), Tensor.of(2f));
    TreeOptimizer<Affine> typed = TreeOptimizer.of(initial, p -> Sgd.of(p).learningRate(1));
    assertEquals(new Affine(Tensor.of(-2f), Tensor.of(2f)), typed.step(new Affine(Tensor.of(3f), null)));
    typed.optimizer().learningRate(0.5);
    assertEquals(new Affine(Tensor.of(-2f), Tensor.of(0f)), typed.step(new Affine(null, Tensor.of(4f))));
  }

  @Test
  void misuseIsOneSentence() {
    TreeOptimizer<Affine> typed = TreeOptimizer.of(new Affine(Tensor.of(1f), null), Sgd::of);
    requireMessage("step: the gradient has [bias], which the parameters have not",
        () -> typed.step(new Affine(null, Tensor.of(1f))));
    requireMessage("step: the gradient of weight is float32 [2], but the parameter is float32 [1]",
        () -> typed.step(new Affine(Tensor.ones(2), null)));
    requireMessage("addGradient: parameter 'weight' [1] holds float32 [1], got int64 [1]",
        () -> Parameter.of("weight", Tensor.of(1f)).addGradient(Tensor.arange(1)));
    assertEquals(Tensor.of(1f), typed.parameters().weight());
  }

  private static void requireMessage(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
