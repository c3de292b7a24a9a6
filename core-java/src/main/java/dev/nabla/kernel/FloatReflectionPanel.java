package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Some columns of a matrix side by side, in rows as long as a vector or two, so that a reflection turns all of them at
 * once. For matrices too small for {@link FloatReflectionBlock}, and for the columns that make one of its blocks.
 */
final class FloatReflectionPanel {
  private static final int WIDTH = FloatElimination.PANEL;

  private final FloatElimination loops = FloatElimination.chosen();
  private final float[] panel;
  private final float[] v;

  /** For columns of at most {@code m} elements. */
  FloatReflectionPanel(int m) {
    panel = new float[m * WIDTH];
    v = new float[m];
  }

  /**
   * The reflections of the columns {@code [k, end)}, applied to each other and to no other column.
   *
   * @param a m×n, with columns in rows
   */
  void factor(int k, int end, int m, float[] a, float[] tau) {
    for (int from = k; from < end; from += WIDTH) {
      int to = Math.min(from + WIDTH, end);
      for (int i = k; i < from; i += WIDTH) {
        load(from, to - from, i, m, a);
        for (int j = i; j < Math.min(i + WIDTH, from); j++) {
          reflect(a, j * (m + 1), tau[j], j - i, m - i);
        }
        store(from, to - from, i, m, a);
      }
      load(from, to - from, from, m, a);
      for (int j = 0; j < to - from; j++) {
        tau[from + j] = reflection(j, m - from);
      }
      store(from, to - from, from, m, a);
    }
  }

  /** Applies the reflections {@code [0, count)}, found in the first columns, to the columns {@code [from, to)}. */
  void apply(int count, int from, int to, int m, float[] a, float[] tau) {
    for (int column = from; column < to; column += WIDTH) {
      int columns = Math.min(WIDTH, to - column);
      load(column, columns, 0, m, a);
      for (int j = 0; j < count; j++) {
        reflect(a, j * (m + 1), tau[j], j, m);
      }
      store(column, columns, 0, m, a);
    }
  }

  /** The first columns of the product of reflections, in rows; where they stand is told by the block's method. */
  void orthonormal(int m, int columns, int count, float[] vectors, int vo, int vs, float[] tau, float[] q, int qo,
      int qs) {
    for (int column = 0; column < columns; column += WIDTH) {
      int width = Math.min(WIDTH, columns - column);
      Arrays.fill(panel, 0, m * WIDTH, 0);
      for (int j = 0; j < width; j++) {
        panel[(column + j) * WIDTH + j] = 1;
      }
      for (int k = Math.min(count, column + width) - 1; k >= 0; k--) {
        System.arraycopy(vectors, vo + k * (vs + 1), v, 0, m - k);
        v[0] = 1;
        loops.reflect(panel, k, m, -1, tau[k], v);
      }
      new FloatMatrix(panel, 0, 1, WIDTH).pack(0, 0, width, m, q, qo + column * qs, qs);
    }
  }

  /** Takes elements from row {@code row} on of some columns, and zeros where there are fewer columns. */
  private void load(int column, int columns, int row, int m, float[] a) {
    if (columns < WIDTH) {
      Arrays.fill(panel, 0, (m - row) * WIDTH, 0);
    }
    new FloatMatrix(a, column * m + row, 1, m).pack(0, 0, m - row, columns, panel, 0, WIDTH);
  }

  private void store(int column, int columns, int row, int m, float[] a) {
    new FloatMatrix(panel, 0, 1, WIDTH).pack(0, 0, columns, m - row, a, column * m + row, m);
  }

  /** Applies the reflection whose vector stands in {@code a} to rows of the panel. */
  private void reflect(float[] a, int at, float tau, int from, int to) {
    if (tau != 0) {
      System.arraycopy(a, at, v, 0, to - from);
      v[0] = 1;
      loops.reflect(panel, from, to, -1, tau, v);
    }
  }

  /** Finds the reflection of column j of the panel, and applies it to those after it. */
  private float reflection(int j, int rows) {
    for (int i = j; i < rows; i++) {
      v[i - j] = panel[i * WIDTH + j];
    }
    float tau = FloatReflections.reflection(rows - j, v, 0);
    for (int i = j; i < rows; i++) {
      panel[i * WIDTH + j] = v[i - j];
    }
    if (tau != 0) {
      v[0] = 1;
      loops.reflect(panel, j, rows, j, tau, v);
    }
    return tau;
  }
}
