package dev.nabla.kernel;

import java.util.function.BiConsumer;

/**
 * Neighbouring columns of {@code [outer, n, inner]}, a few at a time, and their way into lanes and back. Column c runs
 * along the middle axis at position c / inner of the outer axis and c % inner of the inner one; which columns are taken
 * together follows from extents alone.
 */
final class FloatFourierColumns {
  /** Columns that are transformed side by side, as many as fill a cache line; the last may be some more. */
  private static final int LANES = 16;

  /** Elements that lanes together may have; longer columns are transformed fewer at a time. */
  private static final int SPACE = 1 << 22;

  /** Elements that are worth the attention of a second thread. */
  private static final int PIECE = 1 << 13;

  /** Few sequences of this length are shared among threads by their strips instead of one by one. */
  private static final int LONG = 1 << 15;

  private static final int FEW = 8;

  final int first;
  final int lanes;
  private final int inner;

  private FloatFourierColumns(int first, int lanes, int inner) {
    this.first = first;
    this.lanes = lanes;
    this.inner = inner;
  }

  /**
   * Hands all columns to {@code body}, with a space of {@code room} elements for each lane, on any number of threads; one
   * by one if they are contiguous and run {@code alone}.
   */
  static void forEach(int outer, int inner, int room, boolean alone,
      BiConsumer<FloatFourierColumns, FloatFourierSpace> body) {
    int together = inner < LANES ? outer * inner : inner; // columns of which neighbours are taken
    if (outer * inner == 0) {
      return;
    }
    int width = inner == 1 && alone ? 1 : Math.max(1, Math.min(SPACE / room, Math.min(together, LANES)));
    int blocks = together / width;
    int widest = width + together % width;
    int grain = room >= LONG && outer * inner < FEW ? outer * inner : PIECE / (room * width) + 1;
    Parallel.range(outer * inner / together * blocks, grain, (from, to) -> {
      FloatFourierSpace space = FloatFourierSpace.own(room * widest);
      for (int i = from; i < to; i++) {
        int block = i % blocks;
        int first = i / blocks * together + block * width;
        body.accept(new FloatFourierColumns(first, block == blocks - 1 ? widest : width, inner), space);
      }
    });
  }

  /** Whether this is one contiguous column. */
  boolean alone() {
    return lanes == 1 && inner == 1;
  }

  /** Copies {@code count} elements of each column, {@code step} apart, into lanes; the columns have n elements. */
  void load(float[] x, int xo, int n, int from, int step, int count, float[] to) {
    if (adjacent()) {
      lines(count).copy(x, xo + start(first, n) + from * inner, step * inner, 1, to, 0, lanes, count, lanes);
    } else if (alone() && step == 1) {
      System.arraycopy(x, xo + first * n + from, to, 0, count);
    } else if (inner == 1 && step == 1) {
      FloatPlainTranspose.tile(x, xo + first * n + from, n, to, 0, lanes, count, lanes);
    } else {
      for (int l = 0; l < lanes; l++) {
        int at = xo + start(first + l, n) + from * inner;
        for (int k = l; k < count * lanes; k += lanes, at += step * inner) {
          to[k] = x[at];
        }
      }
    }
  }

  /** The way back, times {@code scale}. */
  void store(float[] lane, float scale, float[] y, int yo, int n, int from, int step, int count) {
    if (adjacent()) {
      lines(count).copy(lane, 0, lanes, scale, y, yo + start(first, n) + from * inner, step * inner, count, lanes);
    } else if (alone() && step == 1) {
      lines(count).copy(lane, 0, count, scale, y, yo + first * n + from, count, 1, count);
    } else if (inner == 1 && step == 1) {
      for (int i = 0; i < count * lanes; i++) {
        lane[i] *= scale;
      }
      FloatPlainTranspose.tile(lane, 0, lanes, y, yo + first * n + from, n, lanes, count);
    } else {
      for (int l = 0; l < lanes; l++) {
        int at = yo + start(first + l, n) + from * inner;
        for (int k = l; k < count * lanes; k += lanes, at += step * inner) {
          y[at] = lane[k] * scale;
        }
      }
    }
  }

  private FloatButterflies lines(int count) {
    return FloatButterflies.of(count * lanes);
  }

  /** Whether the columns lie side by side in the tensor as well. */
  private boolean adjacent() {
    return lanes > 1 && first % inner + lanes <= inner;
  }

  private int start(int column, int n) {
    return column / inner * n * inner + column % inner;
  }
}
