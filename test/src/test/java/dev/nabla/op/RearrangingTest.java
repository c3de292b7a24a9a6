package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same elements in other places, and more often. */
class RearrangingTest {
  private static final Tensor X = Tensor.arange(24).reshape(2, 3, 4);

  @Test
  void flippingTwiceChangesNothing() {
    assertEquals(X, Rearranging.flip(Rearranging.flip(X, 0, -1), 0, -1));
    assertEquals(Tensor.of(23L, 22L), Rearranging.flip(X).flatten().narrow(0, 0, 2));
    assertEquals(X.get(Index.ALL, Index.range(null, null, -1)), Rearranging.flip(X, 1));
    assertThrows(IllegalArgumentException.class, () -> Rearranging.flip(X, 1, -2));
  }

  /** The element at place i goes to place i + shift, modulo the extent. */
  @Test
  void rollingGoesAround() {
    for (int shift = -9; shift < 10; shift++) {
      Tensor rolled = Rearranging.roll(X, shift, 2);
      for (int i = 0; i < 4; i++) {
        assertEquals(X.select(2, i), rolled.select(2, Math.floorMod(i + shift, 4)));
      }
      assertEquals(X, Rearranging.roll(rolled, -shift, 2));
    }
    assertEquals(Tensor.of(new long[] {5, 0, 1, 2, 3, 4}, 2, 3), Rearranging.roll(Tensor.arange(6).reshape(2, 3), 1));
    assertEquals(Rearranging.roll(Rearranging.roll(X, 1, 0), 2, 1),
        Rearranging.roll(X, new int[] {1, 2}, new int[] {0, 1}));
    assertEquals(Shape.of(0), Rearranging.roll(Tensor.zeros(0), 3, 0).shape());
    Tensor w = Tensor.of(1.0, 10.0, 100.0);
    assertEquals(Tensor.of(10.0, 100.0, 1.0), grad(x -> Rearranging.roll(x, 1, 0).mul(w).sum()).apply(w));
  }

  @Test
  void fourQuartersAreAWholeTurn() {
    Tensor x = Tensor.of(new int[] {1, 2, 3, 4}, 2, 2);
    assertEquals(Tensor.of(new int[] {2, 4, 1, 3}, 2, 2), Rearranging.rot90(x, 1, 0, 1));
    Tensor y = X;
    for (int times = 1; times <= 4; times++) {
      y = Rearranging.rot90(y, 1, 0, 2);
      assertEquals(y, Rearranging.rot90(X, times, 0, 2));
      assertEquals(y, Rearranging.rot90(X, times - 4, 0, 2));
      assertEquals(y, Rearranging.rot90(X, -times, 2, 0));
    }
    assertEquals(X, y);
    assertThrows(IllegalArgumentException.class, () -> Rearranging.rot90(X, 1, 2, -1));
  }

