package dev.nabla.kernel;

/**
 * Functions that {@link Math} lacks, in double precision and within 4 ulp; the scalar loops of both floating types call
 * them.
 */
final class SpecialFunctions {
  /** 1/ln 2, and what it lacks. */
  private static final double LOG2_E = 1.4426950408889634;

  private static final double LOG2_E_REST = 2.0355273740931033e-17;

  private static final double LN_2 = 0.6931471805599453;

  private SpecialFunctions() {}

  /** log₂ x; exact for powers of two. */
  static double log2(double x) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      return Math.log(x);
    }
    // x = m·2ᵉ with m in [√½, √2), so that the two summands never cancel.
    int e = Math.getExponent(x);
    if (e < Double.MIN_EXPONENT) {
      return log2(x * 0x1p54) - 54;
    }
    double m = Math.scalb(x, -e);
    if (m > 1.4142135623730951) {
      m /= 2;
      e++;
    }
    double ln = Math.log(m);
    return e + (ln * LOG2_E + ln * LOG2_E_REST);
  }

  /** The inverse of sinh: ln(x + √(x²+1)), written so that nothing cancels or overflows. */
  static double asinh(double x) {
    double a = Math.abs(x);
    if (a > 0x1p28) {
      return Math.copySign(Math.log(a) + LN_2, x);
    }
    double square = a * a;
    return Math.copySign(Math.log1p(a + square / (1 + Math.sqrt(square + 1))), x);
  }

  /** The inverse of cosh: ln(x + √(x²-1)) for x ≥ 1. */
  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    if (x > 0x1p28) {
      return Math.log(x) + LN_2;
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(t * (x + 1)));
  }

  /** The inverse of tanh: ½ ln((1+x)/(1-x)); ±∞ at ±1. */
  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  /** ln(1 + eˣ). */
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** ln(x/(1 - x)); around 1/2, where it vanishes, by what the quotient exceeds 1 by. */
  static double logit(double x) {
    return Math.abs(x - 0.5) < 0.25 ? Math.log1p((2 * x - 1) / (1 - x)) : Math.log(x / (1 - x));
  }

  /** a - b⌊a/b⌋, which has the sign of b; see {@link Binary#REMAINDER}. */
  static double remainder(double a, double b) {
    double r = a % b;
    return r != 0 && r < 0 != b < 0 ? r + b : r;
  }

  /**
   * ⌊a/b⌋: the rounded quotient, or one less where it leaves a rest with the other sign than b, which the fused operation
   * computes without error. From 2⁵² on all doubles are whole numbers, and the quotient is the nearest.
   */
  static double floorDivide(double a, double b) {
    double q = a / b;
    if (b == 0 || Double.isNaN(q)) {
      return q;
    }
    if (Double.isInfinite(b)) {
      return a != 0 && a < 0 != b < 0 ? -1 : q;
    }
    double whole = Math.rint(q);
    double rest = Math.abs(q) < 0x1p52 ? Math.fma(-whole, b, a) : 0;
    if (rest != 0 && rest < 0 != b < 0) {
      whole--;
    }
    return whole == 0 ? Math.copySign(0, q) : whole;
  }

  /** a ln b, 0 where a is 0 and b a number. */
  static double xlogy(double a, double b) {
    return a == 0 && !Double.isNaN(b) ? 0 : a * Math.log(b);
  }

  /** ln(eᵃ + eᵇ); near its zeros with an absolute error of 2⁻⁵². */
  static double logAddExp(double a, double b) {
    if (a == b) {
      return a + LN_2; // infinities too, whose difference is NaN
    }
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }
}
