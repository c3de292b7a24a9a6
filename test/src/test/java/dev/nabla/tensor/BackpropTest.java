package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the reverse engine computes, for whom, and what it keeps and forgets. */
class BackpropTest {
  private final Parameter a = Parameter.of("a", Tensor.of(1.0, -2.0, 3.0));
  private final Parameter b = Parameter.of("b", Tensor.of(0.5, 4.0, -1.0));

  @Test
  void gradientsOfAllParametersAreComputed() {
    a.mul(b).sum().backward();
    assertEquals(b.value(), a.gradient());
    assertEquals(a.value(), b.gradient());
  }

  @Test
  void gradientsOfSeveralPassesAddUpUntilCleared() {
    a.sum().backward();
    a.mul(2).sum().backward();
    assertEquals(Tensor.of(3.0, 3.0, 3.0), a.gradient());
    a.clearGradient();
    assertFalse(a.hasGradient());
    a.sum().backward();
    assertEquals(Tensor.onesLike(a), a.gradient());
  }

  @Test
  void everyUseOfAParameterAddsToItsGradient() {
    int uses = 1000;
    Tensor sum = a;
    for (int i = 1; i < uses; i++) {
      sum = sum.add(a);
    }
    sum.sum().backward();
    assertEquals(Tensor.full(uses, a.shape(), DType.FLOAT64), a.gradient());
  }

  /** A tensor taken to pieces: its gradient is the sum of theirs, wherever they overlap, turn round or leave gaps. */
  @Test
  void gradientsOfPiecesComeTogether() {
    Tensor x = Rng.of(1).randn(DType.FLOAT64, 6, 4);
    Function<Tensor, Tensor> pieces = p -> {
      Tensor sum = p.pow(2).sum();
      for (int row = 0; row < 5; row++) {
        sum = sum.add(p.narrow(0, row, 2).mul(p.select(0, row)).sum());
      }
      return sum.add(p.get(Index.range(null, null, -2)).pow(3).sum()).add(p.narrow(1, 2, 0).sum());
    };
    Function<Tensor, Tensor> gradient = p -> gradient(pieces, p);
    double[] expected = new double[24];
    double[] rows = x.toDoubles();
    for (int i = 0; i < 24; i++) {
      expected[i] = 2 * rows[i] + (i / 4 % 2 == 1 ? 3 * rows[i] * rows[i] : 0);
      expected[i] += i < 20 ? 2 * rows[i] + rows[i + 4] : 0;
      expected[i] += i >= 4 ? rows[i - 4] : 0;
    }
    assertTrue(gradient.apply(x).allClose(Tensor.of(expected, 6, 4), 1e-14, 1e-14));
    Tensor v = Rng.of(2).randn(DType.FLOAT64, 6, 4);
    Tensor product = gradient(p -> gradient.apply(p).mul(v).sum(), x);
    Tensor difference = gradient.apply(x.add(v.mul(1e-6))).sub(gradient.apply(x.sub(v.mul(1e-6)))).div(2e-6);
    assertTrue(product.allClose(difference, 1e-8, 1e-8), "second order");
  }

  private static Tensor gradient(Function<Tensor, Tensor> f, Tensor x) {
    try (Tape tape = Tape.open()) {
      Tensor variable = tape.variable(x);
      return tape.gradients(f.apply(variable), null, List.of(variable), Graph.FREE).get(0);
    }
  }

  /** Each step doubles the number of paths to the parameter; each operation is differentiated once all the same. */
  @Test
  void sharedResultsAreDifferentiatedOnce() {
    Tensor x = a;
    for (int i = 0; i < 60; i++) {
      x = x.add(x);
    }
    x.sum().backward();
    assertEquals(Tensor.full(Math.pow(2, 60), a.shape(), DType.FLOAT64), a.gradient());
  }

  @Test
  void upstreamGradientsWeighTheOutputs() {
    Tensor u = Tensor.of(1.0, 10.0, 100.0);
    a.mul(b).backward(u);
    assertEquals(b.value().mul(u), a.gradient());
  }

  @Test
  void anUpstreamGradientIsTakenInTheTypeOfTheOutput() {
    a.mul(b).backward(Tensor.of(1f, 10f, 100f));
    assertEquals(DType.FLOAT64, a.gradient().dtype());
  }

  @Test
  void aParameterIsItsOwnGradientsOutput() {
    Parameter p = Parameter.of(Tensor.scalar(5f));
    p.backward();
    assertEquals(Tensor.scalar(1f), p.gradient());
  }

  @Test
  void broadcastingIsUndone() {
    Parameter row = Parameter.of(Tensor.ones(4));
    Parameter column = Parameter.of(Tensor.ones(3, 1));
    Parameter scalar = Parameter.of(Tensor.scalar(1f));
    row.add(column).add(scalar).backward(Tensor.ones(2, 3, 4).sum(0));
    assertEquals(Tensor.full(6, 4), row.gradient());
    assertEquals(Tensor.full(8, 3, 1), column.gradient());
    assertEquals(Tensor.scalar(24f), scalar.gradient());
  }

  @Test
  void aGradientHasTheTypeOfItsParameter() {
    Parameter single = Parameter.of(Tensor.of(1f, 2f, 3f));
    single.mul(a).sum().backward();
    assertEquals(Tensor.of(1f, -2f, 3f), single.gradient());
    assertEquals(DType.FLOAT64, a.gradient().dtype());
  }

  @Test
  void detachEndsGradients() {
    a.mul(b.detach()).add(a.detach()).sum().backward();
    assertEquals(b.value(), a.gradient());
    assertFalse(b.hasGradient());
    assertFalse(a.mul(b).detach().requiresGradient());
  }

