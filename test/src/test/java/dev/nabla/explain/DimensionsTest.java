package dev.nabla.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nabla.tensor.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Products are checked by their dimensions as the text does it. */
class DimensionsTest {
  private static final Map<String, Shape> SHAPES = Map.of("W", Shape.of(2, 3), "g", Shape.of(2, 1), "h",
      Shape.of(3, 1), "z", Shape.of(5, 1), "A", Shape.of(4, 2, 3), "s", Shape.SCALAR, "v", Shape.of(3));

  private static Dimensions of(String formula) {
    return Dimensions.of(FormulaReader.read(formula), SHAPES);
  }

  /** (q×q)·(q×s)·(s×1)·(1×p) → q×p. */
  @Test
  void aSlopeIsADiagonalMatrix() {
    assertEquals(new Dimensions(Shape.of(3, 5), "(3×3)·(3×2)·(2×1)·(1×5)"), of("[f′(h) ⊙ (Wᵀ·g)]·zᵀ"));
  }

  @Test
  void numbersDoNotCount() {
    assertEquals(new Dimensions(Shape.of(2, 1), "(2×1)"), of("2·s·g"));
    assertEquals(new Dimensions(Shape.of(2, 3), "(2×3)"), of("W / s"));
    assertEquals(Shape.SCALAR, of("Σ W").shape());
  }

  @Test
  void elementsBroadcast() {
    assertEquals(new Dimensions(Shape.of(2, 3), "(2×3) ⊙ (3)"), of("W ⊙ v"));
    assertEquals(new Dimensions(Shape.of(4, 3, 3), "(4×3×2)·(2×3)"), of("Aᵀ·W"));
  }

  @Test
  void whatDoesNotFitIsNotKnown() {
    assertFalse(of("W·g").known());
    assertFalse(of("W ⊙ z").known());
    assertFalse(of("W·v").known(), "a vector is neither row nor column");
    assertFalse(of("flip(W)").known());
    assertFalse(of("unheard ⊙ W").known());
  }
}
