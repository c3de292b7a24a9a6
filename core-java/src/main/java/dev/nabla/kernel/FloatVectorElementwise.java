package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
import dev.nabla.kernel.FloatPlainArithmetic.UnaryLoop;
import java.util.Arrays;
import java.util.EnumMap;
// @float-only
import java.util.List;
// @end
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The element-wise functions in vectors, in so far as they gain by it.
 *
 * <p>Loops see whole vectors only; a remainder goes through a vector of its own, so that a value does not depend on where
 * in the run it stands.
 */
final class FloatVectorElementwise extends FloatScalarElementwise {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // @float-only
  /** From here on all numbers are integers. */
  private static final float INTEGERS = 0x1p23f;

  // @end
  // @double-only
  //- /** From here on all numbers are integers. */
  //- private static final double INTEGERS = 0x1p52;
  //-
  //- /** Up to this size of x the gate of GELU_TANH is a normal number. */
  //- private static final double GELU_TANH_RANGE = 20;
  //-
  // @end
  private static final Map<Unary, UnaryLoop> LOOPS = new EnumMap<>(Unary.class);
  // @float-only
  private static final PairLoop GELU_GRADIENT = WideLoops.pairs(SinglePrecisionNormal::geluGradient);
  // @end

  static {
    LOOPS.put(Unary.RECIPROCAL, FloatVectorElementwise::reciprocal);
    LOOPS.put(Unary.SQRT, FloatVectorElementwise::squareRoot);
    LOOPS.put(Unary.RSQRT, FloatVectorElementwise::reciprocalRoot);
    LOOPS.put(Unary.FLOOR, FloatVectorElementwise::floor);
    LOOPS.put(Unary.CEIL, FloatVectorElementwise::ceil);
    LOOPS.put(Unary.ROUND, FloatVectorElementwise::round);
    LOOPS.put(Unary.TRUNC, FloatVectorElementwise::truncate);
    squaredFrom(FloatVectorMath.EXP_RANGE, Unary.EXP, FloatVectorMath::exp);
    upTo(FloatVectorMath.EXP_RANGE, Unary.EXPM1, FloatVectorMath::expm1);
    upTo(FloatVectorMath.EXP_RANGE, Unary.COSH, FloatVectorMath::cosh);
    squaredFrom(FloatVectorMath.EXP_RANGE, Unary.SIGMOID, FloatVectorActivations::sigmoid);
    LOOPS.put(Unary.LOG, FloatVectorFunction.logarithm((float) Math.log(2), FloatVectorMath::log)::run);
    LOOPS.put(Unary.LOG2, FloatVectorFunction.logarithm(1, FloatVectorLogarithms::log2)::run);
    LOOPS.put(Unary.LOG10, FloatVectorFunction.logarithm((float) Math.log10(2), FloatVectorLogarithms::log10)::run);
    LOOPS.put(Unary.EXP2, FloatVectorFunction.shiftedFrom(
        FloatVectorLogarithms.EXP2_RANGE, FloatVectorLogarithms::exp2)::run);
    LOOPS.put(Unary.LOGIT, FloatVectorFunction.between(
        Float.MIN_NORMAL, FloatVectorLogarithms.ODDS_RANGE, Unary.LOGIT, FloatVectorLogarithms::logit)::run);
    upTo(FloatVectorLogarithms.ODDS_RANGE, Unary.ATANH, FloatVectorLogarithms::atanh);
    upTo(FloatVectorMath.SINE_RANGE, Unary.SIN, FloatVectorMath::sin);
    upTo(FloatVectorMath.SINE_RANGE, Unary.COS, FloatVectorMath::cos);
    ofNumbers(Unary.LOG1P, FloatVectorMath::log1p);
    ofNumbers(Unary.TANH, FloatVectorActivations::tanh);
    ofNumbers(Unary.SOFTPLUS, FloatVectorActivations::softplus);
    ofNumbers(Unary.LOGSIGMOID, FloatVectorActivations::logSigmoid);
    LOOPS.put(Unary.HARDSWISH, FloatVectorActivations::hardswish);
    upTo(FloatVectorMath.SINE_RANGE, Unary.TAN, FloatVectorPeriods::tan);
    upTo(FloatVectorPeriods.WHOLE_RANGE, Unary.SINC, FloatVectorPeriods::sinc);
    ofNumbers(Unary.ASIN, FloatVectorArcs::asin);
    ofNumbers(Unary.ACOS, FloatVectorArcs::acos);
    ofNumbers(Unary.ATAN, FloatVectorArcs::atan);
    // @float-only
    upTo(FloatVectorMath.EXP_RANGE, Unary.SILU, FloatVectorActivations::silu);
    for (Unary wide : List.of(Unary.GELU_TANH, Unary.MISH, Unary.SINH, Unary.ASINH, Unary.ACOSH)) {
      LOOPS.put(wide, WideLoops.unary(wide));
    }
    LOOPS.put(Unary.ERF, SinglePrecisionErf::erf);
    LOOPS.put(Unary.ERFC, WideLoops.unary(SinglePrecisionNormal::erfc));
    LOOPS.put(Unary.GELU, SinglePrecisionGelu::gelu);
    LOOPS.put(Unary.NDTR, WideLoops.unary(SinglePrecisionNormal::ndtr));
    LOOPS.put(Unary.LOG_NDTR, WideLoops.unary(Unary.LOG_NDTR));
    LOOPS.put(Unary.LGAMMA, WideLoops.unary(Unary.LGAMMA));
    LOOPS.put(Unary.DIGAMMA, WideLoops.unary(Unary.DIGAMMA));
    LOOPS.put(Unary.ERFINV, WideLoops.unary(DoubleVectorFunction.upTo(
        Math.nextDown(1f), Unary.ERFINV, VectorInverseErrorFunction::coarseErfinv)::run));
    LOOPS.put(Unary.NDTRI, WideLoops.unary(DoubleVectorFunction.between(
        Float.MIN_VALUE, Math.nextDown(1f), Unary.NDTRI, VectorInverseErrorFunction::coarseNdtri)::run));
    // @end
    // @double-only
    //- upTo(FloatVectorMath.EXP_RANGE, Unary.SILU, VectorGates::silu);
    //- upTo(FloatVectorMath.EXP_RANGE, Unary.MISH, VectorGates::mish);
    //- upTo(GELU_TANH_RANGE, Unary.GELU_TANH, VectorGates::geluTanh);
    //- upTo(DoubleVectorMath.EXP_RANGE, Unary.SINH, VectorHyperbolic::sinh);
    //- ofNumbers(Unary.ASINH, VectorHyperbolic::asinh);
    //- ofNumbers(Unary.ACOSH, VectorHyperbolic::acosh);
    //- ofNumbers(Unary.ERF, VectorErrorFunction::erf);
    //- ofNumbers(Unary.ERFC, VectorErrorFunction::erfc);
    //- ofNumbers(Unary.GELU, VectorErrorFunction::gelu);
    //- ofNumbers(Unary.NDTR, VectorErrorFunction::ndtr);
    //- ofNumbers(Unary.LOG_NDTR, VectorErrorFunction::logNdtr);
    //- ofPositive(Unary.LGAMMA, VectorGammaFunction::logGamma);
    //- ofPositive(Unary.DIGAMMA, VectorGammaFunction::digamma);
    //- upTo(Math.nextDown(1d), Unary.ERFINV, VectorInverseErrorFunction::preciseErfinv);
    //- LOOPS.put(Unary.NDTRI, DoubleVectorFunction.between(VectorInverseErrorFunction.LEAST, Math.nextDown(1d),
    //-     Unary.NDTRI, VectorInverseErrorFunction::preciseNdtri)::run);
    // @end
  }

