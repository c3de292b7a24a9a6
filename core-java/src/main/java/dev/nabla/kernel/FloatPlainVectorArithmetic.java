package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The same loops in whole vectors; remainders are left to the scalar ones, which give the same bits. */
final class FloatPlainVectorArithmetic extends FloatPlainArithmetic {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  void negate(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).neg().intoArray(y, yo + i);
    }
    super.negate(x, xo + whole, y, yo + whole, n - whole);
  }

  @Override
  void absolute(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).abs().intoArray(y, yo + i);
    }
    super.absolute(x, xo + whole, y, yo + whole, n - whole);
  }

  @Override
  void sign(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.blend(1, v.compare(VectorOperators.GT, 0)).blend(-1, v.compare(VectorOperators.LT, 0)).intoArray(y, yo + i);
    }
    super.sign(x, xo + whole, y, yo + whole, n - whole);
  }

  @Override
  void square(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.mul(v).intoArray(y, yo + i);
    }
    super.square(x, xo + whole, y, yo + whole, n - whole);
  }

  @Override
  void rectify(float[] x, int xo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).max(0).intoArray(y, yo + i);
    }
    super.rectify(x, xo + whole, y, yo + whole, n - whole);
  }

  @Override
  void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).add(right).intoArray(y, yo + i);
    }
    super.add(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void add(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).add(right).intoArray(y, yo + i);
    }
    super.add(a, ao + whole, b, y, yo + whole, n - whole);
  }

  @Override
  void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).sub(right).intoArray(y, yo + i);
    }
    super.subtract(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void subtractFrom(float a, float[] b, int bo, float[] y, int yo, int n) {
    FloatVector left = FloatVector.broadcast(SPECIES, a);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      left.sub(FloatVector.fromArray(SPECIES, b, bo + i)).intoArray(y, yo + i);
    }
    super.subtractFrom(a, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).mul(right).intoArray(y, yo + i);
    }
    super.multiply(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void multiply(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).mul(right).intoArray(y, yo + i);
    }
    super.multiply(a, ao + whole, b, y, yo + whole, n - whole);
  }

  @Override
  void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).max(right).intoArray(y, yo + i);
    }
    super.maximum(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void maximum(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).max(right).intoArray(y, yo + i);
    }
    super.maximum(a, ao + whole, b, y, yo + whole, n - whole);
  }

  @Override
  void minimum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).min(right).intoArray(y, yo + i);
    }
    super.minimum(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void minimum(float[] a, int ao, float b, float[] y, int yo, int n) {
    FloatVector right = FloatVector.broadcast(SPECIES, b);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).min(right).intoArray(y, yo + i);
    }
    super.minimum(a, ao + whole, b, y, yo + whole, n - whole);
  }
}
