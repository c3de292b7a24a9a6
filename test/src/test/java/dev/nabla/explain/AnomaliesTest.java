package dev.nabla.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Losses;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import example.Program;
import org.junit.jupiter.api.Test;

/** NaN and infinity are traced to the operation that made them, and to the line that asked for it. */
class AnomaliesTest {
  private final Parameter p = Parameter.of("p", Tensor.of(new float[] {4, 0, 1, 2}, 2, 2));

  private static AnomalyException found(Runnable body) {
    return assertThrows(AnomalyException.class, () -> Anomalies.detect(body));
  }

  @Test
  void forward() {
    AnomalyException e = found(() -> Program.logarithms(p));
    assertEquals("log: gave −infinity at [0, 1], in 1 of 4 elements, of float32 [2×2] from 0 to 4 (Program.java:"
        + Program.line("log") + ", in logarithms)", e.getMessage());
    assertEquals("log", e.operation().label());
    assertFalse(e.inBackwardPass());
    assertEquals(Program.line("log"), e.line().orElseThrow().getLineNumber());
  }

  @Test
  void backwardNamesTheLineOfTheForwardPass() {
    AnomalyException e = found(() -> {
      Tensor sum = Program.roots(p);
      sum.backward();
    });
    assertEquals("the gradient of sqrt (in its step div): gave infinity at [0, 1], in 1 of 4 elements, of the upstream "
        + "gradient, float32 [2×2] from 1 to 1, and float32 [2×2] from 0 to 4 (Program.java:" + Program.line("sqrt")
        + ", in roots)", e.getMessage());
    assertTrue(e.inBackwardPass());
    assertEquals("sqrt", e.operation().label());
    assertFalse(p.hasGradient(), "the pass was stopped");
  }

  @Test
  void theFirstOfSeveralIsFound() {
    AnomalyException e = found(() -> p.sub(1).log().mul(0).sum().backward());
    assertEquals("log", e.operation().label());
    assertTrue(e.getMessage().startsWith("log: gave NaN at [0, 1], in 2 of 4 elements"), e.getMessage());
  }

  @Test
  void partsOfAnOperationAreNamedWithin() {
    Tensor large = Tensor.of(new float[] {3e38f, -3e38f}, 2);
    AnomalyException e = found(() -> Losses.mse(large, large.neg()));
    assertTrue(e.getMessage().startsWith("sub within mse: gave infinity at [0], in 2 of 2 elements"), e.getMessage());
  }

  @Test
  void whatIsGivenIsNoAnomaly() {
    Tensor mask = Tensor.of(new float[] {0, Float.NEGATIVE_INFINITY}, 2);
    Tensor y = Anomalies.detect(() -> p.add(mask).softmax(-1).sum());
    assertEquals(2, y.item(), 1e-6);
    Anomalies.detect(() -> Tensor.of(Float.NaN).mul(2));
  }

  @Test
  void infinityTurnedToNanIsAnAnomaly() {
    Tensor infinite = Tensor.of(Float.POSITIVE_INFINITY);
    assertEquals("sub", found(() -> infinite.sub(infinite)).operation().label());
  }

  @Test
  void afterwardsNothingIsLookedAt() {
    found(() -> p.log());
    assertEquals(Float.NEGATIVE_INFINITY, (float) p.log().select(0, 0).select(0, 1).item());
  }

  @Test
  void resultsAreThoseOfThePlainProgram() {
    Tensor plain = p.exp().sum();
    assertEquals(plain.detach(), Anomalies.detect(() -> p.exp().sum()).detach());
  }
}
