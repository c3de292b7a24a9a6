package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.ConstantLoop;

/**
 * The softmax family over the middle axis of {@code [outer, n, inner]}.
 *
 * <p>The greatest element m is subtracted first, so that no exponential overflows: softmax = exp(x-m) / Σexp(x-m),
 * log-softmax = (x-m) - ln Σexp(x-m), log-sum-exp = m + ln Σexp(x-m). Where m is infinite softmax and log-softmax are NaN, as
 * the limit does not exist, but log-sum-exp is m. Where an element is NaN all results are.
 */
public final class FloatRows {
  /** Elements that are not worth the attention of a second thread. */
  static final int PIECE = 1 << 13;

  private FloatRows() {}

  /** y = softmax(x); {@code x} begins at {@code xo}, {@code y} at 0. */
  public static void softmax(float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner != 1) {
      FloatSoftColumns.softmax(x, xo, outer, n, inner, y);
    } else if ((long) outer * n <= PIECE) {
      softmaxRows(x, xo, n, y, 0, outer);
    } else {
      Parallel.range(outer, grain(n), (from, to) -> softmaxRows(x, xo, n, y, from, to));
    }
  }

  /** y = ln softmax(x). */
  public static void logSoftmax(float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner != 1) {
      FloatSoftColumns.logSoftmax(x, xo, outer, n, inner, y);
    } else if ((long) outer * n <= PIECE) {
      logSoftmaxRows(x, xo, n, y, 0, outer);
    } else {
      Parallel.range(outer, grain(n), (from, to) -> logSoftmaxRows(x, xo, n, y, from, to));
    }
  }

  /** y = ln Σ exp(x), [outer, inner]; of nothing -∞. */
  public static void logSumExp(float[] x, int xo, int outer, int n, int inner, float[] y) {
    if (inner != 1) {
      FloatSoftColumns.logSumExp(x, xo, outer, n, inner, y);
    } else if ((long) outer * n <= PIECE) {
      logSumExpRows(x, xo, n, y, 0, outer);
    } else {
      Parallel.range(outer, grain(n), (from, to) -> logSumExpRows(x, xo, n, y, from, to));
    }
  }

  /** out = y⊙(g - Σg⊙y) for y = softmax(x); all begin at 0. */
  public static void softmaxGradient(float[] g, float[] y, int outer, int n, int inner, float[] out) {
    if (inner != 1) {
      FloatSoftColumns.softmaxGradient(g, y, outer, n, inner, out);
    } else if ((long) outer * n <= PIECE) {
      softmaxGradientRows(g, y, n, out, 0, outer);
    } else {
      Parallel.range(outer, grain(n), (from, to) -> softmaxGradientRows(g, y, n, out, from, to));
    }
  }

  /** out = g - exp(y)·Σg for y = ln softmax(x); all begin at 0. */
  public static void logSoftmaxGradient(float[] g, float[] y, int outer, int n, int inner, float[] out) {
    if (inner != 1) {
      FloatSoftColumns.logSoftmaxGradient(g, y, outer, n, inner, out);
    } else if ((long) outer * n <= PIECE) {
      logSoftmaxGradientRows(g, y, n, out, 0, outer);
    } else {
      Parallel.range(outer, grain(n), (from, to) -> logSoftmaxGradientRows(g, y, n, out, from, to));
    }
  }

  private static int grain(int n) {
    return PIECE / Math.max(1, n) + 1;
  }

  /** Rows shorter than this get their exponentials together, as one run. */
  private static final int SHORT = 64;

  private static void softmaxRows(float[] x, int xo, int n, float[] y, int from, int to) {
    if (n < SHORT) {
      softmaxShortRows(x, xo, n, y, from, to);
      return;
    }
    FloatNormalizing loops = FloatNormalizing.of(n);
    FloatReducing reducing = FloatReducing.of(n);
    for (int row = from * n; row < to * n; row += n) {
      float max = reducing.max(x, xo + row, n);
      double sum = 0;
      for (int b = 0; b < n; b += FloatNormalizing.BLOCK) {
        sum += loops.exp(x, xo + row + b, max, y, row + b, Math.min(FloatNormalizing.BLOCK, n - b));
      }
      scale(y, row, row + n, (float) (1 / sum));
    }
  }

  private static void softmaxShortRows(float[] x, int xo, int n, float[] y, int from, int to) {
    int together = FloatNormalizing.BLOCK / Math.max(1, n);
    for (int first = from; first < to; first += together) {
      int rows = Math.min(together, to - first);
      exponentials(x, xo + first * n, n, rows, y, first * n);
      for (int row = first * n; row < (first + rows) * n; row += n) {
        scale(y, row, row + n, (float) (1 / sum(y, row, n)));
      }
    }
  }

  /** y = exp(x - the greatest of the row), of several rows. */
  private static void exponentials(float[] x, int xo, int n, int rows, float[] y, int yo) {
    FloatReducing reducing = FloatReducing.of(n);
    for (int row = 0; row < rows * n; row += n) {
      subtractGreatest(reducing, x, xo + row, y, yo + row, n);
    }
    FloatNormalizing.of(rows * n).exp(y, yo, 0, y, yo, rows * n);
  }

  /** y = x - the greatest of a row, which is returned. */
  private static float subtractGreatest(FloatReducing reducing, float[] x, int xo, float[] y, int yo, int n) {
    float greatest = reducing.max(x, xo, n);
    FloatPlainArithmetic.forRun(n).constant(Binary.ADD).run(x, xo, -greatest, y, yo, n);
    return greatest;
  }

  private static double sum(float[] y, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += y[i];
    }
    return sum;
  }

  private static void scale(float[] y, int from, int to, float s) {
    for (int i = from; i < to; i++) {
      y[i] *= s;
    }
  }

  private static void logSoftmaxRows(float[] x, int xo, int n, float[] y, int from, int to) {
    if (n < SHORT) {
      logSoftmaxShortRows(x, xo, n, y, from, to);
      return;
    }
    FloatReducing reducing = FloatReducing.of(n);
    for (int row = from * n; row < to * n; row += n) {
      float max = reducing.max(x, xo + row, n);
      subtract(x, xo + row, max, (float) Math.log(expSum(x, xo + row, max, n)), y, row, n);
    }
  }

  private static void logSoftmaxShortRows(float[] x, int xo, int n, float[] y, int from, int to) {
    FloatReducing reducing = FloatReducing.of(n);
    int together = FloatNormalizing.BLOCK / Math.max(1, n);
    for (int first = from; first < to; first += together) {
      int rows = Math.min(together, to - first);
      exponentials(x, xo + first * n, n, rows, y, first * n);
      for (int row = first * n; row < (first + rows) * n; row += n) {
        float max = reducing.max(x, xo + row, n);
        subtract(x, xo + row, max, (float) Math.log(sum(y, row, n)), y, row, n);
      }
    }
  }

  /** y = (x - max) - rest. */
  private static void subtract(float[] x, int xo, float max, float rest, float[] y, int yo, int n) {
    ConstantLoop add = FloatPlainArithmetic.forRun(n).constant(Binary.ADD);
    add.run(x, xo, -max, y, yo, n);
    add.run(y, yo, -rest, y, yo, n);
  }

  private static double expSum(float[] x, int from, float shift, int n) {
    FloatNormalizing loops = FloatNormalizing.of(n);
    double sum = 0;
    for (int b = 0; b < n; b += FloatNormalizing.BLOCK) {
      sum += loops.expSum(x, from + b, shift, Math.min(FloatNormalizing.BLOCK, n - b));
    }
    return sum;
  }

  private static void logSumExpRows(float[] x, int xo, int n, float[] y, int from, int to) {
    if (n < SHORT && n * (to - from) >= SHORT) { // fewer have no vectors to share
      logSumExpShortRows(x, xo, n, y, from, to);
      return;
    }
    FloatReducing reducing = FloatReducing.of(n);
    for (int o = from; o < to; o++) {
      float max = reducing.max(x, xo + o * n, n);
      y[o] = isFinite(max) ? (float) (max + Math.log(expSum(x, xo + o * n, max, n))) : max;
    }
  }

  private static void logSumExpShortRows(float[] x, int xo, int n, float[] y, int from, int to) {
    FloatReducing reducing = FloatReducing.of(n);
    int together = Math.min(to - from, FloatNormalizing.BLOCK / n);
    float[] e = new float[together * n];
    for (int first = from; first < to; first += together) {
      int rows = Math.min(together, to - first);
      for (int row = 0; row < rows; row++) {
        y[first + row] = subtractGreatest(reducing, x, xo + (first + row) * n, e, row * n, n);
      }
      FloatNormalizing.of(rows * n).exp(e, 0, 0, e, 0, rows * n);
      for (int row = 0; row < rows; row++) {
        float max = y[first + row];
        y[first + row] = isFinite(max) ? (float) (max + Math.log(sum(e, row * n, n))) : max;
      }
    }
  }

  static boolean isFinite(float v) {
    return v - v == 0;
  }

  private static void softmaxGradientRows(float[] g, float[] y, int n, float[] out, int from, int to) {
    FloatNormalizing loops = FloatNormalizing.of(n);
    for (int row = from * n; row < to * n; row += n) {
      double dot = 0;
      for (int b = 0; b < n; b += FloatNormalizing.BLOCK) {
        dot += loops.dot(g, row + b, y, row + b, Math.min(FloatNormalizing.BLOCK, n - b));
      }
      scaleDifference(g, y, row, row + n, (float) dot, out);
    }
  }

  private static void scaleDifference(float[] g, float[] y, int from, int to, float dot, float[] out) {
    for (int i = from; i < to; i++) {
      out[i] = y[i] * (g[i] - dot);
    }
  }

  private static void logSoftmaxGradientRows(float[] g, float[] y, int n, float[] out, int from, int to) {
    FloatNormalizing loops = FloatNormalizing.of(n);
    FloatReducing reducing = FloatReducing.of(n);
    for (int row = from * n; row < to * n; row += n) {
      loops.subtractExp(g, y, row, (float) reducing.sum(g, row, n), out, n);
    }
  }
}
