package dev.nabla.tensor;

import static dev.nabla.tensor.DType.BOOL;
import static dev.nabla.tensor.DType.FLOAT32;
import static dev.nabla.tensor.DType.FLOAT64;
import static dev.nabla.tensor.DType.INT32;
import static dev.nabla.tensor.DType.INT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** Types of results, after PyTorch's {@code result_type}. */
class PromotionTest {
  private static final List<DType> TYPES = List.of(BOOL, INT32, INT64, FLOAT32, FLOAT64);

  /** Both operands have axes, or neither has: the row is the type of one, the column that of the other. */
  private static final DType[][] EQUALS = {
    {BOOL, INT32, INT64, FLOAT32, FLOAT64},
    {INT32, INT32, INT64, FLOAT32, FLOAT64},
    {INT64, INT64, INT64, FLOAT32, FLOAT64},
    {FLOAT32, FLOAT32, FLOAT32, FLOAT32, FLOAT64},
    {FLOAT64, FLOAT64, FLOAT64, FLOAT64, FLOAT64}};

  /** The row is the type of an operand with axes, the column that of a scalar. */
  private static final DType[][] WITH_SCALAR = {
    {BOOL, INT32, INT64, FLOAT32, FLOAT64},
    {INT32, INT32, INT32, FLOAT32, FLOAT64},
    {INT64, INT64, INT64, FLOAT32, FLOAT64},
    {FLOAT32, FLOAT32, FLOAT32, FLOAT32, FLOAT32},
    {FLOAT64, FLOAT64, FLOAT64, FLOAT64, FLOAT64}};

  private static final List<BinaryOperator<Tensor>> OPERATIONS =
      List.of(Tensor::add, Tensor::mul, Tensor::maximum, Tensor::minimum,
          (a, b) -> Tensor.where(Tensor.of(true), a, b));

  @Test
  void operandsArePromotedToTheirCommonType() {
    for (int i = 0; i < TYPES.size(); i++) {
      for (int j = 0; j < TYPES.size(); j++) {
        Tensor a = Tensor.ones(Shape.of(2), TYPES.get(i));
        Tensor b = Tensor.ones(Shape.of(2), TYPES.get(j));
        Tensor scalar = Tensor.ones(Shape.SCALAR, TYPES.get(j));
        String what = a.dtype() + " and " + b.dtype();
        for (BinaryOperator<Tensor> operation : OPERATIONS) {
          assertEquals(EQUALS[i][j], operation.apply(a, b).dtype(), what);
          assertEquals(WITH_SCALAR[i][j], operation.apply(a, scalar).dtype(), what + " of rank 0");
          assertEquals(WITH_SCALAR[i][j], operation.apply(scalar, a).dtype(), what + " of rank 0, on the left");
        }
        assertEquals(EQUALS[i][j], Tensor.ones(Shape.SCALAR, a.dtype()).add(scalar).dtype(), what + ", both of rank 0");
        assertEquals(EQUALS[i][j].floating(), a.div(b).dtype(), what + " divided");
        assertEquals(EQUALS[i][j].floating(), a.pow(b).dtype(), what + " as a power");
        assertEquals(EQUALS[i][j], a.dtype().promote(b.dtype()), what);
        assertEquals(BOOL, a.lt(b).dtype());
      }
    }
  }

  @Test
  void numbersOfJavaDoNotWidenTensors() {
    for (DType type : TYPES) {
      Tensor x = Tensor.ones(Shape.of(2), type);
      DType withWhole = type == BOOL ? INT64 : type;
      assertEquals(withWhole, x.add(1).dtype());
      assertEquals(withWhole, x.sub(1).dtype());
      assertEquals(withWhole, x.mul(2).dtype());
      assertEquals(type.floating(), x.add(1.5).dtype());
      assertEquals(type.floating(), x.sub(1.5).dtype());
      assertEquals(type.floating(), x.mul(1.5).dtype());
      assertEquals(type.floating(), x.div(2).dtype());
      assertEquals(type.floating(), x.pow(2).dtype());
      assertEquals(Tensor.full(2.5, Shape.of(2), type.floating()), x.add(1.5));
      assertEquals(Tensor.full(-0.5, Shape.of(2), type.floating()), x.sub(1.5));
    }
  }

