package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nabla.tensor.Index;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations made of others refuse what does not fit in their own name, not in that of a step the caller never wrote. */
class RefusalsTest {
  private static final Tensor PAIR = Tensor.of(1.0, 2.0);
  private static final Tensor THREE = Tensor.of(1.0, 2.0, 3.0);
  private static final Tensor FLAGS = Tensor.of(true, false);

  private static Arguments row(String operation, Executable call) {
    return arguments(operation, call);
  }

  static Stream<Arguments> wrongAxes() {
    return Stream.of(
        row("max", () -> PAIR.max(1)),
        row("min", () -> PAIR.min(1)),
        row("norm", () -> Norms.norm(PAIR, 0, 1)),
        row("norm", () -> Norms.norm(PAIR, 1, 1)),
        row("norm", () -> Norms.norm(PAIR, Double.POSITIVE_INFINITY, 1)),
        row("norm", () -> Norms.norm(PAIR, Double.NEGATIVE_INFINITY, 1)),
        row("nansum", () -> Reductions.nansum(PAIR, 1)),
        row("nanmean", () -> Reductions.nanmean(PAIR, 1)),
        row("countNonzero", () -> Reductions.countNonzero(PAIR, 1)),
        row("aminmax", () -> Reductions.aminmax(PAIR, 1)),
        row("softmin", () -> Activations.softmin(PAIR, 1)),
        row("fft", () -> Fourier.fft(Complex.of(PAIR), 1)),
        row("ifft", () -> Fourier.ifft(Complex.of(PAIR), 1)),
        row("rfft", () -> Fourier.rfft(PAIR, 1)),
        row("irfft", () -> Fourier.irfft(Complex.of(PAIR), 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongAxes")
  void axesThatAreNotThere(String operation, Executable call) {
    assertEquals(operation + ": axis 1 is out of range for shape [2], whose axes are -1 to 0",
        assertThrows(IndexOutOfBoundsException.class, call).getMessage());
  }

  static Stream<Arguments> wrongPositions() {
    Tensor weight = Tensor.zeros(2, 1);
    Tensor seven = Tensor.of(0L, 7L);
    return Stream.of(
        row("take", () -> Lookups.take(PAIR, seven)),
        row("takeAlongDim", () -> Lookups.takeAlongDim(PAIR, seven, 0)),
        row("with", () -> Updating.with(PAIR, 1, Index.at(7))),
        row("with", () -> Updating.with(PAIR, 1, Index.of(seven))),
        row("indexPut", () -> Updating.indexPut(PAIR, List.of(seven), PAIR, false)),
        row("indexPut", () -> Updating.indexPut(PAIR, List.of(seven), PAIR, true)),
        row("get", () -> PAIR.get(Index.at(7))),
        row("get", () -> PAIR.get(Index.of(seven))),
        row("embedding", () -> Lookups.embedding(weight, seven)),
        row("segmentSum", () -> Segments.segmentSum(PAIR, seven, 2)),
        row("segmentMean", () -> Segments.segmentMean(PAIR, seven, 2)),
        row("segmentMax", () -> Segments.segmentMax(PAIR, seven, 2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongPositions")
  void positionsThatAreNotThere(String operation, Executable call) {
    String message = assertThrows(IndexOutOfBoundsException.class, call).getMessage();
    assertTrue(message.startsWith(operation + ": index 7 is out of range for axis 0 of shape [2"), message);
  }

  static Stream<Arguments> wrongShapes() {
    return Stream.of(
        row("floorDivide", () -> Rounding.floorDivide(PAIR, THREE)),
        row("truncDivide", () -> Rounding.truncDivide(PAIR, THREE)),
        row("heaviside", () -> Signs.heaviside(PAIR, THREE)),
        row("isclose", () -> Predicates.isclose(PAIR, THREE)),
        row("maskedFill", () -> Masking.maskedFill(PAIR, THREE.gt(1), 0)),
        row("safeWhere", () -> Choices.safeWhere(FLAGS, Tensor::log, THREE, 1, PAIR)),
        row("safeWhere", () -> Choices.safeWhere(FLAGS, Tensor::log, PAIR, 1, THREE)),
        row("clamp", () -> Extremes.clamp(PAIR, THREE, PAIR)),
        row("clampMin", () -> Extremes.clampMin(PAIR, THREE)),
        row("clampMax", () -> Extremes.clampMax(PAIR, THREE)),
        row("lerp", () -> Interpolation.lerp(PAIR, THREE, 0.5)),
        row("addcmul", () -> Interpolation.addcmul(PAIR, THREE, PAIR, 1)),
        row("addcdiv", () -> Interpolation.addcdiv(PAIR, THREE, PAIR, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongShapes")
  void shapesThatDoNotBroadcast(String operation, Executable call) {
    assertEquals(operation + ": shapes [2] and [3] do not broadcast: axis -1 has extent 2 against 3",
        assertThrows(IllegalArgumentException.class, call).getMessage().lines().findFirst().orElseThrow());
  }

  static Stream<Arguments> wrongTypes() {
    return Stream.of(
        row("diff: needs numbers, got a bool tensor of shape [2]", () -> Differences.diff(FLAGS, 0)),
        row("frac: needs numbers, got a bool tensor of shape [2]", () -> Rounding.frac(FLAGS)),
        row("sgn: needs numbers, got a bool tensor of shape [2]", () -> Signs.sgn(FLAGS)),
        row("safeWhere: the condition is bool, got float64",
            () -> Choices.safeWhere(PAIR, Tensor::log, PAIR, 1, PAIR)),
        row("indexPut: an index tensor is int32, int64 or bool, got float64",
            () -> Updating.indexPut(PAIR, List.of(PAIR), PAIR, false)),
        row("bitwiseNot: needs an integer tensor, got float64 [2]", () -> Predicates.bitwiseNot(PAIR)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongTypes")
  void typesThatHaveNoSuchOperation(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void powersOfTheInverseOfASingularMatrix() {
    assertEquals("matrixPower: the matrix of shape [2×2] is singular: pivot 0 is 0",
        assertThrows(ArithmeticException.class, () -> MatrixFunctions.matrixPower(Tensor.zeros(2, 2), -2))
            .getMessage());
    assertEquals("inv: the matrix of shape [2×2] is singular: pivot 0 is 0",
        assertThrows(ArithmeticException.class, () -> LinearSystems.inv(Tensor.zeros(2, 2))).getMessage());
  }

  @Test
  void anIndexThatIsNull() {
    String sentence = ": entry 1 of the index is null; a whole axis is Index.ALL, a new one Index.NEW_AXIS";
    assertEquals("get" + sentence,
        assertThrows(IllegalArgumentException.class, () -> PAIR.get(Index.NEW_AXIS, null)).getMessage());
    assertEquals("with" + sentence,
        assertThrows(IllegalArgumentException.class, () -> Updating.with(PAIR, 1, Index.NEW_AXIS, null)).getMessage());
  }

  /** Also numbers whose counts would be an array longer than Java has. */
  @ParameterizedTest
  @ValueSource(longs = {-1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE, Long.MAX_VALUE})
  void numbersThatAreNotCounted(long number) {
    assertEquals("bincount: numbers are from 0 to 2147483638, as many as one array counts, got " + number,
        assertThrows(IndexOutOfBoundsException.class, () -> Counting.bincount(Tensor.of(0, number), 0)).getMessage());
  }
}
