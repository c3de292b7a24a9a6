package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
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
 * An element-wise function of two numbers by a loop of vectors, reached as that of a {@link FloatVectorFunction} is.
 * The loop may know only quotients a/b that are not too great: other pairs, and those with numbers that are not finite
 * or divisors that are not normal, go to the scalar loops. Which way a pair goes depends on itself alone.
 */
final class FloatVectorPairs {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Elements between two steps; new memory that is written once costs more than a step. */
  private static final int STEP = 256;

  // @float-only
  /**
   * Bits of a less those of b at most: the logarithm of a/b, up to 0.09. With it a/b is below 2²², and rounded to a
   * whole number by adding {@link FloatVectorMath#ROUNDER}.
   */
  private static final int FARTHEST = 21 << FloatVectorMath.MANTISSA;

  private static final int LEAST = Float.floatToRawIntBits(Float.MIN_NORMAL);
  private static final int GREATEST = Float.floatToRawIntBits(Float.MAX_VALUE);
  // @end
  // @double-only
  //- /**
  //-  * Bits of a less those of b at most: the logarithm of a/b, up to 0.09. With it a/b is below 2⁵¹, and rounded to a
  //-  * whole number by adding {@link DoubleVectorMath#ROUNDER}.
  //-  */
  //- private static final long FARTHEST = 50L << DoubleVectorMath.MANTISSA;
  //-
  //- private static final long LEAST = Double.doubleToRawLongBits(Double.MIN_NORMAL);
  //- private static final long GREATEST = Double.doubleToRawLongBits(Double.MAX_VALUE);
  // @end

  private final FloatOpaquePairLoop loop;

  private FloatVectorPairs(PairLoop loop) {
    this.loop = new FloatOpaquePairLoop(loop);
  }

  /** The loop is right for all pairs. */
  static PairLoop ofAll(PairLoop loop) {
    return blockwise(new FloatOpaquePairLoop(loop));
  }

  /**
   * Two loops that are right for all pairs, together too long for one. The first leaves two numbers for each pair, all
   * first ones before the second ones; the second makes results of these and of a.
   */
  static PairLoop inSteps(PairLoop first, PairLoop second) {
    PairLoop before = new FloatOpaquePairLoop(first);
    PairLoop after = new FloatOpaquePairLoop(second);
    return (a, ao, b, bo, y, yo, n) -> {
      float[] between = new float[2 * Math.min(n, STEP)];
      for (int from = 0; from < n; from += STEP) {
        int count = Math.min(STEP, n - from);
        before.run(a, ao + from, b, bo + from, between, 0, count);
        after.run(between, 0, a, ao + from, y, yo + from, count);
      }
    };
  }

  /** The loop is right where a/b is not too great, as the class has it. */
  static PairLoop ofQuotients(Binary f, PairLoop loop) {
    FloatVectorPairs pairs = new FloatVectorPairs(loop);
    return blockwise((a, ao, b, bo, y, yo, n) -> pairs.run(f, a, ao, b, bo, y, yo, n));
  }

  private static PairLoop blockwise(PairLoop loop) {
    return (a, ao, b, bo, y, yo, n) -> {
      for (int from = 0; from < n; from += FloatVectorFunction.BLOCK) {
        loop.run(a, ao + from, b, bo + from, y, yo + from, Math.min(FloatVectorFunction.BLOCK, n - from));
      }
    };
  }

  /** y = f(a, b) for whole vectors; y may be an operand at the same place. */
  private void run(Binary f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    if (hold(a, ao, b, bo, n)) {
      loop.run(a, ao, b, bo, y, yo, n);
    } else {
      callInside(f, a, ao, b, bo, y, yo, n);
    }
  }

  private void callInside(Binary f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    float[] left = Arrays.copyOfRange(a, ao, ao + n);
    float[] right = Arrays.copyOfRange(b, bo, bo + n);
    loop.run(left, 0, right, 0, y, yo, n);
    for (int i = 0; i < n; i++) {
      if (!holds(left[i], right[i])) {
        FloatElementwise.scalar().pairs(f, left, i, right, i, y, yo + i, 1);
      }
    }
  }

  // @float-only
  /** Whether the loop is right for all pairs in whole vectors. */
  private static boolean hold(float[] a, int ao, float[] b, int bo, int n) {
    IntVector least = IntVector.broadcast(IntVector.SPECIES_PREFERRED, LEAST);
    IntVector greatest = IntVector.broadcast(IntVector.SPECIES_PREFERRED, GREATEST);
    IntVector farthest = IntVector.broadcast(IntVector.SPECIES_PREFERRED, FARTHEST);
    for (int i = 0; i < n; i += LANES) {
      IntVector left = FloatVector.fromArray(SPECIES, a, ao + i).reinterpretAsInts().and(Integer.MAX_VALUE);
      IntVector right = FloatVector.fromArray(SPECIES, b, bo + i).reinterpretAsInts().and(Integer.MAX_VALUE);
      least = least.min(right);
      greatest = greatest.max(left).max(right);
      farthest = farthest.max(left.sub(right));
    }
    return least.reduceLanes(VectorOperators.MIN) == LEAST && greatest.reduceLanes(VectorOperators.MAX) == GREATEST
        && farthest.reduceLanes(VectorOperators.MAX) == FARTHEST;
  }

  private static boolean holds(float a, float b) {
    int left = Float.floatToRawIntBits(a) & Integer.MAX_VALUE;
    int right = Float.floatToRawIntBits(b) & Integer.MAX_VALUE;
    return LEAST <= right && Math.max(left, right) <= GREATEST && left - right <= FARTHEST;
  }
  // @end
  // @double-only
  //- /** Whether the loop is right for all pairs in whole vectors. */
  //- private static boolean hold(double[] a, int ao, double[] b, int bo, int n) {
  //-   LongVector least = LongVector.broadcast(LongVector.SPECIES_PREFERRED, LEAST);
  //-   LongVector greatest = LongVector.broadcast(LongVector.SPECIES_PREFERRED, GREATEST);
  //-   LongVector farthest = LongVector.broadcast(LongVector.SPECIES_PREFERRED, FARTHEST);
  //-   for (int i = 0; i < n; i += LANES) {
  //-     LongVector left = DoubleVector.fromArray(SPECIES, a, ao + i).reinterpretAsLongs().and(Long.MAX_VALUE);
  //-     LongVector right = DoubleVector.fromArray(SPECIES, b, bo + i).reinterpretAsLongs().and(Long.MAX_VALUE);
  //-     least = least.min(right);
  //-     greatest = greatest.max(left).max(right);
  //-     farthest = farthest.max(left.sub(right));
  //-   }
  //-   return least.reduceLanes(VectorOperators.MIN) == LEAST && greatest.reduceLanes(VectorOperators.MAX) == GREATEST
  //-       && farthest.reduceLanes(VectorOperators.MAX) == FARTHEST;
  //- }
  //-
  //- private static boolean holds(double a, double b) {
  //-   long left = Double.doubleToRawLongBits(a) & Long.MAX_VALUE;
  //-   long right = Double.doubleToRawLongBits(b) & Long.MAX_VALUE;
  //-   return LEAST <= right && Math.max(left, right) <= GREATEST && left - right <= FARTHEST;
  //- }
  // @end
}
