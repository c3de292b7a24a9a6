package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values and gradients of element-wise functions at kinks, poles, zeros, infinities and NaN: the conventions of PyTorch,
 * but limits where PyTorch multiplies 0 by infinity.
 */
class ElementwiseEdgesTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static double[] n(double... numbers) {
    return numbers;
  }

  private static Arguments row(String name, UnaryOperator<Tensor> f, double[] x, double[] y, double[] gradient) {
    return arguments(name, f, x, y, gradient);
  }

  /** Function, arguments, values, derivatives. */
  static Stream<Arguments> functions() {
    return Stream.of(
        row("exp2", Exponentials::exp2, n(-INF, 3, INF, NAN), n(0, 8, INF, NAN), n(0, 8 * Math.log(2), INF, NAN)),
        row("expm1", Exponentials::expm1, n(-INF, 0, 1e-20, INF), n(-1, 0, 1e-20, INF), n(0, 1, 1, INF)),
        row("log1p", Exponentials::log1p, n(-1, 0, 1e-20, -2), n(-INF, 0, 1e-20, NAN), n(INF, 1, 1, -1)),
        row("log2", Exponentials::log2, n(0, 8, -1), n(-INF, 3, NAN), n(INF, 0.125 / Math.log(2), -1 / Math.log(2))),
        row("log10", Exponentials::log10, n(0, 1000), n(-INF, 3), n(INF, 1e-3 / Math.log(10))),
        row("square", Powers::square, n(-3, 0, INF), n(9, 0, INF), n(-6, 0, INF)),
        row("reciprocal", Powers::reciprocal, n(0, -2, INF), n(INF, -0.5, 0), n(-INF, -0.25, 0)),
        row("rsqrt", Powers::rsqrt, n(0, 4, INF, -1), n(INF, 0.5, 0, NAN), n(-INF, -0.0625, 0, NAN)),
        row("0 to the power of", x -> Powers.pow(0, x), n(-1, 0, 2), n(INF, 1, 0), n(-INF, 0, 0)),
        row("sin", Trigonometry::sin, n(0, INF), n(0, NAN), n(1, NAN)),
        row("asin", Trigonometry::asin, n(-1, 0, 1, 2), n(-Math.PI / 2, 0, Math.PI / 2, NAN), n(INF, 1, INF, NAN)),
        row("acos", Trigonometry::acos, n(-1, 1), n(Math.PI, 0), n(-INF, -INF)),
        row("atan", Trigonometry::atan, n(-INF, INF), n(-Math.PI / 2, Math.PI / 2), n(0, 0)),
        row("sinc", Trigonometry::sinc, n(0, 1, -2, INF, 1e-9), n(1, 0, 0, 0, 1),
            n(0, -1, -0.5, 0, -Math.PI * Math.PI / 3 * 1e-9)),
        row("acosh", Hyperbolics::acosh, n(1, 0.5), n(0, NAN), n(INF, NAN)),
        row("atanh", Hyperbolics::atanh, n(-1, 0, 1, 2), n(-INF, 0, INF, NAN), n(INF, 1, INF, -1 / 3.0)),
        row("erf", SpecialFunctions::erf, n(-INF, 0, INF), n(-1, 0, 1), n(0, 2 / Math.sqrt(Math.PI), 0)),
        row("erfc", SpecialFunctions::erfc, n(-INF, 0, INF), n(2, 1, 0), n(0, -2 / Math.sqrt(Math.PI), 0)),
        row("erfinv", SpecialFunctions::erfinv, n(-1, 0, 1, 2), n(-INF, 0, INF, NAN),
            n(INF, Math.sqrt(Math.PI) / 2, INF, NAN)),
        row("lgamma", SpecialFunctions::lgamma, n(0, 1, 2, -1, INF), n(INF, 0, 0, INF, INF),
            n(-INF, -0.57721566490153286, 0.42278433509846714, NAN, INF)),
        row("digamma", SpecialFunctions::digamma, n(1, -1, INF), n(-0.57721566490153286, NAN, INF),
            n(Math.PI * Math.PI / 6, INF, 0)),
        row("logit", SpecialFunctions::logit, n(0, 0.5, 1, 2), n(-INF, 0, INF, NAN), n(INF, 4, INF, -0.5)),
        row("logit within", x -> SpecialFunctions.logit(x, 0.25), n(0, 0.25, 0.5, 1),
            n(-Math.log(3), -Math.log(3), 0, Math.log(3)), n(0, 16 / 3.0, 4, 0)),
        row("logit of what is clamped", x -> SpecialFunctions.logit(x, 0), n(-1, 0, 0.5, 1, 2, -INF, INF, NAN),
            n(-INF, -INF, 0, INF, INF, -INF, INF, NAN), n(0, INF, 4, INF, 0, 0, 0, 0)),
        row("floor", Rounding::floor, n(-1.5, -0.5, 2, INF, NAN), n(-2, -1, 2, INF, NAN), n(0, 0, 0, 0, 0)),
        row("ceil", Rounding::ceil, n(-1.5, -0.5, 2), n(-1, 0, 2), n(0, 0, 0)),
        row("round", Rounding::round, n(-2.5, -0.5, 0.5, 1.5, 2.5), n(-2, 0, 0, 2, 2), n(0, 0, 0, 0, 0)),
        row("trunc", Rounding::trunc, n(-1.5, 1.5), n(-1, 1), n(0, 0)),
        row("frac", Rounding::frac, n(-1.5, 2, 1.25), n(-0.5, 0, 0.25), n(1, 1, 1)),
        row("clamp", x -> Extremes.clamp(x, -1.0, 3.0), n(-2, -1, 0, 3, 4, NAN), n(-1, -1, 0, 3, 3, NAN),
            n(0, 1, 1, 1, 0, 0)),
        row("clamp of crossed bounds", x -> Extremes.clamp(x, 3.0, -1.0), n(-2, 0, 4), n(-1, -1, -1), n(0, 0, 0)),
        row("nanToNum", Choices::nanToNum, n(NAN, INF, -INF, 2), n(0, Double.MAX_VALUE, -Double.MAX_VALUE, 2),
            n(0, 0, 0, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void functionsOfOneNumber(String name, UnaryOperator<Tensor> f, double[] x, double[] y, double[] gradient) {
    requireEdges(f, x, y, gradient);
  }

  static void requireEdges(UnaryOperator<Tensor> f, double[] x, double[] y, double[] gradient) {
    Parameter p = Parameter.of(Tensor.of(x));
    Tensor value = f.apply(p);
    assertNumbers(y, value);
    value.sum().backward();
    assertNumbers(gradient, p.gradient());
  }

  /** Equal to 12 digits; a zero may have either sign. */
  private static void assertNumbers(double[] expected, Tensor actual) {
    double[] numbers = actual.toDoubles();
    assertEquals(expected.length, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      boolean close = Math.abs(expected[i] - numbers[i]) <= 1e-12 * Math.abs(expected[i]);
      assertTrue(close || Double.compare(expected[i] + 0.0, numbers[i] + 0.0) == 0,
          "number " + i + ": expected " + expected[i] + ", got " + numbers[i]);
    }
  }

  private static Arguments row(String name, BinaryOperator<Tensor> f, double a, double b, double y, double ga,
      double gb) {
    return arguments(name, f, a, b, y, ga, gb);
  }

  /** Function, both arguments, value, derivatives with respect to the first and the second. */
  static Stream<Arguments> pairs() {
    return Stream.of(
        row("atan2", Trigonometry::atan2, 0, 0, 0, 0, 0),
        row("atan2", Trigonometry::atan2, 1e200, 1e200, Math.PI / 4, 5e-201, -5e-201),
        row("hypot", Powers::hypot, 0, 0, 0, 0, 0),
        row("hypot", Powers::hypot, 3e200, -4e200, 5e200, 0.6, -0.8),
        row("remainder", Rounding::remainder, -3, 2, 1, 1, 2),
        row("fmod", Rounding::fmod, -3, 2, -1, 1, 1),
        row("remainder", Rounding::remainder, -3, INF, INF, 1, 1),
        row("fmod", Rounding::fmod, 1, 0, NAN, 1, -INF),
        row("floorDivide", Rounding::floorDivide, 1, 0.1, 9, 0, 0),
        row("floorDivide", Rounding::floorDivide, -3, INF, -1, 0, 0),
        row("floorDivide", Rounding::floorDivide, -1, 0, -INF, 0, 0),
        row("truncDivide", Rounding::truncDivide, -3, 2, -1, 0, 0),
        row("fmax", Extremes::fmax, NAN, 2, 2, 0, 1),
        row("fmax", Extremes::fmax, 2, NAN, 2, 1, 0),
        row("fmax", Extremes::fmax, 2, 2, 2, 0.5, 0.5),
        row("fmax", Extremes::fmax, NAN, NAN, NAN, 0.5, 0.5),
        row("fmin", Extremes::fmin, NAN, 2, 2, 0, 1),
        row("fmin", Extremes::fmin, 1, 2, 1, 1, 0),
        row("pow", Tensor::pow, 1, NAN, 1, NAN, 0),
        row("pow", Tensor::pow, 1, -INF, 1, -INF, 0),
        row("pow", Tensor::pow, NAN, 0, 1, 0, NAN),
        row("copysign", Signs::copysign, -3, -0.0, -3, 1, 0),
        row("copysign", Signs::copysign, -3, 0.0, 3, -1, 0),
        row("copysign", Signs::copysign, 0, -2, 0, 0, 0),
        row("heaviside", Signs::heaviside, 0, 0.7, 0.7, 0, 0),
        row("heaviside", Signs::heaviside, -2, 0.7, 0, 0, 0),
        row("heaviside", Signs::heaviside, NAN, 0.7, 0, 0, 0),
        row("logaddexp", Exponentials::logaddexp, -INF, -INF, -INF, 0, 0),
        row("logaddexp", Exponentials::logaddexp, INF, INF, INF, 0.5, 0.5),
        row("logaddexp", Exponentials::logaddexp, -INF, 3, 3, 0, 1),
        row("logaddexp", Exponentials::logaddexp, 1e4, -1e4, 1e4, 1, 0),
        row("xlogy", Exponentials::xlogy, 0, 0, 0, 0, 0),
        row("xlogy", Exponentials::xlogy, 0, 2, 0, Math.log(2), 0),
        row("xlogy", Exponentials::xlogy, 2, 0, -INF, -INF, INF),
        row("xlogy", Exponentials::xlogy, 0, NAN, NAN, NAN, NAN),
        row("clampMin", (x, low) -> Extremes.clampMin(x, low), 2, 2, 2, 1, 0),
        row("clampMax", (x, high) -> Extremes.clampMax(x, high), 3, 2, 2, 0, 1));
  }

  @ParameterizedTest(name = "{0}({2}, {3})")
  @MethodSource("pairs")
  void functionsOfTwoNumbers(String name, BinaryOperator<Tensor> f, double a, double b, double y, double ga,
      double gb) {
    Parameter p = Parameter.of(Tensor.of(a));
    Parameter q = Parameter.of(Tensor.of(b));
    Tensor value = f.apply(p, q);
    assertNumbers(n(y), value);
    value.sum().backward();
    assertNumbers(n(ga), p.gradient());
    assertNumbers(n(gb), q.gradient());
  }

  @Test
  void clampingByTensorsGivesTheGradientToWhatWasTaken() {
    Parameter x = Parameter.of(Tensor.of(-2.0, 1, 0.5, 4, 0));
    Parameter low = Parameter.of(Tensor.of(-1.0, 1, 0, 0, 3));
    Parameter high = Parameter.of(Tensor.of(2.0, 2, 2, 2, 2));
    Extremes.clamp(x, low, high).sum().backward();
    assertNumbers(n(0, 1, 1, 0, 0), x.gradient());
    assertNumbers(n(1, 0, 0, 0, 0), low.gradient());
    assertNumbers(n(0, 0, 0, 1, 1), high.gradient());
  }

  @Test
  void oneToAnyPowerIsOne() {
    for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor any = Tensor.of(NAN, INF, -INF, 2, -3).to(type);
      assertEquals(Tensor.onesLike(any), Powers.pow(1, any));
      assertEquals(Tensor.onesLike(any), Tensor.onesLike(any).pow(any));
      assertEquals(Tensor.of(NAN, 1, 1, 1, -1).to(type), Powers.pow(-1, any));
      assertEquals(Tensor.of(1, 1, NAN).to(type), Tensor.of(1, -1, NAN).to(type).pow(INF));
    }
  }

  /** ∂²(aᵇ)/∂a∂b = aᵇ⁻¹(1 + b ln a) also where the slope by a vanishes. */
  @Test
  void theSlopeOfAPowerGrowsWithTheExponentFromZero() {
    Tensor a = Tensor.of(0.5, 2, 3);
    Tensor zero = Tensor.zerosLike(a);
    UnaryOperator<Tensor> byBase = b -> Autodiff.grad((Tensor t) -> t.pow(b).sum()).apply(a);
    UnaryOperator<Tensor> byExponent = t -> Autodiff.grad((Tensor b) -> t.pow(b).sum()).apply(zero);
    assertTrue(Autodiff.jvp(byBase, zero, Tensor.onesLike(a)).tangent().allClose(a.pow(-1), 1e-14, 0));
    assertTrue(Autodiff.jvp(byExponent, a, Tensor.onesLike(a)).tangent().allClose(a.pow(-1), 1e-14, 0));
  }

  @Test
  void bothEndsOfAnInterpolationAreExact() {
    Tensor start = Tensor.of(0.1, 1e16);
    Tensor end = Tensor.of(0.7, 1);
    assertEquals(start, Interpolation.lerp(start, end, 0));
    assertEquals(end, Interpolation.lerp(start, end, 1));
    assertTrue(Interpolation.addcmul(start, end, end, 2).allClose(start.add(end.pow(2).mul(2))));
    assertTrue(Interpolation.addcdiv(start, end, start, 2).allClose(start.add(end.div(start).mul(2))));
  }

  @Test
  void safeWhereKeepsTheOtherBranchOutOfTheGradient() {
    requireEdges(x -> Choices.safeWhere(x.gt(0), Tensor::sqrt, x, 1, Tensor.scalar(0.0)), n(-1, 0, 4), n(0, 0, 2),
        n(0, 0, 0.25));
  }

  @Test
  void predicatesAnswerForNumbersOfEveryType() {
    Tensor x = Tensor.of(NAN, INF, -INF, 0, -3);
    assertEquals(Tensor.of(true, false, false, false, false), Predicates.isnan(x));
    assertEquals(Tensor.of(false, true, true, false, false), Predicates.isinf(x));
    assertEquals(Tensor.of(false, false, false, true, true), Predicates.isfinite(x));
    for (Tensor whole : new Tensor[] {Tensor.of(1, -2), Tensor.of(1L, Long.MAX_VALUE)}) {
      assertEquals(Tensor.of(false, false), Predicates.isnan(whole));
      assertEquals(Tensor.of(false, false), Predicates.isinf(whole));
      assertEquals(Tensor.of(true, true), Predicates.isfinite(whole));
    }
    assertEquals(Tensor.of(true, false, true, false, false),
        Predicates.isclose(Tensor.of(INF, INF, 1, 1, NAN), Tensor.of(INF, 1, 1 + 1e-6, 1.1, NAN)));
    assertEquals(Tensor.of(true, false), Predicates.isclose(Tensor.of(3, 4), Tensor.of(3, 5)));
  }

  @Test
  void bitsOfWholeNumbers() {
    Tensor a = Tensor.of(12, -7, 1);
    Tensor b = Tensor.of(10, 3, 40);
    assertEquals(Tensor.of(12 & 10, -7 & 3, 1 & 40), Predicates.bitwiseAnd(a, b));
    assertEquals(Tensor.of(12 | 10, -7 | 3, 1 | 40), Predicates.bitwiseOr(a, b));
    assertEquals(Tensor.of(12 ^ 10, -7 ^ 3, 1 ^ 40), Predicates.bitwiseXor(a, b));
    assertEquals(Tensor.of(~12, ~-7, ~1), Predicates.bitwiseNot(a));
    assertEquals(Tensor.of(12 << 10, -7 << 3, 0), Predicates.bitwiseLeftShift(a, b));
    assertEquals(Tensor.of(0, -1, 0), Predicates.bitwiseRightShift(a, b));
    assertEquals(Tensor.of(1L << 40), Predicates.bitwiseLeftShift(Tensor.of(1L), Tensor.of(40)));
    assertEquals(Tensor.of(true, false), Predicates.bitwiseXor(Tensor.of(true, true), Tensor.of(false, true)));
    assertEquals(Tensor.of(false), Predicates.bitwiseNot(Tensor.of(true)));
    assertEquals("bitwiseAnd: needs integer tensors, got float32 and int32",
        assertThrows(IllegalArgumentException.class, () -> Predicates.bitwiseAnd(Tensor.of(1f), a)).getMessage());
  }

  @Test
  void wholeNumbersAreDividedAsWholeNumbers() {
    Tensor a = Tensor.of(-7, 7, Integer.MIN_VALUE);
    Tensor b = Tensor.of(2, -2, 3);
    assertEquals(Tensor.of(-4, -4, -715827883), Rounding.floorDivide(a, b));
    assertEquals(Tensor.of(-3, -3, -715827882), Rounding.truncDivide(a, b));
    assertEquals(Tensor.of(1, -1, 1), Rounding.remainder(a, b));
    assertEquals(Tensor.of(-1, 1, -2), Rounding.fmod(a, b));
    assertEquals(Tensor.of(Long.MAX_VALUE / 3), Rounding.floorDivide(Tensor.of(Long.MAX_VALUE), Tensor.of(3)));
    assertEquals("fmod: an integer divisor is 0, in a tensor of shape [2]",
        assertThrows(IllegalArgumentException.class, () -> Rounding.fmod(a.get(0), Tensor.of(1, 0))).getMessage());
    assertEquals("remainder: needs numbers, got bool tensors", assertThrows(IllegalArgumentException.class,
        () -> Rounding.remainder(Tensor.of(true), Tensor.of(true))).getMessage());
  }

  /** Where squares overflow, forward over reverse and in reverse twice. */
  @Test
  void whatLevelsOffIsStraightFarOut() {
    for (UnaryOperator<Tensor> f : List.<UnaryOperator<Tensor>>of(Trigonometry::atan, Activations::softsign)) {
      Tensor wide = Tensor.of(Double.MAX_VALUE, -Double.MAX_VALUE, 1e300, INF, -INF);
      Tensor narrow = Tensor.of(Float.MAX_VALUE, -Float.MAX_VALUE, 1e30f, (float) INF, (float) -INF);
      for (Tensor far : List.of(wide, narrow)) {
        UnaryOperator<Tensor> slope = Autodiff.grad((Tensor t) -> f.apply(t).sum());
        Tensor zeros = Tensor.zerosLike(far);
        assertEquals(zeros, Autodiff.jvp(slope, far, Tensor.onesLike(far)).tangent().add(0));
        assertEquals(zeros, Autodiff.grad((Tensor t) -> slope.apply(t).sum()).apply(far).add(0));
      }
    }
  }

  /** Far out the hazard nearly cancels against x. */
  @Test
  void theBendOfLogNdtrHasTheDigitsOfItsType() {
    Tensor x = Tensor.of(-1000f, -100f, -10f, 0f, 3f);
    UnaryOperator<Tensor> slope = Autodiff.grad((Tensor t) -> NormalIntegrals.logNdtr(t).sum());
    Tensor exact = Autodiff.jvp(slope, x.to(DType.FLOAT64), Tensor.ones(Shape.of(5), DType.FLOAT64)).tangent();
    Tensor bend = Autodiff.jvp(slope, x, Tensor.ones(5)).tangent();
    assertEquals(DType.FLOAT32, bend.dtype());
    assertTrue(exact.allClose(bend.to(DType.FLOAT64), 1e-7, 0), exact + " " + bend);
  }

  @Test
  void typesArePromoted() {
    Tensor whole = Tensor.of(1, 2);
    assertEquals(DType.FLOAT32, Exponentials.expm1(whole).dtype());
    assertEquals(DType.FLOAT64, Trigonometry.atan2(whole, Tensor.of(1.0, 2.0)).dtype());
    assertEquals(DType.FLOAT32, Powers.hypot(Tensor.of(1f, 2f), Tensor.scalar(1.0)).dtype());
    assertEquals(DType.INT32, Rounding.floor(whole).dtype());
    assertEquals(DType.INT32, Powers.square(whole).dtype());
    assertEquals(DType.INT32, Extremes.clamp(whole, 0, 1).dtype());
    assertEquals(DType.INT32, Extremes.clamp(Tensor.scalar(2), 0, 1).dtype());
    assertEquals(DType.FLOAT32, Extremes.clamp(whole, 0.5, 1.5).dtype());
    assertEquals(DType.INT64, Rounding.remainder(whole, Tensor.of(2L, 3L)).dtype());
    assertEquals(DType.FLOAT32, Interpolation.lerp(whole, whole, 0.5).dtype());
    assertEquals(DType.FLOAT32, Activations.gelu(whole).dtype());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals("polygamma: order -1, needs 0 to 170",
        assertThrows(IllegalArgumentException.class, () -> SpecialFunctions.polygamma(-1, Tensor.of(1.0)))
            .getMessage());
    assertEquals("logit: eps 0.7, needs at least 0 and at most 0.5",
        assertThrows(IllegalArgumentException.class, () -> SpecialFunctions.logit(Tensor.of(1.0), 0.7)).getMessage());
    assertEquals("clamp: bounds NaN and 1.0, needs numbers",
        assertThrows(IllegalArgumentException.class, () -> Extremes.clamp(Tensor.of(1.0), NAN, 1.0)).getMessage());
    assertEquals("clamp: 5000000000 does not fit int32; convert the tensor with to(DType.INT64)",
        assertThrows(IllegalArgumentException.class, () -> Extremes.clampMax(Tensor.of(1), 5_000_000_000L))
            .getMessage());
  }
}
