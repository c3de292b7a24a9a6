package dev.nabla.op;

import dev.nabla.tensor.Tensor;

/** The functions between the layers of a network, in a form that stands as a layer itself: {@code Activations::relu}. */
public final class Activations {
  private Activations() {}

  /** max(x, 0); the gradient at 0 is 0. */
  public static Tensor relu(Tensor x) {
    return x.relu();
  }

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    return x.tanh();
  }

  /** 1 / (1 + e⁻ˣ). */
  public static Tensor sigmoid(Tensor x) {
    return x.sigmoid();
  }

  /** eˣ / Σeˣ along the last axis. */
  public static Tensor softmax(Tensor x) {
    return x.softmax(-1);
  }

  /** x − ln Σeˣ along the last axis. */
  public static Tensor logSoftmax(Tensor x) {
    return x.logSoftmax(-1);
  }
}
