package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The product of some reflections as I − V·T·Vᵀ with an upper triangle T (R. Schreiber, C. Van Loan, "A
 * storage-efficient WY representation for products of Householder transformations", SIAM J. Sci. Stat. Comput. 10,
 * 1989): applied to many vectors at once it is two matrix products.
 */
final class FloatReflectionBlock {
  /** Reflections of a block: more make T dear, fewer make the products thin. */
  static final int WIDTH = 32;

  /** Reflections from which it pays to collect them in blocks. */
  private static final int BLOCKED = 128;

  private final float[] v;
  private final float[] t = new float[WIDTH * WIDTH];
  private final float[] products;
  private final float[] factors;
  private int count;
  private int length;

  /** Blocks whose vectors have at most {@code length} elements and are applied to at most {@code rows} vectors. */
  FloatReflectionBlock(int length, int rows) {
    v = new float[WIDTH * length];
    products = new float[WIDTH * Math.max(rows, WIDTH)];
    factors = new float[WIDTH * rows];
  }

  /** A block for so many reflections, or null where there are too few for it. */
  static FloatReflectionBlock forReflections(int count, int length, int rows) {
    return count < BLOCKED ? null : new FloatReflectionBlock(length, rows);
  }

  /**
   * Puts the first columns of the product of all reflections, in rows, to {@code q}.
   *
   * @param block null where they are applied to panels
   * @param m the length of the first reflection, which stands from {@code vo} on; each next one is shorter by one and
   *     stands {@code vs + 1} further on
   */
  static void orthonormal(FloatReflectionBlock block, int m, int columns, int count, float[] v, int vo, int vs,
      float[] tau, float[] q, int qo, int qs) {
    if (block == null) {
      new FloatReflectionPanel(m).orthonormal(m, columns, count, v, vo, vs, tau, q, qo, qs);
      return;
    }
    for (int j = 0; j < columns; j++) {
      Arrays.fill(q, qo + j * qs, qo + j * qs + m, 0);
      q[qo + j * (qs + 1)] = 1;
    }
    for (int k = (count - 1) / WIDTH * WIDTH; k >= 0; k -= WIDTH) {
      block.load(Math.min(WIDTH, count - k), m - k, v, vo + k * (vs + 1), vs, tau, k);
      block.apply(true, columns - k, q, qo + k * (qs + 1), qs);
    }
  }

  /**
   * Applies the product of all reflections to rows of x, whose elements from {@code xo} on they turn: the last one first.
   * Where reflections stand is told by {@link #orthonormal}.
   */
  void apply(int rows, int m, int count, float[] v, int vo, int vs, float[] tau, float[] x, int xo, int xs) {
    for (int k = (count - 1) / WIDTH * WIDTH; k >= 0; k -= WIDTH) {
      load(Math.min(WIDTH, count - k), m - k, v, vo + k * (vs + 1), vs, tau, k);
      apply(true, rows, x, xo + k, xs);
    }
  }

  /**
   * Takes reflections in the order in which they were found. Vector j begins with j zeros and a 1, which are not read;
   * what follows stands from {@code vo + j · stride + j + 1} on.
   */
  void load(int count, int length, float[] vectors, int vo, int stride, float[] tau, int to) {
    this.count = count;
    this.length = length;
    for (int j = 0; j < count; j++) {
      int row = j * length;
      Arrays.fill(v, row, row + j, 0);
      v[row + j] = 1;
      System.arraycopy(vectors, vo + j * stride + j + 1, v, row + j + 1, length - j - 1);
    }
    multiplyVectors();
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < j; i++) {
        float sum = 0;
        for (int p = i; p < j; p++) {
          sum += t[i * WIDTH + p] * products[p * count + j];
        }
        t[i * WIDTH + j] = -tau[to + j] * sum;
      }
      t[j * WIDTH + j] = tau[to + j];
    }
  }

  /**
   * The products of each vector with those after it. Their errors are those of T, and a product of matrices would sum one
   * after the other what may be equal numbers, with errors that do not cancel.
   */
  private void multiplyVectors() {
    FloatElimination loops = FloatElimination.chosen();
    for (int j = 1; j < count; j++) {
      for (int i = 0; i < j; i++) {
        products[i * count + j] = loops.dot(length - j, v, i * length + j, v, j * length + j);
      }
    }
  }

  /**
   * X − X·V·T·Vᵀ in place of X, whose rows are vectors: applies the reflections to each, the first one first. With
   * {@code backwards}, Tᵀ in place of T, the last one first.
   */
  void apply(boolean backwards, int rows, float[] x, int xo, int stride) {
    if (rows == 0) {
      return;
    }
    FloatGemm.multiplyOnce(rows, count, length, x, xo, stride, 1, v, 0, 1, length, products, 0, count);
    FloatGemm.multiplyOnce(rows, count, count, products, 0, count, 1, t, 0, backwards ? 1 : WIDTH,
        backwards ? WIDTH : 1,
        factors, 0, count);
    FloatUpdate.subtract(rows, length, count, factors, 0, count, 1, v, 0, length, 1, x, xo, stride);
  }
}
