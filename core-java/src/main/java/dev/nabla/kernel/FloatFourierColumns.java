package dev.nabla.kernel;

import java.util.function.BiConsumer;

/**
 * Neighbouring columns of {@code [outer, n, inner]}, a few at a time, and their way into lanes and back. Column c runs
 * along the middle axis at position c / inner of the outer axis and c % inner of the inner one; which columns are taken
 * together follows from extents alone.
 */
final class FloatFourierColumns {
  /** Columns that are transformed side by side. */
  private static final int LANES = 16;

  /** Rows of contiguous elements that are as long as this are transformed one by one: more of them leave the cache. */
  private static final int LONG_ROW = 1 << 13;

  /** Rows are transposed so many elements at a time, that the lines written stay in the nearest cache. */
  private static final int SQUARE = 16;

  /** Elements that lanes together may have; longer columns are transformed fewer at a time. */
  private static final int SPACE = 1 << 22;

  /** Elements that are worth the attention of a second thread. */
  private static final int PIECE = 1 << 13;

  final int lanes;
  private final int first;
  private final int inner;

  private FloatFourierColumns(int first, int lanes, int inner) {
    this.first = first;
    this.lanes = lanes;
    this.inner = inner;
  }

  /** Hands all columns to {@code body}, with a space of {@code room} elements for each lane, on any number of threads. */
  static void forEach(int outer, int inner, int room, BiConsumer<FloatFourierColumns, FloatFourierSpace> body) {
    int columns = outer * inner;
    int width = inner == 1 && room >= LONG_ROW ? 1 : Math.max(1, Math.min(SPACE / room, Math.min(columns, LANES)));
    if (columns == 0) {
      return;
    }
    int blocks = (columns - 1) / width + 1;
    Parallel.range(blocks, PIECE / (room * width) + 1, (from, to) -> {
      FloatFourierSpace space = FloatFourierSpace.own(room * width);
      for (int block = from; block < to; block++) {
        int first = block * width;
        body.accept(new FloatFourierColumns(first, Math.min(width, columns - first), inner), space);
      }
    });
  }

  /** Copies {@code count} elements of each column, {@code step} apart, into lanes; the columns have n elements. */
  void load(float[] x, int xo, int n, int from, int step, int count, float[] to) {
    if (adjacent()) {
      for (int j = 0, at = xo + start(first, n) + from * inner; j < count; j++, at += step * inner) {
        System.arraycopy(x, at, to, j * lanes, lanes);
      }
      return;
    }
    for (int top = 0; top < count; top += SQUARE) {
      int bottom = Math.min(top + SQUARE, count);
      for (int l = 0; l < lanes; l++) {
        int at = xo + start(first + l, n) + (from + top * step) * inner;
        for (int j = top, k = top * lanes + l; j < bottom; j++, k += lanes, at += step * inner) {
          to[k] = x[at];
        }
      }
    }
  }

  /** The way back, times {@code scale}. */
  void store(float[] lane, float scale, float[] y, int yo, int n, int from, int step, int count) {
    if (adjacent()) {
      for (int j = 0, at = yo + start(first, n) + from * inner; j < count; j++, at += step * inner) {
        for (int l = 0, k = j * lanes; l < lanes; l++, k++) {
          y[at + l] = lane[k] * scale;
        }
      }
      return;
    }
    for (int top = 0; top < count; top += SQUARE) {
      int bottom = Math.min(top + SQUARE, count);
      for (int l = 0; l < lanes; l++) {
        int at = yo + start(first + l, n) + (from + top * step) * inner;
        for (int j = top, k = top * lanes + l; j < bottom; j++, k += lanes, at += step * inner) {
          y[at] = lane[k] * scale;
        }
      }
    }
  }

  /** Whether the columns lie side by side in the tensor as well. */
  private boolean adjacent() {
    return lanes > 1 && first % inner + lanes <= inner;
  }

  private int start(int column, int n) {
    return column / inner * n * inner + column % inner;
  }
}