  @Test
  void reductionsAndFunctionsChooseTheirType() {
    for (DType type : TYPES) {
      Tensor x = Tensor.ones(Shape.of(3), type);
      assertEquals(type.isFloating() ? type : INT64, x.sum().dtype());
      assertEquals(3, x.sum().item());
      assertEquals(type.floating(), x.mean().dtype());
      assertEquals(type.floating(), x.exp().dtype());
      assertEquals(type.floating(), x.softmax(0).dtype());
      assertEquals(type, x.max(0).values().dtype());
      assertEquals(INT64, x.argmax(0).dtype());
    }
  }

  @Test
  void sumsOfInt32DoNotOverflow() {
    assertEquals(2L * Integer.MAX_VALUE, (long) Tensor.of(Integer.MAX_VALUE, Integer.MAX_VALUE).sum().item());
  }

  @Test
  void integersAreComparedWithNumbersBeyondTheirType() {
    Tensor x = Tensor.of(1_000_000_000, -7, Integer.MAX_VALUE);
    assertEquals(Tensor.of(true, true, true), x.lt(5e9));
    assertEquals(Tensor.of(false, false, false), x.gt(1L << 32));
    assertEquals(Tensor.of(true, true, true), x.gt(-1e300));
    assertEquals(Tensor.of(true, true, true), x.lt(Double.POSITIVE_INFINITY));
    assertEquals(Tensor.of(false, false, false), x.eq(Double.NaN));
    assertEquals(Tensor.of(false, true, false), x.lt(-6.5));
    Tensor wide = Tensor.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 53);
    assertEquals(Tensor.of(false, false, true), wide.eq(0x1p53));
    assertEquals(Tensor.of(true, true, true), wide.lt(0x1p64));
    assertEquals(Tensor.of(true, false, false), wide.gt(Tensor.of(Long.MAX_VALUE - 1)));
  }

  @Test
  void truthValuesAddAndMultiplyAsLogic() {
    Tensor a = Tensor.of(true, true, false, false);
    Tensor b = Tensor.of(true, false, true, false);
    assertEquals(a.logicalOr(b), a.add(b));
    assertEquals(a.logicalAnd(b), a.mul(b));
    assertEquals(Tensor.of(false, true, true, false), a.logicalXor(b));
    assertEquals(Tensor.of(false, false, true, true), a.logicalNot());
    assertEquals("sub: needs numbers, got bool tensors",
        assertThrows(IllegalArgumentException.class, () -> a.sub(b)).getMessage());
    assertEquals("neg: needs numbers, got a bool tensor of shape [4]",
        assertThrows(IllegalArgumentException.class, a::neg).getMessage());
    assertEquals("matmul: [4] · [4]: needs numbers, got bool and bool",
        assertThrows(IllegalArgumentException.class, () -> a.matmul(b)).getMessage());
    assertEquals("where: the condition is bool, got int32",
        assertThrows(IllegalArgumentException.class, () -> Tensor.where(Tensor.of(1), a, b)).getMessage());
  }

  @Test
  void castsConvertAsJavaDoes() {
    double[] numbers = {-2.7, -0.0, 0.4, 2.5, 1e10, Double.NaN, Double.NEGATIVE_INFINITY};
    Tensor x = Tensor.of(numbers);
    for (int i = 0; i < numbers.length; i++) {
      assertEquals((int) numbers[i], x.to(INT32).toInts()[i]);
      assertEquals((long) numbers[i], x.to(INT64).toLongs()[i]);
      assertEquals((float) numbers[i], x.to(FLOAT32).toFloats()[i]);
      assertEquals(numbers[i] != 0, x.to(BOOL).toBooleans()[i]);
    }
    assertEquals(Tensor.of(1f, 0f), Tensor.of(true, false).to(FLOAT32));
    assertEquals(Tensor.of(1, 0), Tensor.of(true, false).to(INT32));
  }
}
