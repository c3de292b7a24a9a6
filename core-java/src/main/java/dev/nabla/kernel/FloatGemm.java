package dev.nabla.kernel;

/**
 * Matrix products: c = activation(a · b + bias).
 *
 * <p>Operands may have any strides, so that a transposed or broadcast operand costs no pass of its own. Which way a product
 * goes depends on its extents and strides: plain loops while it is tiny, a pass over the result if nothing is to be added
 * up, one over the matrix if there is one row or column, a vector for each row if there are few columns, in place while it
 * has few rows, as its transpose if it has few rows and the right matrix is given transposed, and otherwise over packed
 * panels.
 */
public final class FloatGemm {
  /** Multiplications up to which plain loops are done before vectors would have begun. */
  private static final int TINY = 2048;

  /** Multiplications of a product from which it is cut itself, and not the batch, unless there are many products. */
  private static final int LARGE = 1 << 21;

  /** Products that employ all threads without being cut, which would have them wait for one another. */
  private static final int MANY = 32;

  /** Multiplications of the products in one piece of a batch. */
  private static final int TASK = 1 << 15;

  private FloatGemm() {}

  /**
   * c = activation(a · b + bias) for an m×k and a k×n matrix. Row and column strides of a and b are arbitrary, 0 and
   * negative ones included; rows of c are contiguous and {@code crs} apart, and what c held does not matter.
   *
   * <p>For operands of tensors, into which nobody writes any more: what has been packed of a may serve the next product.
   *
   * @param bias contiguous rows of n values from {@code biasOffset}, {@code biasStride} apart (0 if all rows of c share
   *     one), or null for none
   * @param activation null for none
   */
  public static void multiply(int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs,
      int bcs, float[] c, int co, int crs, float[] bias, int biasOffset, int biasStride, Unary activation) {
    FloatResult result = new FloatResult(c, co, crs, bias, biasOffset, biasStride, activation);
    multiply(true, m, n, k, a, ao, ars, acs, b, bo, brs, bcs, result);
  }

  /** c = a · b for operands of kernels, which may write into them again: nothing of them is kept. */
  static void multiplyOnce(int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs,
      int bcs, float[] c, int co, int crs) {
    FloatResult result = new FloatResult(c, co, crs, null, 0, 0, null);
    multiply(false, m, n, k, a, ao, ars, acs, b, bo, brs, bcs, result);
  }

  /**
   * The same for operands that show themselves block by block.
   *
   * @param left shows the left matrix, m×k
   * @param right shows the right matrix, k×n
   */
  public static void multiply(int m, int n, int k, FloatPacker left, FloatPacker right, float[] c, int co, int crs,
      float[] bias, int biasOffset, int biasStride, Unary activation) {
    FloatResult result = new FloatResult(c, co, crs, bias, biasOffset, biasStride, activation);
    if (k == 0) {
      result.start(0, m, 0, n);
      result.finish(0, m, 0, n);
    } else if (m > 0 && n > 0) {
      new FloatPackedProduct(FloatTile.chosen(), left, right, result).run(m, n, k);
    }
  }

  /** One product for each element of the offsets, all of the same extents and strides. */
  public static void batched(int batch, int m, int n, int k, float[] a, int[] aOffsets, int ars, int acs, float[] b,
      int[] bOffsets, int brs, int bcs, float[] c, int[] cOffsets, int crs) {
    long cost = Math.max(1, (long) m * n * k);
    int grain = cost >= LARGE && batch < MANY ? batch : (int) (TASK / cost) + 1;
    if (k == 1 && m > 0 && n > 0) {
      FloatTile loops = loops(batch * cost);
      Parallel.range(batch, grain, (from, to) -> {
        for (int i = from; i < to; i++) {
          FloatOuterProduct.run(loops, m, n, a, aOffsets[i], ars, b, bOffsets[i], bcs, c, cOffsets[i], crs);
        }
      });
      return;
    }
    Parallel.range(batch, grain, (from, to) -> {
      for (int i = from; i < to; i++) {
        multiplyOnce(m, n, k, a, aOffsets[i], ars, acs, b, bOffsets[i], brs, bcs, c, cOffsets[i], crs);
      }
    });
  }

