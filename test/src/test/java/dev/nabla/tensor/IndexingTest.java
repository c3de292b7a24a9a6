package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reading by index expressions, against a reference that computes each position on its own. */
class IndexingTest {
  @Test
  void randomIndexExpressionsReadWhatTheReferenceReads() {
    RandomCases.check(4000, random -> {
      Tensor x = RandomCases.anyLayout(random, RandomCases.positions(RandomCases.shape(random, 4, 4)));
      Index[] index = expression(random, x.shape());
      NaiveIndexing expected = new NaiveIndexing(x.shape(), index);
      Tensor y = x.get(index);
      String what = x.shape() + " at " + Arrays.toString(index);
      assertEquals(expected.shape(), y.shape(), what);
      assertArrayEquals(expected.positions(), y.toLongs(), what);
    });
  }

  /** The gradient of a selection counts how often each element was read. */
  @Test
  void gradientsOfIndexExpressionsReachWhatWasRead() {
    RandomCases.check(1000, random -> {
      Shape shape = RandomCases.shape(random, 3, 4);
      Parameter x = Parameter.of(RandomCases.positions(shape));
      Index[] index = expression(random, shape);
      double[] reads = new double[shape.size()];
      for (long position : new NaiveIndexing(shape, index).positions()) {
        reads[(int) position]++;
      }
      x.get(index).sum().backward();
      assertArrayEquals(reads, x.gradient().toDoubles(), shape + " at " + Arrays.toString(index));
    });
  }

