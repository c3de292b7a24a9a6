package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.autodiff.Autodiff.gradients;
import static dev.nabla.autodiff.Autodiff.vmap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.ScatterReductions.Combination;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writing to positions, and combining what goes to the same one. */
class ScatteringTest {
  private static final double NAN = Double.NaN;
  private static final Tensor INDEX = Tensor.of(2, 0, 2, -1);

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  @Test
  void ofSeveralForOnePositionTheLastStaysAndGetsTheGradient() {
    Tensor x = vector(1, 2, 3);
    Tensor source = vector(10, 20, 30, 40);
    assertEquals(vector(20, 2, 40), Scattering.scatter(x, 0, INDEX, source));
    List<Tensor> g = gradients(in -> Scattering.scatter(in.get(0), 0, INDEX, in.get(1)).mul(vector(1, 10, 100)).sum())
        .apply(List.of(x, source));
    assertEquals(vector(0, 10, 0), g.get(0));
    assertEquals(vector(0, 1, 0, 100), g.get(1));
    assertEquals(vector(7, 2, 7), Scattering.scatter(x, 0, INDEX, 7));
    assertEquals(Tensor.of(true, false, true), Scattering.scatter(Tensor.of(true, false, false), 0, Tensor.of(2),
        Tensor.of(true)));
  }

  @Test
  void scatterAddIsTheAdjointOfGather() {
    Tensor x = Rng.of(1).randn(DType.FLOAT64, 3, 4, 5);
    Tensor index = Rng.of(2).randint(0, 4, 3, 7, 5);
    Tensor u = Rng.of(3).randn(DType.FLOAT64, 3, 7, 5);
    Tensor added = Scattering.scatterAdd(Tensor.zerosLike(x), 1, index, u);
    assertTrue(added.allClose(grad(t -> t.gather(1, index).mul(u).sum()).apply(x), 1e-14, 1e-14));
    assertEquals(x.gather(1, index), grad(s -> Scattering.scatterAdd(x, 1, index, s).mul(x).sum()).apply(u));
  }

  /** Positions may cover only the beginning of the other axes, and less than the source. */
  @Test
  void shorterPositionsStandAtTheBeginning() {
    Tensor x = Tensor.zeros(3, 4);
    Tensor source = Tensor.arange(12).reshape(3, 4).add(1);
    Tensor y = Scattering.scatter(x, 0, Tensor.of(new int[] {2, 0}, 1, 2), source);
    Tensor expected = Tensor.of(new float[] {0, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}, 3, 4);
    assertEquals(expected, y);
    assertEquals(expected, Scattering.scatterAdd(x, 0, Tensor.of(new int[] {2, 0}, 1, 2), source));
  }

  /** Every element of one position is combined with the one of x there, or without it; other positions stay. */
  @ParameterizedTest
  @EnumSource(Combination.class)
  void elementsOfOnePositionAreCombined(Combination how) {
    Tensor x = vector(4, 5, 6);
    Tensor source = vector(3, 0, 8, -1); // to position 2: 3, 8, -1; to 0: 0
    double[][] expected = switch (how) {
      case SUM -> new double[][] {{4, 5, 16}, {0, 5, 10}};
      case PROD -> new double[][] {{0, 5, -144}, {0, 5, -24}};
      case MEAN -> new double[][] {{2, 5, 4}, {0, 5, 10 / 3.0}};
      case AMAX -> new double[][] {{4, 5, 8}, {0, 5, 8}};
      case AMIN -> new double[][] {{0, 5, -1}, {0, 5, -1}};
    };
    assertEquals(vector(expected[0]), ScatterReductions.scatterReduce(x, 0, INDEX, source, how, true));
    assertEquals(vector(expected[1]), ScatterReductions.scatterReduce(x, 0, INDEX, source, how, false).add(0.0));
  }

  @Test
  void theGradientOfAProductIsThatOfTheOthersAtZerosToo() {
    for (double[] s : new double[][] {{3, 7, 2, 5}, {0, 7, 2, 5}, {0, 7, 0, 5}, {0, 7, 0, 0}}) {
      double x = 4; // position 2: x, s0, s2, s3
      List<Tensor> g = gradients(in -> ScatterReductions.scatterReduce(in.get(0), 0, INDEX, in.get(1), Combination.PROD,
          true).sum()).apply(List.of(vector(1, 1, x), vector(s)));
      assertEquals(vector(s[1], 1, s[0] * s[2] * s[3]), g.get(0));
      assertEquals(vector(x * s[2] * s[3], 1, x * s[0] * s[3], x * s[0] * s[2]), g.get(1));
    }
  }

