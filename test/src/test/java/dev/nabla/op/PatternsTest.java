package dev.nabla.op;

import static dev.nabla.op.Patterns.rearrange;
import static dev.nabla.op.Patterns.reduce;
import static dev.nabla.op.Patterns.repeat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Axes by patterns, against the views that they stand for. */
class PatternsTest {
  private static final Tensor X = Rng.of(1).randn(DType.FLOAT64, 2, 6, 4, 3);

  @Test
  void namesArePermuted() {
    assertEquals(X.permute(0, 3, 1, 2), rearrange(X, "b h w c -> b c h w"));
    assertEquals(X.permute(0, 3, 1, 2), rearrange(X, "b ... c -> b c ..."));
    assertEquals(X, rearrange(X, "... -> ..."));
  }

  @Test
  void bracketsMergeAndSplit() {
    assertEquals(X.reshape(12, 4, 3), rearrange(X, "b h w c -> (b h) w c"));
    assertEquals(X.reshape(2, 72), rearrange(X, "b ... -> b (...)"));
    Tensor tiles = X.reshape(2, 3, 2, 2, 2, 3).permute(0, 1, 3, 2, 4, 5).reshape(12, 2, 2, 3);
    assertEquals(tiles, rearrange(X, "b (h p) (w q) c -> (b h w) p q c", Map.of("p", 2, "q", 2)));
    assertEquals(X, rearrange(tiles, "(b h w) p q c -> b (h p) (w q) c", Map.of("b", 2, "w", 2)));
  }

  @Test
  void onesComeAndGo() {
    assertEquals(X.unsqueeze(0).unsqueeze(3), rearrange(X, "b h w c -> 1 b h 1 w c"));
    assertEquals(X, rearrange(X.unsqueeze(0).unsqueeze(3), "1 b h 1 w c -> b h w c"));
    assertEquals(Shape.SCALAR, rearrange(Tensor.ones(1, 1), "1 1 ->").shape());
  }

  @Test
  void whatTheRightSideLacksIsReduced() {
    assertEquals(X.mean(1, 2), reduce(X, "b h w c -> b c", Tensor::mean));
    assertEquals(X.sum(), reduce(X, "... ->", Tensor::sum));
    Tensor pooled = X.reshape(2, 3, 2, 2, 2, 3).amax(2, 4);
    assertEquals(pooled, reduce(X, "b (h 2) (w 2) c -> b h w c", Tensor::amax));
    assertEquals(pooled, reduce(X, "b (h p) (w p2) c -> b h w c", Tensor::amax, Map.of("p", 2, "w", 2)));
    assertEquals(X.sum(1), reduce(X.unsqueeze(2), "b h 1 w c -> b w c", (y, axes) -> {
      assertArrayEquals(new int[] {1}, axes, "an axis of extent 1 is dropped, not reduced");
      return y.sum(axes);
    }));
    assertEquals(X, reduce(X, "b h w c -> b h w c", (y, axes) -> {
      throw new IllegalStateException("there is nothing to reduce");
    }));
  }

  @Test
  void whatOnlyTheRightSideHasIsRepeated() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
    assertEquals(Tensor.of(new float[] {1, 1, 2, 2, 3, 3, 4, 4}, 2, 4), repeat(x, "h w -> h (w 2)"));
    assertEquals(Tensor.of(new float[] {1, 2, 1, 2, 3, 4, 3, 4}, 2, 4), repeat(x, "h w -> h (t w)", Map.of("t", 2)));
    assertEquals(x.unsqueeze(1).expand(2, 5, 2), repeat(x, "h w -> h 5 w"));
    assertEquals(Shape.of(2, 0, 2), repeat(x, "h w -> h n w", Map.of("n", 0)).shape());
  }

  @Test
  void gradientsReturnToTheirPlaces() {
    Tensor weight = Rng.of(2).randn(DType.FLOAT64, 2, 3, 24);
    Tensor gradient = Autodiff.grad((Tensor x) -> rearrange(x, "b h w c -> b c (h w)").mul(weight).sum()).apply(X);
    assertEquals(rearrange(weight, "b c (h w) -> b h w c", Map.of("h", 6)), gradient);
    Tensor x = Tensor.ones(2, 3);
    assertEquals(Tensor.full(4, 2, 3), Autodiff.grad((Tensor p) -> repeat(p, "a b -> a 4 b").sum()).apply(x));
  }

  @Test
  void emptyTensorsAreRearranged() {
    assertEquals(Shape.of(3, 0), rearrange(Tensor.zeros(0, 3), "a b -> b a").shape());
    assertEquals(Shape.of(0, 2, 3), rearrange(Tensor.zeros(0, 3), "(a c) b -> a c b", Map.of("c", 2)).shape());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "b h w c | a pattern has two sides with -> between them | 7",
    "b h w -> b h w | the left side has 3 axes, but the tensor has shape [2×6×4×3] | 0",
    "b h w c d ... -> b h w c d ... | the left side has at least 5 axes, but the tensor has shape [2×6×4×3] | 0",
    "b h w c -> b h w | c is not on the right side | 6",
    "b h w c -> b h w c d | d is not on the left side | 19",
    "b h b c -> b h c | b stands twice on one side | 4",
    "b (h w c -> b h w c | this bracket is not closed | 2",
    "b h, w c -> b h w c | ',' belongs to no axis; axes are names, numbers, ... and groups of them in one pair of "
        + "brackets | 3",
    "b (h p) w c -> b h p w c | the extents of all but one in a group must be known: h or p needs one | 5",
    "b 07 w c -> b w c | 07 is neither a name nor an extent | 2",
    "b h 3 c -> b h c | axis 2 of shape [2×6×4×3] has extent 4, but the pattern says 3 | 4",
    "b (...) -> b ... | an ellipsis stands in brackets on the right side only | 2",
    "b h w c -> b h w c ... | there is no ellipsis on the left side | 19"})
  void faultsAreNamedWithTheirPosition(String pattern, String sentence, int position) {
    String operation = pattern.contains(" 3 ") ? "reduce" : "rearrange";
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> applied(operation, pattern));
    assertEquals(operation + " \"" + pattern + "\", position " + position + ": " + sentence,
        e.getMessage().lines().findFirst().orElseThrow());
  }

  private static Tensor applied(String operation, String pattern) {
    return operation.equals("reduce") ? reduce(X, pattern, Tensor::sum) : rearrange(X, pattern);
  }

  @Test
  void aReductionTakesItsAxesAway() {
    assertEquals("reduce \"a b -> a\", position 0: the reduction must leave shape [2], but gave [2×3]",
        assertThrows(ShapeException.class, () -> reduce(Tensor.ones(2, 3), "a b -> a", (x, axes) -> x)).getMessage()
            .lines().findFirst().orElseThrow());
  }

  @Test
  void extentsBelongToNamesOfThePattern() {
    for (String name : new String[] {"q", "...", "5"}) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
          () -> repeat(X, "... -> ... 5", Map.of(name, 2)));
      assertEquals("repeat \"... -> ... 5\": the extent 2 is given for " + name + ", which is no name of the pattern",
          e.getMessage());
    }
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> repeat(X, "... -> ... n"));
    assertEquals("repeat \"... -> ... n\", position 11: n needs an extent", e.getMessage());
  }
}
