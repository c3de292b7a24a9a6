package dev.nabla.kernel;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes square blocks of whole vectors by exchanging their halves, then the halves of the halves, and so on (J. O.
 * Eklundh, "A fast computer method for matrix transposing", IEEE Transactions on Computers C-21, 1972): every line of the
 * source is read once and every line of the destination written once, whole.
 */
final class FloatPlainVectorTranspose extends FloatPlainTranspose {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Exchanges at the distances LANES/2, LANES/4, … 1. */
  private static final int STEPS = Integer.numberOfTrailingZeros(LANES);

  private static final List<VectorShuffle<Float>> ACROSS =
      IntStream.range(0, STEPS).mapToObj(step -> across(LANES >> step + 1)).toList();
  private static final List<VectorMask<Float>> HIGH =
      IntStream.range(0, STEPS).mapToObj(step -> high(LANES >> step + 1)).toList();

  @Override
  void tile(float[] x, int xo, int xs, float[] y, int yo, int ys, int rows, int columns) {
    int wholeRows = SPECIES.loopBound(rows);
    int wholeColumns = SPECIES.loopBound(columns);
    float[] block = new float[LANES * LANES];
    for (int row = 0; row < wholeRows; row += LANES) {
      for (int column = 0; column < wholeColumns; column += LANES) {
        block(x, xo + row + column * xs, xs, y, yo + row * ys + column, ys, block);
      }
    }
    super.tile(x, xo + wholeColumns * xs, xs, y, yo + wholeColumns, ys, wholeRows, columns - wholeColumns);
    super.tile(x, xo + wholeRows, xs, y, yo + wholeRows * ys, ys, rows - wholeRows, columns);
  }

  private static void block(float[] x, int xo, int xs, float[] y, int yo, int ys, float[] block) {
    exchange(0, x, xo, xs, block, 0, LANES);
    for (int step = 1; step < STEPS - 1; step++) {
      exchange(step, block, 0, LANES, block, 0, LANES);
    }
    exchange(STEPS - 1, block, 0, LANES, y, yo, ys);
  }

  /** Of each two rows at the distance, the upper takes the lower's low half as its high half, and the other way round. */
  private static void exchange(int step, float[] x, int xo, int xs, float[] y, int yo, int ys) {
    int distance = LANES >> step + 1;
    VectorShuffle<Float> across = ACROSS.get(step);
    VectorMask<Float> high = HIGH.get(step);
    for (int pair = 0; pair < LANES / 2; pair++) {
      int upper = (pair & -distance) + pair;
      int lower = upper + distance;
      FloatVector a = FloatVector.fromArray(SPECIES, x, xo + upper * xs);
      FloatVector b = FloatVector.fromArray(SPECIES, x, xo + lower * xs);
      a.blend(b.rearrange(across), high).intoArray(y, yo + upper * ys);
      a.rearrange(across).blend(b, high).intoArray(y, yo + lower * ys);
    }
  }

  /** Exchanges the lanes whose numbers differ in the bit {@code distance}. */
  private static VectorShuffle<Float> across(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ distance);
  }

  /** The lanes whose numbers have the bit {@code distance}. */
  private static VectorMask<Float> high(int distance) {
    return VectorMask.fromLong(SPECIES, LongStream.range(0, LANES).filter(lane -> (lane & distance) != 0)
        .map(lane -> 1L << lane).sum());
  }
}
