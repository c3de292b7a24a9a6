package dev.nabla.kernel;

/**
 * Element-wise functions over strided operands; the output is contiguous from its beginning.
 *
 * <p>Inner loops know runs of step 1 and 0. An operand that steps otherwise along the inner axis (a transposed matrix, every
 * second element) is first copied into contiguous order, which {@link FloatPlainMaps#copy} does blockwise at the speed of
 * memory: the first such operand into the output, where the function then works in place.
 */
public final class FloatMaps {
  /** So few elements are never shared, whatever the function. */
  private static final int SMALL = 1 << 10;

  private FloatMaps() {}

  /**
   * y = f(x).
   *
   * @param shape the extents; rank 0 is one element
   * @param xo offset of x's first element
   * @param xs strides of x in elements: 0 repeats, negative runs backward
   */
  public static void unary(Unary f, int[] shape, float[] x, int xo, int[] xs, float[] y) {
    int size = StridedLoops.size(shape);
    int step = StridedLoops.step(shape, xs);
    if (step == 1) {
      unary(f, x, xo, y, size);
    } else {
      FloatPlainMaps.copy(shape, x, xo, xs, y, 0, StridedLoops.contiguous(shape));
      unary(f, y, 0, y, size);
    }
  }

  private static void unary(Unary f, float[] x, int xo, float[] y, int size) {
    int grain = size <= SMALL ? SMALL : grain(f);
    if (size <= grain) {
      FloatElementwise.forRun(size).unary(f, x, xo, y, 0, size);
    } else {
      FloatElementwise loops = FloatElementwise.chosen();
      Parallel.range(size, grain, (from, to) -> loops.unary(f, x, xo + from, y, from, to - from));
    }
  }

  /** y = f(a, b); offsets and strides as in {@link #unary}. */
  public static void binary(
      Binary f, int[] shape, float[] a, int ao, int[] as, float[] b, int bo, int[] bs, float[] y) {
    int size = StridedLoops.size(shape);
    int left = StridedLoops.step(shape, as);
    int right = StridedLoops.step(shape, bs);
    if (left >= 0 && right >= 0) {
      binary(f, a, ao, left, b, bo, right, y, size);
      return;
    }
    FloatPlainMaps.binary(grain(f),
        (p, po, ps, q, qo, qs, r, ro, n) -> FloatElementwise.forRun(n).binary(f, p, po, ps, q, qo, qs, r, ro, n), shape,
        a, ao, as, b, bo, bs, y);
  }

  private static void binary(
      Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int size) {
    int grain = size <= SMALL ? SMALL : grain(f);
    if (size <= grain) {
      FloatElementwise.forRun(size).binary(f, a, ao, as, b, bo, bs, y, 0, size);
    } else {
      FloatElementwise loops = FloatElementwise.chosen();
      Parallel.range(size, grain,
          (from, to) -> loops.binary(f, a, ao + from * as, as, b, bo + from * bs, bs, y, from, to - from));
    }
  }

  /** Elements that are worth a hand-over to another thread, which takes microseconds if that thread sleeps. */
  private static int grain(Unary f) {
    return switch (f) {
      case NEG, ABS, SIGN, SQUARE, RELU, RECIPROCAL, SQRT, RSQRT, FLOOR, CEIL, ROUND, TRUNC, HARDSWISH -> 1 << 15;
      case EXP, EXPM1, EXP2, LOG, LOG1P, LOG2, LOG10, TANH, SIGMOID, SILU, GELU_TANH, SOFTPLUS, LOGSIGMOID, SIN, COS,
          TAN, ASIN, ACOS, ATAN, SINC, SINH, COSH, ATANH, LOGIT -> 1 << 13;
      case ERF, ERFC, ERFINV, GELU, NDTR, LOG_NDTR, NDTRI, LGAMMA, DIGAMMA, ASINH, ACOSH -> 1 << 12;
      case MISH -> 1 << 10;
    };
  }

  private static int grain(Binary f) {
    return switch (f) {
      case ADD, SUB, MUL, DIV, MAXIMUM, MINIMUM, RELU_GRADIENT, TANH_GRADIENT, SIGMOID_GRADIENT, PRELU, FMAX, FMIN,
          COPYSIGN, HARDSWISH_GRADIENT ->
          1 << 15;
      case FMOD, REMAINDER, FLOOR_DIVIDE, ATAN2, HYPOT -> 1 << 13;
      case POW, XLOGY, LOGADDEXP, SILU_GRADIENT, GELU_GRADIENT, GELU_TANH_GRADIENT, MISH_GRADIENT -> 1 << 12;
      case POLYGAMMA, SINC_DERIVATIVE -> 1 << 10;
    };
  }
}
