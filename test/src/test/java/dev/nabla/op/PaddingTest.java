package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.op.Padding.Mode;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Margins, windows and strides. */
class PaddingTest {
  private static final Tensor X = Tensor.of(1.0, 2.0, 3.0);

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  @Test
  void marginsOfEveryMode() {
    assertEquals(vector(7, 7, 1, 2, 3, 7), Padding.pad(X, 7, 2, 1));
    assertEquals(vector(3, 2, 1, 2, 3, 2), Padding.pad(X, Mode.REFLECT, 2, 1));
    assertEquals(vector(1, 1, 1, 2, 3, 3), Padding.pad(X, Mode.REPLICATE, 2, 1));
    assertEquals(vector(2, 3, 1, 2, 3, 1), Padding.pad(X, Mode.CIRCULAR, 2, 1));
  }

  @Test
  void theLastAxisComesFirst() {
    Tensor x = Rng.of(1).randn(DType.FLOAT64, 2, 3);
    Tensor y = Padding.pad(x, 5, 1, 2, 3, 0);
    assertEquals(Shape.of(5, 6), y.shape());
    assertEquals(x, y.get(Index.range(3, null), Index.range(1, 4)));
    assertEquals(x.sum().item() + 5 * 24, y.sum().item(), 1e-12);
    for (Mode mode : Mode.values()) {
      Tensor rows = Padding.pad(x.transpose(), mode, 1, 1).transpose();
      assertEquals(Padding.pad(rows, mode, 2, 1), Padding.pad(x, mode, 2, 1, 1, 1));
    }
  }

  @Test
  void negativeWidthsCrop() {
    assertEquals(vector(2), Padding.pad(X, 0, -1, -1));
    assertEquals(vector(2, 3, 9), Padding.pad(X, 9, -1, 1));
    assertEquals(vector(0, 1, 0), grad(x -> Padding.pad(x, 0, -1, -1).sum()).apply(X));
  }

  @Test
  void gradientsOfCopiesAddUp() {
    Tensor u = vector(1, 10, 100, 1000, 10000, 100000);
    assertEquals(vector(100, 1000, 10000), grad(x -> Padding.pad(x, 7, 2, 1).mul(u).sum()).apply(X));
    assertEquals(vector(100, 101010, 10001), grad(x -> Padding.pad(x, Mode.REFLECT, 2, 1).mul(u).sum()).apply(X));
    assertEquals(vector(111, 1000, 110000), grad(x -> Padding.pad(x, Mode.REPLICATE, 2, 1).mul(u).sum()).apply(X));
    assertEquals(vector(100100, 1001, 10010), grad(x -> Padding.pad(x, Mode.CIRCULAR, 2, 1).mul(u).sum()).apply(X));
  }

  @Test
  void widthsThatDoNotFitAreRefused() {
    assertEquals("pad: the widths [3, 0] do not fit axis 0 of shape [3]",
        assertThrows(IllegalArgumentException.class, () -> Padding.pad(X, Mode.REFLECT, 3, 0)).getMessage());
    assertEquals("pad: widths come in pairs, one at most for each axis of shape [3], got [1]",
        assertThrows(IllegalArgumentException.class, () -> Padding.pad(X, 0.0, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Padding.pad(X, Mode.CIRCULAR, 4, 0));
    assertThrows(IllegalArgumentException.class, () -> Padding.pad(X, Mode.REPLICATE, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> Padding.pad(X, 0.0, -4, 2));
    assertThrows(IllegalArgumentException.class, () -> Padding.pad(Tensor.zeros(0), Mode.REPLICATE, 1, 0));
    assertEquals(vector(5), Padding.pad(Tensor.zeros(Shape.of(0), DType.FLOAT64), 5.0, 1, 0));
  }

  @Test
  void dilationIsUndone() {
    assertEquals(vector(1, 0, 0, 2, 0, 0, 3, 0, 0), Padding.dilate(X, 2));
    Tensor x = Rng.of(2).randn(DType.FLOAT64, 2, 3, 2);
    assertEquals(Shape.of(4, 3, 4), Padding.dilate(x, 1, 0, -1).shape());
    assertEquals(x, Padding.undilate(Padding.dilate(x, 1, 0, 2), 1, 0, 2));
    assertEquals(x, Padding.dilate(x, 0));
    assertThrows(IllegalArgumentException.class, () -> Padding.dilate(x, -1));
  }

  @Test
  void windowsAreSlices() {
    Tensor x = Rng.of(3).randn(DType.FLOAT64, 2, 7, 3);
    Tensor windows = Windows.unfold(x, 1, 3, 2);
    assertEquals(Shape.of(2, 3, 3, 3), windows.shape());
    for (int i = 0; i < 3; i++) {
      assertEquals(x.narrow(1, 2 * i, 3), windows.select(1, i).transpose());
    }
    assertEquals(vector(1, 2, 3, 2, 1), grad(t -> Windows.unfold(t, 0, 3, 1).sum()).apply(vector(1, 1, 1, 1, 1)));
    assertEquals("unfold: windows of 8 entries, 1 apart, do not fit axis 1 of shape [2×7×3]",
        assertThrows(IllegalArgumentException.class, () -> Windows.unfold(x, 1, 8, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Windows.unfold(x, 1, 1, 0));
  }

  /** Strides count over the elements in row-major order, wherever these lie. */
  @Test
  void stridesAreThoseOfRowMajorOrder() {
    Tensor x = Tensor.arange(12).reshape(3, 4);
    Tensor expected = Tensor.of(new long[] {1, 4, 7, 2, 5, 8}, 2, 3);
    assertEquals(expected, Windows.asStrided(x, new int[] {2, 3}, new int[] {1, 3}, 1));
    Tensor turned = x.transpose().contiguous().transpose();
    assertEquals(expected, Windows.asStrided(turned, new int[] {2, 3}, new int[] {1, 3}, 1));
    assertEquals(vector(0, 2, 0), grad(t -> Windows.asStrided(t, new int[] {2}, new int[] {0}, 1).sum()).apply(X));
    assertEquals(
        "asStrided: shape [2×3] with the strides [1, 3] from 5 on reaches beyond the 12 elements of shape [3×4]",
        assertThrows(IndexOutOfBoundsException.class,
            () -> Windows.asStrided(x, new int[] {2, 3}, new int[] {1, 3}, 5)).getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> Windows.asStrided(x, new int[] {2}, new int[] {-1}, 0));
    assertThrows(IllegalArgumentException.class, () -> Windows.asStrided(x, new int[] {2}, new int[0], 0));
  }

  /** Channel c·r² + i·r + j at (h, w) is pixel (h·r + i, w·r + j) of channel c. */
  @Test
  void channelsBecomePixelsAndBack() {
    Tensor x = Rng.of(4).randn(DType.FLOAT64, 2, 12, 3, 5);
    Tensor y = Windows.pixelShuffle(x, 2);
    assertEquals(Shape.of(2, 3, 6, 10), y.shape());
    assertEquals(x.get(1, 2 * 4 + 2 + 1, 2, 3), y.get(1, 2, 5, 7));
    assertEquals(x.get(0, 4 + 2, 0, 4), y.get(0, 1, 1, 8));
    assertEquals(x, Windows.pixelUnshuffle(y, 2));
    assertThrows(IllegalArgumentException.class, () -> Windows.pixelShuffle(x, 5));
    assertThrows(IllegalArgumentException.class, () -> Windows.pixelUnshuffle(x, 2));
  }
}
