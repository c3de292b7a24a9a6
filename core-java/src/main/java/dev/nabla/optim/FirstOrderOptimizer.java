package dev.nabla.optim;

import dev.nabla.kernel.ClearedArrays;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * What optimizers have in common that adjust each parameter by its own gradient and by what they remember of earlier
 * ones.
 *
 * @param <O> the optimizer itself, which its settings return
 */
public abstract sealed class FirstOrderOptimizer<O extends FirstOrderOptimizer<O>> implements Optimizer
    permits Sgd, AdaptiveMoments {
  final String name;
  private final List<Parameter> parameters;
  private double learningRate = 1e-3;
  private double weightDecay;

  FirstOrderOptimizer(String name, List<Parameter> parameters) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(name + ": got no parameters to adjust");
    }
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public final double learningRate() {
    return learningRate;
  }

  /** The factor that gradients are followed by; at first 1e-3. */
  @Override
  public final O learningRate(double rate) {
    learningRate = requireNotNegative("learningRate", rate);
    return self();
  }

  /** How strongly parameters are pulled towards 0. */
  public final double weightDecay() {
    return weightDecay;
  }

  /** Pulls parameters towards 0, so strongly. */
  public final O weightDecay(double decay) {
    weightDecay = requireNotNegative("weightDecay", decay);
    return self();
  }

  @Override
  public final void step() {
    requireReady();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (parameter.hasGradient()) {
        parameter.assign(adjusted(i, parameter.value(), parameter.gradient().detach().contiguous()));
        parameter.clearGradient();
      }
    }
  }

  /** Refuses to step without any gradient, or with settings that contradict each other. */
  void requireReady() {
    for (Parameter parameter : parameters) {
      if (parameter.hasGradient()) {
        return;
      }
    }
    throw new IllegalStateException(name + ": none of the " + parameters.size()
        + " parameters has a gradient; call backward() on the loss before step()");
  }

  private Tensor adjusted(int i, Tensor value, Tensor gradient) {
    Strided x = value.strided();
    Strided g = gradient.strided();
    Object y;
    if (value.dtype() == DType.FLOAT32) {
      float[] floats = (float[]) ClearedArrays.of(float.class, value.size());
      adjust(i, (float[]) x.array(), x.offset(), (float[]) g.array(), g.offset(), floats);
      y = floats;
    } else {
      double[] doubles = (double[]) ClearedArrays.of(double.class, value.size());
      adjust(i, (double[]) x.array(), x.offset(), (double[]) g.array(), g.offset(), doubles);
      y = doubles;
    }
    return Tensor.wrap(Strided.of(y, x.extents()), value.dtype());
  }

  /** Writes into {@code y} what parameter {@code i} becomes, which is {@code x} from {@code xo} and has gradient g. */
  abstract void adjust(int i, float[] x, int xo, float[] g, int go, float[] y);

  /** The same in double precision. */
  abstract void adjust(int i, double[] x, int xo, double[] g, int go, double[] y);

  abstract O self();

  final double requireNotNegative(String setting, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": " + setting + " " + value + ", needs a finite number of at least 0");
    }
    return value;
  }

  final double requireShare(String setting, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + ": " + setting + " " + value + ", needs at least 0 and less than 1");
    }
    return value;
  }
}
