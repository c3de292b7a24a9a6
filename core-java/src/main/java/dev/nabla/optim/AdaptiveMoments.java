package dev.nabla.optim;

import dev.nabla.kernel.DoubleOptimizers;
import dev.nabla.kernel.FloatOptimizers;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import java.util.List;

/**
 * What {@link Adam} and {@link AdamW} have in common: steps scaled by running means of gradients and of their squares.
 *
 * @param <O> the optimizer itself, which its settings return
 */
public abstract sealed class AdaptiveMoments<O extends AdaptiveMoments<O>> extends FirstOrderOptimizer<O>
    permits Adam, AdamW {
  private final boolean decoupled;
  private final Moments[] moments;
  private double beta1 = 0.9;
  private double beta2 = 0.999;
  private double epsilon = 1e-8;

  AdaptiveMoments(String name, List<Parameter> parameters, boolean decoupled) {
    super(name, parameters);
    this.decoupled = decoupled;
    moments = new Moments[parameters.size()];
    for (int i = 0; i < moments.length; i++) {
      moments[i] = new Moments(parameters.get(i));
    }
  }

  /** How much of the mean gradient and of the mean square stays from step to step; at first 0.9 and 0.999. */
  public final O betas(double first, double second) {
    beta1 = requireShare("beta1", first);
    beta2 = requireShare("beta2", second);
    return self();
  }

  /** What keeps the divisor from 0; at first 1e-8. */
  public final O epsilon(double smallest) {
    epsilon = requireNotNegative("epsilon", smallest);
    return self();
  }

  @Override
  final void adjust(int i, float[] x, int xo, float[] g, int go, float[] y) {
    Moments of = moments[i];
    FloatOptimizers.adam(x, xo, g, go, (float[]) of.mean, (float[]) of.square, y, y.length, learningRate(), beta1,
        beta2, epsilon, weightDecay(), decoupled, ++of.steps);
  }

  @Override
  final void adjust(int i, double[] x, int xo, double[] g, int go, double[] y) {
    Moments of = moments[i];
    DoubleOptimizers.adam(x, xo, g, go, (double[]) of.mean, (double[]) of.square, y, y.length, learningRate(), beta1,
        beta2, epsilon, weightDecay(), decoupled, ++of.steps);
  }

  /** What is remembered about one parameter: running means as arrays of its type, and how often it was adjusted. */
  private static final class Moments {
    private final Object mean;
    private final Object square;
    private long steps;

    Moments(Parameter parameter) {
      boolean single = parameter.dtype() == DType.FLOAT32;
      mean = single ? new float[parameter.size()] : new double[parameter.size()];
      square = single ? new float[parameter.size()] : new double[parameter.size()];
    }
  }
}