  @Test
  void axesMoveTogether() {
    assertEquals(X.permute(1, 2, 0), Rearranging.movedim(X, 0, -1));
    assertEquals(X.permute(2, 1, 0), Rearranging.movedim(X, new int[] {0, 2}, new int[] {2, 0}));
    assertEquals(X, Rearranging.movedim(X, new int[0], new int[0]));
    assertEquals(X.transpose(0, 2), Rearranging.swapaxes(X, 0, 2));
    assertThrows(IllegalArgumentException.class, () -> Rearranging.movedim(X, new int[] {0, 0}, new int[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> Rearranging.movedim(X, new int[] {0}, new int[] {1, 2}));
  }

  @Test
  void oneAxisBecomesSeveral() {
    assertEquals(X, Rearranging.unflatten(X.flatten(0, 1), 0, 2, 3));
    assertEquals(X.reshape(2, 3, 2, 2), Rearranging.unflatten(X, -1, -1, 2));
    assertEquals(Shape.of(0, 3, 2), Rearranging.unflatten(Tensor.zeros(0, 6), 1, 3, -1).shape());
    assertEquals("unflatten: the 4 entries along axis 2 of shape [2×3×4] are not those of the extents [3, -1]",
        assertThrows(IllegalArgumentException.class, () -> Rearranging.unflatten(X, 2, 3, -1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Rearranging.unflatten(X, 2, -1, -1));
    assertThrows(IllegalArgumentException.class, () -> Rearranging.unflatten(X, 2, 0, -1));
  }

  @Test
  void columnsStandUnderOneAnother() {
    Tensor x = Tensor.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertEquals(Tensor.of(1, 4, 2, 5, 3, 6), Rearranging.vec(x));
    assertEquals(x, Rearranging.unvec(Rearranging.vec(x), 2));
    assertThrows(IllegalArgumentException.class, () -> Rearranging.unvec(Rearranging.vec(x), 4));
    assertThrows(IllegalArgumentException.class, () -> Rearranging.vec(X));
  }

  @Test
  void partsJoinedAreTheWhole() {
    for (int axis = 0; axis < 3; axis++) {
      for (int n = 1; n < 6; n++) {
        assertEquals(X, Tensor.cat(axis, Rearranging.split(X, n, axis)));
        assertEquals(X, Tensor.cat(axis, Rearranging.chunk(X, n, axis)));
      }
      assertEquals(X, Tensor.stack(axis, Rearranging.unbind(X, axis)));
    }
    assertEquals(List.of(2, 2, 1), Rearranging.chunk(Tensor.arange(5), 4, 0).stream().map(Tensor::size).toList());
    assertEquals(List.of(3, 0, 1),
        Rearranging.split(X, new int[] {3, 0, 1}, 2).stream().map(part -> part.extent(2)).toList());
    assertEquals(1, Rearranging.split(Tensor.zeros(0, 2), 3, 0).size());
    assertEquals(0, Rearranging.unbind(Tensor.zeros(0, 2), 0).size());
    assertEquals("split: the sizes [1, 2] do not add up to the 4 entries along axis 2 of shape [2×3×4]",
        assertThrows(IllegalArgumentException.class, () -> Rearranging.split(X, new int[] {1, 2}, -1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Rearranging.split(X, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Rearranging.chunk(X, 0, 0));
  }

  @Test
  void copiesAreEqualAndPassTheGradientOn() {
    Tensor view = X.transpose(0, 2);
    assertEquals(view, Rearranging.clone(view));
    assertNotSame(view, Rearranging.clone(view));
    assertEquals(Tensor.ones(2), grad(x -> Rearranging.clone(x).sum()).apply(Tensor.zeros(2)));
  }

  @Test
  void tilesRepeatTheWhole() {
    Tensor x = Tensor.of(new int[] {1, 2}, 2, 1);
    assertEquals(Tensor.of(new int[] {1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2}, 4, 3), Repeating.tile(x, 2, 3));
    assertEquals(Tensor.of(new int[] {1, 1, 2, 2}, 2, 2), Repeating.tile(x, 2));
    assertEquals(Shape.of(3, 2, 1), Repeating.repeat(x, 3, 1, 1).shape());
    assertEquals(Shape.of(0, 1), Repeating.tile(x, 0, 1).shape());
    assertThrows(IllegalArgumentException.class, () -> Repeating.repeat(x, 2));
    assertThrows(IllegalArgumentException.class, () -> Repeating.tile(x, -1));
    assertEquals(Tensor.of(11.0, 1100.0), grad(v -> Repeating.tile(v, 2).mul(Tensor.of(1.0, 100.0, 10.0, 1000.0)).sum())
        .apply(Tensor.of(0.0, 0.0)));
  }

  @Test
  void entriesRepeatOneAfterTheOther() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    assertEquals(Tensor.of(new double[] {1, 1, 2, 2, 3, 3, 4, 4}, 2, 4), Repeating.repeatInterleave(x, 2, 1));
    assertEquals(Tensor.of(new double[] {1, 2, 1, 2, 3, 4}, 3, 2), Repeating.repeatInterleave(x, Tensor.of(2, 1), 0));
    assertEquals(Tensor.of(2.0, 1.0),
        grad(v -> Repeating.repeatInterleave(v, Tensor.of(2, 1), 0).sum()).apply(x.get(0)));
    assertEquals(Tensor.of(11.0, 1100.0),
        grad(v -> Repeating.repeatInterleave(v, 2, 0).mul(Tensor.of(1.0, 10.0, 100.0, 1000.0)).sum()).apply(x.get(0)));
    assertThrows(IllegalArgumentException.class, () -> Repeating.repeatInterleave(x, Tensor.of(2, -1), 0));
    assertThrows(IllegalArgumentException.class, () -> Repeating.repeatInterleave(x, Tensor.of(2), 0));
    assertEquals(x.expand(3, 2, 2), Repeating.broadcastTo(x, 3, 2, 2));
    assertEquals(x.expand(3, 2, 2), Repeating.expandAs(x, Tensor.zeros(3, 2, 2)));
  }

  @Test
  void diagonalsGoThereAndBack() {
    Tensor x = Rng.of(1).randn(DType.FLOAT64, 3, 2, 4);
    for (int offset = -4; offset < 6; offset++) {
      Tensor diagonal = Diagonals.diagonal(x, offset, 0, 2);
      for (int i = 0; i < diagonal.extent(-1); i++) {
        assertEquals(x.get(Index.at(i + Math.max(0, -offset)), Index.ALL, Index.at(i + Math.max(0, offset))),
            diagonal.select(-1, i));
      }
      Tensor embedded = Diagonals.diagEmbed(x, offset, 0, -1);
      assertEquals(x, Diagonals.diagonal(embedded, offset, 0, -1));
      assertEquals(x.sum().item(), embedded.sum().item(), 1e-12);
    }
    assertEquals(Shape.of(2, 0), Diagonals.diagonal(x, 4, 0, 2).shape());
    assertEquals(Diagonals.diagEmbed(x, 0, 2, 3), Diagonals.diagEmbed(x));
    assertThrows(IllegalArgumentException.class, () -> Diagonals.diagonal(x, 0, 1, -2));
    assertThrows(IllegalArgumentException.class, () -> Diagonals.diag(x));
  }

  @Test
  void theTraceHasTheIdentityAsGradient() {
    Tensor x = Rng.of(2).randn(DType.FLOAT64, 3, 3);
    assertEquals(Diagonals.diag(x).sum(), Diagonals.trace(x));
    assertEquals(Tensor.eye(3, 3, DType.FLOAT64), grad(Diagonals::trace).apply(x));
    assertEquals(Diagonals.diag(Tensor.ones(3)), Tensor.eye(3));
    assertThrows(IllegalArgumentException.class, () -> Diagonals.trace(Tensor.zeros(3)));
  }

  /** A matrix is what lies on and below a diagonal together with what lies above. */
  @Test
  void trianglesMakeTheMatrix() {
    Tensor x = Rng.of(3).randn(DType.FLOAT64, 2, 3, 4);
    for (int offset = -4; offset < 6; offset++) {
      Tensor lower = Diagonals.tril(x, offset);
      assertEquals(x, lower.add(Diagonals.triu(x, offset + 1)));
      int k = offset;
      assertEquals(Diagonals.tril(Tensor.onesLike(x), offset), grad(t -> Diagonals.tril(t, k).sum()).apply(x));
      Tensor places = Diagonals.trilIndices(3, 4, offset);
      assertEquals(Lookups.nonzero(lower.get(0)), places.transpose());
      assertEquals(12, places.extent(1) + Diagonals.triuIndices(3, 4, offset + 1).extent(1));
    }
    Tensor infinite = Tensor.full(Double.POSITIVE_INFINITY, 2, 2);
    assertEquals(0, Diagonals.tril(infinite).get(0, 1).item());
    assertThrows(IllegalArgumentException.class, () -> Diagonals.triu(Tensor.zeros(3)));
  }
}
