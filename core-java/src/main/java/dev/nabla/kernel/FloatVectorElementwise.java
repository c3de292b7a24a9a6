package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The element-wise functions that gain by the Vector API: those that have no instruction, and those that branch. C2 turns
 * the other loops into vectors by itself.
 *
 * <p>Loops see whole vectors only; a remainder goes through a vector of its own.
 */
final class FloatVectorElementwise extends FloatScalarElementwise {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public void unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
    switch (f) {
      case SIGN, EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, SIN, COS -> {
        int whole = SPECIES.loopBound(n);
        vectors(f, x, xo, y, yo, whole);
        if (whole < n) {
          float[] rest = new float[LANES];
          System.arraycopy(x, xo + whole, rest, 0, n - whole);
          vectors(f, rest, 0, rest, 0, LANES);
          System.arraycopy(rest, 0, y, yo + whole, n - whole);
        }
      }
      default -> super.unary(f, x, xo, y, yo, n);
    }
  }

  private static void vectors(Unary f, float[] x, int xo, float[] y, int yo, int n) {
    switch (f) {
      case SIGN -> sign(x, xo, y, yo, n);
      case EXP -> exp(x, xo, y, yo, n);
      case EXPM1 -> expm1(x, xo, y, yo, n);
      case LOG -> log(x, xo, y, yo, n);
      case LOG1P -> log1p(x, xo, y, yo, n);
      case TANH -> tanh(x, xo, y, yo, n);
      case SIGMOID -> sigmoid(x, xo, y, yo, n);
      case SIN -> sin(x, xo, y, yo, n);
      case COS -> cos(x, xo, y, yo, n);
      default -> throw new AssertionError(f);
    }
  }

  @Override
  void pairs(Binary f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    if (f != Binary.RELU_GRADIENT) {
      super.pairs(f, a, ao, b, bo, y, yo, n);
      return;
    }
    int whole = SPECIES.loopBound(n);
    reluGradient(a, ao, b, bo, y, yo, whole);
    super.pairs(f, a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  private static void sign(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.blend(1, zero.lt(v)).blend(-1, v.lt(zero)).intoArray(y, yo + i);
    }
  }

  private static void exp(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).lanewise(VectorOperators.EXP).intoArray(y, yo + i);
    }
  }

  private static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).lanewise(VectorOperators.EXPM1).intoArray(y, yo + i);
    }
  }

  private static void log(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).lanewise(VectorOperators.LOG).intoArray(y, yo + i);
    }
  }

  private static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).lanewise(VectorOperators.LOG1P).intoArray(y, yo + i);
    }
  }

  private static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).lanewise(VectorOperators.TANH).intoArray(y, yo + i);
    }
  }

  /** See the scalar loop for the formula. */
  private static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector e = v.abs().neg().lanewise(VectorOperators.EXP);
      one.blend(e, v.lt(0)).div(e.add(1)).intoArray(y, yo + i);
    }
  }

  private static void sin(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).lanewise(VectorOperators.SIN).intoArray(y, yo + i);
    }
  }

  private static void cos(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).lanewise(VectorOperators.COS).intoArray(y, yo + i);
    }
  }

  private static void reluGradient(float[] g, int go, float[] y, int yo, float[] out, int oo, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> active = zero.lt(FloatVector.fromArray(SPECIES, y, yo + i));
      zero.blend(FloatVector.fromArray(SPECIES, g, go + i), active).intoArray(out, oo + i);
    }
  }
}
