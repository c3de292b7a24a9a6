package dev.nabla.autodiff;

import static dev.nabla.autodiff.Autodiff.checkpoint;
import static dev.nabla.autodiff.Autodiff.vmap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.nn.Linear;
import dev.nabla.op.Dropouts;
import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** checkpoint(f) = f, bit for bit, with nothing kept. */
class CheckpointsTest {
  private static final Tensor X = Rng.of(1).randn(DType.FLOAT64, 6);
  private static final UnaryOperator<Tensor> F = x -> x.tanh().mul(x.exp()).add(x.softmax(0)).mul(x);

  @Test
  void everyDerivativeIsTheSame() {
    UnaryOperator<Tensor> checked = checkpoint(F);
    Tensor v = Rng.of(2).randn(DType.FLOAT64, 6);
    assertEquals(F.apply(X), checked.apply(X));
    assertEquals(Autodiff.grad(x -> F.apply(x).sum()).apply(X), Autodiff.grad(x -> checked.apply(x).sum()).apply(X));
    assertEquals(Autodiff.jvp(F, X, v), Autodiff.jvp(checked, X, v));
    assertEquals(Autodiff.hvp(x -> F.apply(x).sum(), X, v), Autodiff.hvp(x -> checked.apply(x).sum(), X, v));
    assertEquals(Autodiff.grad(x -> Autodiff.grad(y -> F.apply(y).sum()).apply(x).sum()).apply(X),
        Autodiff.grad(x -> Autodiff.grad(y -> checked.apply(y).sum()).apply(x).sum()).apply(X));
    assertEquals(Autodiff.jacobian(F).apply(X), Autodiff.jacobian(checked).apply(X));
    UnaryOperator<Tensor> twice = checkpoint(x -> checked.apply(checked.apply(x)));
    assertEquals(Autodiff.grad(x -> F.apply(F.apply(x)).sum()).apply(X),
        Autodiff.grad(x -> twice.apply(x).sum()).apply(X));
    Tensor batch = Rng.of(3).randn(DType.FLOAT64, 4, 6);
    assertEquals(vmap(F).apply(batch), vmap(checked).apply(batch));
    assertEquals(vmap(Autodiff.grad(x -> F.apply(x).sum())).apply(batch),
        vmap(Autodiff.grad(x -> checked.apply(x).sum())).apply(batch));
  }

  /** Entries share what the function reads; a checkpoint within a map is evaluated for all entries at once. */
  @Test
  void aMappedCheckpointRunsOnceForAllEntries() {
    Parameter shared = Parameter.of(Rng.of(8).randn(DType.FLOAT64, 6));
    int[] runs = new int[1];
    UnaryOperator<Tensor> plain = x -> F.apply(x.mul(shared)).mul(x);
    UnaryOperator<Tensor> checked = checkpoint((UnaryOperator<Tensor>) x -> {
      runs[0]++;
      return plain.apply(x);
    });
    Tensor batch = Rng.of(9).randn(DType.FLOAT64, 2, 5, 6);
    assertEquals(vmap(vmap(plain)).apply(batch), vmap(vmap(checked)).apply(batch));
    assertTrue(runs[0] <= 2, () -> runs[0] + " evaluations of 10 entries");
    assertClose(Autodiff.grad(x -> vmap(vmap(plain)).apply(x).sum()).apply(batch),
        Autodiff.grad(x -> vmap(vmap(checked)).apply(x).sum()).apply(batch));
    vmap(vmap(plain)).apply(batch).sum().backward();
    Tensor expected = shared.gradient();
    shared.clearGradient();
    vmap(vmap(checked)).apply(batch).sum().backward();
    assertClose(expected, shared.gradient());
    assertTrue(runs[0] <= 8, () -> runs[0] + " evaluations of 10 entries in three passes, two of them backward");
  }