  @Test
  void tiesOfTheExtremeShareTheGradient() {
    List<Tensor> g = gradients(in -> ScatterReductions.scatterReduce(in.get(0), 0, INDEX, in.get(1), Combination.AMAX,
        true).sum()).apply(List.of(vector(1, 1, 8), vector(8, 0, 8, 2)));
    assertTrue(vector(1, 1, 1 / 3.0).allClose(g.get(0), 1e-15, 0));
    assertTrue(vector(1 / 3.0, 0, 1 / 3.0, 0).allClose(g.get(1), 1e-15, 0));
    assertEquals(NAN, ScatterReductions.scatterReduce(vector(1), 0, Tensor.of(0), vector(NAN), Combination.AMIN, true)
        .get(0).item());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Tensor x = Tensor.zeros(2, 3);
    assertEquals("scatter: index 3 is out of range for axis 1 of shape [2×3]",
        assertThrows(IndexOutOfBoundsException.class, () -> Scattering.scatter(x, 1, Tensor.of(new int[] {3}, 1, 1), 1))
            .getMessage());
    assertEquals("scatterAdd: positions of shape [3×1] along axis 1 need [2×3] and a source of shape [3×1] to be at "
        + "least as long",
        assertThrows(IllegalArgumentException.class,
            () -> Scattering.scatterAdd(x, 1, Tensor.zeros(Shape.of(3, 1), DType.INT64), Tensor.zeros(3, 1)))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Scattering.scatter(x, 1, Tensor.zeros(2, 3), 1));
    assertThrows(IllegalArgumentException.class, () -> Scattering.scatterAdd(Tensor.of(true), 0, Tensor.of(0),
        Tensor.of(true)));
    assertThrows(IllegalArgumentException.class, () -> ScatterReductions.scatterReduce(Tensor.of(1), 0, Tensor.of(0),
        Tensor.of(1), Combination.MEAN, true));
  }

  @Test
  void slicesAreAddedAndReplaced() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    Tensor source = Tensor.of(new double[] {10, 20, 30, 40, 50, 60}, 3, 2);
    Tensor index = Tensor.of(2, 0, 2);
    assertEquals(Tensor.of(new double[] {31, 42, 3, 4, 65, 86}, 3, 2), IndexUpdates.indexAdd(x, 0, index, source));
    assertEquals(Tensor.of(new double[] {-29, -38, 3, 4, -55, -74}, 3, 2),
        IndexUpdates.indexAdd(x, 0, index, source, -1));
    assertEquals(Tensor.of(new double[] {30, 40, 3, 4, 50, 60}, 3, 2), IndexUpdates.indexCopy(x, 0, index, source));
    assertEquals(Tensor.of(new double[] {0, 0, 1, 1, 1, 1}, 3, 2),
        grad(s -> IndexUpdates.indexCopy(x, 0, index, s).sum()).apply(source));
    assertEquals(Tensor.of(new double[] {1, 9, 3, 9, 5, 9}, 3, 2), IndexUpdates.indexFill(x, 1, Tensor.of(-1), 9));
    assertEquals(Tensor.scalar(4.0),
        grad(v -> IndexUpdates.indexFill(x, 0, index, v).sum()).apply(Tensor.scalar(9.0)));
    assertEquals("indexAdd: 3 positions along axis 0 of shape [3×2] need a source of shape [3×2], got [2×2]",
        assertThrows(IllegalArgumentException.class, () -> IndexUpdates.indexAdd(x, 0, index, source.narrow(0, 0, 2)))
            .getMessage());
  }

  @Test
  void segmentsAreCombinedInAnyOrder() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    Tensor segments = Tensor.of(2, 0, 2);
    assertEquals(Tensor.of(new double[] {3, 4, 0, 0, 6, 8}, 3, 2), Segments.segmentSum(x, segments, 3));
    assertEquals(Tensor.of(new double[] {3, 4, NAN, NAN, 3, 4}, 3, 2), Segments.segmentMean(x, segments, 3));
    assertEquals(Segments.segmentMean(x, segments, 3),
        vmap(s -> Segments.segmentMean(x, s, 3)).apply(Tensor.stack(0, segments, segments)).get(1));
    double none = Double.NEGATIVE_INFINITY;
    assertEquals(Tensor.of(new double[] {3, 4, none, none, 5, 6}, 3, 2), Segments.segmentMax(x, segments, 3));
    assertEquals(vector(0.5, 1, 0.5),
        grad(t -> Segments.segmentMax(t, segments, 3).get(Index.of(Tensor.of(0, 2))).sum())
            .apply(vector(7, 1, 7)));
    assertEquals(vector(0.5, 1, 0.5), grad(t -> Segments.segmentMean(t, segments, 3).get(Index.of(Tensor.of(0, 2)))
        .sum()).apply(vector(7, 1, 7)));
    assertThrows(IndexOutOfBoundsException.class, () -> Segments.segmentSum(x, segments, 2));
    assertThrows(IllegalArgumentException.class, () -> Segments.segmentSum(x, Tensor.of(0, 1), 2));
  }
}
