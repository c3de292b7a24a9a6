package dev.nabla.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops of functions of two numbers that are made of a logarithm, over whole vectors of double. */
final class VectorLogarithmPairs {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorLogarithmPairs() {}

  /** As {@link SpecialFunctions#logAddExp}: the greater and ln(1 + exp(-|a - b|)). */
  static void logAddExp(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    double[] tails = new double[n];
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector left = DoubleVector.fromArray(SPECIES, a, ao + i);
      DoubleVector right = DoubleVector.fromArray(SPECIES, b, bo + i);
      VectorMask<Double> equal = left.compare(VectorOperators.EQ, right); // infinities too, whose difference is NaN
      left.sub(right).abs().neg().blend(zero, equal).intoArray(tails, i);
    }
    DoubleVectorElementwise.call(Unary.SOFTPLUS, tails, 0, tails, 0, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector left = DoubleVector.fromArray(SPECIES, a, ao + i);
      DoubleVector greater = left.max(DoubleVector.fromArray(SPECIES, b, bo + i));
      greater.add(DoubleVector.fromArray(SPECIES, tails, i)).intoArray(y, yo + i);
    }
  }

  /** As {@link SpecialFunctions#xlogy}. */
  static void xlogy(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    double[] logs = new double[n];
    DoubleVectorElementwise.call(Unary.LOG, b, bo, logs, 0, n);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector left = DoubleVector.fromArray(SPECIES, a, ao + i);
      DoubleVector right = DoubleVector.fromArray(SPECIES, b, bo + i);
      VectorMask<Double> vanishing =
          left.compare(VectorOperators.EQ, zero).and(right.compare(VectorOperators.EQ, right));
      left.mul(DoubleVector.fromArray(SPECIES, logs, i)).blend(zero, vanishing).intoArray(y, yo + i);
    }
  }
}
