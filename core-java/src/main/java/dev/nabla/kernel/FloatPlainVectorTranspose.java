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
 * Eklundh, "A fast computer method for matrix transposing", IEEE Transactions on Computers C-21, 1972).
 *
 * <p>The tile is first read line by line into a buffer, and its rows are gathered in it before they are written: rows of a
 * large matrix lie a power of two apart, and taken in blocks their lines displace one another from the caches and come and
 * go without the processor's foresight.
 */
final class FloatPlainVectorTranspose extends FloatPlainTranspose {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Exchanges at the distances LANES/2, …, 2, 1. */
  private static final int EXCHANGES = Integer.numberOfTrailingZeros(LANES);

  /** For each power of two: the exchange of lanes whose numbers differ in that bit, and the lanes that have it. */
  private static final List<VectorShuffle<Float>> ACROSS =
      IntStream.range(0, EXCHANGES).mapToObj(bit -> across(1 << bit)).toList();

  private static final List<VectorMask<Float>> HIGH =
      IntStream.range(0, EXCHANGES).mapToObj(bit -> high(1 << bit)).toList();

  private static final ThreadLocal<float[]> BUFFER = ThreadLocal.withInitial(() -> new float[0]);

  @Override
  void tile(float[] x, int xo, int xs, float[] y, int yo, int ys, int rows, int columns) {
    int wholeRows = SPECIES.loopBound(rows);
    int wholeColumns = SPECIES.loopBound(columns);
    if (EXCHANGES < 1 || EXCHANGES > 4 || wholeRows == 0 || wholeColumns == 0) {
      super.tile(x, xo, xs, y, yo, ys, rows, columns);
      return;
    }
    int pitch = wholeRows + LANES;
    int width = wholeColumns + LANES;
    int strip = LANES * LANES;
    int lines = strip + LANES * width;
    float[] buffer = buffer(lines + wholeColumns * pitch);
    for (int column = 0; column < wholeColumns; column++) {
      System.arraycopy(x, xo + column * xs, buffer, lines + column * pitch, wholeRows);
    }
    for (int row = 0; row < wholeRows; row += LANES) {
      for (int column = 0; column < wholeColumns; column += LANES) {
        block(buffer, lines + row + column * pitch, pitch, buffer, strip + column, width, buffer);
      }
      for (int i = 0; i < LANES; i++) {
        System.arraycopy(buffer, strip + i * width, y, yo + (row + i) * ys, wholeColumns);
      }
    }
    super.tile(x, xo + wholeColumns * xs, xs, y, yo + wholeColumns, ys, wholeRows, columns - wholeColumns);
    super.tile(x, xo + wholeRows, xs, y, yo + wholeRows * ys, ys, rows - wholeRows, columns);
  }

  @Override
  void near(float[] x, int xo, int xs, float[] y, int yo, int ys, int rows, int columns) {
    int wholeRows = SPECIES.loopBound(rows);
    int wholeColumns = SPECIES.loopBound(columns);
    if (EXCHANGES < 1 || EXCHANGES > 4 || wholeRows == 0 || wholeColumns == 0) {
      super.tile(x, xo, xs, y, yo, ys, rows, columns);
      return;
    }
    float[] rest = buffer(LANES * LANES);
    for (int row = 0; row < wholeRows; row += LANES) {
      for (int column = 0; column < wholeColumns; column += LANES) {
        block(x, xo + row + column * xs, xs, y, yo + row * ys + column, ys, rest);
      }
    }
    super.tile(x, xo + wholeColumns * xs, xs, y, yo + wholeColumns, ys, wholeRows, columns - wholeColumns);
    super.tile(x, xo + wholeRows, xs, y, yo + wholeRows * ys, ys, rows - wholeRows, columns);
  }

  private static float[] buffer(int length) {
    float[] buffer = BUFFER.get();
    if (buffer.length < length) {
      buffer = new float[length];
      BUFFER.set(buffer);
    }
    return buffer;
  }

  /** Two exchanges at a time while four vectors are at hand; in between, the block is at the beginning of {@code rest}. */
  private static void block(float[] x, int xo, int xs, float[] y, int yo, int ys, float[] rest) {
    switch (EXCHANGES) {
      case 1 -> exchange(x, xo, xs, y, yo, ys);
      case 2 -> exchangeTwice(0, x, xo, xs, y, yo, ys);
      case 3 -> {
        exchangeTwice(1, x, xo, xs, rest, 0, LANES);
        exchange(rest, 0, LANES, y, yo, ys);
      }
      default -> {
        exchangeTwice(2, x, xo, xs, rest, 0, LANES);
        exchangeTwice(0, rest, 0, LANES, y, yo, ys);
      }
    }
  }

  /** Of two neighbouring rows, each takes from the other the lanes that belong to it. */
  private static void exchange(float[] x, int xo, int xs, float[] y, int yo, int ys) {
    VectorShuffle<Float> across = ACROSS.get(0);
    VectorMask<Float> high = HIGH.get(0);
    for (int row = 0; row < LANES; row += 2) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xo + row * xs);
      FloatVector b = FloatVector.fromArray(SPECIES, x, xo + (row + 1) * xs);
      a.blend(b.rearrange(across), high).intoArray(y, yo + row * ys);
      a.rearrange(across).blend(b, high).intoArray(y, yo + (row + 1) * ys);
    }
  }

  /** The exchanges at the distances 2·2^bit and 2^bit, of four rows that lie 2^bit apart. */
  private static void exchangeTwice(int bit, float[] x, int xo, int xs, float[] y, int yo, int ys) {
    int distance = 1 << bit;
    VectorShuffle<Float> far = ACROSS.get(bit + 1);
    VectorShuffle<Float> near = ACROSS.get(bit);
    VectorMask<Float> farHigh = HIGH.get(bit + 1);
    VectorMask<Float> nearHigh = HIGH.get(bit);
    for (int four = 0; four < LANES / 4; four++) {
      int row = (four & -distance) * 4 + (four & distance - 1);
      FloatVector a = FloatVector.fromArray(SPECIES, x, xo + row * xs);
      FloatVector b = FloatVector.fromArray(SPECIES, x, xo + (row + distance) * xs);
      FloatVector c = FloatVector.fromArray(SPECIES, x, xo + (row + 2 * distance) * xs);
      FloatVector d = FloatVector.fromArray(SPECIES, x, xo + (row + 3 * distance) * xs);
      FloatVector ac = a.blend(c.rearrange(far), farHigh);
      FloatVector ca = a.rearrange(far).blend(c, farHigh);
      FloatVector bd = b.blend(d.rearrange(far), farHigh);
      FloatVector db = b.rearrange(far).blend(d, farHigh);
      ac.blend(bd.rearrange(near), nearHigh).intoArray(y, yo + row * ys);
      ac.rearrange(near).blend(bd, nearHigh).intoArray(y, yo + (row + distance) * ys);
      ca.blend(db.rearrange(near), nearHigh).intoArray(y, yo + (row + 2 * distance) * ys);
      ca.rearrange(near).blend(db, nearHigh).intoArray(y, yo + (row + 3 * distance) * ys);
    }
  }

  private static VectorShuffle<Float> across(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ distance);
  }

  private static VectorMask<Float> high(int distance) {
    long lanes = LongStream.range(0, LANES).filter(lane -> (lane & distance) != 0).map(lane -> 1L << lane).sum();
    return VectorMask.fromLong(SPECIES, lanes);
  }
}
