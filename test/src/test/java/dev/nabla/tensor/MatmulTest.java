package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.check.Layouts;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrix products of all ranks, layouts and element types against three loops. */
class MatmulTest {
  private static final int[][] LEFT = {{4}, {3, 4}, {2, 3, 4}, {1, 3, 4}, {5, 2, 3, 4}, {5, 1, 3, 4}, {0, 3, 4}};
  private static final int[][] RIGHT = {{4}, {4, 2}, {2, 4, 2}, {1, 4, 2}, {5, 2, 4, 2}, {2, 1, 4, 2}, {0, 4, 2}};

  /** Σ a[i, k] b[k, j] for every pair of matrices of the batch; operands of rank 1 are a row and a column. */
  private static Tensor threeLoops(Tensor left, Tensor right) {
    Tensor a = left.rank() == 1 ? left.unsqueeze(0) : left;
    Tensor b = right.rank() == 1 ? right.unsqueeze(1) : right;
    int m = a.extent(-2);
    int n = b.extent(-1);
    int depth = a.extent(-1);
    Shape batch = a.shape().slice(0, a.rank() - 2).broadcast(b.shape().slice(0, b.rank() - 2), "test");
    double[] left2d = a.expand(batch.concat(Shape.of(m, depth))).toDoubles();
    double[] right2d = b.expand(batch.concat(Shape.of(depth, n))).toDoubles();
    double[] y = new double[batch.size() * m * n];
    for (int at = 0; at < y.length; at++) {
      int matrix = at / (m * n);
      int i = at / n % m;
      int j = at % n;
      for (int k = 0; k < depth; k++) {
        y[at] += left2d[(matrix * m + i) * depth + k] * right2d[(matrix * depth + k) * n + j];
      }
    }
    Tensor product = Tensor.of(y, batch.concat(Shape.of(m, n)).extents());
    product = left.rank() == 1 ? product.squeeze(-2) : product;
    return right.rank() == 1 ? product.squeeze(-1) : product;
  }

