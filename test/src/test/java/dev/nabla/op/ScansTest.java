package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Selected;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** Running results, and differences that undo them. */
class ScansTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  /** Every slice of a scan is the combination of the slice before it and the one of x. */
  private static void requireRunning(Tensor y, Tensor x, int axis, BinaryOperator<Tensor> combine) {
    assertEquals(x.select(axis, 0), y.select(axis, 0));
    for (int j = 1; j < x.extent(axis); j++) {
      assertTrue(combine.apply(y.select(axis, j - 1), x.select(axis, j)).allClose(y.select(axis, j), 1e-14, 1e-14));
    }
  }

  @Test
  void eachElementExtendsTheOneBefore() {
    Tensor x = Rng.of(1).randn(DType.FLOAT64, 4, 300, 3);
    for (int axis = 0; axis < 3; axis++) {
      requireRunning(Scans.cumsum(x, axis), x, axis, Tensor::add);
      requireRunning(Scans.cumprod(x, axis), x, axis, Tensor::mul);
      requireRunning(RunningExtremes.cummax(x, axis).values(), x, axis, Tensor::maximum);
      requireRunning(RunningExtremes.cummin(x, axis).values(), x, axis, Tensor::minimum);
      requireRunning(Scans.logcumsumexp(x, axis), x, axis, (a, b) -> a.exp().add(b.exp()).log());
    }
  }

  @Test
  void integersStayExact() {
    long large = (1L << 53) + 1;
    assertEquals(Tensor.of(large, large + 2), Scans.cumsum(Tensor.of(large, 2), 0));
    assertEquals(Tensor.of(3L, 3 * large), Scans.cumprod(Tensor.of(3, large), 0));
    Tensor x = Tensor.of(new long[] {large, 5, large - 1, 5, large + 1, 4}, 3, 2);
    assertEquals(Tensor.of(new long[] {0, 0, 0, 1, 2, 1}, 3, 2), RunningExtremes.cummax(x, 0).indices());
    assertEquals(Tensor.of(new long[] {large, 5, large - 1, 5, large - 1, 4}, 3, 2),
        RunningExtremes.cummin(x, 0).values());
    assertEquals(Tensor.of(1L, 1L, 2L), Scans.cumsum(Tensor.of(true, false, true), 0));
  }

  @Test
  void theGradientOfASumRunsBackward() {
    Tensor weights = vector(1, 10, 100);
    assertEquals(vector(111, 110, 100),
        grad(x -> Scans.cumsum(x, 0).mul(weights).sum()).apply(vector(5, 6, 7)));
  }

  /** y = [a, ab, abc] with weights u, v, w: u + bv + bcw, av + acw, abw. */
  @Test
  void cumprodHasAnExactGradientAtZeros() {
    Tensor weights = vector(1, 10, 100);
    for (double[] x : new double[][] {{2, 5, 3}, {2, 0, 3}, {0, 0, 3}, {0, 4, 0}}) {
      double a = x[0];
      double b = x[1];
      double c = x[2];
      assertEquals(vector(1 + 10 * b + 100 * b * c, 10 * a + 100 * a * c, 100 * a * b),
          grad(t -> Scans.cumprod(t, 0).mul(weights).sum()).apply(vector(x)));
      Tensor second = grad(t -> grad(s -> Scans.cumprod(s, 0).mul(weights).sum()).apply(t).sum()).apply(vector(x));
      assertEquals(vector(10 + 100 * c + 100 * b, 10 + 100 * c + 100 * a, 100 * b + 100 * a), second);
    }
  }

  @Test
  void ofEqualExtremesTheLatestStands() {
    Selected max = RunningExtremes.cummax(vector(1, 3, 3, 2, 3), 0);
    assertEquals(Tensor.of(0L, 1, 2, 2, 4), max.indices());
    assertEquals(vector(1, 1, 2, 0, 1), grad(x -> RunningExtremes.cummax(x, 0).values().sum()).apply(
        vector(1, 3, 3, 2, 3)));
    assertEquals(Tensor.of(0L, 1, 2), RunningExtremes.cummin(vector(2, 1, 1), 0).indices());
    assertEquals(vector(1, NAN, NAN), RunningExtremes.cummax(vector(1, NAN, 5), 0).values());
  }

  @Test
  void runningLogSumsNeitherOverflowNorBreakAtNothing() {
    Tensor x = vector(-INF, -INF, 0, -INF, 0);
    assertEquals(vector(-INF, -INF, 0, 0, Math.log(2)), Scans.logcumsumexp(x, 0));
    assertEquals(vector(0, 0, 2.5, 0, 0.5),
        grad(t -> Scans.logcumsumexp(t, 0).get(Index.range(2, null)).sum()).apply(x));
    assertEquals(vector(0, 0), grad(t -> Scans.logcumsumexp(t, 0).sum()).apply(vector(-INF, -INF)));
    assertTrue(vector(1e4, 1e4 + Math.log(2)).allClose(Scans.logcumsumexp(vector(1e4, 1e4), 0), 1e-15, 0));
    assertTrue(vector(1.5, 0.5).allClose(grad(t -> Scans.logcumsumexp(t, 0).sum()).apply(vector(1e4, 1e4)), 1e-12, 0));
  }

  /** 2²⁴ and more ones: a float sum that is kept in float stops there. */
  @Test
  void longSumsAreExact() {
    int n = (1 << 24) + 100;
    assertEquals(n, Scans.cumsum(Tensor.ones(n), 0).get(-1).item());
  }

  /** Rows of every length, alone or several, are computed in blocks, groups and pieces, with the same result. */
  @Test
  void rowsAreScannedAsIfElementByElement() {
    for (int[] extents : new int[][] {{1, 40_000}, {3, 33_001}, {4, 1000}, {7, 257}, {9, 64}, {2, 3}}) {
      Tensor x = Rng.of(3).randn(DType.FLOAT64, extents);
      Tensor narrow = x.to(DType.FLOAT32);
      Tensor columns = narrow.to(DType.FLOAT64).transpose();
      Tensor sums = Scans.cumsum(columns, 0).transpose();
      assertTrue(Scans.cumsum(x, 1).allClose(Scans.cumsum(x.transpose(), 0).transpose(), 1e-13, 1e-10));
      assertTrue(Scans.cumsum(narrow, 1).to(DType.FLOAT64).allClose(sums, 0x1.01p-24, 1e-10));
      Tensor factors = narrow.mul(0.1).exp();
      Tensor products = Scans.cumprod(factors.transpose(), 0).transpose();
      assertEquals(products, Scans.cumprod(factors, 1));
      assertTrue(Scans.logcumsumexp(x.mul(9), 1).allClose(Scans.cumsum(x.mul(9).exp(), 1).log(), 1e-13, 1e-13));
      Tensor few = narrow.mul(3).to(DType.INT32).to(DType.FLOAT32);
      for (Tensor t : new Tensor[] {few, few.mul(0), Tensor.arange(extents[1]).to(DType.FLOAT32).expand(extents)}) {
        assertEquals(RunningExtremes.cummax(t.transpose(), 0).indices().transpose(),
            RunningExtremes.cummax(t, 1).indices());
        assertEquals(RunningExtremes.cummin(t.transpose(), 0).indices().transpose(),
            RunningExtremes.cummin(t, 1).indices());
      }
    }
  }

  /** What a row's results are does not depend on the rows beside it, on where it lies, or on what comes after it. */
  @Test
  void aRowHasTheSameResultsInAnyCompany() {
    for (int n : new int[] {0, 1, 7, 8, 15, 16, 17, 31, 33, 1023, 4099, 8192, 8193, 40_000}) {
      for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
        Tensor x = Rng.of(n).randn(dtype, 5, n);
        Tensor far = x.transpose().contiguous().transpose();
        Tensor sums = Scans.cumsum(x, 1);
        Tensor products = Scans.cumprod(x, 1);
        assertEquals(sums, Scans.cumsum(far, 1));
        assertEquals(products, Scans.cumprod(far, 1));
        assertEquals(sums.narrow(1, 0, n / 2), Scans.cumsum(x.narrow(1, 0, n / 2), 1));
        for (int row = 0; row < 5; row++) {
          assertEquals(sums.get(row), Scans.cumsum(x.get(row), 0));
          assertEquals(products.get(row), Scans.cumprod(x.get(row), 0));
        }
        assertEquals(sums.narrow(0, 1, 2), Scans.cumsum(x.narrow(0, 1, 2), 1));
      }
    }
  }

  /** Rows go one way, columns another; the factor before which there is nothing has no part in it. */
  @Test
  void recurrencesAlongRowsAreThoseAlongColumns() {
    for (int[] extents : new int[][] {{1, 4099}, {3, 257}, {4, 256}, {7, 300}, {9, 64}, {5, 3}, {4, 1}}) {
      for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
        for (boolean backward : new boolean[] {false, true}) {
          int n = extents[1];
          Tensor edge = Tensor.full(INF, new int[] {extents[0], 1}).to(dtype);
          Tensor rest = Rng.of(4).rand(dtype, extents).narrow(1, 1, n - 1);
          Tensor a = backward ? Tensor.cat(1, rest, edge) : Tensor.cat(1, edge, rest);
          Tensor b = Rng.of(5).randn(dtype, extents);
          Tensor rows = new Scans.Recurrence(1, backward).apply(a, b);
          assertEquals(new Scans.Recurrence(0, backward).apply(a.transpose(), b.transpose()), rows.transpose());
          int first = backward ? n - 1 : 0;
          assertEquals(b.select(1, first), rows.select(1, first));
          Tensor before = backward ? rows.narrow(1, 1, n - 1) : rows.narrow(1, 0, n - 1);
          Tensor expected = rest.mul(before).add(b.narrow(1, backward ? 0 : 1, n - 1));
          assertTrue(rows.narrow(1, backward ? 0 : 1, n - 1).allClose(expected, 1e-5, 1e-6));
        }
      }
    }
  }

  @Test
  void whatIsNotFiniteTravelsToTheEndOfItsRow() {
    int n = 40_000;
    int at = 20_001;
    float[] numbers = new float[2 * n];
    Arrays.fill(numbers, 1);
    numbers[at] = Float.POSITIVE_INFINITY;
    Tensor sums = Scans.cumsum(Tensor.of(numbers, 2, n), 1);
    assertEquals(at, sums.get(0, at - 1).item());
    assertEquals(1, sums.select(0, 0).narrow(0, at, n - at).eq(INF).all().item());
    assertEquals(n, sums.get(1, n - 1).item());
    numbers[100] = Float.NaN;
    Tensor broken = Tensor.of(numbers, 2, n);
    sums = Scans.cumsum(broken, 1);
    assertEquals(100, sums.get(0, 99).item());
    Tensor rest = sums.select(0, 0).narrow(0, 100, n - 100);
    assertEquals(1, rest.ne(rest).all().item());
    assertEquals(100, RunningExtremes.cummax(broken, 1).indices().get(0, n - 1).item());
    assertEquals(n - 1, RunningExtremes.cummax(broken, 1).indices().get(1, n - 1).item());
  }

  @Test
  void differencesUndoSums() {
    Tensor x = Rng.of(2).randint(-9, 9, 3, 5).to(DType.FLOAT64);
    assertEquals(x.narrow(1, 1, 4), Differences.diff(Scans.cumsum(x, 1), 1));
    assertEquals(Differences.diff(Differences.diff(x, 1), 1), Differences.diff(x, 2, 1));
    assertEquals(x, Differences.diff(x, 0, 1));
    assertEquals(Shape.of(3, 0), Differences.diff(x, 7, 1).shape());
    assertThrows(IllegalArgumentException.class, () -> Differences.diff(x, -1, 0));
  }

  /** Lines are integrated exactly. */
  @Test
  void areasUnderLines() {
    Tensor x = vector(0, 1, 4, 6);
    assertEquals(18 + 6, Differences.trapz(x.add(1), x, 0).item());
    assertEquals(vector(4.5, 9), Differences.trapz(Tensor.of(new double[] {0, 1, 2, 3, 0, 2, 4, 6}, 2, 4), 1, 1));
    assertEquals(0, Differences.trapz(vector(7), 1, 0).item());
    Tensor columns = Tensor.stack(1, x.add(1), x);
    assertEquals(vector(24, 18), Differences.trapz(columns, x, 0));
    assertEquals(
        "trapz: places of shape [3] do not fit samples of shape [4] along axis 0",
        assertThrows(IllegalArgumentException.class, () -> Differences.trapz(x, vector(1, 2, 3), 0)).getMessage());
  }
}
