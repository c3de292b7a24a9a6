package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Element-wise loops with and without vectors agree for runs of every length, wherever they begin. */
class ElementwiseKernelsTest {
  static final int[] SIZES = {0, 1, 15, 16, 17, 31, 33, 1023, 4099};

  private static final double[] EXTREME = {Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
    1, -1, 0.5, -0.5, 2, -2, 1.5, -2.5, 1e-30, -1e-30, 1e30, -1e30, 88.8, -88.8, 104, -104, 709.9, -745.2,
    Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, 1e-320, 1e308};

  /** Slopes of x·gate(x): near their zero, which lies in {@link #FLAT}, errors are relative to the upstream gradient. */
  private static final Set<Binary> GATES =
      Set.of(Binary.SILU_GRADIENT, Binary.GELU_GRADIENT, Binary.GELU_TANH_GRADIENT, Binary.MISH_GRADIENT);
  private static final double[] FLAT = {-1.7, -0.4};

  /** Near the zeros of ln(eᵃ + eᵇ) errors are absolute. */
  private static final double NEAR_ZERO = 1e-15;

  @BeforeAll
  static void vectorsAreThere() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
  }

  /** Numbers of all magnitudes, most of them ordinary, with extreme ones anywhere between them. */
  private static double[] numbers(Random random, int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = switch (random.nextInt(6)) {
        case 0 -> EXTREME[random.nextInt(EXTREME.length)];
        case 1 -> random.nextDouble() * 2 - 1;
        case 2 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(60) - 30);
        case 3 -> random.nextInt(41) - 20;
        default -> 4 * random.nextGaussian();
      };
    }
    return x;
  }

  /** Both results are within the bounds of accuracy that {@link Unary} promises, so at most twice that apart. */
  private static double tolerance(Loops loops) {
    return loops == Loops.FLOAT_VECTOR ? 4 : 8;
  }

  private static void assertAgree(Loops loops, String what, double[] scalar, double[] vector) {
    for (int i = 0; i < scalar.length; i++) {
      boolean sameSign = Double.isNaN(scalar[i]) || scalar[i] != 0 && vector[i] != 0
          || Math.copySign(1, scalar[i]) == Math.copySign(1, vector[i]);
      if (!sameSign || !(loops.distance(scalar[i], vector[i]) <= tolerance(loops))) {
        fail(what + " at " + i + " of " + scalar.length + ": scalar " + scalar[i] + ", vector " + vector[i]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void functionsOfOneNumber(Unary f) {
    Random random = new Random(f.ordinal());
    for (int n : SIZES) {
      for (boolean inPlace : new boolean[] {false, true}) {
        double[] x = numbers(random, n);
        assertAgree(Loops.FLOAT_VECTOR, f + " of float", Loops.FLOAT_SCALAR.unary(f, x, inPlace),
            Loops.FLOAT_VECTOR.unary(f, x, inPlace));
        assertAgree(Loops.DOUBLE_VECTOR, f + " of double", Loops.DOUBLE_SCALAR.unary(f, x, inPlace),
            Loops.DOUBLE_VECTOR.unary(f, x, inPlace));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void functionsOfTwoNumbers(Binary f) {
    Random random = new Random(f.ordinal());
    for (int n : SIZES) {
      double[] a = numbers(random, n);
      double[] b = numbers(random, n);
      double[][][] operands = {{a, b}, {a, numbers(random, 1)}, {numbers(random, 1), b},
        {numbers(random, 1), numbers(random, 1)}, {a, {2}}, {a, {0.5}}, {a, {-1}}, {a, {3}}};
      for (double[][] pair : operands) {
        assertPairsAgree(f, Loops.FLOAT_SCALAR, Loops.FLOAT_VECTOR, pair[0], pair[1], n);
        assertPairsAgree(f, Loops.DOUBLE_SCALAR, Loops.DOUBLE_VECTOR, pair[0], pair[1], n);
      }
    }
  }

  private static void assertPairsAgree(Binary f, Loops scalar, Loops vector, double[] a, double[] b, int n) {
    double[] x = scalar.binary(f, a, b, n);
    double[] y = vector.binary(f, a, b, n);
    if (GATES.contains(f)) {
      for (int i = 0; i < n; i++) {
        double at = b[b.length == n ? i : 0];
        boolean flat = FLAT[0] < at && at < FLAT[1];
        double unit = vector.unit(a[a.length == n ? i : 0]);
        y[i] = flat && Math.abs(x[i] - y[i]) <= tolerance(vector) * unit ? x[i] : y[i];
      }
    }
    if (f == Binary.LOGADDEXP) {
      for (int i = 0; i < n; i++) {
        y[i] = Math.abs(x[i] - y[i]) <= NEAR_ZERO ? x[i] : y[i];
      }
    }
    assertAgree(vector, f + " by " + vector, x, y);
  }

  /** The scalar loops of float are within 2 units in the last place of what double computes from the same numbers. */
  @ParameterizedTest
  @EnumSource
  void floatsAreAccurate(Unary f) {
    double[] x = Loops.FLOAT_SCALAR.rounded(numbers(new Random(99), 4099));
    double[] exact = Loops.DOUBLE_SCALAR.unary(f, x, false);
    for (Loops loops : new Loops[] {Loops.FLOAT_SCALAR, Loops.FLOAT_VECTOR}) {
      double[] y = loops.unary(f, x, false);
      for (int i = 0; i < x.length; i++) {
        double distance = loops.distance(exact[i], y[i]);
        assertTrue(distance <= 2.5, f + "(" + x[i] + ") by " + loops + ": expected " + exact[i] + ", got " + y[i]);
      }
    }
  }

  /** Functions that {@link Math} knows, on numbers where it is exact to a unit in the last place. */
  @Test
  void doublesAgreeWithJava() {
    double[] x = numbers(new Random(7), 4099);
    for (int i = 0; i < x.length; i++) {
      assertNear(Math.exp(x[i]), one(Unary.EXP, x[i]));
      assertNear(Math.log(x[i]), one(Unary.LOG, x[i]));
      assertNear(Math.tanh(x[i]), one(Unary.TANH, x[i]));
      assertNear(Math.sqrt(x[i]), one(Unary.SQRT, x[i]));
      assertNear(Math.rint(x[i]), one(Unary.ROUND, x[i]));
      assertNear(Math.floor(x[i]), one(Unary.FLOOR, x[i]));
      assertNear(x[i] * x[i], one(Unary.SQUARE, x[i]));
      assertNear(Math.max(x[i], 0.0), one(Unary.RELU, x[i]));
    }
  }

  private static double one(Unary f, double x) {
    return Loops.DOUBLE_SCALAR.unary(f, new double[] {x}, false)[0];
  }

  private static void assertNear(double expected, double actual) {
    assertTrue(Loops.DOUBLE_SCALAR.distance(expected, actual) <= 5, "expected " + expected + ", got " + actual);
  }

  @Test
  void integersAgreeWithJavaForEveryLength() {
    Random random = new Random(5);
    for (int n : SIZES) {
      int[] a = random.ints(n).toArray();
      int[] b = random.ints(n).toArray();
      long[] c = random.longs(n).toArray();
      long[] d = random.longs(n).toArray();
      int[] shape = {n};
      int[] step = {1};
      int[] y = new int[n];
      long[] z = new long[n];
      for (Binary f : new Binary[] {Binary.ADD, Binary.SUB, Binary.MUL, Binary.MAXIMUM, Binary.MINIMUM}) {
        IntPlainMaps.binary(f, shape, a, 0, step, b, 0, step, y);
        LongPlainMaps.binary(f, shape, c, 0, step, d, 0, step, z);
        for (int i = 0; i < n; i++) {
          assertEquals((int) integer(f, a[i], b[i]), y[i]);
          assertEquals(integer(f, c[i], d[i]), z[i]);
        }
      }
      for (Unary f : new Unary[] {Unary.NEG, Unary.ABS, Unary.SIGN, Unary.SQUARE, Unary.RELU}) {
        IntPlainMaps.unary(f, shape, a, 0, step, y);
        LongPlainMaps.unary(f, shape, c, 0, step, z);
        for (int i = 0; i < n; i++) {
          assertEquals((int) integer(f, a[i]), y[i]);
          assertEquals(integer(f, c[i]), z[i]);
        }
      }
    }
  }

  private static long integer(Binary f, long a, long b) {
    return switch (f) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case MAXIMUM -> Math.max(a, b);
      default -> Math.min(a, b);
    };
  }

  private static long integer(Unary f, long a) {
    return switch (f) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SIGN -> Long.signum(a);
      case SQUARE -> a * a;
      default -> Math.max(a, 0);
    };
  }

  @ParameterizedTest
  @EnumSource
  void comparisonsAndChoicesAgreeWithJava(Comparison how) {
    Random random = new Random(how.ordinal());
    for (int n : SIZES) {
      double[] a = Loops.FLOAT_SCALAR.rounded(numbers(random, n));
      double[] b = a.clone();
      boolean[] chosen = new boolean[n];
      for (int i = 0; i < n; i++) {
        b[i] = random.nextBoolean() ? a[i] : Loops.FLOAT_SCALAR.rounded(numbers(random, 1))[0];
        chosen[i] = random.nextBoolean();
      }
      boolean[] expected = new boolean[n];
      double[] selected = new double[n];
      for (int i = 0; i < n; i++) {
        expected[i] = holds(how, a[i], b[i]);
        selected[i] = chosen[i] ? a[i] : b[i];
      }
      int[] shape = {n};
      int[] step = {1};
      boolean[] y = new boolean[n];
      DoublePlainMaps.compare(how, shape, a, 0, step, b, 0, step, y);
      assertArrayEquals(expected, y);
      FloatPlainMaps.compare(how, shape, Loops.floats(a), 0, step, Loops.floats(b), 0, step, y);
      assertArrayEquals(expected, y);
      double[] z = new double[n];
      DoublePlainMaps.select(shape, chosen, 0, step, a, 0, step, b, 0, step, z);
      assertArrayEquals(selected, z);
      float[] narrow = new float[n];
      FloatPlainMaps.select(shape, chosen, 0, step, Loops.floats(a), 0, step, Loops.floats(b), 0, step, narrow);
      assertArrayEquals(Loops.floats(selected), narrow);
    }
  }

  private static boolean holds(Comparison how, double a, double b) {
    return switch (how) {
      case EQ -> a == b;
      case NE -> a != b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
    };
  }
}
