package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Powers of whole numbers that a number holds exactly, and their logarithms, are exact, not only near. */
class WholePowersTest {
  @BeforeAll
  static void vectorsAreThere() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void logarithmsOfPowersOfTwo(Loops loops) {
    boolean precise = loops.name().startsWith("DOUBLE");
    double[] exponents = IntStream.rangeClosed(precise ? -1074 : -149, precise ? 1023 : 127).asDoubleStream().toArray();
    double[] powers = Arrays.stream(exponents).map(e -> Math.scalb(1.0, (int) e)).toArray();
    assertArrayEquals(exponents, loops.unary(Unary.LOG2, powers, false));
    assertArrayEquals(powers, loops.unary(Unary.EXP2, exponents, false));
    double[] two = {2};
    assertArrayEquals(powers, loops.binary(Binary.POW, two, exponents, exponents.length));
  }

  @ParameterizedTest
  @EnumSource
  void logarithmsOfPowersOfTen(Loops loops) {
    boolean precise = loops.name().startsWith("DOUBLE");
    double[] exponents = IntStream.rangeClosed(0, precise ? 22 : 10).asDoubleStream().toArray();
    double[] powers = Arrays.stream(exponents).map(e -> Double.parseDouble("1e" + (int) e)).toArray();
    assertArrayEquals(exponents, loops.unary(Unary.LOG10, powers, false));
    assertArrayEquals(powers, loops.binary(Binary.POW, new double[] {10}, exponents, exponents.length));
  }

  @ParameterizedTest
  @EnumSource
  void powersOfWholeNumbers(Loops loops) {
    double limit = loops.name().startsWith("DOUBLE") ? 0x1p53 : 0x1p24;
    for (int exponent = 4; exponent <= 30; exponent++) {
      int greatest = (int) Math.min(4096, Math.floor(Math.pow(limit, 1.0 / exponent) + 1e-9));
      double[] bases = IntStream.rangeClosed(-greatest, greatest).asDoubleStream().toArray();
      double[] powers = loops.binary(Binary.POW, bases, new double[] {exponent}, bases.length);
      for (int i = 0; i < bases.length; i++) {
        double exact = 1;
        for (int factor = 0; factor < exponent; factor++) {
          exact *= bases[i];
        }
        assertEquals(exact, powers[i], 0, bases[i] + " to the power " + exponent + " by " + loops);
      }
    }
  }
}
