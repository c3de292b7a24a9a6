package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.UnaryLoop;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
// @float-only
import jdk.incubator.vector.IntVector;
// @end
// @double-only
//- import jdk.incubator.vector.LongVector;
// @end
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * An element-wise function by a loop of vectors that knows only a range of arguments. What lies outside, and NaN, is
 * {@link FloatVectorOutside}'s: a look at the arguments costs a tenth of a loop that distinguishes such cases for every
 * vector. Which way an element goes depends on itself alone, and so does the result.
 */
final class FloatVectorFunction {
  /** Elements that a loop is given at most; they stay in L1. */
  static final int BLOCK = 1024;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final FloatOpaqueLoop loop;

  private final Range range;
  private final FloatVectorOutside outside;

  private FloatVectorFunction(UnaryLoop loop, Range range, FloatVectorOutside outside) {
    this.loop = new FloatOpaqueLoop(loop);
    this.range = range;
    this.outside = outside;
  }

  /** The loop is right for |x| ≤ {@code greatest}; what lies outside goes to the scalar loops. */
  static FloatVectorFunction upTo(float greatest, Unary function, UnaryLoop loop) {
    Range range = Range.upTo(greatest);
    return new FloatVectorFunction(loop, range, FloatVectorOutside.scalar(function, range));
  }

  /** The loop is right for |x| ≤ {@code greatest}; further out the function is the square of its value at x/2. */
  static FloatVectorFunction squaredFrom(float greatest, UnaryLoop loop) {
    return new FloatVectorFunction(loop, Range.upTo(greatest), FloatVectorOutside.squared(greatest));
  }

  /** The loop is right for |x| ≤ {@code greatest}; the function is a power of 2. */
  static FloatVectorFunction shiftedFrom(float greatest, UnaryLoop loop) {
    return new FloatVectorFunction(loop, Range.upTo(greatest), FloatVectorOutside.shifted(greatest));
  }

  /** The loop is right for {@code least} ≤ x ≤ {@code greatest}; what lies outside goes to the scalar loops. */
  static FloatVectorFunction between(float least, float greatest, Unary function, UnaryLoop loop) {
    Range range = new Range(false, least, greatest);
    return new FloatVectorFunction(loop, range, FloatVectorOutside.scalar(function, range));
  }

  /** The loop is right for all numbers. */
  static FloatVectorFunction ofNumbers(UnaryLoop loop) {
    return new FloatVectorFunction(loop, Range.upTo(Float.POSITIVE_INFINITY), FloatVectorOutside.nan());
  }

  /**
   * The loop is right for positive numbers that are neither subnormal nor infinite, and computes a logarithm, which for 2
   * is {@code octave}.
   */
  static FloatVectorFunction logarithm(float octave, UnaryLoop loop) {
    return new FloatVectorFunction(loop, Range.OF_POSITIVE, FloatVectorOutside.logarithm(octave));
  }

  /** y = f(x) for whole vectors; y may be x at the same place. */
  void run(float[] x, int xo, float[] y, int yo, int n) {
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      if (range.holds(x, xo + from, count)) {
        loop.run(x, xo + from, y, yo + from, count);
      } else {
        callInside(x, xo + from, y, yo + from, count);
      }
    }
  }

  private void callInside(float[] x, int xo, float[] y, int yo, int n) {
    float[] arguments = Arrays.copyOfRange(x, xo, xo + n);
    float[] prepared = arguments.clone();
    outside.prepare(prepared, n);
    loop.run(prepared, 0, y, yo, n);
    outside.finish(arguments, y, yo, n);
  }

  /** Numbers between two, as bits: they are in the order of the numbers, with NaN above ∞ and negative ones below all. */
  static final class Range {
    static final Range OF_POSITIVE = new Range(false, Float.MIN_NORMAL, Float.MAX_VALUE);

    // @float-only
    private final int kept;
    private final int least;
    private final int greatest;

    // @end
    // @double-only
    //- private final long kept;
    //- private final long least;
    //- private final long greatest;
    //-
    // @end
    private Range(boolean magnitudes, float least, float greatest) {
      // @float-only
      kept = magnitudes ? Integer.MAX_VALUE : -1;
      this.least = Float.floatToRawIntBits(least);
      this.greatest = Float.floatToRawIntBits(greatest);
      // @end
      // @double-only
      //- kept = magnitudes ? Long.MAX_VALUE : -1;
      //- this.least = Double.doubleToRawLongBits(least);
      //- this.greatest = Double.doubleToRawLongBits(greatest);
      // @end
    }

    static Range upTo(float greatest) {
      return new Range(true, 0, greatest);
    }

    // @float-only
    /** Whether it has all elements of whole vectors. */
    boolean holds(float[] x, int xo, int n) {
      IntVector low = IntVector.broadcast(IntVector.SPECIES_PREFERRED, greatest);
      IntVector high = IntVector.broadcast(IntVector.SPECIES_PREFERRED, least);
      for (int i = 0; i < n; i += LANES) {
        IntVector bits = FloatVector.fromArray(SPECIES, x, xo + i).reinterpretAsInts().and(kept);
        low = low.min(bits);
        high = high.max(bits);
      }
      return low.reduceLanes(VectorOperators.MIN) >= least && high.reduceLanes(VectorOperators.MAX) <= greatest;
    }

    boolean holds(float x) {
      int bits = Float.floatToRawIntBits(x) & kept;
      return least <= bits && bits <= greatest;
    }
    // @end
    // @double-only
    //- /** Whether it has all elements of whole vectors. */
    //- boolean holds(double[] x, int xo, int n) {
    //-   LongVector low = LongVector.broadcast(LongVector.SPECIES_PREFERRED, greatest);
    //-   LongVector high = LongVector.broadcast(LongVector.SPECIES_PREFERRED, least);
    //-   for (int i = 0; i < n; i += LANES) {
    //-     LongVector bits = DoubleVector.fromArray(SPECIES, x, xo + i).reinterpretAsLongs().and(kept);
    //-     low = low.min(bits);
    //-     high = high.max(bits);
    //-   }
    //-   return low.reduceLanes(VectorOperators.MIN) >= least && high.reduceLanes(VectorOperators.MAX) <= greatest;
    //- }
    //-
    //- boolean holds(double x) {
    //-   long bits = Double.doubleToRawLongBits(x) & kept;
    //-   return least <= bits && bits <= greatest;
    //- }
    // @end
  }
}
