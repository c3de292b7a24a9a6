package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.autodiff.Autodiff.gradients;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Creation.Indexing;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tensors made from rules and from random numbers. */
class CreatingTest {
  @Test
  void logarithmsAreEvenlySpaced() {
    assertEquals(Tensor.of(0.01f, 0.1f, 1f, 10f, 100f), Creation.logspace(-2, 2, 5));
    assertEquals(Tensor.of(1f, 2f, 4f, 8f), Creation.logspace(0, 3, 4, 2));
    assertEquals(Tensor.of(10f), Creation.logspace(1, 7, 1));
    assertEquals(Shape.of(0), Creation.logspace(1, 7, 0).shape());
  }

  @Test
  void gridsHoldOneCoordinateEach() {
    List<Tensor> ij = Creation.meshgrid(Indexing.IJ, Tensor.arange(2), Tensor.arange(3), Tensor.scalar(9L));
    List<Tensor> xy = Creation.meshgrid(Indexing.XY, Tensor.arange(2), Tensor.arange(3), Tensor.scalar(9L));
    assertEquals(Tensor.of(new long[] {0, 0, 0, 1, 1, 1}, 2, 3, 1), ij.get(0));
    assertEquals(Tensor.of(new long[] {0, 1, 2, 0, 1, 2}, 2, 3, 1), ij.get(1));
    for (int i = 0; i < 3; i++) {
      assertEquals(ij.get(i).transpose(0, 1), xy.get(i));
    }
    assertThrows(IllegalArgumentException.class, () -> Creation.meshgrid(Indexing.IJ, Tensor.zeros(2, 2)));
  }

  /** Powers of 0 have gradients too: they are products. */
  @Test
  void rowsOfPowers() {
    Tensor x = Tensor.of(2.0, 0.0);
    assertEquals(Tensor.of(new double[] {8, 4, 2, 1, 0, 0, 0, 1}, 2, 4), Creation.vander(x, 4, false));
    assertEquals(Tensor.of(new double[] {1, 2, 4, 1, 0, 0}, 2, 3), Creation.vander(x, 3, true));
    assertEquals(Tensor.of(1 + 4.0, 1.0), grad(t -> Creation.vander(t, 3, true).sum()).apply(x));
    assertEquals(Shape.of(2, 0), Creation.vander(x, 0, true).shape());
    assertEquals(Tensor.of(new long[] {9, 3, 1}, 1, 3), Creation.vander(Tensor.of(3), 3, false));
    assertThrows(IllegalArgumentException.class, () -> Creation.vander(Tensor.zeros(2, 2), 3, true));
  }

  @Test
  void windowsAreHalfAnOscillation() {
    assertTrue(Tensor.of(0f, 0.5f, 1f, 0.5f).allClose(Creation.hannWindow(4, true), 1e-7, 1e-7));
    assertTrue(Tensor.of(0f, 0.5f, 1f, 0.5f, 0f).allClose(Creation.hannWindow(5, false), 1e-7, 1e-7));
    assertEquals(Tensor.of(1f), Creation.hannWindow(1, false));
    assertEquals(Rearranging.flip(Creation.hannWindow(100, false)), Creation.hannWindow(100, false));
    assertEquals(Shape.of(0), Creation.hannWindow(0, true).shape());
  }

  @Test
  void buffersAreReadFromWhereTheyStand() {
    FloatBuffer floats = FloatBuffer.wrap(new float[] {1, 2, 3}).position(1);
    assertEquals(Tensor.of(new float[] {2, 3}, 1, 2), Creation.fromBuffer(floats, 1, 2));
    assertEquals(2, floats.remaining());
    assertEquals(Tensor.of(1.0), Creation.fromBuffer(DoubleBuffer.wrap(new double[] {1}), 1));
    assertEquals(Tensor.of(1), Creation.fromBuffer(IntBuffer.wrap(new int[] {1}), 1));
    assertEquals(Tensor.of(1L), Creation.fromBuffer(LongBuffer.wrap(new long[] {1}), 1));
    assertThrows(IllegalArgumentException.class, () -> Creation.fromBuffer(floats, 3));
    assertEquals(Tensor.of(7, 7), Creation.fullLike(Tensor.of(1, 2), 7));
  }

