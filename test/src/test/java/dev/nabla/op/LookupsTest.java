package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.autodiff.Autodiff.gradients;
import static dev.nabla.autodiff.Autodiff.vmapAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading at positions and under masks. */
class LookupsTest {
  private static final Tensor X = Tensor.of(new double[] {3, 1, 2, 6, 5, 4}, 2, 3);

  @Test
  void withTheOrderOfARowItIsSorted() {
    assertEquals(Ordering.sort(X, 1).values(), Lookups.takeAlongDim(X, Ordering.argsort(X, 1), 1));
    Tensor first = Lookups.takeAlongDim(X, Tensor.of(new int[] {2}, 1, 1), 1);
    assertEquals(X.narrow(1, 2, 1), first);
    assertThrows(IllegalArgumentException.class, () -> Lookups.takeAlongDim(X, Tensor.of(1), 1));
  }

  @Test
  void shorterPositionsReadTheBeginning() {
    assertEquals(Tensor.of(new double[] {6, 1}, 1, 2), Lookups.gather(X, 0, Tensor.of(new int[] {1, 0}, 1, 2)));
    assertEquals(X.gather(1, Tensor.zeros(Shape.of(2, 4), DType.INT64)),
        Lookups.gather(X, 1, Tensor.zeros(Shape.of(2, 4), DType.INT64)));
    assertEquals("gather: positions of shape [1×4] along axis 0 reach beyond shape [2×3]",
        assertThrows(IllegalArgumentException.class, () -> Lookups.gather(X, 0, Tensor.zeros(Shape.of(1, 4),
            DType.INT64))).getMessage());
  }

  @Test
  void takeCountsInRowMajorOrder() {
    assertEquals(Tensor.of(new double[] {6, 4, 3, 3}, 2, 2),
        Lookups.take(X.transpose().contiguous().transpose(), Tensor.of(new int[] {3, -1, 0, 0}, 2, 2)));
    assertEquals(Tensor.of(new double[] {2, 0, 1, 0, 0, 0}, 2, 3),
        grad(x -> Lookups.take(x, Tensor.of(0, 2, 0)).sum()).apply(X));
  }

  @Test
  void embeddingReadsRowsAndAddsTheirGradients() {
    Parameter weight = Parameter.of(Rng.of(1).randn(4, 3));
    Tensor index = Tensor.of(new int[] {1, 3, 1, 0}, 2, 2);
    assertEquals(weight.value().get(3), Lookups.embedding(weight, index).get(0, 1).detach());
    Lookups.embedding(weight, index).sum().backward();
    assertEquals(Tensor.of(1f, 2f, 0f, 1f), weight.gradient().select(1, 0));
    for (int padding : new int[] {1, -3}) {
      weight.clearGradient();
      Tensor rows = Lookups.embedding(weight, index, padding);
      assertEquals(Lookups.embedding(weight.value(), index), rows.detach());
      rows.sum().backward();
      assertEquals(Tensor.of(1f, 0f, 0f, 1f), weight.gradient().select(1, 0));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> Lookups.embedding(weight, Tensor.of(4)));
    assertThrows(IndexOutOfBoundsException.class, () -> Lookups.embedding(weight, index, 4));
  }

  @Test
  void oneHotRowsSelect() {
    Tensor labels = Tensor.of(2L, 0L);
    assertEquals(Tensor.of(new long[] {0, 0, 1, 1, 0, 0}, 2, 3), Lookups.oneHot(labels, 3));
    assertEquals(Lookups.embedding(X.transpose(), labels), Lookups.oneHot(labels, 3, DType.FLOAT64).matmul(X
        .transpose()));
    assertEquals(Shape.of(0, 3), Lookups.oneHot(Tensor.arange(0), 3).shape());
    assertEquals("oneHot: label 3 is none of the 3 classes, which are 0 to 2",
        assertThrows(IndexOutOfBoundsException.class, () -> Lookups.oneHot(Tensor.of(3), 3)).getMessage());
    assertEquals(Tensor.of(new double[] {1, 0, 0, 1, 0, 0}, 2, 3), Lookups.hardmax(X, 1));
    assertEquals(Tensor.of(new double[] {0, 0, 0, 1, 1, 1}, 2, 3), Lookups.hardmax(X, 0));
  }

  @Test
  void whatIsNotZeroStandsInRowMajorOrder() {
    Tensor x = Tensor.of(new double[] {0, 1, 0, 2, Double.NaN, 0}, 2, 3);
    assertEquals(Tensor.of(new long[] {0, 1, 1, 0, 1, 1}, 3, 2), Lookups.nonzero(x));
    assertEquals(Shape.of(1, 0), Lookups.nonzero(Tensor.scalar(1f)).shape());
    assertEquals(Shape.of(0, 2), Lookups.nonzero(Tensor.zeros(2, 2)).shape());
  }