  /** Random entries for some leading axes, or around an ellipsis, with new axes between them. */
  private static Index[] expression(Random random, Shape shape) {
    List<Index> index = new ArrayList<>();
    int named = random.nextInt(shape.rank() + 1);
    int ellipsis = random.nextInt(3) == 0 ? random.nextInt(named + 1) : -1;
    int[] positionsShape = random.nextBoolean() ? new int[] {random.nextInt(4)} : new int[] {2, 3};
    for (int axis = 0; axis < named;) {
      if (random.nextInt(6) == 0) {
        index.add(Index.NEW_AXIS);
      }
      if (axis == ellipsis) {
        index.add(Index.ELLIPSIS);
        int behind = named - axis;
        int skipped = shape.rank() - named;
        for (int k = 0; k < behind; k++) {
          index.add(entry(random, shape.extent(axis + skipped + k), positionsShape));
        }
        return index.toArray(Index[]::new);
      }
      int left = named - axis;
      if (ellipsis < 0 && random.nextInt(6) == 0) {
        int covered = 1 + random.nextInt(left);
        boolean[] mask = new boolean[shape.slice(axis, axis + covered).size()];
        if (singleMask(index)) {
          for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextBoolean();
          }
          index.add(Index.of(Tensor.of(mask, shape.slice(axis, axis + covered).extents())));
          axis += covered;
          positionsShape = new int[0]; // further positions broadcast against any count of true elements
          continue;
        }
      }
      index.add(entry(random, shape.extent(axis), positionsShape));
      axis++;
    }
    return index.toArray(Index[]::new);
  }

  /** Whether a mask would be the first entry that holds a tensor: two of them seldom broadcast. */
  private static boolean singleMask(List<Index> index) {
    return index.stream().noneMatch(Index.Positions.class::isInstance);
  }

  private static Index entry(Random random, int n, int[] positionsShape) {
    int kind = random.nextInt(4);
    if (kind == 0 && n > 0) {
      return Index.at(random.nextInt(2 * n) - n);
    }
    if (kind == 1) {
      int step = random.nextInt(7) - 3;
      return Index.range(end(random, n), end(random, n), step == 0 ? 1 : step);
    }
    if (kind == 2 && (n > 0 || Shape.of(positionsShape).size() == 0)) {
      long[] positions = new long[Shape.of(positionsShape).size()];
      Arrays.setAll(positions, i -> random.nextInt(2 * n) - n);
      Tensor tensor = Tensor.of(positions, positionsShape);
      return Index.of(random.nextBoolean() ? tensor.to(DType.INT32) : tensor);
    }
    return Index.ALL;
  }

  private static Integer end(Random random, int n) {
    return random.nextInt(3) == 0 ? null : Integer.valueOf(random.nextInt(4 * n + 2) - 2 * n - 1);
  }

  @Test
  void integersRangesAndNewAxesReadWithoutCopying() {
    Tensor x = RandomCases.positions(Shape.of(4, 5, 6));
    assertSame(x.array(), x.get(1).array());
    assertSame(x.array(), x.get(Index.range(3, null, -2), Index.NEW_AXIS, Index.at(-1)).array());
    assertSame(x.array(), x.get(Index.ELLIPSIS, Index.range(1, 4)).array());
    assertSame(x.array(), x.narrow(1, 2, 2).select(0, 3).array());
  }

  @Test
  void slicesOfEmptyTensorsAreEmpty() {
    Tensor x = Tensor.zeros(0, 4).get(Index.ALL, Index.range(2, 4));
    assertEquals(Shape.of(0, 2), x.shape());
    assertEquals(0, x.toFloats().length);
    assertEquals(Shape.of(0, 2), x.exp().add(1).shape());
    assertEquals(0, x.sum().item());
  }

  @Test
  void indexSelectAndGatherReadAlongAnyAxis() {
    RandomCases.check(500, random -> {
      Shape shape = RandomCases.shape(random, 3, 4);
      if (shape.rank() == 0) {
        return;
      }
      int axis = random.nextInt(shape.rank());
      int n = shape.extent(axis);
      Tensor x = RandomCases.anyLayout(random, RandomCases.positions(shape));
      int m = n == 0 ? 0 : random.nextInt(5);
      long[] at = new long[m];
      Arrays.setAll(at, i -> random.nextInt(2 * n) - n);
      Index[] index = new Index[shape.rank()];
      Arrays.fill(index, Index.ALL);
      index[axis] = Index.of(Tensor.of(at));
      assertEquals(x.get(index), x.indexSelect(axis - shape.rank(), Tensor.of(at)));

      long[] repeated = new long[shape.with(axis, m).size()];
      Arrays.setAll(repeated, i -> random.nextInt(2 * n) - n);
      Tensor gathered = x.gather(axis, Tensor.of(repeated, shape.with(axis, m).extents()));
      for (int i = 0; i < repeated.length; i++) {
        int[] place = NaiveIndexing.unravel(i, gathered.shape());
        place[axis] = (int) (repeated[i] < 0 ? repeated[i] + n : repeated[i]);
        assertEquals(NaiveIndexing.ravel(place, shape), gathered.toLongs()[i]);
      }
    });
  }

  @Test
  void positionsThatAreNotThereAreRefused() {
    Tensor x = Tensor.zeros(3, 4);
    refuses(IndexOutOfBoundsException.class, "get: index 3 is out of range for axis 0 of shape [3×4]", x, Index.at(3));
    refuses(IndexOutOfBoundsException.class, "get: index -5 is out of range for axis 1 of shape [3×4]", x, Index.ALL,
        Index.at(-5));
    refuses(IndexOutOfBoundsException.class, "get: index 4 is out of range for axis 1 of shape [3×4]", x, Index.ALL,
        Index.of(Tensor.of(0, 4)));
    refuses(IndexOutOfBoundsException.class, "get: 3 indices for shape [3×4], which has 2 axes", x, Index.at(0),
        Index.at(0), Index.at(0));
    refuses(IllegalArgumentException.class,
        "get: a mask of shape [4] does not fit the axes [3] of shape [3×4] that it stands for", x,
        Index.of(Tensor.of(true, false, true, false)));
    refuses(IllegalArgumentException.class, "get: a bool index needs an axis, got a scalar", x,
        Index.of(Tensor.scalar(true)));
    refuses(IllegalArgumentException.class, "get: shapes [2] and [3] do not broadcast: axis -1 has extent 2 against 3",
        x, Index.of(Tensor.of(0, 1)), Index.of(Tensor.of(0, 1, 2)));
    assertEquals("get: an index tensor is int32, int64 or bool, got float32",
        assertThrows(IllegalArgumentException.class, () -> Index.of(Tensor.of(1f))).getMessage());
    assertEquals("get: the step of a range must not be 0",
        assertThrows(IllegalArgumentException.class, () -> Index.range(0, 1, 0)).getMessage());
    assertEquals("narrow: 2 entries from 2 on are not in axis 0 of shape [3×4]",
        assertThrows(IndexOutOfBoundsException.class, () -> x.narrow(0, 2, 2)).getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> x.narrow(0, 2, Integer.MAX_VALUE));
    assertEquals("indexSelect: index -4 is out of range for axis 0 of shape [3×4]",
        assertThrows(IndexOutOfBoundsException.class, () -> x.indexSelect(0, Tensor.of(-4))).getMessage());
    assertEquals("gather: positions of shape [2×3] differ from [3×4] along other axes than 0",
        assertThrows(IllegalArgumentException.class,
            () -> x.gather(0, Tensor.zeros(Shape.of(2, 3), DType.INT64))).getMessage());
    assertEquals("indexSelect: positions are int32 or int64, got a float32 tensor of shape [1]",
        assertThrows(IllegalArgumentException.class, () -> x.indexSelect(0, Tensor.of(1f))).getMessage());
    assertThrows(IllegalArgumentException.class, () -> x.get(Index.ELLIPSIS, Index.ELLIPSIS));
  }

  private static void refuses(Class<? extends RuntimeException> type, String sentence, Tensor x, Index... index) {
    assertEquals(sentence, assertThrows(type, () -> x.get(index)).getMessage());
  }

  @Test
  void rangesEndWhereTheAxisEnds() {
    Tensor x = Tensor.arange(5);
    assertEquals(x, x.get(Index.range(-100, 100)));
    assertEquals(Tensor.of(4L, 3L, 2L, 1L, 0L), x.get(Index.range(null, null, -1)));
    assertEquals(Tensor.of(0L), x.get(Index.range(null, null, Integer.MAX_VALUE)));
    assertEquals(Tensor.of(4L), x.get(Index.range(null, null, Integer.MIN_VALUE)));
    assertEquals(0, x.get(Index.range(3, 1)).size());
  }
}
