package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The same loops in whole vectors; remainders are left to the scalar ones, which give the same bits. */
final class FloatPlainVectorArithmetic extends FloatPlainArithmetic {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  UnaryLoop unary(Unary f) {
    return switch (f) {
      case NEG -> FloatPlainVectorArithmetic::negate;
      case ABS -> FloatPlainVectorArithmetic::absolute;
      case SIGN -> FloatPlainVectorArithmetic::sign;
      case SQUARE -> FloatPlainVectorArithmetic::square;
      case RELU -> FloatPlainVectorArithmetic::rectify;
      default -> null;
    };
  }

  @Override
  PairLoop pairs(Binary f) {
    return switch (f) {
      case ADD -> FloatPlainVectorArithmetic::add;
      case SUB -> FloatPlainVectorArithmetic::subtract;
      case MUL -> FloatPlainVectorArithmetic::multiply;
      case MAXIMUM -> FloatPlainVectorArithmetic::maximum;
      case MINIMUM -> FloatPlainVectorArithmetic::minimum;
      default -> null;
    };
  }

  @Override
  ConstantLoop constant(Binary f) {
    return switch (f) {
      case ADD -> FloatPlainVectorArithmetic::add;
      case MUL -> FloatPlainVectorArithmetic::multiply;
      case MAXIMUM -> FloatPlainVectorArithmetic::maximum;
      case MINIMUM -> FloatPlainVectorArithmetic::minimum;
      default -> null;
    };
  }

  @Override
  ConstantLoop subtractedFrom() {
    return FloatPlainVectorArithmetic::subtractFrom;
  }

  static void negate(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).neg().intoArray(y, yo + i);
    }
    FloatPlainArithmetic.negate(x, xo + whole, y, yo + whole, n - whole);
  }

  static void absolute(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).abs().intoArray(y, yo + i);
    }
    FloatPlainArithmetic.absolute(x, xo + whole, y, yo + whole, n - whole);
  }

  static void sign(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.blend(1, v.compare(VectorOperators.GT, 0)).blend(-1, v.compare(VectorOperators.LT, 0)).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.sign(x, xo + whole, y, yo + whole, n - whole);
  }

  static void square(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.mul(v).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.square(x, xo + whole, y, yo + whole, n - whole);
  }

  static void rectify(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).max(0).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.rectify(x, xo + whole, y, yo + whole, n - whole);
  }

  static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).add(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.add(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  static void add(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).add(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.add(a, ao + whole, b, y, yo + whole, n - whole);
  }

  static void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).sub(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.subtract(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  static void subtractFrom(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector left = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      left.sub(FloatVector.fromArray(SPECIES, a, ao + i)).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.subtractFrom(a, ao + whole, b, y, yo + whole, n - whole);
  }

  static void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).mul(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.multiply(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  static void multiply(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).mul(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.multiply(a, ao + whole, b, y, yo + whole, n - whole);
  }

  static void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).max(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.maximum(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  static void maximum(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).max(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.maximum(a, ao + whole, b, y, yo + whole, n - whole);
  }

  static void minimum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).min(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.minimum(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  static void minimum(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).min(right).intoArray(y, yo + i);
    }
    FloatPlainArithmetic.minimum(a, ao + whole, b, y, yo + whole, n - whole);
  }
}