  @Test
  void masksBroadcastAndSelectInRowMajorOrder() {
    Tensor mask = Tensor.of(true, false, true);
    assertEquals(Tensor.of(3.0, 2.0, 6.0, 4.0), Masking.maskedSelect(X, mask));
    assertEquals(Tensor.of(1.0, 3.0, 4.0), Masking.maskedSelect(Tensor.of(1.0, 2.0, 3.0, 4.0), Tensor.of(true, false,
        true, true)));
    assertEquals(Tensor.of(5.0), Masking.maskedSelect(Tensor.scalar(5.0), Tensor.scalar(true)));
    assertEquals(Tensor.of(new double[] {9, 1, 9, 9, 5, 9}, 2, 3), Masking.maskedFill(X, mask, 9));
    assertEquals(Tensor.of(new double[] {10, 1, 20, 30, 5, 40}, 2, 3),
        Masking.maskedScatter(X, mask, Tensor.of(10, 20, 30, 40, 50)));
    assertEquals("maskedScatter: the mask holds at 4 places, but the source of shape [3] has 3 elements",
        assertThrows(IllegalArgumentException.class, () -> Masking.maskedScatter(X, mask, Tensor.of(1, 2, 3)))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Masking.maskedFill(X, Tensor.of(1, 0, 1), 9));
  }

  @Test
  void maskedGradientsGoToWhatIsShown() {
    Tensor mask = Tensor.of(true, false, true);
    Tensor u = Tensor.of(1.0, 10.0, 100.0);
    Tensor x = X.get(0);
    assertEquals(Tensor.of(1.0, 0.0, 10.0),
        grad(t -> Masking.maskedSelect(t, mask).mul(Tensor.of(1.0, 10.0)).sum()).apply(x));
    List<Tensor> fill = gradients(in -> Masking.maskedFill(in.get(0), mask, in.get(1)).mul(u).sum())
        .apply(List.of(x, Tensor.scalar(5.0)));
    assertEquals(Tensor.of(0.0, 10.0, 0.0), fill.get(0));
    assertEquals(Tensor.scalar(101.0), fill.get(1));
    List<Tensor> scatter = gradients(in -> Masking.maskedScatter(in.get(0), mask, in.get(1)).mul(u).sum())
        .apply(List.of(x, Tensor.of(7.0, 8.0, 9.0)));
    assertEquals(Tensor.of(0.0, 10.0, 0.0), scatter.get(0));
    assertEquals(Tensor.of(1.0, 100.0, 0.0), scatter.get(1));
  }

  @Test
  void maskedScatteringWithoutPlacesOrSource() {
    Tensor none = Tensor.of(false, false, false);
    assertEquals(X, Masking.maskedScatter(X, none, Tensor.zeros(0)));
    assertEquals(X, Masking.maskedScatter(X, none, Tensor.of(Double.NaN)));
    assertEquals(Tensor.zeros(0, 3), Masking.maskedScatter(Tensor.zeros(0, 3), none, Tensor.of(1f)));
    assertEquals(Tensor.of(true, false, false),
        Masking.maskedScatter(none, Tensor.of(true, false, false), Tensor.of(1)));
  }

  /** Whichever of the three differs between entries; the number of places may differ too. */
  @Test
  void maskedScatteringIsMapped() {
    Tensor x = Tensor.stack(0, X, X.neg());
    Tensor masks = Tensor.stack(0, X.gt(2), X.lt(1));
    Tensor sources = Rng.of(1).randn(DType.FLOAT64, 2, 5);
    for (int mapped = 1; mapped < 8; mapped++) {
      boolean[] each = {(mapped & 1) != 0, (mapped & 2) != 0, (mapped & 4) != 0};
      List<Tensor> all = List.of(x, masks, sources);
      List<Tensor> in = IntStream.range(0, 3).mapToObj(i -> each[i] ? all.get(i) : all.get(i).get(0)).toList();
      List<Integer> axes = IntStream.range(0, 3).mapToObj(i -> each[i] ? Integer.valueOf(0) : null).toList();
      UnaryOperator<List<Tensor>> f = t -> List.of(Masking.maskedScatter(t.get(0), t.get(1), t.get(2)));
      Tensor y = vmapAll(f, axes, List.of(0)).apply(in).get(0);
      for (int k = 0; k < 2; k++) {
        int entry = k;
        List<Tensor> one = IntStream.range(0, 3).mapToObj(i -> each[i] ? in.get(i).get(entry) : in.get(i)).toList();
        assertEquals(f.apply(one).get(0), y.get(k));
      }
    }
    assertThrows(IllegalArgumentException.class,
        () -> Autodiff.vmap((UnaryOperator<Tensor>) mask -> Masking.maskedScatter(X, mask, Tensor.of(1.0)))
            .apply(masks));
  }
}