  private static final Map<Binary, PairLoop> PAIR_LOOPS = new EnumMap<>(Map.of(
      Binary.ATAN2, FloatVectorPairs.inSteps(FloatVectorArcs::tangents, FloatVectorArcs::angles),
      Binary.HYPOT, FloatVectorPairs.ofAll(FloatVectorArcs::hypot),
      Binary.FMOD, FloatVectorPairs.ofQuotients(Binary.FMOD, FloatVectorDivision::fmod),
      Binary.REMAINDER, FloatVectorPairs.ofQuotients(Binary.REMAINDER, FloatVectorDivision::remainder),
      Binary.FLOOR_DIVIDE, FloatVectorPairs.ofQuotients(Binary.FLOOR_DIVIDE, FloatVectorDivision::floorDivide)));

  FloatVectorElementwise() {
    super(FloatPlainArithmetic.vector());
  }

  private static void upTo(float greatest, Unary f, UnaryLoop loop) {
    LOOPS.put(f, FloatVectorFunction.upTo(greatest, f, loop)::run);
  }

  // @double-only
  //- private static void ofPositive(Unary f, UnaryLoop loop) {
  //-   LOOPS.put(f, DoubleVectorFunction.between(Double.MIN_NORMAL, Double.MAX_VALUE, f, loop)::run);
  //- }
  //-
  // @end
  private static void squaredFrom(float greatest, Unary f, UnaryLoop loop) {
    LOOPS.put(f, FloatVectorFunction.squaredFrom(greatest, loop)::run);
  }