  @Test
  void nothingIsRecordedWithinNoGrad() {
    Tensor constant = Backprop.noGrad(() -> a.mul(b));
    assertFalse(constant.requiresGradient());
    assertEquals(a.value().mul(b.value()), constant);
    constant.mul(a).sum().backward();
    assertEquals(constant, a.gradient());
    assertFalse(b.hasGradient());
  }

  @Test
  void recordingGoesOnAfterNoGradEvenWhenItFailed() {
    assertThrows(ArithmeticException.class, () -> Backprop.noGrad(() -> {
      throw new ArithmeticException();
    }));
    assertTrue(a.neg().requiresGradient());
    Backprop.noGrad(() -> Backprop.noGrad(() -> a));
    assertTrue(a.neg().requiresGradient());
  }

  @Test
  void comparisonsAndPositionsEndGradients() {
    assertFalse(a.gt(b).requiresGradient());
    assertFalse(a.argmax(0).requiresGradient());
    assertFalse(a.to(DType.INT64).requiresGradient());
    assertTrue(a.max(0).values().requiresGradient());
    assertFalse(a.max(0).indices().requiresGradient());
  }

  @Test
  void aKeptGraphCanBeDifferentiatedAgain() {
    Tensor y = a.mul(b).exp().sum();
    y.backward(null, Graph.KEEP);
    Tensor once = a.gradient();
    y.backward();
    assertEquals(once.add(once), a.gradient());
  }

  @Test
  void gradientsLeaveParametersAlone() {
    List<Tensor> gradients = Backprop.gradients(a.mul(b).sum(), null, List.of(b, a));
    assertEquals(List.of(a.value(), b.value()), gradients.stream().map(Tensor::detach).toList());
    assertFalse(a.hasGradient() || b.hasGradient());
  }

  @Test
  void gradientsWithRespectToWhatTookNoPartAreZeros() {
    Parameter other = Parameter.of(Tensor.ones(2, 2));
    assertEquals(Tensor.zeros(2, 2), Backprop.gradients(a.sum(), null, List.of(other)).get(0));
  }

  @Test
  void gradientsAreRecordedAndCanBeDifferentiatedAgain() {
    Tensor cube = a.pow(3).sum();
    Tensor first = Backprop.gradients(cube, null, List.of(a)).get(0);
    Tensor second = Backprop.gradients(first.sum(), null, List.of(a)).get(0);
    Tensor third = Backprop.gradients(second.sum(), null, List.of(a)).get(0);
    assertTrue(first.allClose(a.value().pow(2).mul(3)));
    assertTrue(second.allClose(a.value().mul(6)));
    assertEquals(Tensor.of(6.0, 6.0, 6.0), third.detach());
  }

  /** An operator that counts how often it is asked for which gradient. */
  private record Counting(List<Integer> asked) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return x.get(0).add(x.get(1));
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      asked.add(i);
      return g;
    }
  }

  @Test
  void onlyWantedGradientsAreComputed() {
    List<Integer> asked = new ArrayList<>();
    Tensor y = new Counting(asked).apply(List.of(a, b)).sum();
    Backprop.gradients(y, null, List.of(b));
    assertEquals(List.of(1), asked);

    asked.clear();
    new Counting(asked).apply(List.of(a.value(), b)).sum().backward();
    assertEquals(List.of(1), asked);

    asked.clear();
    Tensor branch = new Counting(asked).apply(List.of(a, a));
    Backprop.gradients(branch.add(b).sum(), null, List.of(b));
    assertEquals(List.of(), asked);
  }

  @Test
  void aChainOf200000OperationsIsDifferentiated() {
    int length = 200_000;
    Parameter p = Parameter.of(Tensor.scalar(1.0));
    Tensor x = p;
    for (int i = 0; i < length; i++) {
      x = i % 2 == 0 ? x.mul(-1.0) : x.add(1.0);
    }
    x.backward(null, Graph.KEEP);
    assertEquals(1.0, p.gradient().item()); // an even number of changes of sign

    Tensor second = Backprop.gradients(x.mul(x), null, List.of(p)).get(0);
    assertEquals(2.0, Backprop.gradients(second, null, List.of(p)).get(0).item());
  }

  @Test
  void aFreedGraphHoldsNoIntermediateValues() throws InterruptedException {
    Parameter p = Parameter.of(Tensor.ones(1000));
    Tensor hidden = p.exp();
    WeakReference<Object> held = new WeakReference<>(hidden.array());
    Tensor square = hidden.mul(hidden); // still held by us when its operand must be gone
    Tensor loss = square.sum();
    hidden = null;

    collect();
    assertTrue(held.get() != null, "the graph holds what its gradient reads until it is differentiated");
    loss.backward();
    for (int i = 0; i < 50 && held.get() != null; i++) {
      collect();
    }
    assertTrue(held.get() == null, "a value that only the freed graph held is still reachable");
    assertTrue(loss.requiresGradient() && square.requiresGradient());
  }

  @Test
  void valuesThatNoGradientReadsAreNotHeld() throws InterruptedException {
    Parameter p = Parameter.of(Tensor.ones(1000));
    Tensor hidden = p.add(1);
    WeakReference<Object> held = new WeakReference<>(hidden.array());
    Tensor loss = hidden.add(p).sum();
    hidden = null;
    for (int i = 0; i < 50 && held.get() != null; i++) {
      collect();
    }
    assertTrue(held.get() == null, "a sum keeps no operands for its gradient");
    assertTrue(loss.requiresGradient());
  }

  private static void collect() throws InterruptedException {
    System.gc();
    Thread.sleep(2);
  }
}