  /** Plain ones for so few multiplications that a program may do without the Vector API. */
  private static FloatTile loops(long cost) {
    return cost <= TINY ? FloatTile.scalar() : FloatTile.chosen();
  }

  private static void multiply(boolean lasting, int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b,
      int bo, int brs, int bcs, FloatResult r) {
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 1 && r.bias() == null && r.activation() == null) {
      FloatOuterProduct.run(loops((long) m * n), m, n, a, ao, ars, b, bo, bcs, r.c(), r.offset(), r.stride());
    } else if ((long) m * n * k <= TINY) {
      plain(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, r);
    } else {
      multiply(FloatTile.chosen(), lasting, m, n, k, a, ao, ars, acs, b, bo, brs, bcs, r);
    }
  }

  /**
   * With given loops; nothing is empty here.
   *
   * @param lasting whether nobody writes into a any more
   */
  static void multiply(FloatTile loops, boolean lasting, int m, int n, int k, float[] a, int ao, int ars, int acs,
      float[] b, int bo, int brs, int bcs, FloatResult r) {
    if (m == 1) {
      new FloatThinProduct(b, bo, bcs, brs, a, ao, acs, r.c(), r.offset(), 1, r.bias(), r.biasOffset(), 1,
          r.activation()).run(loops, n, k);
    } else if (n == 1) {
      new FloatThinProduct(a, ao, ars, acs, b, bo, brs, r.c(), r.offset(), r.stride(), r.bias(), r.biasOffset(),
          r.biasStride(), r.activation()).run(loops, m, k);
    } else if (loops.narrow() != null && FloatNarrowProduct.suits(loops.narrow(), m, n, k, ars, acs)) {
      new FloatNarrowProduct(loops.narrow(), a, ao, ars, acs, r).run(m, n, k, new FloatMatrix(b, bo, brs, bcs));
    } else if (acs == 1 && bcs == 1 && loops.inPlace() != null && FloatInPlaceProduct.suits(loops.inPlace(), m, n, k)) {
      FloatInPlaceProduct.run(loops.inPlace(), m, n, k, a, ao, ars, b, bo, brs, r);
    } else if (FloatTransposedProduct.suits(loops, m, n, k, brs, bcs)) {
      FloatMatrix left = new FloatMatrix(b, bo, bcs, brs);
      FloatMatrix right = new FloatMatrix(a, ao, acs, ars);
      new FloatTransposedProduct(loops, m, n, k, left, right, r).run(lasting);
    } else {
      FloatMatrix left = new FloatMatrix(a, ao, ars, acs);
      FloatMatrix right = new FloatMatrix(b, bo, brs, bcs);
      new FloatPackedProduct(loops, left, right, r).run(m, n, k);
    }
  }

  private static void plain(int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs,
      int bcs, FloatResult result) {
    int grain = (int) (TASK / (n * (k + 1L))) + 1;
    if (m <= grain) { // a small program's first product shall not wait until its lambda is linked
      plainRows(0, m, n, k, a, ao, ars, acs, b, bo, brs, bcs, result);
    } else {
      Parallel.range(m, grain,
          (from, to) -> plainRows(from, to, n, k, a, ao, ars, acs, b, bo, brs, bcs, result));
    }
  }

  private static void plainRows(int from, int to, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo,
      int brs, int bcs, FloatResult result) {
    result.start(from, to, 0, n);
    for (int i = from; i < to; i++) {
      FloatPlainProducts.addRow(n, k, a, ao + i * ars, acs, b, bo, brs, bcs, result.c(), result.at(i, 0));
    }
    result.finish(from, to, 0, n);
  }
}
