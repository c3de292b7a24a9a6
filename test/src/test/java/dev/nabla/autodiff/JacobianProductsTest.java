package dev.nabla.autodiff;

import static dev.nabla.autodiff.Autodiff.directionalDerivative;
import static dev.nabla.autodiff.Autodiff.jvp;
import static dev.nabla.autodiff.Autodiff.linearize;
import static dev.nabla.autodiff.Autodiff.vjp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.ForwardMode;
import dev.nabla.tensor.Graph;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tape;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** J·v and Jᵀu. */
class JacobianProductsTest {
  private record Pair(Tensor a, Tensor b) {}

  private static final Function<Pair, Map<String, Tensor>> F =
      p -> Map.of("product", p.a().matmul(p.b()).tanh(), "sum", p.a().sum().add(p.b().sum()));

  private static Pair pair(long seed) {
    Rng rng = Rng.of(seed);
    return new Pair(rng.randn(DType.FLOAT64, 3, 4), rng.randn(DType.FLOAT64, 4, 2));
  }

  private static double inner(Object a, Object b) {
    List<Tensor> other = Trees.flatten(b);
    List<Tensor> own = Trees.flatten(a);
    return IntStream.range(0, own.size()).mapToDouble(i -> own.get(i).mul(other.get(i)).sum().item()).sum();
  }

  /** x ↦ f'(x) for functions of one element, by forward mode. */
  private static UnaryOperator<Tensor> forward(UnaryOperator<Tensor> f) {
    return x -> jvp(f, x, Tensor.onesLike(x)).tangent();
  }

  @Test
  void bothProductsAreOfOneJacobian() {
    Pair x = pair(1);
    Pair v = pair(2);
    ValueAndTangent<Map<String, Tensor>> moved = jvp(F, x, v);
    ValueAndPullback<Pair, Map<String, Tensor>> recorded = vjp(F, x);
    assertEquals(F.apply(x), moved.value());
    assertEquals(F.apply(x), recorded.value());
    Map<String, Tensor> u = Map.of("product", Rng.of(3).randn(DType.FLOAT64, 3, 2), "sum", Tensor.scalar(0.7));
    assertEquals(inner(u, moved.tangent()), inner(recorded.pullback().apply(u), v), 1e-12);
  }

  @Test
  void aPullbackMayBeAppliedAgain() {
    ValueAndPullback<Tensor, Tensor> at = vjp(x -> x.pow(2), Tensor.of(1.0, 2.0));
    assertEquals(Tensor.of(2.0, 0.0), at.pullback().apply(Tensor.of(1.0, 0.0)));
    assertEquals(Tensor.of(0.0, 4.0), at.pullback().apply(Tensor.of(0.0, 1.0)));
  }

  @Test
  void aLinearizationEvaluatesTheFunctionOnce() {
    int[] evaluations = new int[1];
    Pair x = pair(1);
    Linearization<Pair, Map<String, Tensor>> at = linearize(p -> {
      evaluations[0]++;
      return F.apply(p);
    }, x);
    assertEquals(F.apply(x), at.value());
    for (int seed = 2; seed < 5; seed++) {
      Map<String, Tensor> expected = jvp(F, x, pair(seed)).tangent();
      Trees.zip(expected, at.map().apply(pair(seed)), (e, a) -> {
        assertTrue(e.allClose(a, 1e-12, 1e-14), () -> e + " against " + a);
        return e;
      });
    }
    assertEquals(1, evaluations[0]);
  }

  @Test
  void aLinearizationCanBeDifferentiated() {
    Tensor x = Tensor.of(1.0, 2.0);
    Tensor v = Tensor.of(3.0, 5.0);
    // J·v = 3x²·v has the gradient 6x·v with respect to x.
    assertTrue(Autodiff.grad(p -> linearize(q -> q.pow(3), p).map().apply(v).sum()).apply(x)
        .allClose(x.mul(v).mul(6)));
  }

  @Test
  void forwardAndReverseLevelsNestInAnyOrder() {
    UnaryOperator<Tensor> f = x -> x.mul(x).mul(x).mul(x);
    Tensor x = Tensor.scalar(3.0);
    UnaryOperator<Tensor> reverse = Autodiff.grad(f);
    assertEquals(108.0, reverse.apply(x).item());
    assertEquals(108.0, forward(f).apply(x).item());
    assertEquals(108.0, forward(reverse).apply(x).item());
    assertEquals(108.0, Autodiff.grad(forward(f)).apply(x).item());
    assertEquals(108.0, forward(forward(f)).apply(x).item());
    assertEquals(72.0, forward(Autodiff.grad(forward(f))).apply(x).item());
    assertEquals(72.0, Autodiff.grad(forward(Autodiff.grad(f))).apply(x).item());
    assertEquals(24.0, forward(forward(forward(forward(f)))).apply(x).item());
  }

