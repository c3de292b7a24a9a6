package dev.nabla.nn;

import dev.nabla.op.MatrixProducts;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/**
 * x · weightᵀ + bias over the last axis: the fully connected layer.
 *
 * @param weight [out, in], as PyTorch stores it
 * @param bias [out], or null for none
 */
public record Linear(Parameter weight, Parameter bias) implements Layer {
  /** Checks that weight and bias fit each other. */
  public Linear {
    if (weight.rank() != 2) {
      throw new ShapeException("linear: the weight has two axes, [out×in], got shape " + weight.shape());
    }
    Shape out = Shape.of(weight.extent(0));
    if (bias != null && !(bias.shape().equals(out) && bias.dtype() == weight.dtype())) {
      throw new IllegalArgumentException("linear: a weight of " + weight.dtype() + " " + weight.shape()
          + " needs a bias of " + weight.dtype() + " " + out + ", got " + bias.dtype() + " " + bias.shape());
    }
  }

  /** Weight and bias uniform in ±1/√in, the convention of PyTorch. */
  public static Linear of(int in, int out, Rng rng) {
    Initializer initializer = pytorch(in, out);
    Parameter weight = weight(in, out, initializer, rng);
    return new Linear(weight, Parameter.of("bias", initializer.initialize(in, out, Shape.of(out), rng)));
  }

  /** The weight drawn by {@code initializer}, the bias zero. */
  public static Linear of(int in, int out, Initializer initializer, Rng rng) {
    Parameter weight = weight(in, out, initializer, rng);
    return new Linear(weight, Parameter.of("bias", Tensor.zeros(Shape.of(out), weight.dtype())));
  }

  /** The weight uniform in ±1/√in, no bias. */
  public static Linear withoutBias(int in, int out, Rng rng) {
    return withoutBias(in, out, pytorch(in, out), rng);
  }

  /** The weight drawn by {@code initializer}, no bias. */
  public static Linear withoutBias(int in, int out, Initializer initializer, Rng rng) {
    return new Linear(weight(in, out, initializer, rng), null);
  }

  private static Initializer pytorch(int in, int out) {
    requirePositive(in, out);
    return Initializer.uniform(1 / Math.sqrt(in));
  }

  private static Parameter weight(int in, int out, Initializer initializer, Rng rng) {
    requirePositive(in, out);
    return Parameter.of("weight", initializer.initialize(in, out, Shape.of(out, in), rng));
  }

  private static void requirePositive(int in, int out) {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException("linear: needs at least one input and one output, got " + in + " and " + out);
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    return MatrixProducts.linear(x, weight, bias);
  }

  /** The extents, as {@code Linear(784 → 128)}. */
  @Override
  public String toString() {
    return "Linear(" + weight.extent(1) + " → " + weight.extent(0) + (bias == null ? ", no bias" : "")
        + (weight.dtype() == DType.FLOAT32 ? "" : ", " + weight.dtype()) + ")";
  }
}
