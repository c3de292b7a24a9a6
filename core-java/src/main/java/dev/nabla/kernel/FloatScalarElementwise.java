package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
import dev.nabla.kernel.FloatPlainArithmetic.UnaryLoop;

/**
 * The element-wise functions in plain Java. float results are rounded from double ones, so that they are within 0.51 ulp
 * wherever {@link Math} has the function; a loop and a method for each, see {@link FloatPlainArithmetic}.
 */
class FloatScalarElementwise extends FloatElementwise {
  FloatScalarElementwise() {
    this(FloatPlainArithmetic.scalar());
  }

  FloatScalarElementwise(FloatPlainArithmetic arithmetic) {
    super(arithmetic);
  }

  @Override
  public void unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
    loop(f).run(x, xo, y, yo, n);
  }

  private UnaryLoop loop(Unary f) {
    return switch (f) {
      case NEG, ABS, SIGN, SQUARE, RELU -> arithmetic.unary(f);
      case RECIPROCAL -> FloatScalarElementwise::reciprocal;
      case SQRT -> FloatScalarElementwise::squareRoot;
      case RSQRT -> FloatScalarElementwise::reciprocalRoot;
      case EXP -> FloatScalarElementwise::exp;
      case EXPM1 -> FloatScalarElementwise::expm1;
      case LOG -> FloatScalarElementwise::log;
      case LOG1P -> FloatScalarElementwise::log1p;
      case TANH -> FloatScalarElementwise::tanh;
      case SIGMOID -> FloatScalarElementwise::sigmoid;
      case SIN -> FloatScalarElementwise::sin;
      case COS -> FloatScalarElementwise::cos;
      case FLOOR -> FloatScalarElementwise::floor;
      case CEIL -> FloatScalarElementwise::ceil;
      case ROUND -> FloatScalarElementwise::round;
      case TRUNC -> FloatScalarElementwise::truncate;
      case EXP2 -> FloatScalarElementwise::exp2;
      case LOG2 -> FloatScalarElementwise::log2;
      case LOG10 -> FloatScalarElementwise::log10;
      case TAN -> FloatScalarElementwise::tan;
      case ASIN -> FloatScalarElementwise::asin;
      case ACOS -> FloatScalarElementwise::acos;
      case ATAN -> FloatScalarElementwise::atan;
      case SINH -> FloatScalarElementwise::sinh;
      case COSH -> FloatScalarElementwise::cosh;
      case ASINH -> FloatScalarElementwise::asinh;
      case ACOSH -> FloatScalarElementwise::acosh;
      case ATANH -> FloatScalarElementwise::atanh;
      case ERF -> FloatScalarElementwise::erf;
      case ERFC -> FloatScalarElementwise::erfc;
      case ERFINV -> FloatScalarElementwise::erfinv;
      case LGAMMA -> FloatScalarElementwise::logGamma;
      case DIGAMMA -> FloatScalarElementwise::digamma;
      case SINC -> FloatScalarElementwise::sinc;
      case SOFTPLUS -> FloatScalarElementwise::softplus;
      case LOGSIGMOID -> FloatScalarElementwise::logSigmoid;
      case LOGIT -> FloatScalarElementwise::logit;
      case SILU -> FloatScalarGates::silu;
      case GELU -> FloatScalarGates::gelu;
      case GELU_TANH -> FloatScalarGates::geluTanh;
      case MISH -> FloatScalarGates::mish;
      case HARDSWISH -> FloatScalarGates::hardswish;
      case NDTR -> FloatScalarElementwise::cumulativeNormal;
      case LOG_NDTR -> FloatScalarElementwise::logCumulativeNormal;
      case NDTRI -> FloatScalarElementwise::normalQuantile;
    };
  }

  @Override
  void pairs(Binary f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    loop(f).run(a, ao, b, bo, y, yo, n);
  }

  private PairLoop loop(Binary f) {
    return switch (f) {
      case ADD, SUB, MUL, MAXIMUM, MINIMUM -> arithmetic.pairs(f);
      case DIV -> FloatScalarElementwise::quotient;
      case POW -> FloatScalarElementwise::power;
      case RELU_GRADIENT -> FloatScalarElementwise::reluGradient;
      case TANH_GRADIENT -> FloatScalarElementwise::tanhGradient;
      case SIGMOID_GRADIENT -> FloatScalarElementwise::sigmoidGradient;
      case FMOD -> FloatScalarElementwise::fmod;
      case REMAINDER -> FloatScalarElementwise::remainder;
      case ATAN2 -> FloatScalarElementwise::atan2;
      case HYPOT -> FloatScalarElementwise::hypot;
      case FMAX -> FloatScalarElementwise::greater;
      case FMIN -> FloatScalarElementwise::smaller;
      case COPYSIGN -> FloatScalarElementwise::copySign;
      case XLOGY -> FloatScalarElementwise::xlogy;
      case LOGADDEXP -> FloatScalarElementwise::logAddExp;
      case POLYGAMMA -> FloatScalarElementwise::polygamma;
      case SINC_DERIVATIVE -> FloatScalarElementwise::sincDerivative;
      case FLOOR_DIVIDE -> FloatScalarElementwise::floorDivide;
      case PRELU -> FloatScalarGates::rectified;
      case SILU_GRADIENT -> FloatScalarGates::siluGradient;
      case GELU_GRADIENT -> FloatScalarGates::geluGradient;
      case GELU_TANH_GRADIENT -> FloatScalarGates::geluTanhGradient;
      case MISH_GRADIENT -> FloatScalarGates::mishGradient;
      case HARDSWISH_GRADIENT -> FloatScalarGates::hardswishGradient;
    };
  }

  @Override
  final boolean power(float[] a, int ao, float exponent, float[] y, int yo, int n) {
    if (exponent == 2) {
      unary(Unary.SQUARE, a, ao, y, yo, n);
    } else if (exponent == 3) {
      cube(a, ao, y, yo, n);
    } else if (exponent == 1) {
      System.arraycopy(a, ao, y, yo, n);
    } else if (exponent == -1) {
      unary(Unary.RECIPROCAL, a, ao, y, yo, n);
    } else if (exponent == 0.5f) {
      powerOfHalf(a, ao, y, yo, n);
    } else {
      return false;
    }
    return true;
  }

  private static void reciprocal(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = 1 / x[xo + i];
    }
  }

  private static void squareRoot(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.sqrt(x[xo + i]);
    }
  }

  private static void reciprocalRoot(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = 1 / (float) Math.sqrt(x[xo + i]);
    }
  }

  private static void exp(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.exp(x[xo + i]);
    }
  }

  private static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.expm1(x[xo + i]);
    }
  }

  private static void log(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.log(x[xo + i]);
    }
  }

  private static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.log1p(x[xo + i]);
    }
  }

  private static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.tanh(x[xo + i]);
    }
  }

  /** With e = exp(-|x|), which never overflows: 1/(1+e) above 0 and e/(1+e) below, where 1 - 1/(1+e) would cancel. */
  private static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      double v = x[xo + i];
      double e = Math.exp(-Math.abs(v));
      y[yo + i] = (float) ((v < 0 ? e : 1) / (1 + e));
    }
  }

  private static void sin(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.sin(x[xo + i]);
    }
  }

  private static void cos(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.cos(x[xo + i]);
    }
  }

  private static void floor(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.floor(x[xo + i]);
    }
  }

  private static void ceil(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.ceil(x[xo + i]);
    }
  }

  private static void round(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.rint(x[xo + i]);
    }
  }

  private static void truncate(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xo + i];
      y[yo + i] = (float) Math.copySign(Math.floor(Math.abs(v)), v);
    }
  }

  private static void exp2(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.pow(2, x[xo + i]);
    }
  }

  private static void log2(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.log2(x[xo + i]);
    }
  }

  private static void log10(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.log10(x[xo + i]);
    }
  }

  private static void tan(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.tan(x[xo + i]);
    }
  }

  private static void asin(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.asin(x[xo + i]);
    }
  }

  private static void acos(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.acos(x[xo + i]);
    }
  }

  private static void atan(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.atan(x[xo + i]);
    }
  }

  private static void sinh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.sinh(x[xo + i]);
    }
  }

  private static void cosh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.cosh(x[xo + i]);
    }
  }

  private static void asinh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.asinh(x[xo + i]);
    }
  }

  private static void acosh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.acosh(x[xo + i]);
    }
  }

  private static void atanh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.atanh(x[xo + i]);
    }
  }

  private static void erf(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ErrorFunction.erf(x[xo + i]);
    }
  }

  private static void erfc(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ErrorFunction.erfc(x[xo + i]);
    }
  }

  private static void erfinv(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ErrorFunction.inverse(x[xo + i]);
    }
  }

  private static void cumulativeNormal(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) NormalFunction.cumulative(x[xo + i]);
    }
  }

  private static void logCumulativeNormal(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) NormalFunction.logCumulative(x[xo + i]);
    }
  }

  private static void normalQuantile(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) NormalFunction.quantile(x[xo + i]);
    }
  }

  private static void logGamma(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) GammaFunction.logGamma(x[xo + i]);
    }
  }

  private static void digamma(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) GammaFunction.digamma(x[xo + i]);
    }
  }

  private static void sinc(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) CardinalSine.at(x[xo + i]);
    }
  }

  private static void softplus(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.softplus(x[xo + i]);
    }
  }

  private static void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) -SpecialFunctions.softplus(-x[xo + i]);
    }
  }

  private static void logit(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.logit(x[xo + i]);
    }
  }

  @Override
  void divide(float[] a, int ao, float divisor, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] / divisor;
    }
  }

  private static void quotient(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] / b[bo + i];
    }
  }

  private static void power(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = power(a[ao + i], b[bo + i]);
    }
  }

  /** IEEE 754 has 1 where the base is 1, or is −1 under an infinite exponent; {@code Math.pow} has NaN. */
  private static float power(float a, float b) {
    return a == 1 || a == -1 && Float.isInfinite(b) ? 1 : (float) Math.pow(a, b);
  }

  void cube(float[] a, int ao, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] * a[ao + i] * a[ao + i];
    }
  }

  /** √a but for -∞, of which pow makes +∞, and -0, of which it makes +0. */
  void powerOfHalf(float[] a, int ao, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float v = a[ao + i];
      y[yo + i] = v == Float.NEGATIVE_INFINITY ? Float.POSITIVE_INFINITY : (float) Math.sqrt(v + 0);
    }
  }

  private static void reluGradient(float[] g, int go, float[] y, int yo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = y[yo + i] > 0 ? g[go + i] : 0;
    }
  }

  private static void tanhGradient(float[] g, int go, float[] y, int yo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = g[go + i] * (1 - y[yo + i] * y[yo + i]);
    }
  }

  private static void sigmoidGradient(float[] g, int go, float[] y, int yo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = g[go + i] * (y[yo + i] * (1 - y[yo + i]));
    }
  }

  private static void fmod(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a[ao + i] % b[bo + i];
    }
  }

  private static void remainder(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.remainder(a[ao + i], b[bo + i]);
    }
  }

  private static void atan2(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.atan2(a[ao + i], b[bo + i]);
    }
  }

  private static void hypot(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.hypot(a[ao + i], b[bo + i]);
    }
  }

  private static void greater(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float left = a[ao + i];
      float right = b[bo + i];
      y[yo + i] = left != left ? right : right != right ? left : Math.max(left, right);
    }
  }

  private static void smaller(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float left = a[ao + i];
      float right = b[bo + i];
      y[yo + i] = left != left ? right : right != right ? left : Math.min(left, right);
    }
  }

  private static void copySign(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.copySign(a[ao + i], b[bo + i]);
    }
  }

  private static void xlogy(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.xlogy(a[ao + i], b[bo + i]);
    }
  }

  private static void logAddExp(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.logAddExp(a[ao + i], b[bo + i]);
    }
  }

  private static void polygamma(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) PolygammaFunction.at(b[bo + i], a[ao + i]);
    }
  }

  private static void sincDerivative(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) CardinalSine.derivative(b[bo + i], a[ao + i]);
    }
  }

  private static void floorDivide(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SpecialFunctions.floorDivide(a[ao + i], b[bo + i]);
    }
  }
}
