package dev.nabla.kernel;

import jdk.incubator.vector.DoubleVector;
// @float-only
import jdk.incubator.vector.FloatVector;
// @end
import jdk.incubator.vector.VectorMask;
// @float-only
import jdk.incubator.vector.VectorOperators;
// @end
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link FloatWidening} with the Vector API: a vector of double at a time. Its elements are the first half of a
 * whole vector of float, never a shorter one: on Java 17 the first vector of another length would slow every loop of the
 * program down that keeps its sums in vectors, products of matrices by a factor of twenty.
 */
final class FloatVectorWidening extends FloatWidening {
  static final FloatWidening LOOPS = new FloatVectorWidening();

  static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;

  /** How many elements {@link #wide} takes. */
  static final int LANES = WIDE.length();

  // @float-only
  private static final VectorSpecies<Float> NARROW = FloatVector.SPECIES_PREFERRED;

  /** The second half of a vector of float, and what brings a first half there: whole vectors are written twice as fast. */
  private static final VectorMask<Float> LATER = VectorMask.fromLong(NARROW, (1L << LANES) - 1 << LANES);

  private static final VectorShuffle<Float> TURNED = VectorShuffle.fromOp(NARROW, lane -> (lane + LANES) % (2 * LANES));

  // @end
  /** How many more elements {@link #wide} reads, and {@link #narrow} overwrites; loops end so long before their runs do. */
  // @float-only
  static final int MORE = NARROW.length() - LANES;
  // @end
  // @double-only
  //- static final int MORE = 0;
  // @end

  private static final VectorMask<Double> SECOND = secondHalves(1);
  private static final VectorMask<Double> SECOND_PAIR = secondHalves(2);
  private static final VectorMask<Double> SECOND_FOUR = secondHalves(4);
  private static final VectorShuffle<Double> FIRST = firstHalves(1);
  private static final VectorShuffle<Double> FIRST_PAIR = firstHalves(2);
  private static final VectorShuffle<Double> FIRST_FOUR = firstHalves(4);
  private static final VectorShuffle<Double> LAST = VectorShuffle.fromOp(WIDE, lane -> LANES - 1);

  private FloatVectorWidening() {}

