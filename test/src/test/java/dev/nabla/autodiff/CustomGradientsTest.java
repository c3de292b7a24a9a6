package dev.nabla.autodiff;

import static dev.nabla.autodiff.Autodiff.customGradient;
import static dev.nabla.autodiff.Autodiff.onGradient;
import static dev.nabla.autodiff.Autodiff.stopGradient;
import static dev.nabla.autodiff.Autodiff.straightThrough;
import static dev.nabla.autodiff.Autodiff.vmap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Trigonometry;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Gradients written by hand, watched and stopped. */
class CustomGradientsTest {
  private record Pair(Tensor a, Tensor b) {}

  /** ln(1 + eˣ), whose own gradient overflows. */
  private static final UnaryOperator<Tensor> SOFTPLUS =
      customGradient(x -> x.exp().add(1).log(), (g, y, x) -> g.mul(x.sigmoid()));

  private static final Tensor X = Rng.of(1).randn(DType.FLOAT64, 5);

  private static void requireClose(Tensor expected, Tensor actual) {
    assertTrue(expected.allClose(actual, 1e-12, 1e-14), () -> "expected " + expected + "\ngot " + actual);
  }

  @Test
  void theRuleTakesThePlaceOfTheGradient() {
    assertEquals(X.exp().add(1).log(), SOFTPLUS.apply(X));
    assertEquals(X.sigmoid(), Autodiff.grad(x -> SOFTPLUS.apply(x).sum()).apply(X));
    assertEquals(Tensor.of(1.0), Autodiff.grad(x -> SOFTPLUS.apply(x).sum()).apply(Tensor.of(1000.0)));
    Parameter p = Parameter.of(X);
    SOFTPLUS.apply(p).sum().backward();
    assertEquals(X.sigmoid(), p.gradient());
  }

  @Test
  void aRuleInTensorOperationsWorksInEveryTransformation() {
    Tensor slope = X.sigmoid();
    Tensor curvature = slope.mul(slope.neg().add(1));
    Tensor v = Rng.of(2).randn(DType.FLOAT64, 5);
    requireClose(slope.mul(v), Autodiff.jvp(SOFTPLUS, X, v).tangent());
    requireClose(curvature.mul(v), Autodiff.hvp(x -> SOFTPLUS.apply(x).sum(), X, v));
    requireClose(curvature, Autodiff.grad(x -> Autodiff.grad(y -> SOFTPLUS.apply(y).sum()).apply(x).sum()).apply(X));
    requireClose(SOFTPLUS.apply(X), vmap(SOFTPLUS).apply(X));
    requireClose(slope, vmap(Autodiff.grad(SOFTPLUS)).apply(X));
    requireClose(slope, Autodiff.grad(x -> vmap(SOFTPLUS).apply(x).sum()).apply(X));
  }

  /** Function, rule, threshold and hook run once for all entries, whichever way maps and gradients nest. */
  @Test
  void aMapCallsFunctionsOnce() {
    int[] calls = new int[4];
    UnaryOperator<Tensor> f = x -> {
      Tensor y = customGradient((UnaryOperator<Tensor>) z -> {
        calls[0]++;
        return Trigonometry.sin(z);
      }, (g, value, z) -> {
        calls[1]++;
        return g.mul(Trigonometry.cos(z)).mul(2);
      }).apply(x);
      Tensor rounded = straightThrough(z -> {
        calls[2]++;
        return z.sign();
      }).apply(y);
      return onGradient(rounded.mul(x), g -> {
        calls[3]++;
        return g.mul(3);
      }).sum();
    };
    Tensor batch = Rng.of(3).randn(DType.FLOAT64, 2, 4, 5);
    // the slope of sign(sin x)·x, with 1 for that of sign, 2 cos for that of sin, and 3 for that of the product
    Tensor expected = Trigonometry.sin(batch).sign().add(batch.mul(Trigonometry.cos(batch)).mul(2)).mul(3);
    requireClose(expected, vmap(vmap(Autodiff.grad(f))).apply(batch));
    assertArrayEquals(new int[] {1, 1, 1, 1}, calls);
    requireClose(expected, Autodiff.grad(x -> vmap(vmap(f)).apply(x).sum()).apply(batch));
    assertArrayEquals(new int[] {2, 2, 2, 2}, calls);
    requireClose(expected, vmap(Autodiff.grad(x -> vmap(f).apply(x).sum())).apply(batch));
    assertArrayEquals(new int[] {3, 3, 3, 3}, calls);
  }