  private static void ofNumbers(Unary f, UnaryLoop loop) {
    LOOPS.put(f, FloatVectorFunction.ofNumbers(loop)::run);
  }

  @Override
  public void unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
    UnaryLoop loop = LOOPS.get(f);
    if (loop == null) {
      super.unary(f, x, xo, y, yo, n);
      return;
    }
    int whole = SPECIES.loopBound(n);
    loop.run(x, xo, y, yo, whole);
    if (whole < n) {
      float[] rest = padded(x, xo + whole, n - whole);
      loop.run(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, yo + whole, n - whole);
    }
  }

  /** y = f(x) for whole vectors and an {@code f} that has a loop here. */
  static void call(Unary f, float[] x, int xo, float[] y, int yo, int n) {
    LOOPS.get(f).run(x, xo, y, yo, n);
  }

  @Override
  void pairs(Binary f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    PairLoop loop = vectors(f);
    if (loop == null) {
      super.pairs(f, a, ao, b, bo, y, yo, n);
      return;
    }
    int whole = SPECIES.loopBound(n);
    loop.run(a, ao, b, bo, y, yo, whole);
    if (whole < n) {
      float[] left = padded(a, ao + whole, n - whole);
      float[] right = padded(b, bo + whole, n - whole);
      loop.run(left, 0, right, 0, left, 0, LANES);
      System.arraycopy(left, 0, y, yo + whole, n - whole);
    }
  }

  /** A vector of less than one, filled with what is inside a function's range, if it is itself. */
  private static float[] padded(float[] x, int xo, int n) {
    float[] padded = new float[LANES];
    Arrays.fill(padded, x[xo]);
    System.arraycopy(x, xo, padded, 0, n);
    return padded;
  }

  /** Null if there is no loop for {@code f} here. */
  private static PairLoop vectors(Binary f) {
    return switch (f) {
      case DIV -> FloatVectorElementwise::quotient;
      case COPYSIGN -> FloatVectorElementwise::copySign;
      case RELU_GRADIENT -> FloatVectorElementwise::reluGradient;
      case TANH_GRADIENT -> FloatVectorElementwise::tanhGradient;
      case SIGMOID_GRADIENT -> FloatVectorElementwise::sigmoidGradient;
      case PRELU -> FloatVectorActivations::rectified;
      case HARDSWISH_GRADIENT -> FloatVectorActivations::hardswishGradient;
      case POW -> FloatVectorPower::power;
      case ATAN2, HYPOT, FMOD, REMAINDER, FLOOR_DIVIDE -> PAIR_LOOPS.get(f);
      // @float-only
      case GELU_GRADIENT -> GELU_GRADIENT;
      case SILU_GRADIENT, GELU_TANH_GRADIENT, MISH_GRADIENT, XLOGY, LOGADDEXP -> WideLoops.pairs(f);
      // @end
      // @double-only
      //- case XLOGY -> VectorLogarithmPairs::xlogy;
      //- case LOGADDEXP -> VectorLogarithmPairs::logAddExp;
      //- case SILU_GRADIENT -> VectorGates::siluGradient;
      //- case GELU_GRADIENT -> VectorErrorFunction::geluGradient;
      //- case GELU_TANH_GRADIENT -> VectorGates::geluTanhGradient;
      //- case MISH_GRADIENT -> VectorGates::mishGradient;
      // @end
      default -> null;
    };
  }

  private static void reciprocal(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < n; i += LANES) {
      one.div(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void squareRoot(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).sqrt().intoArray(y, yo + i);
    }
  }

  private static void reciprocalRoot(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < n; i += LANES) {
      one.div(FloatVector.fromArray(SPECIES, x, xo + i).sqrt()).intoArray(y, yo + i);
    }
  }

  private static void round(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      signed(nearest(v.abs()), v).intoArray(y, yo + i);
    }
  }

  private static void truncate(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector a = v.abs();
      FloatVector r = nearest(a);
      signed(r.blend(r.sub(1), a.lt(r)), v).intoArray(y, yo + i);
    }
  }

  private static void floor(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector r = signed(nearest(v.abs()), v);
      r.blend(r.sub(1), v.lt(r)).intoArray(y, yo + i);
    }
  }

  /** -floor(-x), which has the right zeros. */
  private static void ceil(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i).neg();
      FloatVector r = signed(nearest(v.abs()), v);
      r.blend(r.sub(1), v.lt(r)).neg().intoArray(y, yo + i);
    }
  }

  /** Half-even: added to a number of this size nothing remains behind the point. Beyond it, and NaN, is kept. */
  private static FloatVector nearest(FloatVector v) {
    FloatVector a = v.abs();
    FloatVector r = a.add(INTEGERS).sub(INTEGERS);
    r = r.blend(r.neg(), v.compare(VectorOperators.LT, 0));
    return v.blend(r, a.compare(VectorOperators.LT, INTEGERS));
  }

  /** The magnitude with the sign of v, if it is zero too. */
  private static FloatVector signed(FloatVector magnitude, FloatVector v) {
    FloatVector r = magnitude.blend(magnitude.neg(), v.compare(VectorOperators.LT, 0));
    return r.blend(v.mul(0), magnitude.compare(VectorOperators.EQ, 0));
  }

  private static void quotient(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).div(right).intoArray(y, yo + i);
    }
  }

  private static void copySign(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector sign = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVectorMath.withSign(FloatVector.fromArray(SPECIES, a, ao + i).abs(), sign).intoArray(y, yo + i);
    }
  }

  @Override
  void divide(float[] a, int ao, float divisor, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, divisor);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).div(right).intoArray(y, yo + i);
    }
    super.divide(a, ao + whole, divisor, y, yo + whole, n - whole);
  }

  @Override
  void cube(float[] a, int ao, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, ao + i);
      v.mul(v).mul(v).intoArray(y, yo + i);
    }
    super.cube(a, ao + whole, y, yo + whole, n - whole);
  }

  @Override
  void powerOfHalf(float[] a, int ao, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, ao + i);
      VectorMask<Float> infinite = v.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY);
      v.add(0).sqrt().blend(Float.POSITIVE_INFINITY, infinite).intoArray(y, yo + i);
    }
    super.powerOfHalf(a, ao + whole, y, yo + whole, n - whole);
  }

  private static void reluGradient(float[] g, int go, float[] y, int yo, float[] out, int oo, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> active = FloatVector.fromArray(SPECIES, y, yo + i).compare(VectorOperators.GT, 0);
      zero.blend(FloatVector.fromArray(SPECIES, g, go + i), active).intoArray(out, oo + i);
    }
  }

  private static void tanhGradient(float[] g, int go, float[] y, int yo, float[] out, int oo, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, yo + i);
      FloatVector.fromArray(SPECIES, g, go + i).mul(one.sub(v.mul(v))).intoArray(out, oo + i);
    }
  }

  private static void sigmoidGradient(float[] g, int go, float[] y, int yo, float[] out, int oo, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, yo + i);
      FloatVector.fromArray(SPECIES, g, go + i).mul(v.mul(one.sub(v))).intoArray(out, oo + i);
    }
  }
}
