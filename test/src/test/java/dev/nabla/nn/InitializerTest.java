package dev.nabla.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bounds and variances of initial values, from the papers that the initializers follow. */
class InitializerTest {
  private static final int IN = 300;
  private static final int OUT = 700;

  private static Tensor draw(Initializer initializer) {
    Tensor drawn = initializer.initialize(IN, OUT, Shape.of(OUT, IN), Rng.of(11));
    assertEquals(Shape.of(OUT, IN), drawn.shape());
    return drawn;
  }

  /** A uniform distribution reaches its bound nearly, passes it never, and has the variance bound²/3. */
  private static void requireUniform(double bound, Tensor drawn) {
    double largest = drawn.abs().max().item();
    assertTrue(largest <= bound * (1 + 1e-6), largest + " is beyond ±" + bound);
    assertTrue(largest >= bound * 0.999, largest + " does not reach ±" + bound);
    requireMoments(bound * bound / 3, drawn);
  }

  private static void requireMoments(double variance, Tensor drawn) {
    int n = drawn.size();
    double mean = drawn.mean().item();
    assertEquals(0, mean, 5 * Math.sqrt(variance / n), "mean");
    double measured = Arrays.stream(drawn.toDoubles()).map(v -> v * v).sum() / n;
    assertEquals(variance, measured, 5 * variance * Math.sqrt(2.0 / n), "variance");
  }

  @Test
  void xavierBalancesBothDirections() {
    requireUniform(Math.sqrt(6.0 / (IN + OUT)), draw(Initializer.xavierUniform()));
    requireUniform(5.0 / 3 * Math.sqrt(6.0 / (IN + OUT)), draw(Initializer.xavierUniform(5.0 / 3)));
    requireMoments(2.0 / (IN + OUT), draw(Initializer.xavierNormal()));
    requireMoments(4 * 2.0 / (IN + OUT), draw(Initializer.xavierNormal(2)));
  }

  @Test
  void kaimingMakesUpForWhatReluCutsOff() {
    requireUniform(Math.sqrt(6.0 / IN), draw(Initializer.kaimingUniform()));
    requireMoments(2.0 / IN, draw(Initializer.kaimingNormal()));
  }

  @Test
  void normalValuesReachBeyondUniformOnes() {
    double largest = draw(Initializer.normal(0.5)).abs().max().item();
    assertTrue(largest > 4 * 0.5 && largest < 6 * 0.5, "largest of 210000 normal values: " + largest);
  }

  @Test
  void constantsAreConstant() {
    assertEquals(Tensor.full(0.25, OUT, IN), draw(Initializer.constant(0.25)));
  }

  @Test
  void aLinearLayerBeginsAsInPyTorchUnlessAnInitializerIsGiven() {
    Linear standard = Linear.of(IN, OUT, Rng.of(1));
    requireUniform(1 / Math.sqrt(IN), standard.weight().value());
    double bias = standard.bias().value().abs().max().item();
    assertTrue(bias <= 1 / Math.sqrt(IN) && bias > 0.9 / Math.sqrt(IN), "largest bias " + bias);
    Linear given = Linear.of(IN, OUT, Initializer.kaimingNormal(), Rng.of(1));
    requireMoments(2.0 / IN, given.weight().value());
    assertEquals(Tensor.zeros(OUT), given.bias().value());
    requireUniform(1 / Math.sqrt(IN), Linear.withoutBias(IN, OUT, Rng.of(1)).weight().value());
  }
}