  @Test
  void everyPairOfRanksThatFits() {
    RandomCases.check(3, random -> {
      for (int[] left : LEFT) {
        for (int[] right : RIGHT) {
          Tensor a = integers(random, left);
          Tensor b = integers(random, right);
          if (!batchesFit(a, b)) {
            assertThrows(IllegalArgumentException.class, () -> a.matmul(b));
            continue;
          }
          Tensor expected = threeLoops(a, b);
          String what = a.shape() + " · " + b.shape();
          for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64}) {
            Tensor y = RandomCases.anyLayout(random, a).to(type).matmul(RandomCases.anyLayout(random, b.to(type)));
            assertEquals(type, y.dtype());
            assertEquals(expected.shape(), y.shape(), what);
            assertArrayEquals(expected.toDoubles(), y.toDoubles(), what + " in " + type);
          }
        }
      }
    });
  }

  /** Small whole numbers, whose products and sums are exact in every type and order. */
  private static Tensor integers(Random random, int... extents) {
    return Rng.of(random.nextLong()).randint(-9, 10, extents).to(DType.FLOAT64);
  }

  private static boolean batchesFit(Tensor a, Tensor b) {
    try {
      a.shape().slice(0, Math.max(0, a.rank() - 2)).broadcast(b.shape().slice(0, Math.max(0, b.rank() - 2)), "test");
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Sizes around tiles, panels and sweeps, transposed or not, from the beginning of an array or not. */
  @ParameterizedTest
  @CsvSource({"1,1,1", "1,4099,3", "3,1,33", "17,31,15", "33,16,300", "64,64,64", "5,1023,1", "1,17,1023", "130,67,257",
    "2,2,0", "0,3,4", "7,515,33"})
  void productsOfAwkwardSizes(int m, int depth, int n) {
    Random random = new Random(m + 31 * depth + 1000 * n);
    Tensor a = integers(random, m, depth);
    Tensor b = integers(random, depth, n);
    double[] expected = threeLoops(a, b).toDoubles();
    for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor left = a.to(type);
      Tensor right = b.to(type);
      assertArrayEquals(expected, left.matmul(right).toDoubles());
      assertArrayEquals(expected, transposed(left).matmul(right).toDoubles());
      assertArrayEquals(expected, left.matmul(transposed(right)).toDoubles());
      assertArrayEquals(expected, transposed(left).matmul(transposed(right)).toDoubles());
      for (Layouts layout : Layouts.values()) {
        assertArrayEquals(expected, layout.of(left).matmul(layout.of(right)).toDoubles(), layout.toString());
      }
    }
  }

  private static Tensor transposed(Tensor x) {
    return x.transpose().contiguous().transpose();
  }

  @Test
  void repeatedRowsAndColumnsNeedNoCopy() {
    Tensor row = integers(new Random(1), 1, 40).expand(70, 40);
    Tensor column = integers(new Random(2), 40, 1).expand(40, 90);
    assertEquals(threeLoops(row, column), row.matmul(column));
  }

  /** Nothing is added up there, so that every element is one rounded product, whichever loops come to it. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 7", "1, 40, 60", "9, 16, 16", "4, 33, 130", "2, 300, 200"})
  void aColumnAndARow(int batch, int m, int n) {
    RandomCases.check(4, random -> {
      Tensor a = RandomCases.anyLayout(random, integers(random, batch, m, 1));
      Tensor b = RandomCases.anyLayout(random, integers(random, batch, 1, n));
      for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
        Tensor left = a.to(type).div(3);
        Tensor right = b.to(type).div(7);
        Tensor product = left.mul(right).add(0); // a sum has no negative zero
        assertEquals(product, left.matmul(right));
        assertEquals(product.get(0), left.get(0).matmul(right.get(0)));
        assertEquals(product.transpose(), right.transpose().matmul(left.transpose()));
      }
    });
  }

  /** A product at the left of a batch that is broadcast must not be multiplied once too often or too seldom. */
  @Test
  void aBatchOfManySmallMatrices() {
    Random random = new Random(4);
    Tensor a = integers(random, 33, 1, 5, 7);
    Tensor b = integers(random, 3, 7, 2);
    assertEquals(threeLoops(a, b), a.matmul(b));
  }

  @Test
  void notANumberReachesItsRowAndColumnOnly() {
    double[] values = new double[20 * 30];
    Arrays.fill(values, 1);
    values[7 * 30 + 3] = Double.NaN;
    Tensor y = Tensor.of(values, 20, 30).to(DType.FLOAT32).matmul(Tensor.ones(30, 40));
    for (int i = 0; i < 20; i++) {
      assertEquals(i == 7, Double.isNaN(y.get(i, 39).item()));
    }
  }

  /** Every way that a product goes by its extents, from everything that broadcasts to the result. */
  @Test
  void sumsThatStartFromATensor() {
    RandomCases.check(2, random -> {
      for (int[] size : new int[][] {{3, 4, 5}, {1, 40, 70}, {40, 70, 1}, {30, 50, 7}, {40, 30, 64}, {131, 600, 150},
        {4, 0, 3}, {0, 2, 3}, {5, 1, 6}}) {
        Tensor a = integers(random, size[0], size[1]);
        Tensor b = integers(random, size[1], size[2]);
        for (int[] start : new int[][] {{size[0], size[2]}, {size[2]}, {size[0], 1}, {1, 1}, {}}) {
          Tensor c = integers(random, start);
          Tensor expected = c.add(a.matmul(b));
          for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64}) {
            Tensor y = RandomCases.anyLayout(random, c.to(type)).addmm(RandomCases.anyLayout(random, a.to(type)),
                RandomCases.anyLayout(random, b.to(type)));
            assertEquals(expected.to(type), y, c.shape() + " + " + a.shape() + " · " + b.shape() + " in " + type);
          }
        }
      }
    });
  }

  @Test
  void sumsThatDoNotFitAreRefused() {
    Tensor matrix = Tensor.zeros(2, 3);
    refuses("addmm: needs matrices to multiply, got shapes [1×2×3] and [3×2]",
        () -> matrix.addmm(Tensor.zeros(1, 2, 3), Tensor.zeros(3, 2)));
    refuses("addmm: [2×3] · [2×3]: inner extents 3 and 2 differ", () -> matrix.addmm(matrix, matrix));
    refuses("addmm: [2×3] does not broadcast to [2×2], the shape of [2×3] · [3×2]",
        () -> matrix.addmm(matrix, matrix.transpose()));
  }

  @Test
  void operandsThatDoNotFitAreRefused() {
    refuses("matmul: [32×784] · [128×784]: inner extents 784 and 128 differ", Tensor.zeros(32, 784),
        Tensor.zeros(128, 784));
    refuses("matmul: [3] · [4]: inner extents 3 and 4 differ", Tensor.zeros(3), Tensor.zeros(4));
    refuses("matmul: [] · [3]: a scalar has no rows; multiply by it with mul", Tensor.scalar(1f), Tensor.zeros(3));
    refuses("matmul: shapes [2] and [3] do not broadcast: axis -1 has extent 2 against 3", Tensor.zeros(2, 1, 4),
        Tensor.zeros(3, 4, 1));
  }

  private static void refuses(String sentence, Tensor a, Tensor b) {
    refuses(sentence, () -> a.matmul(b));
  }

  private static void refuses(String sentence, Executable product) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, product).getMessage());
  }
}
