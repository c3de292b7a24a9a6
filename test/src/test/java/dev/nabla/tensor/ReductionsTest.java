package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.check.Layouts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reductions over every subset of axes, against a loop that collects what each result is made of. */
class ReductionsTest {
  private static final Shape SHAPE = Shape.of(2, 3, 1, 5);

  /** Element-wise loops: for each element of the result the elements of x that it is reduced from, in order. */
  private static List<List<Double>> groups(Tensor x, boolean[] reduced) {
    Shape kept = x.shape().reduce(reduced, Axes.KEEP);
    List<List<Double>> groups = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      groups.add(new ArrayList<>());
    }
    double[] values = x.toDoubles();
    for (int i = 0; i < values.length; i++) {
      int[] place = NaiveIndexing.unravel(i, x.shape());
      for (int axis = 0; axis < place.length; axis++) {
        place[axis] = reduced[axis] ? 0 : place[axis];
      }
      groups.get(NaiveIndexing.ravel(place, kept)).add(values[i]);
    }
    return groups;
  }

  private static double[] each(List<List<Double>> groups, ToDoubleFunction<List<Double>> reduction) {
    return groups.stream().mapToDouble(reduction).toArray();
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(v -> v).sum();
  }

  private interface Check {
    void of(Tensor x, int[] axes, List<List<Double>> groups);
  }

  /** Every subset of axes but the empty one, by negative numbers too, in every layout and element type. */
  private static void overEverySubset(Check check, DType... types) {
    for (DType type : types) {
      Tensor numbers = Rng.of(3).randint(-20, 20, SHAPE.extents()).to(type);
      List<Tensor> layouts = new ArrayList<>(List.of(numbers));
      Arrays.stream(Layouts.values()).forEach(layout -> layouts.add(layout.of(numbers.to(DType.FLOAT64)).to(type)));
      layouts.add(numbers.get(Index.range(0, 1)).expand(SHAPE));
      for (Tensor x : layouts) {
        for (int subset = 1; subset < 1 << x.rank(); subset++) {
          boolean[] reduced = new boolean[x.rank()];
          for (int axis = 0; axis < reduced.length; axis++) {
            reduced[axis] = (subset >> axis & 1) == 1;
          }
          int s = subset;
          int[] axes = IntStream.range(0, x.rank()).filter(axis -> reduced[axis])
              .map(axis -> s % 2 == 0 ? axis : axis - x.rank()).toArray();
          check.of(x, axes, groups(x, reduced));
        }
      }
    }
  }

  private static void assertReduced(Tensor x, int[] axes, double[] expected, Tensor dropped, Tensor kept) {
    boolean[] flagged = x.shape().axes(axes, "test");
    assertEquals(x.shape().reduce(flagged, Axes.DROP), dropped.shape());
    assertEquals(x.shape().reduce(flagged, Axes.KEEP), kept.shape());
    assertArrayEquals(expected, dropped.toDoubles(), 1e-5);
    assertEquals(dropped, kept.reshape(dropped.shape()));
  }

  @Test
  void sumsAndMeans() {
    overEverySubset((x, axes, groups) -> {
      assertReduced(x, axes, each(groups, ReductionsTest::sum), x.sum(axes), x.sum(Axes.KEEP, axes));
      assertReduced(x, axes, each(groups, g -> sum(g) / g.size()), x.mean(axes), x.mean(Axes.KEEP, axes));
    }, DType.values());
  }

  @Test
  void extremes() {
    overEverySubset((x, axes, groups) -> {
      assertReduced(x, axes, each(groups, g -> g.stream().mapToDouble(v -> v).max().getAsDouble()), x.amax(axes),
          x.amax(Axes.KEEP, axes));
      assertReduced(x, axes, each(groups, g -> g.stream().mapToDouble(v -> v).min().getAsDouble()), x.amin(axes),
          x.amin(Axes.KEEP, axes));
    }, DType.values());
  }

  @Test
  void positionsOfExtremes() {
    overEverySubset((x, axes, groups) -> {
      if (axes.length > 1) {
        return;
      }
      int axis = axes[0];
      double[] largest = each(groups, g -> g.indexOf(g.stream().mapToDouble(v -> v).max().getAsDouble()));
      double[] smallest = each(groups, g -> g.indexOf(g.stream().mapToDouble(v -> v).min().getAsDouble()));
      assertArrayEquals(largest, x.argmax(axis).toDoubles());
      assertArrayEquals(smallest, x.argmin(axis).toDoubles());
      assertEquals(x.argmax(axis), x.max(axis).indices());
      assertEquals(x.argmin(axis), x.min(axis).indices());
      assertArrayEquals(x.amax(axis).toDoubles(), x.max(axis).values().toDoubles());
      assertArrayEquals(x.amin(axis).toDoubles(), x.min(axis).values().toDoubles());
      assertEquals(x.flatten().argmax(0), x.argmax());
    }, DType.values());
  }

  @Test
  void truth() {
    overEverySubset((x, axes, groups) -> {
      assertArrayEquals(each(groups, g -> g.stream().anyMatch(v -> v != 0) ? 1 : 0), x.any(axes).toDoubles());
      assertArrayEquals(each(groups, g -> g.stream().allMatch(v -> v != 0) ? 1 : 0), x.all(axes).toDoubles());
    }, DType.values());
  }

  @Test
  void logarithmsOfSumsOfExponentials() {
    overEverySubset((x, axes, groups) -> assertArrayEquals(
        each(groups, g -> Math.log(g.stream().mapToDouble(Math::exp).sum())), x.logSumExp(axes).toDoubles(), 1e-5),
        DType.FLOAT32, DType.FLOAT64);
  }

  /** Many short rows share their exponentials, which a row by itself does not: no row may notice its neighbours. */
  @Test
  void shortRowsAreWhatEachIsByItself() {
    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (int n : new int[] {0, 1, 3, 10, 16, 31, 63, 64}) {
        for (int rows : new int[] {1, 2, 7, 33, 600}) {
          Tensor x = withInfiniteRows(Rng.of(n).randn(type, rows, n).mul(50));
          double[] alone = new double[rows];
          for (int row = 0; row < rows; row++) {
            alone[row] = x.get(row).logSumExp().item();
          }
          assertArrayEquals(alone, x.logSumExp(1).toDoubles(), type == DType.FLOAT32 ? 2e-5 : 1e-13, rows + " of " + n);
        }
      }
    }
  }

  /** {@code x} with −∞, ∞ and NaN in the first column of rows 1, 3 and 5, and nothing but −∞ in row 6. */
  private static Tensor withInfiniteRows(Tensor x) {
    double[] values = x.toDoubles();
    int n = x.extent(1);
    double[] firsts = {0, Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY, 0, Double.NaN};
    for (int row = 1; row < Math.min(firsts.length, x.extent(0)) && n > 0; row += 2) {
      values[row * n] = firsts[row];
    }
    if (x.extent(0) > 6) {
      Arrays.fill(values, 6 * n, 7 * n, Double.NEGATIVE_INFINITY);
    }
    return Tensor.of(values, x.shape().extents()).to(x.dtype());
  }

  @Test
  void softmaxAlongEachAxis() {
    overEverySubset((x, axes, groups) -> {
      if (axes.length == 1) {
        Tensor total = x.exp().sum(Axes.KEEP, axes);
        assertTrue(x.softmax(axes[0]).allClose(x.exp().div(total), 1e-5, 1e-30));
        assertTrue(x.logSoftmax(axes[0]).allClose(x.sub(total.log()), 1e-5, 1e-5));
      }
    }, DType.FLOAT32, DType.FLOAT64);
  }

  @Test
  void noAxesNamedMeansAll() {
    Tensor x = RandomCases.positions(Shape.of(2, 3));
    assertEquals(Tensor.scalar(15.0), x.sum());
    assertEquals(Tensor.of(15.0).reshape(1, 1), x.sum(Axes.KEEP));
    assertEquals(Tensor.scalar(2.5), x.mean());
    assertEquals(Tensor.scalar(7.0), Tensor.scalar(7.0).sum());
    assertEquals(Tensor.scalar(7.0), Tensor.scalar(7.0).amax());
    assertEquals(Tensor.scalar(0L), Tensor.scalar(7.0).argmax());
  }

  /** A float32 sum loses no accuracy with its length: ten million ones, and random numbers against float64. */
  @Test
  void longSumsStayAccurate() {
    assertEquals(1e7, Tensor.ones(1).expand(10_000_000).contiguous().sum().item());
    Tensor x = Rng.of(5).rand(1000, 1023);
    double exact = Arrays.stream(x.toDoubles()).sum();
    assertEquals(exact, x.sum().item(), 2e-7 * exact);
    double[] columns = new double[1023];
    double[] values = x.toDoubles();
    for (int i = 0; i < values.length; i++) {
      columns[i % 1023] += values[i];
    }
    double[] sums = x.sum(0).toDoubles();
    for (int i = 0; i < columns.length; i++) {
      assertEquals(columns[i], sums[i], 4e-7 * columns[i]);
    }
  }

  /** Runs that are long enough for vectors and for several threads give what short ones give. */
  @Test
  void longReductionsAgreeWithLoops() {
    Random random = new Random(11);
    for (int n : new int[] {1, 15, 16, 17, 31, 33, 1023, 4099}) {
      for (int[] extents : new int[][] {{3, n}, {n, 3}, {2, n, 5}}) {
        Tensor x = Rng.of(random.nextLong()).randn(DType.FLOAT64, extents);
        for (int axis = 0; axis < extents.length; axis++) {
          boolean[] reduced = new boolean[extents.length];
          reduced[axis] = true;
          List<List<Double>> groups = groups(x, reduced);
          assertArrayEquals(each(groups, ReductionsTest::sum), x.sum(axis).toDoubles(), 1e-11);
          assertArrayEquals(each(groups, java.util.Collections::max), x.amax(axis).toDoubles());
          assertArrayEquals(each(groups, g -> g.indexOf(java.util.Collections.min(g))), x.argmin(axis).toDoubles());
          assertArrayEquals(each(groups, g -> Math.log(g.stream().mapToDouble(Math::exp).sum())),
              x.logSumExp(axis).toDoubles(), 1e-12);
        }
      }
    }
  }

  @Test
  void axesThatAreNotThereAreRefused() {
    Tensor x = Tensor.zeros(2, 3);
    assertEquals("sum: axis 2 is out of range for shape [2×3], whose axes are -2 to 1",
        assertThrows(IndexOutOfBoundsException.class, () -> x.sum(2)).getMessage());
    assertEquals("mean: axis -1 is named twice in [1, -1]",
        assertThrows(IllegalArgumentException.class, () -> x.mean(1, -1)).getMessage());
    assertEquals("argmax: axis -3 is out of range for shape [2×3], whose axes are -2 to 1",
        assertThrows(IndexOutOfBoundsException.class, () -> x.argmax(-3)).getMessage());
  }
}
