package dev.nabla.kernel;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A number of some 100 bits as the unrounded sum of two doubles, for exponents: what is lost of an exponent of 700 is
 * lost 700 times in the value of the exponential function. Sums and products after T. J. Dekker, "A floating-point
 * technique for extending the available precision", Numer. Math. 18 (1971); the products use the fused multiplication.
 */
record DoubleDouble(double high, double low) {
  private static final MathContext DIGITS = new MathContext(40);

  /** ln 2. */
  private static final DoubleDouble LN2 = new DoubleDouble(0.6931471805599453, 2.3190468138462996e-17);

  /** The exponential function is computed between powers of the 32nd root of 2. */
  private static final int STEPS = 32;

  private static final DoubleDouble[] POWERS = powers();

  /** (eʳ - 1 - r - r²/2)/r³. */
  private static final double[] EXPONENTIAL = {
    1 / 6.0, 1 / 24.0, 1 / 120.0, 1 / 720.0, 1 / 5040.0, 1 / 40320.0
  };

  /** Exponents below minus this give 0 with any factor. */
  static final double FAR = 0x1p20;

  private static DoubleDouble[] powers() {
    BigDecimal root = BigDecimal.valueOf(2);
    for (int n = 1; n < STEPS; n *= 2) {
      root = root.sqrt(DIGITS);
    }
    DoubleDouble[] powers = new DoubleDouble[STEPS];
    BigDecimal power = BigDecimal.ONE;
    for (int i = 0; i < STEPS; i++) {
      double high = power.doubleValue();
      powers[i] = new DoubleDouble(high, power.subtract(new BigDecimal(high)).doubleValue());
      power = power.multiply(root, DIGITS);
    }
    return powers;
  }

  static DoubleDouble of(double x) {
    return new DoubleDouble(x, 0);
  }

  /** x + y, without error. */
  static DoubleDouble sum(double x, double y) {
    double sum = x + y;
    double part = sum - x;
    return new DoubleDouble(sum, x - (sum - part) + (y - part));
  }

  /** x·y, without error as long as nothing underflows. */
  static DoubleDouble product(double x, double y) {
    double product = x * y;
    return new DoubleDouble(product, Math.fma(x, y, -product));
  }

  static DoubleDouble quotient(double x, double y) {
    double quotient = x / y;
    return new DoubleDouble(quotient, Math.fma(-quotient, y, x) / y);
  }

  /** x + y for |x| ≥ |y|. */
  private static DoubleDouble normal(double x, double y) {
    double sum = x + y;
    return new DoubleDouble(sum, y - (sum - x));
  }

  DoubleDouble plus(DoubleDouble y) {
    DoubleDouble sum = sum(high, y.high);
    return normal(sum.high, sum.low + (low + y.low));
  }

  DoubleDouble plus(double y) {
    DoubleDouble sum = sum(high, y);
    return normal(sum.high, sum.low + low);
  }

  DoubleDouble minus(DoubleDouble y) {
    return plus(y.negative());
  }

  DoubleDouble negative() {
    return new DoubleDouble(-high, -low);
  }

  DoubleDouble times(DoubleDouble y) {
    DoubleDouble product = product(high, y.high);
    return normal(product.high, product.low + (high * y.low + low * y.high));
  }

  DoubleDouble times(double y) {
    DoubleDouble product = product(high, y);
    return normal(product.high, product.low + low * y);
  }

  DoubleDouble dividedBy(DoubleDouble y) {
    double quotient = high / y.high;
    double rest = Math.fma(-quotient, y.high, high) + (low - quotient * y.low);
    return normal(quotient, rest / y.high);
  }

  DoubleDouble dividedBy(double y) {
    double quotient = high / y;
    return normal(quotient, (Math.fma(-quotient, y, high) + low) / y);
  }

  double rounded() {
    return high + low;
  }

  /**
   * ln x for x &gt; 0, with an absolute error below 2⁻⁷⁴ for x near 1: a step of Newton's method from the rounded one.
   */
  static DoubleDouble log(DoubleDouble x) {
    int exponent = Math.getExponent(x.high);
    DoubleDouble mantissa = new DoubleDouble(Math.scalb(x.high, -exponent), Math.scalb(x.low, -exponent));
    double log = Math.log(mantissa.high);
    DoubleDouble one = mantissa.times(exponential(of(-log), 0));
    DoubleDouble rest = new DoubleDouble(one.high - 1, one.low);
    return LN2.times(exponent).plus(log).plus(rest.rounded());
  }

  /** ln(1 + t), with a small relative error also for small t. */
  static DoubleDouble logOnePlus(DoubleDouble t) {
    DoubleDouble u = t.plus(1);
    return Math.abs(t.high) < 0.1 ? t.minus(GammaDensity.deviance(u, t)) : log(u);
  }

  /** factor · eˣ · 2ⁿ, rounded once at the end: the factors alone may be out of range. */
  static double scaledExponential(DoubleDouble x, DoubleDouble factor, int n) {
    if (!(x.high > -FAR)) {
      return Double.isNaN(x.high) ? x.high : 0;
    }
    int exponent = exponent(x);
    DoubleDouble e = exponential(x, exponent);
    int ofFactor = Math.getExponent(factor.high);
    DoubleDouble scaled = new DoubleDouble(Math.scalb(factor.high, -ofFactor), Math.scalb(factor.low, -ofFactor));
    double product = e.times(scaled).high;
    return Math.scalb(product, Math.max(-9999, exponent + ofFactor + n));
  }

  /** The power of 2 near eˣ. */
  private static int exponent(DoubleDouble x) {
    return (int) Math.floor(x.high / LN2.high);
  }

  /** eˣ·2⁻ⁿ, with a relative error below 2⁻⁷⁴. */
  private static DoubleDouble exponential(DoubleDouble x, int n) {
    int k = (int) Math.rint(x.high * (STEPS / LN2.high));
    DoubleDouble r = x.minus(LN2.times((double) k / STEPS));
    DoubleDouble square = product(r.high, r.high);
    double tail = r.high * square.high * Polynomial.at(r.high, EXPONENTIAL);
    DoubleDouble less = sum(r.high, square.high / 2).plus(square.low / 2 + r.low * (1 + r.high) + tail);
    DoubleDouble power = POWERS[Math.floorMod(k, STEPS)];
    DoubleDouble e = power.plus(power.times(less));
    int scale = Math.floorDiv(k, STEPS) - n;
    return new DoubleDouble(Math.scalb(e.high, scale), Math.scalb(e.low, scale));
  }
}