  @Test
  void perSampleGradientsOfACheckpointedNetworkAreThoseOfTheNetwork() {
    List<Tensor> weights = List.of(Rng.of(10).randn(DType.FLOAT64, 6, 8), Rng.of(11).randn(DType.FLOAT64, 8, 3));
    Tensor x = Rng.of(12).randn(DType.FLOAT64, 7, 6);
    Tensor target = Rng.of(13).randn(DType.FLOAT64, 7, 3);
    Function<List<Tensor>, Tensor> hidden = in -> in.get(0).matmul(in.get(1)).tanh();
    BiFunction<List<Tensor>, List<Tensor>, Tensor> plain = (w, at) -> hidden
        .apply(List.of(hidden.apply(List.of(at.get(0), w.get(0))), w.get(1))).sub(at.get(1)).pow(2).sum();
    Function<List<Tensor>, Tensor> kept = checkpoint(hidden);
    BiFunction<List<Tensor>, List<Tensor>, Tensor> checked = (w, at) -> kept
        .apply(List.of(kept.apply(List.of(at.get(0), w.get(0))), w.get(1))).sub(at.get(1)).pow(2).sum();
    List<Tensor> expected = Autodiff.perSampleGradients(plain, weights, x, target);
    List<Tensor> found = Autodiff.perSampleGradients(checked, weights, x, target);
    for (int i = 0; i < weights.size(); i++) {
      assertEquals(7, found.get(i).extent(0));
      assertClose(expected.get(i), found.get(i));
    }
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertTrue(expected.allClose(actual, 1e-12, 1e-13), () -> "expected " + expected + "\ngot " + actual);
  }

  /** Value and gradients of a network of three layers, each of which may be checkpointed; all see one generator. */
  private static List<Tensor> trained(BiFunction<UnaryOperator<Tensor>, Integer, UnaryOperator<Tensor>> wrap) {
    Rng weights = Rng.of(4);
    Rng noise = Rng.of(5);
    Tensor h = weights.randn(DType.FLOAT32, 7, 8);
    List<Parameter> parameters = new ArrayList<>();
    for (int layer = 0; layer < 3; layer++) {
      Linear linear = Linear.of(8, 8, weights);
      parameters.addAll(linear.parameters());
      h = wrap.apply(x -> Dropouts.dropout(linear.forward(x).tanh(), 0.5, noise), layer).apply(h);
    }
    Tensor loss = h.mul(h).sum();
    loss.backward();
    List<Tensor> results = new ArrayList<>(List.of(loss.detach(), noise.rand(3)));
    parameters.forEach(p -> results.add(p.gradient()));
    return results;
  }

  @Test
  void parametersThatAreReadHaveTheirGradientsAndDropoutItsMask() {
    assertEquals(trained((f, layer) -> f), trained((f, layer) -> checkpoint(f)));
    assertEquals(trained((f, layer) -> f), trained((f, layer) -> layer == 1 ? checkpoint(f) : f));
    assertEquals(trained((f, layer) -> f), trained((f, layer) -> checkpoint(checkpoint(f))));
  }

  @Test
  void whatOuterTransformationsWatchIsDifferentiatedToo() {
    UnaryOperator<Tensor> plain = w -> F.apply(X.mul(w)).mul(w).sum();
    UnaryOperator<Tensor> checked = w -> checkpoint((UnaryOperator<Tensor>) x -> F.apply(x.mul(w))).apply(X).mul(w)
        .sum();
    Tensor w = Rng.of(6).randn(DType.FLOAT64, 6);
    Tensor v = Rng.of(7).randn(DType.FLOAT64, 6);
    assertTrue(Autodiff.grad(plain).apply(w).allClose(Autodiff.grad(checked).apply(w), 1e-14, 1e-15));
    assertTrue(Autodiff.jvp(plain, w, v).tangent()
        .allClose(Autodiff.jvp(checked, w, v).tangent(), 1e-14, 1e-15));
    assertTrue(Autodiff.hvp(plain, w, v).allClose(Autodiff.hvp(checked, w, v), 1e-13, 1e-14));
  }

