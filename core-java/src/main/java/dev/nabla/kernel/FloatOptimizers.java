package dev.nabla.kernel;

import java.util.Arrays;

/**
 * One step of an optimizer over the elements of one parameter, in a single pass. The state arrays are updated where they
 * are; the new value goes to {@code out}, which begins at 0 as they do.
 */
public final class FloatOptimizers {
  /** Elements that are not worth the attention of a second thread. */
  private static final int GRAIN = 1 << 14;

  private FloatOptimizers() {}

  /**
   * Stochastic gradient descent as torch.optim.SGD: d = g + weightDecay·p; with momentum v = momentum·v + (1-dampening)·d
   * (v = d in the first step) and d = v, or d + momentum·v if nesterov; out = p - lr·d.
   *
   * @param velocity v, or null for no momentum
   */
  public static void sgd(float[] p, int po, float[] g, int go, float[] velocity, float[] out, int n, double lr,
      double momentum, double dampening, boolean nesterov, double weightDecay, boolean firstStep) {
    float[] x = fromZero(p, po, n);
    float[] d = fromZero(g, go, n);
    float step = (float) lr;
    float decay = (float) weightDecay;
    if (velocity == null) {
      Parallel.range(n, GRAIN, (from, to) -> descend(x, d, out, from, to, step, decay));
      return;
    }
    float keep = firstStep ? 0 : (float) momentum;
    float take = firstStep ? 1 : (float) (1 - dampening);
    float ahead = nesterov ? (float) momentum : 1;
    float direct = nesterov ? 1 : 0;
    Parallel.range(n, GRAIN, (from, to) -> roll(x, d, velocity, out, from, to, step, decay, keep, take, ahead, direct));
  }

  /**
   * C2 vectorises a loop that stores into several arrays only if all are read and written at the same index; five times as
   * slow without, it is worth a copy of what begins elsewhere.
   */
  private static float[] fromZero(float[] x, int offset, int n) {
    return offset == 0 ? x : Arrays.copyOfRange(x, offset, offset + n);
  }

  private static void descend(float[] p, float[] g, float[] out, int from, int to, float step, float decay) {
    for (int i = from; i < to; i++) {
      float x = p[i];
      out[i] = x - step * (decay == 0 ? g[i] : g[i] + decay * x);
    }
  }

  private static void roll(float[] p, float[] g, float[] velocity, float[] out, int from, int to, float step,
      float decay, float keep, float take, float ahead, float direct) {
    for (int i = from; i < to; i++) {
      float x = p[i];
      float d = decay == 0 ? g[i] : g[i] + decay * x;
      float v = keep * velocity[i] + take * d;
      velocity[i] = v;
      out[i] = x - step * (direct * d + ahead * v);
    }
  }

  /**
   * Adam as torch.optim.Adam, and AdamW if {@code decoupled}: m = m + (1-β₁)(g-m), v = β₂v + (1-β₂)g², out = p -
   * lr/(1-β₁ᵗ) · m / (√v/√(1-β₂ᵗ) + eps) with t = step, counted from 1. The weight decay is added to g as
   * weightDecay·p, or, decoupled, taken from p first: p·(1 - lr·weightDecay). D. P. Kingma, J. Ba: <i>Adam</i>, 2015;
   * I. Loshchilov, F. Hutter: <i>Decoupled weight decay regularization</i>, 2019.
   */
  public static void adam(float[] p, int po, float[] g, int go, float[] m, float[] v, float[] out, int n, double lr,
      double beta1, double beta2, double eps, double weightDecay, boolean decoupled, long step) {
    float[] x = fromZero(p, po, n);
    float[] d = fromZero(g, go, n);
    float size = (float) (lr / (1 - Math.pow(beta1, step)));
    float scale = (float) (1 / Math.sqrt(1 - Math.pow(beta2, step)));
    float shrink = decoupled ? (float) (1 - lr * weightDecay) : 1;
    float decay = decoupled ? 0 : (float) weightDecay;
    float take1 = (float) (1 - beta1);
    float keep2 = (float) beta2;
    float take2 = (float) (1 - beta2);
    float small = (float) eps;
    Parallel.range(n, GRAIN,
        (from, to) -> adam(x, d, m, v, out, from, to, size, scale, shrink, decay, take1, keep2, take2, small));
  }

  private static void adam(float[] p, float[] g, float[] m, float[] v, float[] out, int from, int to, float size,
      float scale, float shrink, float decay, float take1, float keep2, float take2, float small) {
    for (int i = from; i < to; i++) {
      float x = p[i];
      float d = decay == 0 ? g[i] : g[i] + decay * x;
      float mean = m[i];
      mean += take1 * (d - mean);
      float square = keep2 * v[i] + take2 * d * d;
      m[i] = mean;
      v[i] = square;
      out[i] = x * shrink - size * mean / ((float) Math.sqrt(square) * scale + small);
    }
  }
}
