package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Comparisons and choices by masks: nothing to mispredict. Each loop has its operator as a constant, as C2 needs it. */
final class FloatPlainVectorChoice extends FloatPlainChoice {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  void equal(float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).compare(VectorOperators.EQ, right).intoArray(y, yo + i);
    }
    super.equal(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void unequal(float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).compare(VectorOperators.NE, right).intoArray(y, yo + i);
    }
    super.unequal(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void less(float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).compare(VectorOperators.LT, right).intoArray(y, yo + i);
    }
    super.less(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void lessOrEqual(float[] a, int ao, float[] b, int bo, boolean[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector.fromArray(SPECIES, a, ao + i).compare(VectorOperators.LE, right).intoArray(y, yo + i);
    }
    super.lessOrEqual(a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  void select(boolean[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      VectorMask<Float> left = VectorMask.fromArray(SPECIES, c, co + i);
      FloatVector right = FloatVector.fromArray(SPECIES, b, bo + i);
      right.blend(FloatVector.fromArray(SPECIES, a, ao + i), left).intoArray(y, yo + i);
    }
    super.select(c, co + whole, a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }
}