  /** d/dx [x · d/dy (x + y)] = 1: who confuses the two derivatives gets 2 (perturbation confusion). */
  @Test
  void nestedDerivativesAreNotConfused() {
    Tensor one = Tensor.scalar(1.0);
    Tensor x = Tensor.scalar(3.0);
    UnaryOperator<Tensor> inForward = v -> v.mul(forward(y -> v.add(y)).apply(one));
    assertEquals(1.0, forward(inForward).apply(x).item());
    assertEquals(1.0, Autodiff.grad(inForward).apply(x).item());
    assertEquals(1.0, forward(v -> v.mul(Autodiff.grad(y -> v.add(y)).apply(one))).apply(x).item());
  }

  @Test
  void whatDoesNotMoveHasNoTangent() {
    Pair x = pair(1);
    Pair v = new Pair(pair(2).a(), null);
    assertEquals(jvp(F, x, new Pair(v.a(), Tensor.zerosLike(x.b()))).tangent(), jvp(F, x, v).tangent());
    assertEquals(Tensor.scalar(0.0), jvp(p -> Tensor.scalar(2.0), Tensor.of(1.0), Tensor.of(1.0)).tangent());
    Map<String, Tensor> none = Map.of("sum", Tensor.scalar(1.0));
    assertEquals(Tensor.onesLike(x.a()), vjp(F, x).pullback().apply(none).a());
  }

  /** Symbolic zeros: an operation on constants alone is not differentiated, not even by multiplying with zeros. */
  @Test
  void tangentsOfConstantsAreNotComputed() {
    record Untouchable() implements UnaryOp {
      @Override
      public Tensor forward(Tensor x) {
        return x;
      }

      @Override
      public Tensor backward(Tensor g, Tensor y, Tensor x) {
        throw new AssertionError("differentiated");
      }
    }

    Pair at = new Pair(Tensor.of(2.0), Tensor.of(3.0));
    Function<Pair, Tensor> f = p -> p.a().mul(new Untouchable().apply(p.b()));
    assertEquals(Tensor.of(3.0), jvp(f, at, new Pair(Tensor.of(1.0), null)).tangent());
    assertThrows(AssertionError.class, () -> jvp(f, at, new Pair(null, Tensor.of(1.0))));
  }

  @Test
  void whatIsComputedWithinNoGradIsConstantInBothModes() {
    UnaryOperator<Tensor> f = x -> x.mul(Backprop.noGrad(() -> x.mul(x)));
    assertEquals(9.0, forward(f).apply(Tensor.scalar(3.0)).item());
    assertEquals(9.0, Autodiff.grad(f).apply(Tensor.scalar(3.0)).item());
    assertEquals(27.0, Backprop.noGrad(() -> forward(x -> x.pow(3)).apply(Tensor.scalar(3.0)).item()));
  }

  @Test
  void parametersAreConstantsThroughWhichTangentsCanBeDifferentiated() {
    Parameter p = Parameter.of(Tensor.scalar(2.0));
    Tensor tangent = jvp(x -> x.mul(x).mul(p), Tensor.scalar(3.0), Tensor.scalar(1.0)).tangent();
    assertEquals(12.0, tangent.item());
    tangent.backward();
    assertEquals(6.0, p.gradient().item());
  }

  @Test
  void aParameterCanBeThePoint() {
    Parameter p = Parameter.of(Tensor.scalar(2.0));
    assertEquals(12.0, jvp(x -> x.pow(3), p, Tensor.scalar(1.0)).tangent().item());
    assertEquals(12.0, vjp(x -> x.pow(3), p).pullback().apply(Tensor.scalar(1.0)).item());
    assertEquals(12.0, linearize(x -> x.pow(3), p).map().apply(Tensor.scalar(1.0)).item());
    assertFalse(p.hasGradient());
  }

  @Test
  void tangentsHaveTheTypeOfTheirTensor() {
    Tensor x = Tensor.of(1f, 2f);
    assertEquals(DType.FLOAT32, jvp(v -> v.mul(v), x, Tensor.of(1.0, 1.0)).tangent().dtype());
    assertEquals(DType.FLOAT64, jvp(v -> v.to(DType.FLOAT64), x, Tensor.of(1.0, 1.0)).tangent().dtype());
    assertEquals(DType.FLOAT32, vjp(v -> v.mul(v), x).pullback().apply(Tensor.of(1.0, 1.0)).dtype());
  }

  @Test
  void theDirectionalDerivativeIsTheSlopeTimesTheDirection() {
    Tensor x = Rng.of(1).randn(DType.FLOAT64, 4);
    Tensor v = Rng.of(2).randn(DType.FLOAT64, 4);
    UnaryOperator<Tensor> f = p -> p.tanh().mul(p).sum();
    assertEquals(Autodiff.grad(f).apply(x).mul(v).sum().item(), directionalDerivative(f, x, v).item(), 1e-14);
  }

