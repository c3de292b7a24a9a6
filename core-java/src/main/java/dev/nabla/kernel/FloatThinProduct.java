package dev.nabla.kernel;

/**
 * Matrix times vector: y = activation(M · x + bias). It reads every element of the matrix once; packing would double
 * that, and memory is what it waits for.
 *
 * @param ys distance of elements of y
 * @param bias null for none
 * @param bs distance of elements of the bias, 0 where all share one
 * @param activation null for none
 */
record FloatThinProduct(float[] matrix, int mo, int mrs, int mcs, float[] x, int xo, int xs, float[] y, int yo, int ys,
    float[] bias, int biasOffset, int bs, Unary activation) {
  /** Multiplications of one task. */
  private static final int TASK = 1 << 15;

  /** Fewest and most rows that a task adds up column by column: a few cache lines, and what L1 holds. */
  private static final int FEWEST_ROWS = 64;
  private static final int MOST_ROWS = 2048;

  /** Products in a partial sum, so that errors do not grow with the length. */
  private static final int RUN = 1 << 13;

  void run(FloatTile loops, int rows, int depth) {
    if (rows == 1 && mcs == 1 && xs == 1) {
      start(0, 1);
      float[] partial = new float[(depth - 1) / RUN + 1];
      Parallel.range(depth, RUN,
          (from, to) -> partial[from / RUN] = loops.dot(matrix, mo + from, x, xo + from, to - from));
      for (float sum : partial) {
        y[yo] += sum;
      }
      finish(0, 1);
    } else if (mcs == 1) {
      float[] run = contiguous(depth);
      int from = run == x ? xo : 0;
      eachRow(rows, depth, row -> dot(loops, mo + row * mrs, run, from, depth));
    } else if (mrs == 1 && ys == 1) {
      Parallel.range(rows, Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, TASK / depth)), (from, to) -> {
        start(from, to);
        FloatPlainProducts.addRow(to - from, depth, x, xo, xs, matrix, mo + from, mcs, y, yo + from);
        finish(from, to);
      });
    } else {
      eachRow(rows, depth, row -> {
        float sum = 0;
        for (int p = 0; p < depth; p++) {
          sum += matrix[mo + row * mrs + p * mcs] * x[xo + p * xs];
        }
        return sum;
      });
    }
  }

  /** The sum of one row. */
  @FunctionalInterface
  private interface Row {
    float sum(int row);
  }

  private void eachRow(int rows, int depth, Row sums) {
    Parallel.range(rows, TASK / depth + 1, (from, to) -> {
      start(from, to);
      for (int row = from; row < to; row++) {
        y[yo + row * ys] += sums.sum(row);
      }
      finish(from, to);
    });
  }

  private float dot(FloatTile loops, int row, float[] run, int from, int depth) {
    float sum = 0;
    for (int p = 0; p < depth; p += RUN) {
      sum += loops.dot(matrix, row + p, run, from + p, Math.min(RUN, depth - p));
    }
    return sum;
  }

  private float[] contiguous(int depth) {
    if (xs == 1) {
      return x;
    }
    float[] run = new float[depth];
    for (int p = 0; p < depth; p++) {
      run[p] = x[xo + p * xs];
    }
    return run;
  }

  private void start(int from, int to) {
    for (int row = from; row < to; row++) {
      y[yo + row * ys] = bias == null ? 0 : bias[biasOffset + row * bs];
    }
  }

  private void finish(int from, int to) {
    if (activation == null) {
      return;
    }
    if (ys == 1) {
      FloatElementwise.forRun(to - from).unary(activation, y, yo + from, y, yo + from, to - from);
      return;
    }
    for (int row = from; row < to; row++) {
      FloatElementwise.forRun(1).unary(activation, y, yo + row * ys, y, yo + row * ys, 1);
    }
  }
}
