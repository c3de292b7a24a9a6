package dev.nabla.nn;

import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/** How the parameters of a layer begin. */
@FunctionalInterface
public interface Initializer {
  /**
   * A tensor of {@code shape} to begin with.
   *
   * @param fanIn how many inputs each output of the layer depends on
   * @param fanOut how many outputs each input of the layer reaches
   */
  Tensor initialize(int fanIn, int fanOut, Shape shape, Rng rng);

  /** Every element {@code value}. */
  static Initializer constant(double value) {
    return (fanIn, fanOut, shape, rng) -> Tensor.full(value, shape.extents());
  }

  /** Uniform in ±{@code bound}. */
  static Initializer uniform(double bound) {
    return (fanIn, fanOut, shape, rng) -> rng.uniform(-bound, bound, shape.extents());
  }

  /** Normal with mean 0 and this standard deviation. */
  static Initializer normal(double deviation) {
    return (fanIn, fanOut, shape, rng) -> rng.randn(shape.extents()).mul(deviation);
  }

  /** {@link #xavierUniform(double)} with gain 1. */
  static Initializer xavierUniform() {
    return xavierUniform(1);
  }

  /**
   * Uniform in ±gain·√(6 / (fanIn + fanOut)), which keeps the variance of outputs and of gradients alike (X. Glorot, Y.
   * Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010).
   *
   * @param gain 1 for tanh and sigmoid layers in the paper; PyTorch recommends 5/3 for tanh
   */
  static Initializer xavierUniform(double gain) {
    return (fanIn, fanOut, shape, rng) -> uniform(gain * Math.sqrt(6.0 / ((double) fanIn + fanOut)))
        .initialize(fanIn, fanOut, shape, rng);
  }

  /** {@link #xavierNormal(double)} with gain 1. */
  static Initializer xavierNormal() {
    return xavierNormal(1);
  }

  /** Normal with the variance of {@link #xavierUniform(double)}: gain²·2 / (fanIn + fanOut). */
  static Initializer xavierNormal(double gain) {
    return (fanIn, fanOut, shape, rng) -> normal(gain * Math.sqrt(2.0 / ((double) fanIn + fanOut)))
        .initialize(fanIn, fanOut, shape, rng);
  }

  /**
   * Uniform in ±√(6 / fanIn), which keeps the variance through layers with ReLU (K. He et al., "Delving deep into
   * rectifiers", 2015).
   */
  static Initializer kaimingUniform() {
    return (fanIn, fanOut, shape, rng) -> uniform(Math.sqrt(6.0 / fanIn)).initialize(fanIn, fanOut, shape, rng);
  }

  /** Normal with the variance of {@link #kaimingUniform()}: 2 / fanIn. */
  static Initializer kaimingNormal() {
    return (fanIn, fanOut, shape, rng) -> normal(Math.sqrt(2.0 / fanIn)).initialize(fanIn, fanOut, shape, rng);
  }
}
