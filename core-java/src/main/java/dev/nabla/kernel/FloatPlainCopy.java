package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Copies between arrays of any strides.
 *
 * <p>The order of copying is free, so axes are arranged for the memory: a plane of two axes at the inside, cut into tiles
 * that fit the caches. If one axis is dense in both operands the plane is made of runs; if one is dense in the source and
 * another in the destination it is a transpose. All tiles of all planes are shared among threads.
 */
final class FloatPlainCopy {
  /** Elements that are worth a hand-over to another thread. */
  private static final int GRAIN = 1 << 14;

  /** A tile of a transpose stays in L2; it is wide, because to write long runs gains more than to read them. */
  private static final int TILE_ROWS = 128;

  private static final int TILE_COLUMNS = 512;

  /** Below this extent an axis is not worth being the inner loop. */
  private static final int SHORT = 16;

  private final float[] x;
  private final int xo;
  private final float[] y;
  private final int yo;
  private final StridedLoops loops;

  /** The axes of the plane: outer and inner; -1 is an axis of extent 1. */
  private int rowAxis = -1;

  private int columnAxis;
  private boolean transpose;
  private int tileRows;
  private int tileColumns;

  private FloatPlainCopy(StridedLoops loops, float[] x, int xo, float[] y, int yo) {
    this.loops = loops;
    this.x = x;
    this.xo = xo;
    this.y = y;
    this.yo = yo;
  }

  /** y[yo + i·ys] = x[xo + i·xs] for every index i of the shape. */
  static void copy(int[] shape, float[] x, int xo, int[] xs, float[] y, int yo, int[] ys) {
    int size = StridedLoops.size(shape);
    int from = StridedLoops.step(shape, xs);
    int to = StridedLoops.step(shape, ys);
    if (size == 0) {
      return;
    }
    if (to == 1 && from == 1) {
      Parallel.range(size, GRAIN, (low, high) -> System.arraycopy(x, xo + low, y, yo + low, high - low));
    } else if (to == 1 && from == 0) {
      Parallel.range(size, GRAIN, (low, high) -> Arrays.fill(y, yo + low, yo + high, x[xo]));
    } else {
      StridedLoops loops = new StridedLoops(shape, xs, ys, null);
      if (to == 1 && loops.stride(0, 0) == 0) {
        repeat(loops, x, xo, y, yo);
      } else {
        new FloatPlainCopy(loops, x, xo, y, yo).planes();
      }
    }
  }

  /** The destination is the same block over and over: makes one, then doubles it up to a size that threads can share. */
  private static void repeat(StridedLoops loops, float[] x, int xo, float[] y, int yo) {
    int size = loops.size();
    int block = size / loops.extent(0);
    int[] shape = new int[loops.rank() - 1];
    int[] xs = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = loops.extent(axis + 1);
      xs[axis] = loops.stride(0, axis + 1);
    }
    copy(shape, x, xo, xs, y, yo, StridedLoops.contiguous(shape));
    int done = block;
    while (done < size && done < GRAIN) {
      int more = Math.min(done, size - done);
      System.arraycopy(y, yo, y, yo + done, more);
      done += more;
    }
    int whole = done;
    Parallel.range(size - whole, whole, (low, high) -> System.arraycopy(y, yo, y, yo + whole + low, high - low));
  }

  private void planes() {
    arrange();
    int rows = extent(rowAxis);
    int columns = extent(columnAxis);
    int rowTiles = (rows - 1) / tileRows + 1;
    int columnTiles = (columns - 1) / tileColumns + 1;
    int tilesOfPlane = rowTiles * columnTiles;
    int tiles = loops.size() / (rows * columns) * tilesOfPlane;
    int grain = Math.max(1, GRAIN / (Math.min(rows, tileRows) * Math.min(columns, tileColumns)));
    Parallel.range(tiles, grain, (from, to) -> {
      for (int tile = from; tile < to; tile++) {
        int row = tile % rowTiles * tileRows;
        int column = tile % tilesOfPlane / rowTiles * tileColumns;
        int plane = tile / tilesOfPlane;
        tile(
            xo + start(0, plane) + row * stride(0, rowAxis) + column * stride(0, columnAxis),
            yo + start(1, plane) + row * stride(1, rowAxis) + column * stride(1, columnAxis),
            Math.min(tileRows, rows - row),
            Math.min(tileColumns, columns - column));
      }
    });
  }

  /** Chooses the axes of the planes and the size of tiles. */
  private void arrange() {
    columnAxis = densest(1);
    int dense = densest(0);
    transpose = dense != columnAxis && stride(0, dense) == 1 && stride(1, columnAxis) == 1
        && stride(0, columnAxis) != 0 && extent(dense) >= SHORT / 2 && extent(columnAxis) >= SHORT / 2;
    if (transpose) {
      rowAxis = dense;
      tileRows = TILE_ROWS;
      tileColumns = TILE_COLUMNS;
      return;
    }
    for (int axis = 0; axis < loops.rank(); axis++) {
      if (axis != columnAxis && extent(axis) > extent(rowAxis)) {
        rowAxis = axis;
      }
    }
    tileColumns = Math.min(extent(columnAxis), GRAIN);
    tileRows = Math.max(1, Math.min(extent(rowAxis), GRAIN / tileColumns));
  }

  /** The axis along which an operand's elements are nearest to one another; of repeated ones the last. */
  private int densest(int operand) {
    int best = loops.rank() - 1;
    for (int axis = best - 1; axis >= 0; axis--) {
      int stride = Math.abs(stride(operand, axis));
      if (stride != 0 && stride < Math.abs(stride(operand, best))) {
        best = axis;
      }
    }
    return best;
  }

  private int extent(int axis) {
    return axis < 0 ? 1 : loops.extent(axis);
  }

  private int stride(int operand, int axis) {
    return axis < 0 ? 0 : loops.stride(operand, axis);
  }

  /** Where a plane of an operand begins. */
  private int start(int operand, int plane) {
    int start = 0;
    for (int axis = loops.rank() - 1; axis >= 0 && plane > 0; axis--) {
      if (axis != rowAxis && axis != columnAxis) {
        start += plane % loops.extent(axis) * loops.stride(operand, axis);
        plane /= loops.extent(axis);
      }
    }
    return start;
  }

  private void tile(int from, int to, int rows, int columns) {
    if (transpose) {
      FloatPlainTranspose.tile(x, from, stride(0, columnAxis), y, to, stride(1, rowAxis), rows, columns);
      return;
    }
    boolean turned = columns < SHORT && columns < rows;
    int outer = turned ? columnAxis : rowAxis;
    int inner = turned ? rowAxis : columnAxis;
    int runs = turned ? columns : rows;
    int n = turned ? rows : columns;
    for (int run = 0; run < runs; run++) {
      run(x, from + run * stride(0, outer), stride(0, inner), y, to + run * stride(1, outer), stride(1, inner), n);
    }
  }

  /** y[yo + i·ys] = x[xo + i·xs] for i &lt; n. */
  static void run(float[] x, int xo, int xs, float[] y, int yo, int ys, int n) {
    if (xs == 1 && ys == 1) {
      System.arraycopy(x, xo, y, yo, n);
    } else if (xs == 0 && ys == 1) {
      Arrays.fill(y, yo, yo + n, x[xo]);
    } else if (ys == 1) {
      for (int i = 0; i < n; i++) {
        y[yo + i] = x[xo + i * xs];
      }
    } else {
      for (int i = 0; i < n; i++) {
        y[yo + i * ys] = x[xo + i * xs];
      }
    }
  }
}
