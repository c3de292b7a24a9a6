package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What loops say of whole quotients and of what they leave is exact, with and without vectors. */
class DivisionLoopsTest {
  private static final int PAIRS = 20_000;

  /** Among these exponents of quotients are those at which loops of vectors leave them to others. */
  private static final int GREATEST_EXPONENT = 60;

  /** Up to here doubles count halves: a rounded quotient cannot be beside the exact one. */
  private static final double COUNTABLE = 0x1p51;

  @BeforeAll
  static void vectorsAreThere() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
  }

  private static double[] divisors(Random random, Loops loops) {
    return loops.rounded(random.doubles(PAIRS).map(v -> (v - 0.5) * Math.scalb(1, random.nextInt(20))).toArray());
  }

  /** Some are whole multiples of their divisors, or next to one. */
  private static double[] dividends(Random random, Loops loops, double[] divisors) {
    double[] a = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      double quotient = (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(GREATEST_EXPONENT));
      a[i] = divisors[i] * (random.nextBoolean() ? quotient : Math.rint(quotient));
    }
    return loops.rounded(a);
  }

  @ParameterizedTest
  @EnumSource
  void whatTruncationLeavesIsJavas(Loops loops) {
    Random random = new Random(1);
    double[] b = divisors(random, loops);
    double[] a = dividends(random, loops, b);
    double[] y = loops.binary(Binary.FMOD, a, b, PAIRS);
    for (int i = 0; i < PAIRS; i++) {
      assertEquals(a[i] % b[i], y[i], a[i] + " % " + b[i]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void floorsAreThoseOfExactQuotients(Loops loops) {
    Random random = new Random(2);
    double[] b = divisors(random, loops);
    double[] a = dividends(random, loops, b);
    double[] q = loops.binary(Binary.FLOOR_DIVIDE, a, b, PAIRS);
    double[] r = loops.binary(Binary.REMAINDER, a, b, PAIRS);
    for (int i = 0; i < PAIRS; i++) {
      BigDecimal divisor = new BigDecimal(b[i]);
      boolean negative = a[i] < 0 != b[i] < 0;
      BigDecimal floor = new BigDecimal(a[i]).divide(divisor, 0, negative ? RoundingMode.UP : RoundingMode.DOWN);
      BigDecimal left = new BigDecimal(a[i]).subtract(floor.multiply(divisor));
      double bound = Math.abs(floor.doubleValue()) < COUNTABLE ? 0 : 1;
      assertTrue(loops.distance(rounded(loops, floor), q[i]) <= bound, "⌊" + a[i] + "/" + b[i] + "⌋ = " + floor + " by "
          + loops + ": " + q[i]);
      assertEquals(0, loops.distance(rounded(loops, left), r[i]), a[i] + " - " + b[i] + "·" + floor + " by " + loops);
    }
  }

  private static double rounded(Loops loops, BigDecimal exact) {
    return loops.rounded(new double[] {exact.doubleValue()})[0];
  }
}
