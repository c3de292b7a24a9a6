package dev.nabla.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops of hyperbolic functions and their inverses over whole vectors of double, by exponentials and logarithms. */
final class VectorHyperbolic {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** From here on √(x² ± 1) is x, and so is 1 + x. */
  private static final double FAR = 0x1p60;

  private static final double LN_2 = 0.6931471805599453;

  private VectorHyperbolic() {}

  /** (t + t/(t + 1))/2 with t = exp|x| - 1. */
  static void sinh(double[] x, int xo, double[] y, int yo, int n) {
    double[] rises = sizes(x, xo, n);
    DoubleVectorElementwise.call(Unary.EXPM1, rises, 0, rises, 0, n);
    DoubleVector one = all(1), half = all(0.5);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector t = DoubleVector.fromArray(SPECIES, rises, i);
      DoubleVector size = t.div(t.add(one)).add(t).mul(half);
      DoubleVectorMath.withSign(size, DoubleVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
  }

  /** As {@link SpecialFunctions#asinh}. */
  static void asinh(double[] x, int xo, double[] y, int yo, int n) {
    double[] logs = sizes(x, xo, n);
    DoubleVector one = all(1), far = all(FAR), zero = all(0), ln2 = all(LN_2);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, logs, i);
      DoubleVector square = a.mul(a);
      DoubleVector near = square.div(square.add(one).sqrt().add(one)).add(a);
      near.blend(a, a.compare(VectorOperators.GT, far)).intoArray(logs, i);
    }
    DoubleVectorElementwise.call(Unary.LOG1P, logs, 0, logs, 0, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector more = zero.blend(ln2, v.abs().compare(VectorOperators.GT, far));
      DoubleVectorMath.withSign(DoubleVector.fromArray(SPECIES, logs, i).add(more), v).intoArray(y, yo + i);
    }
  }

  /** As {@link SpecialFunctions#acosh}. */
  static void acosh(double[] x, int xo, double[] y, int yo, int n) {
    double[] logs = new double[n];
    DoubleVector one = all(1), far = all(FAR), zero = all(0), ln2 = all(LN_2), nan = all(Double.NaN);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector t = v.sub(one);
      DoubleVector near = t.mul(v.add(one)).sqrt().add(t);
      near.blend(v, v.compare(VectorOperators.GT, far)).intoArray(logs, i);
    }
    DoubleVectorElementwise.call(Unary.LOG1P, logs, 0, logs, 0, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorMask<Double> outside = v.compare(VectorOperators.LT, one);
      DoubleVector more = zero.blend(ln2, v.compare(VectorOperators.GT, far)).blend(nan, outside);
      DoubleVector.fromArray(SPECIES, logs, i).add(more).intoArray(y, yo + i);
    }
  }

  private static double[] sizes(double[] x, int xo, int n) {
    double[] sizes = new double[n];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + i).abs().intoArray(sizes, i);
    }
    return sizes;
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