  /** A level opened on one thread is no other's, even when one function starts several. */
  @Test
  void levelsOfThreadsAreNotConfused() {
    UnaryOperator<Tensor> f = x -> {
      double[] slopes = new double[64];
      List<Tensor> parts = IntStream.range(1, 65).parallel()
          .mapToObj(k -> Autodiff.grad(y -> x.mul(y).mul(y).mul(k)).apply(x)).toList(); // 2k·x²
      for (int k = 0; k < parts.size(); k++) {
        slopes[k] = parts.get(k).item();
        assertEquals(2 * (k + 1) * 9.0, slopes[k]);
      }
      return parts.stream().reduce(Tensor::add).orElseThrow();
    };
    double expected = 64 * 65 / 2 * 12.0; // Σ 4k·x
    assertEquals(expected, Autodiff.grad(f).apply(Tensor.scalar(3.0)).item());
    assertEquals(expected, forward(f).apply(Tensor.scalar(3.0)).item());
  }

  @Test
  void whatEscapesFromALevelIsAConstantToOthers() {
    Tensor[] escaped = new Tensor[1];
    forward(x -> {
      escaped[0] = x;
      return x;
    }).apply(Tensor.scalar(4.0));
    assertEquals(4.0, forward(x -> x.mul(escaped[0])).apply(Tensor.scalar(1.0)).item());
    assertEquals(4.0, Autodiff.grad(x -> {
      Tensor[] inner = new Tensor[1];
      Autodiff.grad(y -> inner[0] = y.mul(x)).apply(Tensor.scalar(4.0));
      return inner[0];
    }).apply(Tensor.scalar(2.0)).item());
  }

  @Test
  void misuseIsOneSentence() {
    Tensor x = Tensor.of(1f, 2f);
    requireMessage("jvp: the tangent is float32 [3], but the point is float32 [2]",
        () -> jvp(v -> v, x, Tensor.ones(3)));
    requireMessage("jvp: the tangent is int64 [2], but the point is float32 [2]",
        () -> jvp(v -> v, x, Tensor.arange(2)));
    requireMessage("vjp: the cotangent is float32 [2], but the value is float32 []",
        () -> vjp(v -> v.sum(), x).pullback().apply(Tensor.ones(2)));
    requireMessage("jvp: the tangent of a is float64 [], but the point is float64 [3×4]",
        () -> jvp(F, pair(1), new Pair(Tensor.scalar(1.0), null)));
    requireMessage("vjp: the cotangent has total, but the value has only [0, 1]", () -> {
      Function<Tensor, Object> f = v -> List.of(v, v);
      vjp(f, x).pullback().apply(Map.of("total", x));
    });
    requireMessage("linearize: the tangent is float32 [], but the point is float32 [2]",
        () -> linearize(v -> v, x).map().apply(Tensor.scalar(1f)));
    requireMessage("jvp: cannot differentiate with respect to a tensor of type int64; it needs float32 or float64",
        () -> jvp(v -> v, Tensor.arange(2), x));
    requireMessage("vjp: cannot differentiate with respect to 1, a tensor of type bool; it needs float32 or float64",
        () -> vjp((List<Tensor> v) -> v.get(0), List.of(x, x.gt(0))));
    requireMessage("jvp: the function gives int64 [], but only float32 and float64 have derivatives",
        () -> jvp(v -> v.argmax(), x, x));
    requireMessage("vjp: the function gives bool [2] as 1, but only float32 and float64 have derivatives",
        () -> vjp((Tensor v) -> List.of(v, v.gt(0)), x));
  }

  private static void requireMessage(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  @Test
  void aFreedGraphIsRefused() {
    try (Tape tape = Tape.open()) {
      Tensor x = tape.variable(Tensor.of(1.0));
      Tensor y = x.mul(x);
      tape.gradients(y, null, List.of(x), Graph.FREE);
      assertEquals(
          "backward: these operations were already freed by an earlier backward pass; compute the output again, "
              + "or pass Graph.KEEP to the earlier pass",
          assertThrows(IllegalStateException.class, () -> tape.gradients(y, null, List.of(x), Graph.FREE))
              .getMessage());
    }
  }

  @Test
  void aTangentOfTheWrongShapeIsRefused() {
    record Crooked() implements UnaryOp {
      @Override
      public Tensor forward(Tensor x) {
        return x.sum();
      }

      @Override
      public Tensor backward(Tensor g, Tensor y, Tensor x) {
        return g.expand(x.shape());
      }

      @Override
      public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
        return dx;
      }
    }

    Tensor x = Tensor.of(1.0, 2.0);
    assertEquals("crooked: its tangent has shape [2], but its value has shape []",
        assertThrows(IllegalStateException.class, () -> jvp(v -> new Crooked().apply(v), x, x)).getMessage());
  }

  @Test
  void aClosedTapeTakesNoVariables() {
    Tape tape = Tape.open();
    tape.close();
    assertEquals("grad: this tape is closed; make all variables before close()",
        assertThrows(IllegalStateException.class, () -> tape.variable(Tensor.of(1.0))).getMessage());
    assertEquals(Tensor.of(0.0), ForwardMode.open().tangent(Tensor.of(1.0)));
  }
}