  @Test
  void whatIsComputedFromParametersAloneIsReadToo() {
    Parameter p = Parameter.of(Tensor.of(2.0));
    UnaryOperator<Tensor> f = checkpoint(x -> x.mul(p.mul(p)).add(p));
    f.apply(Tensor.of(3.0)).sum().backward(); // 3p² + p
    assertEquals(Tensor.of(13.0), p.gradient());
    p.clearGradient();
    checkpoint((UnaryOperator<Tensor>) x -> p.mul(p)).apply(Tensor.of(3.0)).sum().backward();
    assertEquals(Tensor.of(4.0), p.gradient());
    assertFalse(checkpoint((UnaryOperator<Tensor>) x -> x.mul(2)).apply(X).requiresGradient());
  }

  @Test
  void whatIsConstantWithinStaysConstant() {
    Parameter p = Parameter.of(Tensor.of(2.0));
    UnaryOperator<Tensor> f = x -> x.mul(Backprop.noGrad(() -> x.mul(p))).mul(p.detach());
    Tensor plain = Autodiff.grad(x -> f.apply(x).sum()).apply(Tensor.of(3.0));
    assertEquals(plain.detach(), Autodiff.grad(x -> checkpoint(f).apply(x).sum()).apply(Tensor.of(3.0)).detach());
  }

  @Test
  void theFunctionIsEvaluatedOnceAndOnceMoreForTheGradient() {
    int[] evaluations = new int[1];
    UnaryOperator<Tensor> f = checkpoint(x -> {
      evaluations[0]++;
      return F.apply(x);
    });
    f.apply(X);
    assertEquals(1, evaluations[0]);
    ValueAndPullback<Tensor, Tensor> at = Autodiff.vjp(f, X);
    assertEquals(2, evaluations[0]);
    at.pullback().apply(X);
    assertEquals(3, evaluations[0]);
  }

  @Test
  void nothingOfTheEvaluationIsKept() throws InterruptedException {
    List<WeakReference<Tensor>> inside = new ArrayList<>();
    UnaryOperator<Tensor> f = x -> {
      Tensor h = x.exp();
      inside.add(new WeakReference<>(h.detach()));
      return h.mul(h);
    };
    ValueAndPullback<Tensor, Tensor> kept = Autodiff.vjp(f, X);
    ValueAndPullback<Tensor, Tensor> forgotten = Autodiff.vjp(checkpoint(f), X);
    for (int i = 0; i < 50 && inside.get(1).get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertTrue(inside.get(1).get() == null, "a tensor within a checkpoint is still reachable");
    assertTrue(inside.get(0).get() != null, "a recorded tensor is kept");
    assertEquals(kept.pullback().apply(X), forgotten.pullback().apply(X));
  }

  @Test
  void aFunctionThatReadsMoreTheSecondTimeIsRefused() {
    Parameter p = Parameter.of(Tensor.of(2.0));
    boolean[] again = new boolean[1];
    UnaryOperator<Tensor> f = checkpoint(x -> {
      Tensor y = again[0] ? x.mul(p) : x.mul(2);
      again[0] = true;
      return y;
    });
    assertEquals("checkpoint: evaluated again, the function reads more than the 0 tensors that it read at first beside "
        + "its argument; it must do the same each time",
        assertThrows(IllegalStateException.class, () -> Autodiff.grad(x -> f.apply(x).sum()).apply(Tensor.of(1.0)))
            .getMessage());
  }

  @Test
  void aFunctionThatGivesAnotherShapeLaterIsRefused() {
    int[] times = new int[1];
    UnaryOperator<Tensor> f = checkpoint(x -> times[0]++ % 2 == 0 ? x.mul(2) : x.mul(2).narrow(0, 0, 1));
    String message =
        "checkpoint: evaluated again, the function gives float64 [1], at first float64 [3]; it must do the "
            + "same each time";
    Tensor x = Tensor.of(1.0, 2.0, 3.0);
    assertEquals(message, assertThrows(IllegalStateException.class,
        () -> Autodiff.grad(v -> f.apply(v).sum()).apply(x)).getMessage());
    assertEquals(message, assertThrows(IllegalStateException.class,
        () -> Autodiff.jvp(f, x, x)).getMessage());
  }
}
