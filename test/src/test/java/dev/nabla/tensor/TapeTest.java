package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Derivatives of functions of functions: each tape sees its own variables only. */
class TapeTest {
  /** x ↦ f'(x) for functions of one element. */
  private static UnaryOperator<Tensor> derivative(UnaryOperator<Tensor> f) {
    return x -> {
      try (Tape tape = Tape.open()) {
        Tensor v = tape.variable(x);
        return tape.gradients(f.apply(v), null, List.of(v), Graph.FREE).get(0);
      }
    };
  }

  @Test
  void derivativesOfACubeNest() {
    UnaryOperator<Tensor> cube = x -> x.mul(x).mul(x);
    Tensor x = Tensor.scalar(5.0);
    assertEquals(75.0, derivative(cube).apply(x).item());
    assertEquals(30.0, derivative(derivative(cube)).apply(x).item());
    assertEquals(6.0, derivative(derivative(derivative(cube))).apply(x).item());
    assertEquals(0.0, derivative(derivative(derivative(derivative(cube)))).apply(x).item());
  }

  /** d/dx [x · d/dy (x + y)] = 1: who confuses the two derivatives gets 2 (perturbation confusion). */
  @Test
  void nestedDerivativesAreNotConfused() {
    UnaryOperator<Tensor> f = x -> x.mul(derivative(y -> x.add(y)).apply(Tensor.scalar(1.0)));
    assertEquals(1.0, derivative(f).apply(Tensor.scalar(3.0)).item());
  }

  @Test
  void anInnerDerivativeDependsOnTheOuterVariable() {
    // d/dx [d/dy (x·y²) at y = x] = d/dx 2x² = 4x
    UnaryOperator<Tensor> f = x -> derivative(y -> x.mul(y).mul(y)).apply(x);
    assertEquals(12.0, derivative(f).apply(Tensor.scalar(3.0)).item());
  }

  @Test
  void parametersAreConstantsToATapeAndItsGradientsAreRecordedForThem() {
    Parameter p = Parameter.of(Tensor.scalar(2.0));
    Tensor slope = derivative(x -> x.mul(x).mul(p)).apply(Tensor.scalar(3.0)); // 6p
    assertEquals(12.0, slope.item());
    assertFalse(p.hasGradient());
    slope.backward();
    assertEquals(6.0, p.gradient().item());
  }

  @Test
  void whatIsPausedIsConstantToTheTapesThatWereOpen() {
    UnaryOperator<Tensor> f = x -> x.mul(Backprop.noGrad(() -> x.mul(x)));
    assertEquals(9.0, derivative(f).apply(Tensor.scalar(3.0)).item());
    UnaryOperator<Tensor> g = x -> x.mul(Backprop.noGrad(() -> derivative(y -> y.mul(y)).apply(x)));
    assertEquals(6.0, derivative(g).apply(Tensor.scalar(3.0)).item());
  }

  @Test
  void gradientsOfWhatDoesNotDependAreZeros() {
    assertEquals(0.0, derivative(x -> Tensor.scalar(7.0)).apply(Tensor.scalar(1.0)).item());
    try (Tape tape = Tape.open()) {
      Tensor x = tape.variable(Tensor.ones(2));
      Tensor y = tape.variable(Tensor.ones(3));
      assertEquals(List.of(Tensor.ones(2), Tensor.zeros(3)),
          tape.gradients(x.sum(), null, List.of(x, y), Graph.KEEP));
    }
  }

  @Test
  void aValueIsConstantToItsTapeOnly() {
    Parameter p = Parameter.of(Tensor.scalar(2.0));
    try (Tape tape = Tape.open()) {
      Tensor x = tape.variable(p);
      Tensor constant = tape.value(x.mul(3));
      assertEquals(0.0, tape.gradients(constant, null, List.of(x), Graph.KEEP).get(0).item());
      assertTrue(constant.requiresGradient());
      constant.backward();
    }
    assertEquals(3.0, p.gradient().item());
  }

  @Test
  void aClosedTapeIsConstantToTheNext() {
    Tensor old;
    try (Tape tape = Tape.open()) {
      old = tape.variable(Tensor.scalar(4.0));
    }
    assertEquals(4.0, derivative(x -> x.mul(old)).apply(Tensor.scalar(1.0)).item());
    assertEquals(8.0, derivative(x -> x.mul(x)).apply(old).item());
  }
}
