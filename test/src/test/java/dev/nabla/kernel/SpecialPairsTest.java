package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions of two numbers that Java has, for every pair of numbers that are special, zeros with their signs among them. */
class SpecialPairsTest {
  private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 2.5, -0x1p-149, 0x1p-126, 0x1p127, -0x1p127, Double.NaN,
    Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

  @BeforeAll
  static void vectorsAreThere() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
  }

  private static void requireAgreement(Binary f, DoubleBinaryOperator java, Loops loops) {
    int n = SPECIAL.length * SPECIAL.length;
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = SPECIAL[i / SPECIAL.length];
      b[i] = SPECIAL[i % SPECIAL.length];
    }
    double[] y = loops.binary(f, a, b, n);
    for (int i = 0; i < n; i++) {
      double expected = loops.rounded(new double[] {java.applyAsDouble(a[i], b[i])})[0];
      boolean sameSign = Double.isNaN(expected) || Math.copySign(1, expected) == Math.copySign(1, y[i]);
      assertTrue(sameSign && loops.distance(expected, y[i]) <= 2,
          f + "(" + a[i] + ", " + b[i] + ") by " + loops + ": " + y[i] + ", expected " + expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreeWithJava(Loops loops) {
    requireAgreement(Binary.ATAN2, Math::atan2, loops);
    requireAgreement(Binary.HYPOT, Math::hypot, loops);
    requireAgreement(Binary.FMOD, (a, b) -> a % b, loops);
    requireAgreement(Binary.COPYSIGN, Math::copySign, loops);
    requireAgreement(Binary.FMAX, (a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b), loops);
  }
}
