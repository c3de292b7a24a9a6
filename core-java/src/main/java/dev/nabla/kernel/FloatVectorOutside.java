package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What becomes of arguments outside the range of a {@link FloatVectorFunction}: before its loop they give way to others
 * that it knows, and after it their results are made of the results for those. Nothing inside the range changes.
 */
abstract class FloatVectorOutside {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // @float-only
  /** Brings subnormal numbers among the others, and its logarithm to base 2. */
  private static final float RAISE = 0x1p24f;

  private static final float OCTAVES = 24;

  /** Squares of eˣ at this size of x are 0 or ∞. */
  private static final float HALF_LIMIT = 60;

  /** Of these steps, one brings numbers of which 2ˣ is no normal number among the others; beyond two, it is 0 or ∞. */
  private static final float STEP = 64;

  private static final float POWER_OF_STEP = 0x1p64f;

  // @end
  // @double-only
  //- /** Brings subnormal numbers among the others, and its logarithm to base 2. */
  //- private static final double RAISE = 0x1p54;
  //-
  //- private static final double OCTAVES = 54;
  //-
  //- /** Squares of eˣ at this size of x are 0 or ∞. */
  //- private static final double HALF_LIMIT = 380;
  //-
  //- /** Of these steps, one brings numbers of which 2ˣ is no normal number among the others; beyond two, it is 0 or ∞. */
  //- private static final double STEP = 512;
  //-
  //- private static final double POWER_OF_STEP = 0x1p512;
  //-
  // @end
  /** Replaces arguments in whole vectors. */
  abstract void prepare(float[] x, int n);

  /** Replaces the results in y for arguments x as they were. */
  abstract void finish(float[] x, float[] y, int yo, int n);

  /** One by one, by the scalar loops. */
  static FloatVectorOutside scalar(Unary f, FloatVectorFunction.Range range) {
    return new FloatVectorOutside() {
      @Override
      void prepare(float[] x, int n) {}

      @Override
      void finish(float[] x, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
          if (!range.holds(x[i])) {
            FloatElementwise.scalar().unary(f, x, i, y, yo + i, 1);
          }
        }
      }
    };
  }

  /** Only NaN is outside, and stays. */
  static FloatVectorOutside nan() {
    return new FloatVectorOutside() {
      @Override
      void prepare(float[] x, int n) {}

      @Override
      void finish(float[] x, float[] y, int yo, int n) {
        keepNaN(x, y, yo, n);
      }
    };
  }

  private static void keepNaN(float[] x, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector r = FloatVector.fromArray(SPECIES, y, yo + i);
      r.blend(v, v.compare(VectorOperators.NE, v)).intoArray(y, yo + i);
    }
  }

  /** f(x) = f(x/2)·|f(x/2)|, which is so of eˣ, and far out of functions that there are like eˣ or ±1. */
  static FloatVectorOutside squared(float greatest) {
    return new FloatVectorOutside() {
      @Override
      void prepare(float[] x, int n) {
        halve(greatest, x, n);
      }

      @Override
      void finish(float[] x, float[] y, int yo, int n) {
        square(greatest, x, y, yo, n);
      }
    };
  }

  private static void halve(float greatest, float[] x, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector half = v.mul(0.5f).min(HALF_LIMIT).max(-HALF_LIMIT);
      half.blend(v, v.abs().compare(VectorOperators.LE, greatest)).intoArray(x, i);
    }
  }

  private static void square(float greatest, float[] x, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector r = FloatVector.fromArray(SPECIES, y, yo + i);
      FloatVector outside = r.mul(r.abs()).blend(v, v.compare(VectorOperators.NE, v));
      outside.blend(r, v.abs().compare(VectorOperators.LE, greatest)).intoArray(y, yo + i);
    }
  }

  /** f(x) = f(x ∓ STEP)·2^(±STEP), which is so of 2ˣ. */
  static FloatVectorOutside shifted(float greatest) {
    return new FloatVectorOutside() {
      @Override
      void prepare(float[] x, int n) {
        shift(greatest, x, n);
      }

      @Override
      void finish(float[] x, float[] y, int yo, int n) {
        shiftBack(greatest, x, y, yo, n);
      }
    };
  }

  private static void shift(float greatest, float[] x, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector nearer =
          v.sub(STEP).min(greatest).blend(v.add(STEP).max(-greatest), v.compare(VectorOperators.LT, 0));
      nearer.blend(v, v.abs().compare(VectorOperators.LE, greatest)).intoArray(x, i);
    }
  }

  private static void shiftBack(float greatest, float[] x, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector r = FloatVector.fromArray(SPECIES, y, yo + i);
      FloatVector outside = r.mul(POWER_OF_STEP).blend(r.mul(1 / POWER_OF_STEP), v.compare(VectorOperators.LT, 0));
      outside = outside.blend(v, v.compare(VectorOperators.NE, v));
      outside.blend(r, v.abs().compare(VectorOperators.LE, greatest)).intoArray(y, yo + i);
    }
  }

  /** A logarithm, which for 2 is {@code octave}, of subnormal numbers, and of 0, ∞, negative numbers and NaN. */
  static FloatVectorOutside logarithm(float octave) {
    return new FloatVectorOutside() {
      @Override
      void prepare(float[] x, int n) {
        raise(x, n);
      }

      @Override
      void finish(float[] x, float[] y, int yo, int n) {
        sink(OCTAVES * octave, x, y, yo, n);
      }
    };
  }

  /** Negative numbers and 0 among them, which become something else afterwards. */
  private static VectorMask<Float> subnormal(FloatVector v) {
    return v.compare(VectorOperators.LT, Float.MIN_NORMAL);
  }

  private static void raise(float[] x, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      v.blend(v.mul(RAISE), subnormal(v)).intoArray(x, i);
    }
  }

  private static void sink(float raised, float[] x, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector r = FloatVector.fromArray(SPECIES, y, yo + i);
      r = r.blend(r.sub(raised), subnormal(v));
      r = r.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      r = r.blend(Float.NaN, v.compare(VectorOperators.GE, 0).not());
      r.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0)).intoArray(y, yo + i);
    }
  }
}
