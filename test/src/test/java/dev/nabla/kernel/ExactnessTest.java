package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bounds of accuracy: 4 units in the last place for double, 2 for float, over the whole domain, with and without
 * vectors. What is exact stands in {@code exactness.txt}, which {@code exactness.py} beside it has computed to 60 digits
 * and more and then rounded; float is compared with double, whose error does not show there.
 */
class ExactnessTest {
  private static final double BOUND = 4;
  private static final double FLOAT_BOUND = 2;

  /**
   * Near zeros that lie between numbers, values have no digits to be relative to: there errors are absolute. Those of
   * derivatives of the cardinal sine are relative to their amplitude, 20 for the fourth.
   */
  private static final Map<String, Double> NEAR_ZEROS =
      Map.of("LGAMMA", 1e-15, "DIGAMMA", 1e-15, "LOGADDEXP", 1e-15, "SINC_DERIVATIVE", 4e-15);

  /** Slopes of x·gate(x) have one zero between these; there their errors are relative to the upstream gradient. */
  private static final double[] FLAT = {-1.7, -0.4};

  private static final double NEAR_FLAT = 4.5e-16;

  /** So many numbers lie between the floats that are tried. */
  private static final int STRIDE = 100_003;

  /** A line of the table. */
  private record Value(String function, double[] arguments, double exact) {
    static Value of(String line) {
      String[] words = line.split(" ");
      double[] numbers = new double[words.length - 1];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.longBitsToDouble(Long.parseUnsignedLong(words[i + 1], 16));
      }
      return new Value(words[0], Arrays.copyOf(numbers, numbers.length - 1), numbers[numbers.length - 1]);
    }
  }

  private static final List<Value> TABLE = new ArrayList<>();

  @BeforeAll
  static void read() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        ExactnessTest.class.getResourceAsStream("exactness.txt"), StandardCharsets.US_ASCII))) {
      lines.lines().map(Value::of).forEach(TABLE::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Value> of(String function) {
    return TABLE.stream().filter(value -> value.function.equals(function)).toList();
  }

  private static double[] numbers(List<Value> values, int argument) {
    return values.stream().mapToDouble(v -> v.arguments[argument]).toArray();
  }

  @Test
  void theTableHasEveryFunctionThatIsNotExactByItself() {
    Set<Unary> exact = Set.of(Unary.NEG, Unary.ABS, Unary.SIGN, Unary.SQUARE, Unary.RECIPROCAL, Unary.SQRT, Unary.RELU,
        Unary.FLOOR, Unary.CEIL, Unary.ROUND, Unary.TRUNC);
    for (Unary f : Unary.values()) {
      assertEquals(!exact.contains(f), of(f.name()).size() > 50, f.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void doublesOfOneNumber(Unary f) {
    List<Value> values = of(f.name());
    double[] x = numbers(values, 0);
    for (Loops loops : new Loops[] {Loops.DOUBLE_SCALAR, Loops.DOUBLE_VECTOR}) {
      double[] y = loops.unary(f, x, false);
      requireExact(loops, values, i -> y[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POW", "ATAN2", "HYPOT", "XLOGY", "LOGADDEXP", "FMOD", "REMAINDER", "FLOOR_DIVIDE",
    "POLYGAMMA", "SINC_DERIVATIVE", "SILU_GRADIENT", "GELU_GRADIENT", "GELU_TANH_GRADIENT", "MISH_GRADIENT",
    "HARDSWISH_GRADIENT"})
  void doublesOfTwoNumbers(String function) {
    List<Value> values = of(function);
    assertTrue(values.size() >= 40, function);
    double[] a = numbers(values, 0);
    double[] b = numbers(values, 1);
    for (Loops loops : new Loops[] {Loops.DOUBLE_SCALAR, Loops.DOUBLE_VECTOR}) {
      double[] y = loops.binary(Binary.valueOf(function), a, b, a.length);
      requireExact(loops, values, i -> y[i]);
    }
  }

  private static void requireExact(Loops loops, List<Value> values, IntToDoubleFunction y) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      double got = y.applyAsDouble(i);
      double distance = loops.distance(value.exact, got);
      boolean vanishing = Math.abs(value.exact - got) <= nearZero(value);
      if (!(distance <= BOUND) && !vanishing) {
        wrong.add(Arrays.toString(value.arguments) + " ↦ " + got + ", exact " + value.exact + ", " + distance
            + " ulp");
      }
    }
    assertTrue(wrong.isEmpty(), () -> values.get(0).function + " by " + loops + ", " + wrong.size() + " of "
        + values.size() + ": " + String.join("; ", wrong.subList(0, Math.min(8, wrong.size()))));
  }

  private static double nearZero(Value value) {
    if (!value.function.endsWith("_GRADIENT")) {
      return NEAR_ZEROS.getOrDefault(value.function, 0.0);
    }
    double x = value.arguments[1];
    return FLAT[0] < x && x < FLAT[1] ? NEAR_FLAT * Math.abs(value.arguments[0]) : 0;
  }

  /** Floats of all magnitudes and signs, infinities and NaN among them, and some in which roundings of gelu add up. */
  private static double[] floats() {
    List<Double> x = new ArrayList<>(List.of(0.0, -0.0, 1.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY));
    for (float v : new float[] {-1.8452882f, -1.8596343f, -2.1992455f, -2.198937f, -9.320308f, -11.395006f,
      -12.773924f}) {
      x.add((double) v);
    }
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      x.add((double) Float.intBitsToFloat((int) bits));
    }
    for (float v = -110; v < 110; v += 0.0137f) {
      x.add((double) v);
    }
    return x.stream().mapToDouble(v -> v).toArray();
  }

  @ParameterizedTest
  @EnumSource
  void floatsAreThoseOfDoubleRounded(Unary f) {
    double[] x = floats();
    double[] exact = Loops.DOUBLE_SCALAR.unary(f, x, false);
    for (Loops loops : new Loops[] {Loops.FLOAT_SCALAR, Loops.FLOAT_VECTOR}) {
      double[] y = loops.unary(f, x, false);
      for (int i = 0; i < x.length; i++) {
        double ulps = floatUlps(exact[i], y[i]);
        assertTrue(ulps <= FLOAT_BOUND, f + "(" + x[i] + ") by " + loops + ": " + y[i] + ", exact " + exact[i]);
      }
    }
  }

  private static double floatUlps(double exact, double got) {
    if (Double.compare((float) exact, got) == 0 || exact == 0 && got == 0) {
      return 0;
    }
    boolean overflow = Double.isInfinite(got) && Math.abs(exact) > Float.MAX_VALUE
        || Double.isInfinite((float) exact) && Math.abs(got) == Float.MAX_VALUE;
    return overflow ? 1 : Math.abs(got - exact) / Math.ulp((float) exact);
  }
}
