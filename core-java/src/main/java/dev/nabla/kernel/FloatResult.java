package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Where a product goes: activation(product + bias) into rows of c that are {@code stride} apart. Sums start from the bias
 * instead of zero, and a finished block of rows is activated while it is still in the cache, so that neither costs a pass
 * over the result.
 *
 * @param bias contiguous rows from {@code biasOffset}, {@code biasStride} apart (0 if all rows of c share one), or null for
 *     none
 * @param activation null for none
 */
record FloatResult(float[] c, int offset, int stride, float[] bias, int biasOffset, int biasStride,
    Unary activation) {
  int at(int row, int column) {
    return offset + row * stride + column;
  }

  int biasAt(int row, int column) {
    return biasOffset + row * biasStride + column;
  }

  /** Sets what the sums of rows {@code [top, bottom)} and columns {@code [left, right)} start from. */
  void start(int top, int bottom, int left, int right) {
    for (int row = top; row < bottom; row++) {
      if (bias == null) {
        Arrays.fill(c, at(row, left), at(row, right), 0);
      } else {
        System.arraycopy(bias, biasAt(row, left), c, at(row, left), right - left);
      }
    }
  }

  /** Activates the finished sums of rows {@code [top, bottom)} and columns {@code [left, right)}. */
  void finish(int top, int bottom, int left, int right) {
    if (activation == null) {
      return;
    }
    int width = right - left;
    if (width == stride) {
      activate(at(top, left), (bottom - top) * width);
      return;
    }
    for (int row = top; row < bottom; row++) {
      activate(at(row, left), width);
    }
  }

  private void activate(int from, int n) {
    FloatElementwise.forRun(n).unary(activation, c, from, c, from, n);
  }
}
