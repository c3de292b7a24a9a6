package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tensors from arrays, numbers and rules. */
class CreationTest {
  private static void refuses(String sentence, Executable misuse) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, misuse).getMessage());
  }

  @Test
  void theElementTypeFollowsTheArray() {
    assertEquals(DType.FLOAT32, Tensor.of(1f).dtype());
    assertEquals(DType.FLOAT64, Tensor.of(1.0).dtype());
    assertEquals(DType.INT32, Tensor.of(1).dtype());
    assertEquals(DType.INT64, Tensor.of(1L).dtype());
    assertEquals(DType.BOOL, Tensor.of(true).dtype());
    assertEquals(DType.INT32, Tensor.ofNested(new int[][] {{1}}).dtype());
    assertEquals(Shape.SCALAR, Tensor.scalar(1L).shape());
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeHasZerosOnesAndFills(DType type) {
    Shape shape = Shape.of(2, 0, 3);
    assertEquals(0, Tensor.ones(shape, type).size());
    assertEquals(0.0, Tensor.zeros(Shape.of(2, 3), type).sum().item());
    assertEquals(6.0, Tensor.ones(Shape.of(2, 3), type).sum().item());
    Tensor full = Tensor.full(-3, Shape.of(2), type);
    assertEquals(type == DType.BOOL ? 1 : -3, full.get(1).item());
    assertEquals(Tensor.ones(Shape.of(2), type), Tensor.onesLike(full));
    assertEquals(Tensor.zeros(Shape.of(2), type), Tensor.zerosLike(full));
  }

  @ParameterizedTest
  @EnumSource
  void theIdentityHasOnesOnItsDiagonal(DType type) {
    for (int[] size : new int[][] {{3, 3}, {2, 4}, {4, 2}, {0, 2}, {1, 1}}) {
      Tensor eye = Tensor.eye(size[0], size[1], type);
      for (int i = 0; i < size[0]; i++) {
        for (int j = 0; j < size[1]; j++) {
          assertEquals(i == j ? 1.0 : 0.0, eye.get(i, j).item());
        }
      }
    }
    assertEquals(Tensor.eye(3, 3, DType.FLOAT32), Tensor.eye(3));
  }

  @Test
  void arangeStopsBeforeItsEnd() {
    assertEquals(Tensor.of(0L, 1L, 2L), Tensor.arange(3));
    assertEquals(Tensor.of(2L, 5L, 8L), Tensor.arange(2, 9, 3));
    assertEquals(Tensor.of(2L, 5L, 8L), Tensor.arange(2, 11, 3));
    assertEquals(Tensor.of(5L, 3L, 1L), Tensor.arange(5, 0, -2));
    assertEquals(0, Tensor.arange(5, 0, 1).size());
    long large = (1L << 53) + 1;
    assertEquals(Tensor.of(large, large + 2), Tensor.arange(large, large + 3, 2));
    assertEquals(Tensor.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE - 1),
        Tensor.arange(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    refuses("arange: from 5 to 0 in steps of 0 needs a number of steps that one array holds",
        () -> Tensor.arange(5, 0, 0));
    assertEquals(0, Tensor.arange(-1).size());
    assertEquals(Tensor.of(0f, 0.5f, 1f), Tensor.arange(0.0, 1.5, 0.5));
    assertEquals(Tensor.of(1f, 0.75f), Tensor.arange(1.0, 0.5, -0.25));
    refuses("arange: from 0 to 5 in steps of 0 needs a number of steps that one array holds",
        () -> Tensor.arange(0, 5, 0));
    refuses("arange: from 0.0 to Infinity in steps of 1.0 needs a number of steps that one array holds",
        () -> Tensor.arange(0.0, Double.POSITIVE_INFINITY, 1.0));
    refuses("arange: from -9223372036854775808 to 9223372036854775807 in steps of 1 needs a number of steps that one "
        + "array holds", () -> Tensor.arange(Long.MIN_VALUE, Long.MAX_VALUE));
  }

  @Test
  void linspaceMeetsBothEnds() {
    assertEquals(Tensor.of(0f, 0.25f, 0.5f, 0.75f, 1f), Tensor.linspace(0, 1, 5));
    assertEquals(Tensor.of(3f), Tensor.linspace(3, 9, 1));
    assertEquals(0, Tensor.linspace(0, 1, 0).size());
    for (int n : new int[] {2, 3, 7, 100, 1023}) {
      Tensor x = Tensor.linspace(-0.1, 0.7, n);
      assertEquals(-0.1f, (float) x.get(0).item());
      assertEquals(0.7f, (float) x.get(-1).item());
      assertEquals(Tensor.linspace(0.1, -0.7, n).neg(), x);
    }
    refuses("shape [-1]: extent -1 is negative", () -> Tensor.linspace(0, 1, -1));
  }

  @Test
  void nestedArraysHaveTheShapeOfTheirNesting() {
    assertEquals(Tensor.of(new long[] {1, 2, 3, 4, 5, 6}, 3, 2),
        Tensor.ofNested(new long[][] {{1, 2}, {3, 4}, {5, 6}}));
    assertEquals(Tensor.of(new boolean[] {true, false}, 1, 2, 1),
        Tensor.ofNested(new boolean[][][] {{{true}, {false}}}));
    assertEquals(Tensor.of(1f, 2f), Tensor.ofNested(new float[] {1, 2}));
    assertEquals(Shape.of(2, 0), Tensor.ofNested(new double[2][0]).shape());
    assertEquals(Shape.of(0, 0), Tensor.ofNested(new double[0][]).shape());
    assertEquals(Shape.of(0, 0, 0), Tensor.ofNested(new double[0][3][2]).shape());
    assertEquals(Shape.of(2, 0, 0), Tensor.ofNested(new int[2][0][4]).shape());
  }

  @Test
  void raggedAndForeignArraysAreRefused() {
    refuses("tensor: ragged array: row [1] has 1 elements, the rows before it have 2",
        () -> Tensor.ofNested(new float[][] {{1, 2}, {3}}));
    refuses("tensor: ragged array: row [1][0] has 3 elements, the rows before it have 2",
        () -> Tensor.ofNested(new int[][][] {{{1, 2}}, {{3, 4, 5}}}));
    refuses("tensor: ragged array: row [1] has 1 elements, the rows before it have 0",
        () -> Tensor.ofNested(new int[][] {{}, {3}}));
    refuses("tensor: row [1] of the array is null", () -> Tensor.ofNested(new float[][] {{1, 2}, null}));
    refuses("tensor: row [0] of the array is null", () -> Tensor.ofNested(new float[2][]));
    String needs = "tensor: needs an array, nested or not, of float, double, int, long or boolean, got ";
    refuses(needs + "String", () -> Tensor.ofNested("1, 2"));
    refuses(needs + "byte[]", () -> Tensor.ofNested(new byte[] {1}));
    refuses(needs + "Float[]", () -> Tensor.ofNested(new Float[] {1f}));
  }

  @Test
  void valuesFillTheirShape() {
    refuses("tensor: shape [2×3] holds 6 values, got 5", () -> Tensor.of(new float[5], 2, 3));
    refuses("shape [2×-3]: extent -3 is negative", () -> Tensor.of(new float[6], 2, -3));
    refuses("shape [100000×100000]: more elements than the 2147483647 that one array holds",
        () -> Tensor.zeros(100_000, 100_000));
    assertEquals(0, Tensor.zeros(100_000, 100_000, 0).size());
    assertEquals(0, Tensor.zeros(0, 100_000, 100_000).size());
  }

  @Test
  void anItemIsTheOnlyElement() {
    assertEquals(2.5, Tensor.of(new double[] {2.5}, 1, 1).item());
    assertEquals(1.0, Tensor.scalar(true).item());
    assertEquals("item: needs exactly one element, got shape [2]",
        assertThrows(IllegalStateException.class, () -> Tensor.of(1, 2).item()).getMessage());
    assertEquals("item: needs exactly one element, got shape [0]",
        assertThrows(IllegalStateException.class, () -> Tensor.zeros(0).item()).getMessage());
  }
}