  @Test
  void aRuleForATreeGivesATree() {
    int[] calls = new int[1];
    Function<Pair, Tensor> product = customGradient((Pair p) -> p.a().mul(p.b()), (g, y, p) -> {
      calls[0]++;
      return new Pair(g.mul(p.b()), null);
    });
    Pair at = new Pair(Tensor.of(2.0, 3.0), Tensor.of(5.0, 7.0));
    assertEquals(new Pair(Tensor.of(5.0, 7.0), Tensor.of(0.0, 0.0)),
        Autodiff.grad((Pair p) -> product.apply(p).sum()).apply(at));
    assertEquals(1, calls[0]);
  }

  @Test
  void whatIsReadBesideTheArgumentIsAConstant() {
    Parameter p = Parameter.of(Tensor.of(2.0));
    UnaryOperator<Tensor> f = customGradient(x -> x.mul(p), (g, y, x) -> g.mul(p));
    assertFalse(f.apply(Tensor.of(3.0)).requiresGradient());
    assertEquals(Tensor.of(2.0), Autodiff.grad(x -> f.apply(x).sum()).apply(Tensor.of(3.0)).detach());
    assertEquals(
        "customGradient: the function reads a tensor of a vectorised map that is not among its arguments; pass "
            + "it as one",
        assertThrows(IllegalStateException.class, () -> vmap(w -> customGradient(
            (UnaryOperator<Tensor>) x -> x.mul(w), (g, y, x) -> g).apply(Tensor.of(1.0))).apply(X)).getMessage());
  }

  @Test
  void noDerivativePassesAStop() {
    UnaryOperator<Tensor> f = x -> stopGradient(x).mul(x).sum();
    assertEquals(X, Autodiff.grad(f).apply(X));
    assertEquals(X.sum(), Autodiff.jvp(f, X, Tensor.onesLike(X)).tangent());
    Pair stopped = stopGradient(new Pair(Parameter.of(X), null));
    assertFalse(stopped.a().requiresGradient());
  }

  @Test
  void aThresholdLetsTheGradientThrough() {
    UnaryOperator<Tensor> sign = straightThrough(Tensor::sign);
    assertEquals(X.sign(), sign.apply(X));
    assertEquals(X, Autodiff.grad(x -> sign.apply(x).mul(X).sum()).apply(X));
    assertEquals(X, Autodiff.jvp(sign, X, X).tangent());
    assertEquals(
        "straightThrough: the function gives shape [] for shape [5], but what has the gradient of the identity "
            + "keeps the shape",
        assertThrows(IllegalArgumentException.class, () -> straightThrough(x -> x.sum()).apply(X)).getMessage());
  }

  @Test
  void aHookSeesTheSumOfAllThatArrivesAndMayChangeIt() {
    List<Tensor> seen = new ArrayList<>();
    UnaryOperator<Tensor> f = x -> {
      Tensor h = onGradient(x.mul(2), g -> {
        seen.add(g);
        return g.mul(10);
      });
      return h.mul(h).sum().add(h.sum());
    };
    Tensor gradient = Autodiff.grad(f).apply(Tensor.of(3.0)); // at h = 6: 2h + 1 = 13
    assertEquals(List.of(Tensor.of(13.0)), seen);
    assertEquals(Tensor.of(260.0), gradient);
    assertEquals(Tensor.scalar(26.0), Autodiff.jvp(f, Tensor.of(3.0), Tensor.of(1.0)).tangent());
  }

  @Test
  void misuseIsOneSentence() {
    UnaryOperator<Tensor> f = customGradient(x -> x.sum(), (g, y, x) -> g);
    assertEquals("customGradient: the gradient is float64 [], but the argument is float64 [5]",
        assertThrows(IllegalArgumentException.class, () -> Autodiff.grad(f).apply(X)).getMessage());
    assertEquals("onGradient: a tensor of type int64 has no gradient; it needs float32 or float64",
        assertThrows(IllegalArgumentException.class, () -> onGradient(Tensor.arange(2), g -> g)).getMessage());
    assertEquals("onGradient: the hook made null of a gradient of shape [5], which it must keep",
        assertThrows(IllegalStateException.class,
            () -> Autodiff.grad(x -> onGradient(x, g -> null).sum()).apply(X)).getMessage());
    assertEquals("onGradient: the hook made shape [] of a gradient of shape [5], which it must keep",
        assertThrows(IllegalStateException.class,
            () -> Autodiff.grad(x -> onGradient(x, Tensor::sum).sum()).apply(X)).getMessage());
  }
}
