package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Operands of different shapes, against a loop over the elements of the result. */
class BroadcastingTest {
  @Test
  void operandsAreRepeatedAlongMissingAxesAndAxesOfExtent1() {
    RandomCases.check(1500, random -> {
      Shape shape = RandomCases.shape(random, 4, 4);
      Tensor a = RandomCases.anyLayout(random, RandomCases.positions(thinned(shape, random)).add(1));
      Tensor b = RandomCases.anyLayout(random, RandomCases.positions(thinned(shape, random)).add(0.5));
      Shape result = a.shape().broadcast(b.shape(), "test");
      double[] expected = new double[result.size()];
      boolean[] less = new boolean[result.size()];
      double[] chosen = new double[result.size()];
      for (int i = 0; i < expected.length; i++) {
        double left = at(a, result, i);
        double right = at(b, result, i);
        expected[i] = left - right / 3;
        less[i] = left < right;
        chosen[i] = left < right ? left : right;
      }
      assertEquals(result, b.shape().broadcast(a.shape(), "test"));
      assertArrayEquals(expected, a.sub(b.div(3.0)).toDoubles());
      assertEquals(Tensor.of(less, result.extents()), a.lt(b));
      assertArrayEquals(chosen, Tensor.where(a.lt(b), a, b).toDoubles());
      assertArrayEquals(chosen, a.minimum(b).toDoubles());
      assertEquals(a.to(DType.INT64).expand(result), b.to(DType.INT64).mul(0).add(a.to(DType.INT64)));
    });
  }

  /** The shape with some leading axes gone and some extents 1. */
  private static Shape thinned(Shape shape, Random random) {
    int gone = random.nextInt(shape.rank() + 1) / 2;
    int[] extents = shape.slice(gone, shape.rank()).extents();
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = random.nextInt(3) == 0 ? 1 : extents[axis];
    }
    return Shape.of(extents);
  }

  /** The element of {@code x} that element {@code i} of the result meets. */
  private static double at(Tensor x, Shape result, int i) {
    int[] place = NaiveIndexing.unravel(i, result);
    int[] own = new int[x.rank()];
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = x.extent(axis) == 1 ? 0 : place[result.rank() - x.rank() + axis];
    }
    return x.get(own).item();
  }

  @Test
  void shapesThatDoNotBroadcastAreNamed() {
    assertEquals("add: shapes [32×10] and [64] do not broadcast: axis -1 has extent 10 against 64",
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(32, 10).add(Tensor.zeros(64))).getMessage());
    assertEquals("lt: shapes [2×3] and [3×3] do not broadcast: axis -2 has extent 2 against 3",
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(2, 3).lt(Tensor.zeros(3, 3))).getMessage());
    assertEquals("logicalAnd: shapes [2] and [3] do not broadcast: axis -1 has extent 2 against 3",
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(true, true).logicalAnd(Tensor.of(1, 2, 3)))
            .getMessage());
    assertEquals("where: shapes [2] and [0] do not broadcast: axis -1 has extent 2 against 0",
        assertThrows(IllegalArgumentException.class,
            () -> Tensor.where(Tensor.zeros(Shape.of(0), DType.BOOL), Tensor.ones(2), Tensor.ones(1))).getMessage());
  }
}
