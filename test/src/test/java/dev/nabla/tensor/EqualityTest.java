package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tensors are equal as values; parameters only to themselves. */
class EqualityTest {
  @Test
  void layoutDoesNotMatter() {
    RandomCases.check(300, random -> {
      Tensor x = RandomCases.positions(RandomCases.shape(random, 3, 4));
      Tensor same = RandomCases.anyLayout(random, x);
      assertEquals(x, same);
      assertEquals(same, x);
      assertEquals(x.hashCode(), same.hashCode());
    });
  }

  @Test
  void shapeTypeAndElementsMatter() {
    Tensor x = Tensor.of(1f, 2f);
    assertNotEquals(x, x.reshape(1, 2));
    assertNotEquals(x, x.to(DType.FLOAT64));
    assertNotEquals(x, Tensor.of(1f, 3f));
    assertNotEquals(Tensor.zeros(0, 2), Tensor.zeros(2, 0));
    assertFalse(x.equals(null));
  }

  @Test
  void bitsOfFloatingNumbersMatter() {
    assertEquals(Tensor.of(Double.NaN), Tensor.of(Double.NaN));
    assertNotEquals(Tensor.of(0.0), Tensor.of(-0.0));
  }

  @Test
  void recordedTensorsAreEqualToConstantsOfTheSameValue() {
    Parameter p = Parameter.of(Tensor.of(1f, 2f));
    assertEquals(Tensor.of(2f, 4f), p.mul(2));
    assertEquals(p.value(), Tensor.of(1f, 2f));
    assertEquals(p, p);
    assertNotEquals(p, Parameter.of(p.value()));
    assertNotEquals(p.value(), p);
    assertNotEquals(p, p.value());
  }

  @Test
  void closenessIsRelativeToTheOther() {
    Tensor x = Tensor.of(100.0, 1);
    assertTrue(x.allClose(Tensor.of(100.0009, 1)));
    assertFalse(x.allClose(Tensor.of(100.002, 1)));
    assertTrue(x.allClose(Tensor.of(101.0, 1), 0, 1));
    assertTrue(Tensor.of(9.0).allClose(Tensor.of(10.0), 0.1, 0));
    assertFalse(Tensor.of(10.0).allClose(Tensor.of(9.0), 0.1, 0));
    assertFalse(x.allClose(x.reshape(2, 1)));
    assertTrue(Tensor.of(1f).allClose(Tensor.of(1.0)));
    assertTrue(Tensor.zeros(0).allClose(Tensor.zeros(0)));
  }

  @Test
  void nonNumbersAreCloseToThemselvesOnly() {
    double[] all = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308};
    for (double a : all) {
      for (double b : all) {
        assertEquals(Double.compare(a, b) == 0, Tensor.of(a).allClose(Tensor.of(b)), a + " and " + b);
      }
    }
  }
}
