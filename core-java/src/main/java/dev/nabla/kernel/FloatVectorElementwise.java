package dev.nabla.kernel;

import java.util.Arrays;
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

  /** Elements of an intermediate result that stays in L1; whole vectors. */
  private static final int BLOCK = 1024;

  // @float-only
  /** From here on all numbers are integers. */
  private static final float INTEGERS = 0x1p23f;

  // @end
  // @double-only
  //- /** From here on all numbers are integers. */
  //- private static final double INTEGERS = 0x1p52;
  //-
  // @end
  FloatVectorElementwise() {
    super(FloatPlainArithmetic.vector());
  }

  @Override
  public void unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    if (!vectors(f, x, xo, y, yo, whole)) {
      super.unary(f, x, xo, y, yo, n);
    } else if (whole < n) {
      float[] rest = Arrays.copyOfRange(x, xo + whole, xo + whole + LANES);
      vectors(f, rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, yo + whole, n - whole);
    }
  }

  /** False if there is no loop for {@code f} here, and nothing was done. */
  private static boolean vectors(Unary f, float[] x, int xo, float[] y, int yo, int n) {
    switch (f) {
      case RECIPROCAL -> reciprocal(x, xo, y, yo, n);
      case SQRT -> squareRoot(x, xo, y, yo, n);
      case RSQRT -> reciprocalRoot(x, xo, y, yo, n);
      case EXP -> exp(x, xo, y, yo, n);
      case EXPM1 -> expm1(x, xo, y, yo, n);
      case LOG -> log(x, xo, y, yo, n);
      case LOG1P -> log1p(x, xo, y, yo, n);
      case TANH -> tanh(x, xo, y, yo, n);
      case SIGMOID -> sigmoid(x, xo, y, yo, n);
      case SOFTPLUS -> softplus(x, xo, y, yo, n);
      case LOGSIGMOID -> logSigmoid(x, xo, y, yo, n);
      case FLOOR -> floor(x, xo, y, yo, n);
      case CEIL -> ceil(x, xo, y, yo, n);
      case ROUND -> round(x, xo, y, yo, n);
      case TRUNC -> truncate(x, xo, y, yo, n);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void pairs(Binary f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    if (!vectors(f, a, ao, b, bo, y, yo, whole)) {
      super.pairs(f, a, ao, b, bo, y, yo, n);
    } else if (whole < n) {
      float[] left = Arrays.copyOfRange(a, ao + whole, ao + whole + LANES);
      float[] right = Arrays.copyOfRange(b, bo + whole, bo + whole + LANES);
      vectors(f, left, 0, right, 0, left, 0, LANES);
      System.arraycopy(left, 0, y, yo + whole, n - whole);
    }
  }

  private static boolean vectors(Binary f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    switch (f) {
      case DIV -> divide(a, ao, b, bo, y, yo, n);
      case RELU_GRADIENT -> reluGradient(a, ao, b, bo, y, yo, n);
      case TANH_GRADIENT -> tanhGradient(a, ao, b, bo, y, yo, n);
      case SIGMOID_GRADIENT -> sigmoidGradient(a, ao, b, bo, y, yo, n);
      default -> {
        return false;
      }
    }
    return true;
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

  private static void exp(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVectorMath.exp(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVectorMath.expm1(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void log(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVectorMath.log(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVectorMath.log1p(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVectorMath.tanh(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVectorMath.sigmoid(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
  }

  /** max(x, 0) + ln(1 + exp(-|x|)); in two loops, since the compiler would give up one that did everything. */
  private static void softplus(float[] x, int xo, float[] y, int yo, int n) {
    float[] tails = new float[Math.min(n, BLOCK)];
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      decay(x, xo + from, tails, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector tail = FloatVectorMath.log1p(FloatVector.fromArray(SPECIES, tails, i));
        FloatVector.fromArray(SPECIES, x, xo + from + i).max(0).add(tail).intoArray(y, yo + from + i);
      }
    }
  }

  /** -softplus(-x). */
  private static void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
    float[] tails = new float[Math.min(n, BLOCK)];
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      decay(x, xo + from, tails, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector tail = FloatVectorMath.log1p(FloatVector.fromArray(SPECIES, tails, i));
        FloatVector v = FloatVector.fromArray(SPECIES, x, xo + from + i);
        v.neg().max(0).add(tail).neg().intoArray(y, yo + from + i);
      }
    }
  }

  /** y = exp(-|x|). */
  private static void decay(float[] x, int xo, float[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVectorMath.exp(FloatVector.fromArray(SPECIES, x, xo + i).abs().neg()).intoArray(y, i);
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

  private static void divide(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).div(right).intoArray(y, yo + i);
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