  @Test
  void normalNumbersAreReparameterised() {
    Tensor mean = Tensor.of(new double[] {1, 2}, 2, 1);
    Tensor deviation = Tensor.of(0.5, 0.0, 2.0);
    Tensor noise = Rng.of(1).randn(DType.FLOAT64, 2, 3);
    assertEquals(noise.mul(deviation).add(mean), Sampling.normal(Rng.of(1), mean, deviation));
    List<Tensor> g = gradients(in -> Sampling.normal(Rng.of(1), in.get(0), in.get(1)).sum())
        .apply(List.of(mean, deviation));
    assertEquals(Tensor.full(3, Shape.of(2, 1), DType.FLOAT64), g.get(0));
    assertEquals(noise.sum(0), g.get(1));
    assertEquals("normal: standard deviations are 0 or more, got -1.0",
        assertThrows(IllegalArgumentException.class, () -> Sampling.normal(Rng.of(1), mean, Tensor.of(1.0, -1.0)))
            .getMessage());
  }

  @Test
  void truncatedNumbersStayBetweenTheirEnds() {
    Tensor x = Sampling.truncatedNormal(Rng.of(2), 1, 2, 0, 4, 20_000);
    assertEquals(1, x.ge(0).logicalAnd(x.le(4)).all().item());
    // mean + deviation · (φ(a) − φ(b)) / (Φ(b) − Φ(a)) for a = −½, b = 3/2
    double density = (Math.exp(-0.125) - Math.exp(-1.125)) / Math.sqrt(2 * Math.PI);
    assertEquals(1 + 2 * density / (0.9331927987311419 - 0.30853753872598694), x.mean().item(), 0.03);
    assertThrows(IllegalArgumentException.class, () -> Sampling.truncatedNormal(Rng.of(2), 0, 1, 50, 60, 3));
    assertThrows(IllegalArgumentException.class, () -> Sampling.truncatedNormal(Rng.of(2), 0, -1, -1, 1, 3));
  }

  /** Shares of draws lie within five standard deviations of the probabilities. */
  @Test
  void drawsFollowTheirWeights() {
    Tensor weights = Tensor.of(new double[] {0, 1, 3, 0, 4, 0, 5, 0}, 2, 4);
    int n = 40_000;
    Tensor draws = Sampling.multinomial(Rng.of(3), weights, n, true);
    for (int row = 0; row < 2; row++) {
      double[] counts = Counting.bincount(draws.get(row), 4).toDoubles();
      for (int i = 0; i < 4; i++) {
        double p = weights.get(row, i).item() / weights.get(row).sum().item();
        assertEquals(p, counts[i] / n, 5 * Math.sqrt(p * (1 - p) / n));
      }
    }
  }

  @Test
  void withoutReplacementNothingIsDrawnTwice() {
    Tensor weights = Tensor.of(0.0, 1.0, 2.0, 1.0);
    int first = 0;
    Rng rng = Rng.of(4);
    for (int i = 0; i < 4000; i++) {
      Tensor drawn = Sampling.multinomial(rng, weights, 3, false);
      assertEquals(Tensor.of(1L, 2, 3), Ordering.sort(drawn, 0).values());
      first += drawn.get(0).item() == 2 ? 1 : 0;
    }
    assertEquals(0.5, first / 4000.0, 5 * Math.sqrt(0.25 / 4000));
    assertEquals("multinomial: a row of shape [4] has fewer weights above 0 than the 4 that are needed",
        assertThrows(IllegalArgumentException.class, () -> Sampling.multinomial(rng, weights, 4, false)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Sampling.multinomial(rng, weights.neg(), 1, true));
    assertThrows(IllegalArgumentException.class, () -> Sampling.multinomial(rng, Tensor.zeros(3), 1, true));
  }

  @Test
  void probabilitiesStandAtTheirPlaces() {
    Tensor certain = Tensor.of(0.0, 1.0, 1.0, 0.0);
    assertEquals(certain.to(DType.BOOL), Sampling.bernoulli(Rng.of(5), certain));
    Tensor p = Tensor.full(0.3, 20_000);
    assertEquals(0.3, Sampling.bernoulli(Rng.of(5), p).to(DType.FLOAT64).mean().item(), 5 * Math.sqrt(0.21 / 20_000));
    assertEquals("bernoulli: probabilities lie between 0 and 1, got 1.5",
        assertThrows(IllegalArgumentException.class, () -> Sampling.bernoulli(Rng.of(5), Tensor.of(1, 1.5)))
            .getMessage());
    assertEquals(Rng.of(6).randn(DType.FLOAT64, 4), Sampling.randnLike(Rng.of(6), certain));
    assertEquals(Rng.of(6).rand(DType.FLOAT64, 4), Sampling.randLike(Rng.of(6), certain));
  }
}
