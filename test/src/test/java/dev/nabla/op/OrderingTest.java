package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.autodiff.Autodiff.vmap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.OrderStatistics.Interpolation;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Selected;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Sorting and what is read off a sorted row. */
class OrderingTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  @Test
  void sortingIsAnOrderedPermutation() {
    Tensor x = Rng.of(1).randint(-5, 5, 4, 50, 3).to(DType.FLOAT64);
    for (int axis = 0; axis < 3; axis++) {
      Selected sorted = Ordering.sort(x, axis);
      assertEquals(1, Differences.diff(sorted.values(), axis).ge(0).all().item());
      assertEquals(x.gather(axis, sorted.indices()), sorted.values());
      Tensor places = Tensor.arange(x.extent(axis));
      Tensor back = Ordering.argsort(sorted.indices(), axis);
      assertEquals(x, sorted.values().gather(axis, back));
      assertEquals(places, Ordering.sort(sorted.indices().transpose(axis, 2).get(0, 0), 0).values());
    }
  }

  @Test
  void equalsKeepTheirOrderInBothDirections() {
    Tensor x = vector(2, 1, 2, -0.0, 0.0, 1);
    assertEquals(Tensor.of(3L, 4, 1, 5, 0, 2), Ordering.argsort(x, 0));
    assertEquals(Tensor.of(0L, 2, 1, 5, 3, 4), Ordering.argsort(x, 0, true));
    assertEquals(Tensor.of(0L, 2, 1), Ordering.topk(x, 3, 0).indices());
    assertEquals(Tensor.of(3L, 4), Ordering.topk(x, 2, -1, false).indices());
    assertEquals(Tensor.of(false, true, true), Ordering.sort(Tensor.of(true, false, true), 0).values());
  }

  @Test
  void nanIsGreaterThanAllNumbers() {
    assertEquals(vector(-INF, 1, INF, NAN), Ordering.sort(vector(NAN, INF, -INF, 1), 0).values());
    assertEquals(vector(NAN, INF), Ordering.topk(vector(1, INF, NAN), 2, 0).values());
  }

  @Test
  void theGradientGoesBackToWhereElementsStood() {
    Tensor weights = vector(1, 10, 100);
    assertEquals(vector(100, 1, 10), grad(x -> Ordering.sort(x, 0).values().mul(weights).sum()).apply(vector(3, 1, 2)));
    assertEquals(vector(1, 0, 10), grad(x -> Ordering.topk(x, 2, 0).values().mul(weights.narrow(0, 0, 2)).sum())
        .apply(vector(3, 1, 2)));
    assertEquals(vector(0, 0, 1), grad(x -> Ordering.kthvalue(x, 2, 0).values()).apply(vector(3, 1, 2)));
  }

  @Test
  void theKthValueIsThatOfTheSortedRow() {
    Tensor x = Rng.of(2).randn(DType.FLOAT64, 3, 200);
    for (int k : new int[] {1, 2, 100, 200}) {
      assertEquals(Ordering.sort(x, 1).values().select(1, k - 1), Ordering.kthvalue(x, k, 1).values());
    }
    assertEquals("kthvalue: axis 1 of shape [3×200] has no element number 0, counted from 1",
        assertThrows(IllegalArgumentException.class, () -> Ordering.kthvalue(x, 0, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Ordering.topk(x, 201, 1));
  }

  /** Few of many are found without sorting all; equals among them as if all were sorted. */
  @Test
  void theFirstAreThoseOfTheSortedRow() {
    Tensor random = Rng.of(4).randn(2, 5000);
    Tensor ascending = Tensor.arange(10_000).to(DType.FLOAT32).reshape(2, 5000);
    for (Tensor x : new Tensor[] {random, random.mul(3).to(DType.INT32), ascending, ascending.neg(), random.mul(0)}) {
      for (int k : new int[] {1, 40, 41, 600, 1250, 1251}) {
        for (boolean largest : new boolean[] {true, false}) {
          Tensor order = Ordering.argsort(x, 1, largest).narrow(1, 0, k);
          assertEquals(order, Ordering.topk(x, k, 1, largest).indices(), () -> k + " of " + x);
          assertEquals(order.transpose(), Ordering.topk(x.transpose(), k, 0, largest).indices());
        }
      }
    }
  }

  /** NaN, both zeros, ties and the extremes of a type, in rows and columns of every length, wherever they lie. */
  @Test
  void theFirstAreThoseOfTheSortedRowWhateverIsInIt() {
    double[] special = {NAN, INF, -INF, 0.0, -0.0, 1, -1, 1};
    for (int n : new int[] {1, 15, 16, 17, 31, 33, 41, 256, 257, 1023, 4099}) {
      Tensor random = Rng.of(n).randn(3, n);
      Tensor ties = Lookups.take(Tensor.of(special), Rng.of(n).randint(0, special.length, 3, n));
      Tensor some = Tensor.where(random.gt(1.5), ties, random.mul(100).to(DType.FLOAT64));
      Tensor whole = Tensor.where(random.gt(0), Tensor.of(Long.MAX_VALUE), Tensor.of(Long.MIN_VALUE));
      Tensor nan = Tensor.full(NAN, 3, n);
      for (Tensor x : new Tensor[] {random, ties, ties.to(DType.FLOAT32), some, some.to(DType.FLOAT32), whole, nan}) {
        for (int k : new int[] {1, n / 100 + 1, n / 8, n / 4, n / 4 + 1}) {
          for (boolean largest : new boolean[] {true, false}) {
            if (k <= n) {
              Tensor order = Ordering.argsort(x, 1, largest).narrow(1, 0, k);
              assertEquals(order, Ordering.topk(x, k, 1, largest).indices(), () -> k + " of " + x);
              assertEquals(order, Ordering.topk(x.transpose().contiguous().transpose(), k, 1, largest).indices());
              assertEquals(order.transpose(), Ordering.topk(x.transpose(), k, 0, largest).indices());
              assertEquals(order.get(1), Ordering.topk(x.get(1), k, 0, largest).indices());
            }
          }
        }
      }
    }
  }

  /** More columns than are read together. */
  @Test
  void theFirstOfManyColumns() {
    for (int[] extents : new int[][] {{300, 63}, {300, 65}, {300, 129}, {2, 300, 70}, {5000, 3}}) {
      Tensor x = Rng.of(6).randn(extents).mul(20).to(DType.INT32).to(DType.FLOAT32);
      int axis = extents.length - 2;
      for (int k : new int[] {1, 10, 70}) {
        assertEquals(Ordering.argsort(x, axis, true).narrow(axis, 0, k), Ordering.topk(x, k, axis).indices());
        assertEquals(Ordering.argsort(x, axis).narrow(axis, 0, k), Ordering.topk(x, k, axis, false).indices());
      }
    }
  }

  @Test
  void theMedianOfAnEvenNumberIsTheLowerMiddle() {
    assertEquals(2, OrderStatistics.median(vector(4, 1, 3, 2)).item());
    assertEquals(2.5, OrderStatistics.quantile(vector(4, 1, 3, 2), 0.5).item());
    Selected rows = OrderStatistics.median(Tensor.of(new double[] {4, 1, 3, 2, 5, 5, 1, 0}, 2, 4), 1);
    assertEquals(vector(2, 1), rows.values());
    assertEquals(Tensor.of(3L, 2L), rows.indices());
    assertEquals(vector(0, 0, 0, 1), grad(x -> OrderStatistics.median(x, 0).values()).apply(vector(4, 1, 3, 2)));
    assertEquals(vector(0, 0.5, 0.5, 0), grad(OrderStatistics::median).apply(vector(4, 2, 2, 1)));
    assertEquals(vector(0, 1, 0, 0), grad(x -> OrderStatistics.median(x, 0).values()).apply(vector(4, 2, 2, 1)));
    assertEquals(vector(0.5, 0, 0, 0.5), grad(x -> OrderStatistics.quantile(x, 0.5)).apply(vector(4, 1, 9, 2).neg()));
  }

  @Test
  void nanIsTheMedianAndEveryQuantile() {
    Tensor x = vector(1, NAN, 2, 3);
    assertEquals(NAN, OrderStatistics.median(x).item());
    assertEquals(Tensor.scalar(1L), OrderStatistics.median(x, 0).indices());
    assertEquals(NAN, OrderStatistics.quantile(x, 0).item());
  }

  @Test
  void quantilesBetweenTwoElements() {
    Tensor x = vector(10, 0, 30, 20);
    double[] expected = {12, 10, 20, 15, 10};
    for (Interpolation how : Interpolation.values()) {
      assertEquals(expected[how.ordinal()], OrderStatistics.quantile(x, 0.4, 0, how).item(), 1e-14, how.name());
    }
    assertEquals(20, OrderStatistics.quantile(vector(0, 10, 20, 30), 0.5, 0, Interpolation.NEAREST).item());
    assertEquals(-INF, OrderStatistics.quantile(vector(-INF, INF), 0).item());
    assertEquals(30, OrderStatistics.quantile(x, 1).item());
    assertEquals("quantile: the share q lies between 0 and 1, got 1.5",
        assertThrows(IllegalArgumentException.class, () -> OrderStatistics.quantile(x, 1.5)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> OrderStatistics.median(Tensor.zeros(0)));
  }

  @Test
  void aQuantileBetweenAnInfiniteElementAndAnotherIsInfinite() {
    assertEquals(-INF, OrderStatistics.quantile(vector(-INF, 1, 3), 0.25).item());
    assertEquals(-INF, OrderStatistics.quantile(vector(-INF, 1, 3), 0.25, 0, Interpolation.MIDPOINT).item());
    assertEquals(INF, OrderStatistics.quantile(vector(1, 3, INF), 0.75).item());
    assertEquals(INF, OrderStatistics.quantile(vector(1, INF, INF), 0.75).item());
    assertEquals(NAN, OrderStatistics.quantile(vector(-INF, INF), 0.5).item());
    assertEquals(0, OrderStatistics.quantile(vector(-1e308, 1e308), 0.5).item());
    assertEquals(vector(0.5, 0.5, 0), grad(x -> OrderStatistics.quantile(x, 0.25)).apply(vector(-INF, 1, 3)));
  }

  @Test
  void whatReadsPositionsIsMappedToo() {
    Tensor x = Tensor.of(new double[] {3, 1, 3, 1, 2, 2}, 2, 3);
    assertEquals(vector(3, 2), vmap(row -> OrderStatistics.mode(row, 0).values()).apply(x));
    assertEquals(Tensor.of(new double[] {0, 1, 0, 0, 1, 2}, 2, 3), vmap(row -> Counting.histc(row, 3, 0, 2)).apply(x));
    Tensor sorted = vector(1, 3, 3, 5);
    assertEquals(Ordering.searchsorted(sorted, x, true),
        vmap(row -> Ordering.searchsorted(sorted, row, true)).apply(x));
    assertEquals(Ordering.searchsorted(x.get(1), x, false).transpose(),
        vmap(v -> Ordering.searchsorted(x.get(1), v, false)).apply(x.transpose()));
  }

  @Test
  void ofEquallyFrequentElementsTheSmallestIsTheMode() {
    Tensor x = Tensor.of(new double[] {3, 1, 3, 1, 2, 7, NAN, NAN, 7, NAN}, 2, 5);
    Selected mode = OrderStatistics.mode(x, 1);
    assertEquals(vector(1, NAN), mode.values());
    assertEquals(Tensor.of(3L, 4L), mode.indices());
    assertEquals(vector(0, 0, 0, 1, 0), grad(t -> OrderStatistics.mode(t, 0).values()).apply(x.get(0)));
    assertEquals(mode.values(), OrderStatistics.mode(x.transpose(), 0).values());
  }

  @Test
  void positionsKeepSequencesSorted() {
    Tensor sorted = vector(1, 3, 3, 5);
    Tensor values = Tensor.of(new double[] {0, 1, 3, 4, 6, NAN}, 2, 3);
    assertEquals(Tensor.of(new long[] {0, 0, 1, 3, 4, 4}, 2, 3), Ordering.searchsorted(sorted, values, false));
    assertEquals(Tensor.of(new long[] {0, 1, 3, 3, 4, 4}, 2, 3), Ordering.searchsorted(sorted, values, true));
    Tensor rows = Tensor.of(new long[] {1, 2, 3, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE}, 2, 3);
    assertEquals(Tensor.of(new long[] {1, 1}, 2, 1),
        Ordering.searchsorted(rows, Tensor.of(new long[] {2, (1L << 53) + 1}, 2, 1), false));
    assertEquals(Shape.of(2, 0), Ordering.searchsorted(rows, Tensor.zeros(2, 0), false).shape());
    assertThrows(IllegalArgumentException.class, () -> Ordering.searchsorted(rows, Tensor.zeros(3, 2), false));
  }

  @Test
  void uniqueElementsAndTheirPlacesMakeTheTensorAgain() {
    Tensor x = Rng.of(3).randint(-4, 4, 5, 7);
    Counting.Unique unique = Counting.unique(x);
    assertEquals(1, Differences.diff(unique.values(), 0).gt(0).all().item());
    assertEquals(x, Lookups.take(unique.values(), unique.inverse()));
    for (int i = 0; i < unique.values().size(); i++) {
      assertEquals(x.eq(unique.values().get(i)).sum(), unique.counts().get(i));
    }
    assertEquals(vector(1, NAN), Counting.unique(vector(NAN, 1, NAN)).values());
    assertEquals(Shape.of(0), Counting.unique(Tensor.zeros(0, 2)).values().shape());
    assertTrue(Counting.unique(vector(0.0, -0.0)).counts().equals(Tensor.of(2L)));
  }

  @Test
  void numbersAreCounted() {
    assertEquals(Tensor.of(0L, 2L, 0L, 1L), Counting.bincount(Tensor.of(1, 3, 1), 2));
    assertEquals(Tensor.of(0L, 0L), Counting.bincount(Tensor.arange(0), 2));
    Tensor numbers = Tensor.of(1, 0, 1);
    assertEquals(vector(7, 13), Counting.bincount(numbers, vector(5, 7, 8), 0));
    assertEquals(vector(10, 1, 10), grad(w -> Counting.bincount(numbers, w, 0).mul(vector(1, 10)).sum())
        .apply(vector(5, 7, 8)));
    assertThrows(IndexOutOfBoundsException.class, () -> Counting.bincount(Tensor.of(-1), 0));
    assertEquals(vector(2, 1, 2), Counting.histc(vector(0, 1, 2, NAN, 5.9, 6, 6.1), 3, 0, 6));
    assertEquals(vector(1, 1), Counting.histc(vector(3, 8), 2));
    assertThrows(IllegalArgumentException.class, () -> Counting.histc(vector(3, 3), 2));
  }
}
