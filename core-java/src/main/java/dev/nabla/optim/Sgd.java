package dev.nabla.optim;

import dev.nabla.kernel.DoubleOptimizers;
import dev.nabla.kernel.FloatOptimizers;
import dev.nabla.tensor.Parameter;
import java.util.List;

/**
 * Stochastic gradient descent with the formulas of torch.optim.SGD. For a parameter p with gradient g:
 *
 * <pre>
 *   d = g + weightDecay·p
 *   v = momentum·v + (1 − dampening)·d,  and v = d in the first step
 *   p = p − learningRate·v               with momentum
 *   p = p − learningRate·(d + momentum·v) with Nesterov's momentum
 *   p = p − learningRate·d               without
 * </pre>
 */
public final class Sgd extends FirstOrderOptimizer<Sgd> {
  /** v of each parameter: a float or double array from the first step with momentum on. */
  private final Object[] velocities;

  private double momentum;
  private double dampening;
  private boolean nesterov;

  private Sgd(List<Parameter> parameters) {
    super("sgd", parameters);
    velocities = new Object[parameters.size()];
  }

  /** Plain descent with learning rate 1e-3. */
  public static Sgd of(List<Parameter> parameters) {
    return new Sgd(parameters);
  }

  /** How much of the velocity stays from step to step; at first 0: there is none. */
  public Sgd momentum(double share) {
    momentum = requireNotNegative("momentum", share);
    return this;
  }

  /** How much of the gradient does not reach the velocity; at first 0. */
  public Sgd dampening(double share) {
    dampening = requireNotNegative("dampening", share);
    return this;
  }

  /** Whether the step looks ahead along the velocity; needs momentum, and no dampening. */
  public Sgd nesterov(boolean looksAhead) {
    nesterov = looksAhead;
    return this;
  }

  @Override
  void requireReady() {
    super.requireReady();
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new IllegalStateException("sgd: nesterov needs a momentum above 0 and no dampening, got momentum "
          + momentum + " and dampening " + dampening);
    }
  }

  @Override
  void adjust(int i, float[] x, int xo, float[] g, int go, float[] y) {
    boolean first = begins(i);
    if (first) {
      velocities[i] = new float[y.length];
    }
    FloatOptimizers.sgd(x, xo, g, go, momentum == 0 ? null : (float[]) velocities[i], y, y.length, learningRate(),
        momentum, dampening, nesterov, weightDecay(), first);
  }

  @Override
  void adjust(int i, double[] x, int xo, double[] g, int go, double[] y) {
    boolean first = begins(i);
    if (first) {
      velocities[i] = new double[y.length];
    }
    DoubleOptimizers.sgd(x, xo, g, go, momentum == 0 ? null : (double[]) velocities[i], y, y.length, learningRate(),
        momentum, dampening, nesterov, weightDecay(), first);
  }

  private boolean begins(int i) {
    return momentum != 0 && velocities[i] == null;
  }

  @Override
  Sgd self() {
    return this;
  }
}
