package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rearranged tensors hold the same elements as copies would, and nobody can write into them. */
class ViewsTest {
  /** A random chain of views, and the same as a copy that is taken after each link. */
  @Test
  void viewsOfViewsHoldWhatCopiesHold() {
    RandomCases.check(3000, random -> {
      Tensor view = RandomCases.positions(RandomCases.shape(random, 4, 4));
      Tensor copy = view;
      StringBuilder chain = new StringBuilder(view.shape().toString());
      for (int link = 0; link < 5; link++) {
        long seed = random.nextLong();
        view = rearranged(view, new Random(seed));
        copy = rearranged(copied(copy), new Random(seed));
        chain.append(" → ").append(view.shape());
        assertEquals(copy.shape(), view.shape());
        assertArrayEquals(copy.toDoubles(), view.toDoubles(), chain.toString());
        assertEquals(copied(view), view.contiguous());
        assertTrue(view.contiguous().isContiguous());
      }
    });
  }

  private static Tensor copied(Tensor x) {
    return Tensor.of(x.toDoubles(), x.shape().extents());
  }

  private static Tensor rearranged(Tensor x, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> x.permute(order(x.rank(), random));
      case 1 -> x.reshape(regrouped(x.shape(), random));
      case 2 -> x.unsqueeze(random.nextInt(x.rank() + 1));
      case 3 -> x.squeeze();
      case 4 -> x.rank() == 0 ? x.expand(2, 2) : x.narrow(0, x.extent(0) / 2, x.extent(0) - x.extent(0) / 2);
      default -> x.rank() == 0 ? x : x.get(Index.ELLIPSIS, Index.range(null, null, random.nextBoolean() ? -1 : 2));
    };
  }

  private static int[] order(int rank, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().mapToInt(i -> i).toArray();
  }

  /** A shape of the same size: neighbouring axes joined, or split by a divisor. */
  private static Shape regrouped(Shape shape, Random random) {
    List<Integer> extents = new ArrayList<>();
    for (int e : shape.extents()) {
      if (!extents.isEmpty() && random.nextBoolean()) {
        extents.set(extents.size() - 1, extents.get(extents.size() - 1) * e);
      } else if (e % 2 == 0 && e > 0 && random.nextBoolean()) {
        extents.addAll(List.of(2, e / 2));
      } else {
        extents.add(e);
      }
    }
    return Shape.of(extents.stream().mapToInt(i -> i).toArray());
  }

  /** What needs no copy makes none: a reshape copies only where no strides show the elements in the new shape. */
  @Test
  void reshapeCopiesOnlyWhenItMust() {
    Tensor x = RandomCases.positions(Shape.of(4, 6));
    assertSame(x.array(), x.reshape(2, 2, 3, 2).array());
    assertSame(x.array(), x.transpose().reshape(3, 2, 4).array());
    assertSame(x.array(), x.transpose().reshape(6, 2, 2).array());
    assertSame(x.array(), x.get(Index.ALL, Index.range(0, 4)).reshape(4, 2, 2).array());
    assertSame(x.array(), x.get(Index.range(null, null, -1)).unsqueeze(1).array());
    assertSame(x.array(), x.get(0).expand(5, 6).reshape(5, 3, 2).array());
    assertTrue(Tensor.zeros(1, 6).transpose().isContiguous());
    assertNotSame(x.array(), x.transpose().reshape(4, 6).array());
    assertNotSame(x.array(), x.get(Index.ALL, Index.range(0, 4)).flatten().array());
  }

  @Test
  void expandRepeats() {
    Tensor x = Tensor.of(1f, 2f).reshape(2, 1);
    assertEquals(Tensor.of(new float[] {1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2}, 2, 2, 3), x.expand(2, 2, 3));
    assertEquals("expand: [2×1] does not broadcast to [3×1]",
        assertThrows(IllegalArgumentException.class, () -> x.expand(3, 1)).getMessage());
    assertEquals(Shape.of(0, 2, 3), x.expand(0, 2, 3).shape());
    assertEquals(Tensor.of(6f, 12f).reshape(2, 1), x.expand(2, 2, 3).sumTo(Shape.of(2, 1)));
  }

  /** A result may share its elements with the tensor it came from, so arrays are copied on their way in and out. */
  @Test
  void nobodyCanWriteIntoATensor() {
    float[] given = {1, 2, 3};
    Tensor x = Tensor.of(given);
    Tensor view = x.get(Index.range(1, null));
    given[1] = 99;
    x.toFloats()[1] = 99;
    view.toFloats()[0] = 99;
    x.shape().extents()[0] = 99;
    assertEquals(Tensor.of(1f, 2f, 3f), x);
    assertEquals(Tensor.of(2f, 3f), view);

    float[][] nested = {{1, 2}, {3, 4}};
    Tensor matrix = Tensor.ofNested(nested);
    nested[0][0] = 99;
    assertEquals(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2), matrix);
  }

  @Test
  void whatAParameterWasStaysWhenItIsAssigned() {
    Parameter p = Parameter.of(Tensor.of(1f, 2f));
    List<Tensor> before = List.of(p.value(), p.detach(), p.to(DType.FLOAT32), p.contiguous(), p.reshape(2),
        p.expand(2), p.sumTo(Shape.of(2)), p.narrow(0, 0, 2), p.get(Index.ALL), p.flatten(), p.squeeze());
    p.assign(Tensor.of(8f, 9f));
    for (Tensor t : before) {
      assertEquals(Tensor.of(1f, 2f), t);
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Tensor x = Tensor.zeros(2, 3);
    refuses("reshape: [2×3] has 6 elements, [4] needs 4", () -> x.reshape(4));
    refuses("reshape: [2×3] has 6 elements, which no extent for -1 in [4, -1] gives", () -> x.reshape(4, -1));
    refuses("reshape: one extent may be -1, got [-1, -1]", () -> x.reshape(-1, -1));
    refuses("shape [-2×3]: extent -2 is negative", () -> x.reshape(-2, 3));
    refuses("squeeze: axis 0 of shape [2×3] has extent 2, not 1", () -> x.squeeze(0));
    refuses("transpose: needs two axes, got shape [6]", () -> x.flatten().transpose());
    refuses("permute: shape [2×3] has 2 axes, got the order [0]", () -> x.permute(0));
    refuses("permute: axis -1 is named twice in [1, -1]", () -> x.permute(1, -1));
    refuses("flatten: axis 1 comes after axis 0 in shape [2×3]", () -> x.flatten(1, 0));
    refuses("sumTo: [4] does not broadcast to [2×3]", () -> x.sumTo(Shape.of(4)));
    refuses("cat: shapes [2×3] and [2×2] differ along other axes than 0", () -> Tensor.cat(0, x, Tensor.zeros(2, 2)));
    refuses("cat: needs one tensor at least, got none", () -> Tensor.cat(0));
    refuses("cat: 4000000000 entries along axis 0, more than an axis holds", () -> {
      Tensor large = Tensor.zeros(1).expand(2_000_000_000);
      Tensor.cat(0, large, large);
    });
    refuses("stack: shapes [2×3] and [3] differ", () -> Tensor.stack(0, x, Tensor.zeros(3)));
    refuses("shape [65536×65536]: more elements than the 2147483647 that one array holds",
        () -> Tensor.zeros(1, 65536).indexSelect(0, Tensor.zeros(Shape.of(65536), DType.INT64)));
    assertEquals("unsqueeze: a new axis of shape [2×3] stands from -3 to 2, got 3",
        assertThrows(IndexOutOfBoundsException.class, () -> x.unsqueeze(3)).getMessage());
    assertEquals("transpose: axis 2 is out of range for shape [2×3], whose axes are -2 to 1",
        assertThrows(IndexOutOfBoundsException.class, () -> x.transpose(0, 2)).getMessage());
    assertEquals("softmax: axis 0 is out of range for shape [], which has no axes",
        assertThrows(IndexOutOfBoundsException.class, () -> Tensor.scalar(1f).softmax(0)).getMessage());
  }

  private static void refuses(String sentence, org.junit.jupiter.api.function.Executable misuse) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, misuse).getMessage());
  }

  @Test
  void catAndStackPutTensorsSideBySide() {
    RandomCases.check(500, random -> {
      Shape shape = RandomCases.shape(random, 3, 3);
      int axis = random.nextInt(shape.rank() + 1);
      List<Tensor> parts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        parts.add(RandomCases.anyLayout(random, RandomCases.positions(shape).add(100 * i)));
      }
      Tensor stacked = Tensor.stack(axis, parts);
      for (int i = 0; i < 3; i++) {
        assertEquals(parts.get(i), stacked.select(axis, i));
      }
      if (axis < shape.rank()) {
        Tensor joined = Tensor.cat(axis, parts);
        for (int i = 0; i < 3; i++) {
          assertEquals(parts.get(i), joined.narrow(axis, i * shape.extent(axis), shape.extent(axis)));
        }
      }
    });
  }
}