  /** The lanes in the second half of each 2·{@code half} lanes. */
  private static VectorMask<Double> secondHalves(int half) {
    boolean[] second = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      second[lane] = (lane & half) != 0;
    }
    return VectorMask.fromArray(WIDE, second, 0);
  }

  /** For those lanes the last lane of the first half. */
  private static VectorShuffle<Double> firstHalves(int half) {
    return VectorShuffle.fromOp(WIDE, lane -> (lane & half) == 0 ? lane : (lane & -half) - 1);
  }

  @Override
  void widen(float[] x, int xo, double[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES - MORE; i += LANES) {
      wide(x, xo + i).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  // @float-only
  @Override
  void narrow(double[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - 2 * LANES; i += 2 * LANES) {
      FloatVector first = narrowed(DoubleVector.fromArray(WIDE, x, xo + i));
      FloatVector second = narrowed(DoubleVector.fromArray(WIDE, x, xo + i + LANES));
      first.blend(second.rearrange(TURNED), LATER).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = (float) x[xo + i];
    }
  }

  /** The first half of a vector of float. */
  private static FloatVector narrowed(DoubleVector v) {
    return (FloatVector) v.convertShape(VectorOperators.D2F, NARROW, 0);
  }

  // @end
  // @double-only
  //- @Override
  //- void narrow(double[] x, int xo, double[] y, int yo, int n) {
  //-   System.arraycopy(x, xo, y, yo, n);
  //- }
  //-
  // @end
  @Override
  void add(float[] x, int xo, double[] r, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES - MORE; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(WIDE, r, i).add(wide(x, xo + i));
      sum.intoArray(r, i);
      narrow(sum, y, yo + i);
    }
    for (; i < n; i++) {
      r[i] += x[xo + i];
      y[yo + i] = (float) r[i];
    }
  }

  @Override
  void multiply(float[] x, int xo, double[] r, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES - MORE; i += LANES) {
      DoubleVector product = DoubleVector.fromArray(WIDE, r, i).mul(wide(x, xo + i));
      product.intoArray(r, i);
      narrow(product, y, yo + i);
    }
    for (; i < n; i++) {
      r[i] *= x[xo + i];
      y[yo + i] = (float) r[i];
    }
  }

  @Override
  void recur(float[] a, int ao, float[] b, int bo, double[] r, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES - MORE; i += LANES) {
      DoubleVector next = wide(a, ao + i).mul(DoubleVector.fromArray(WIDE, r, i)).add(wide(b, bo + i));
      next.intoArray(r, i);
      narrow(next, y, yo + i);
    }
    for (; i < n; i++) {
      r[i] = a[ao + i] * r[i] + b[bo + i];
      y[yo + i] = (float) r[i];
    }
  }

  @Override
  double sums(float[] x, int xo, int n, double before, double start, float[] y, int yo) {
    int whole = blocks(n);
    DoubleVector offset = DoubleVector.broadcast(WIDE, before);
    DoubleVector blocks = DoubleVector.broadcast(WIDE, start);
    for (int i = 0; i < whole; i += BLOCK) {
      DoubleVector block = running(wide(x, xo + i));
      narrow(blocks.add(block).add(offset), y, yo + i);
      if (LANES < BLOCK) {
        block = block.rearrange(LAST).add(running(wide(x, xo + i + LANES)));
        narrow(blocks.add(block).add(offset), y, yo + i + LANES);
      }
      blocks = blocks.add(block.rearrange(LAST));
    }
    return FloatScalarWidening.LOOPS.sums(x, xo + whole, n - whole, before, blocks.lane(0), y, yo + whole);
  }

  @Override
  double total(float[] x, int xo, int n) {
    int whole = blocks(n);
    DoubleVector sum = DoubleVector.zero(WIDE);
    for (int i = xo; i < xo + whole; i += BLOCK) {
      DoubleVector block = running(wide(x, i));
      if (LANES < BLOCK) {
        block = block.rearrange(LAST).add(running(wide(x, i + LANES)));
      }
      sum = sum.add(block.rearrange(LAST));
    }
    return sum.lane(0) + FloatScalarWidening.LOOPS.total(x, xo + whole, n - whole);
  }

  /** How many of {@code n} elements are summed in blocks of vectors: all but the last block, if vectors fit blocks. */
  private static int blocks(int n) {
    return n < MORE || LANES != BLOCK && LANES != BLOCK / 2 ? 0 : (n - MORE) / BLOCK * BLOCK;
  }

  /** The running sums of at most {@link #BLOCK} lanes: second halves add what first halves amount to. */
  private static DoubleVector running(DoubleVector v) {
    DoubleVector nothing = DoubleVector.zero(WIDE);
    DoubleVector pairs = v.add(nothing.blend(v.rearrange(FIRST), SECOND));
    DoubleVector fours = pairs.add(nothing.blend(pairs.rearrange(FIRST_PAIR), SECOND_PAIR));
    return LANES < BLOCK ? fours : fours.add(nothing.blend(fours.rearrange(FIRST_FOUR), SECOND_FOUR));
  }

  /** Neighbouring elements from {@code i} on; {@link #MORE} after them are read and not used. */
  static DoubleVector wide(float[] x, int i) {
    // @float-only
    return (DoubleVector) FloatVector.fromArray(NARROW, x, i).convertShape(VectorOperators.F2D, WIDE, 0);
    // @end
    // @double-only
    //- return DoubleVector.fromArray(WIDE, x, i);
    // @end
  }

  /** Writes neighbouring elements from {@code i} on, and zeros into {@link #MORE} after them. */
  private static void narrow(DoubleVector v, float[] y, int i) {
    // @float-only
    narrowed(v).intoArray(y, i);
    // @end
    // @double-only
    //- v.intoArray(y, i);
    // @end
  }
}
