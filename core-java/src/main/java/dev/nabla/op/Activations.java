package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/**
 * The functions between the layers of a network, in a form that stands as a layer itself: {@code Activations::relu}.
 * Integers become float32. Those over rows go along the last axis where none is given.
 */
public final class Activations {
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double LEAK = 0.01;
  private static final double SOFTPLUS_THRESHOLD = 20;

  private Activations() {}

  // ---- rectifiers ----

  /** max(x, 0); the gradient at 0 is 0. */
  public static Tensor relu(Tensor x) {
    return x.relu();
  }

  /** min(max(x, 0), 6); the gradient at 0 and 6 is 0. */
  public static Tensor relu6(Tensor x) {
    return hardtanh(x, 0, 6);
  }

  /** x where positive, else 0.01x; the gradient at 0 is 0.01. */
  public static Tensor leakyRelu(Tensor x) {
    return leakyRelu(x, LEAK);
  }

  /** x where positive, else slope·x; the gradient at 0 is the slope. */
  public static Tensor leakyRelu(Tensor x, double slope) {
    return new Rectifiers.LeakyRelu(slope).apply(Operands.floating(x));
  }

  /**
   * x where positive, else weight·x. The gradient of the weight is Σ g·x over x ≤ 0.
   *
   * @param weight one number, or one for each position of axis 1 of x: the channels
   */
  public static Tensor prelu(Tensor x, Tensor weight) {
    Tensor in = Operands.floating(x);
    if (weight.rank() > 1 || weight.size() != 1 && (x.rank() < 2 || weight.size() != x.extent(1))) {
      throw new ShapeException("prelu: weight of shape " + weight.shape() + ", needs one number, or one for each "
          + "position of axis 1 of x, of shape " + x.shape());
    }
    int[] channels = new int[Math.max(x.rank() - 1, 0)];
    Arrays.fill(channels, 1);
    Tensor aligned = weight.size() == 1 ? weight.reshape(Shape.SCALAR)
        : weight.reshape(Shape.of(weight.size()).concat(Shape.of(Arrays.copyOf(channels, x.rank() - 2))));
    return new Rectifiers.Prelu().apply(in, aligned.to(in.dtype()));
  }

  /**
   * x where positive, else x times a slope that is drawn for each element between low and high (B. Xu et al., "Empirical
   * evaluation of rectified activations", 2015). Without training the slope is (low + high)/2: {@link #leakyRelu}.
   */
  public static Tensor rrelu(Tensor x, double low, double high, Rng rng) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("rrelu: slopes from " + low + " to " + high + ", needs the lower one first");
    }
    Tensor in = Operands.floating(x);
    Tensor slopes = rng.rand(in.dtype(), in.shape().extents()).mul(high - low).add(low);
    return new Rectifiers.Prelu().apply(in, slopes);
  }

  /** x where positive, else eˣ − 1. */
  public static Tensor elu(Tensor x) {
    return elu(x, 1);
  }

  /** x where positive, else α(eˣ − 1); the gradient at 0 is α. */
  public static Tensor elu(Tensor x, double alpha) {
    return new Rectifiers.Elu(alpha, 1, 1).apply(Operands.floating(x));
  }

  /** s·x where positive, else s·α(eˣ − 1), with s = 1.0507 and α = 1.6733; the gradient at 0 is s·α = 1.7581. */
  public static Tensor selu(Tensor x) {
    return new Rectifiers.Elu(SELU_ALPHA, SELU_SCALE, 1).apply(Operands.floating(x));
  }

  /** x where positive, else α(exp(x/α) − 1), which is smooth; α is not 0. */
  public static Tensor celu(Tensor x, double alpha) {
    if (alpha == 0) {
      throw new IllegalArgumentException("celu: alpha is 0, needs another number");
    }
    return new Rectifiers.Elu(alpha, 1, 1 / alpha).apply(Operands.floating(x));
  }

  /** x where above the bound, else the value; the gradient at the bound is 0. */
  public static Tensor threshold(Tensor x, double bound, double value) {
    return new Rectifiers.Threshold(bound, value).apply(Operands.floating(x));
  }

  // ---- x times a gate ----

  /** x·Φ(x) with the normal distribution's Φ(x) = (1 + erf(x/√2))/2 (D. Hendrycks and K. Gimpel, 2016). */
  public static Tensor gelu(Tensor x) {
    return new SelfGated.Gelu().apply(Operands.floating(x));
  }

  /** x(1 + tanh(√(2/π)(x + 0.044715x³)))/2, which differs from {@link #gelu} by less than 0.0005. */
  public static Tensor geluTanh(Tensor x) {
    return new SelfGated.GeluTanh().apply(Operands.floating(x));
  }

  /** x·sigmoid x, also called swish. */
  public static Tensor silu(Tensor x) {
    return new SelfGated.Silu().apply(Operands.floating(x));
  }

  /** x·sigmoid(βx). */
  public static Tensor swish(Tensor x, double beta) {
    Tensor in = Operands.floating(x);
    return beta == 1 ? silu(in) : in.mul(in.mul(beta).sigmoid());
  }

  /** x·tanh(ln(1 + eˣ)) (D. Misra, 2019). */
  public static Tensor mish(Tensor x) {
    return new SelfGated.Mish().apply(Operands.floating(x));
  }

  /** x·hardsigmoid x, also where x is infinite; the gradient at −3 is 0, at 3 it is 1. */
  public static Tensor hardswish(Tensor x) {
    return new SelfGated.Hardswish().apply(Operands.floating(x));
  }

  // ---- bounded ----

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    return x.tanh();
  }

  /** 1 / (1 + e⁻ˣ). */
  public static Tensor sigmoid(Tensor x) {
    return x.sigmoid();
  }

  /** ln sigmoid x, without overflow. */
  public static Tensor logsigmoid(Tensor x) {
    return new Saturating.LogSigmoid().apply(Operands.floating(x));
  }

  /** min(max(x + 3, 0), 6)/6; the gradient at ±3 is 0. */
  public static Tensor hardsigmoid(Tensor x) {
    return hardtanh(Operands.floating(x).add(3), 0, 6).div(6);
  }

  /** min(max(x, −1), 1); the gradient at ±1 is 0. */
  public static Tensor hardtanh(Tensor x) {
    return hardtanh(x, -1, 1);
  }

  /** min(max(x, low), high); the gradient at both is 0, unlike that of {@link Extremes#clamp(Tensor, double, double)}. */
  public static Tensor hardtanh(Tensor x, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("hardtanh: bounds " + low + " and " + high + ", needs the lower one first");
    }
    return new Saturating.Hardtanh(low, high).apply(Operands.floating(x));
  }

  /** x/(1 + |x|). */
  public static Tensor softsign(Tensor x) {
    return new Saturating.Softsign().apply(Operands.floating(x));
  }

  // ---- smooth rectifiers ----

  /** ln(1 + eˣ), and x itself above 20. */
  public static Tensor softplus(Tensor x) {
    return softplus(x, 1, SOFTPLUS_THRESHOLD);
  }

  /** ln(1 + exp(βx))/β, and x itself where βx exceeds the threshold; β is positive. */
  public static Tensor softplus(Tensor x, double beta, double threshold) {
    if (!(beta > 0)) {
      throw new IllegalArgumentException("softplus: beta " + beta + ", needs a positive number");
    }
    return new Saturating.Softplus(beta, threshold).apply(Operands.floating(x));
  }

  /** (x + √(x² + 4))/2. */
  public static Tensor squareplus(Tensor x) {
    return squareplus(x, 4);
  }

  /** (x + √(x² + b))/2 with b ≥ 0 (J. T. Barron, 2021). */
  public static Tensor squareplus(Tensor x, double b) {
    if (!(b >= 0)) {
      throw new IllegalArgumentException("squareplus: b is " + b + ", needs at least 0");
    }
    return new Saturating.Squareplus(b).apply(Operands.floating(x));
  }

  // ---- shrinking ----

  /** x where |x| exceeds the bound, else 0; the gradient at ±bound is 0. */
  public static Tensor hardshrink(Tensor x, double bound) {
    requireBound("hardshrink", bound);
    return new Saturating.Hardshrink(bound).apply(Operands.floating(x));
  }

  /** x less the bound, towards 0, where |x| exceeds it, else 0; the gradient at ±bound is 0. */
  public static Tensor softshrink(Tensor x, double bound) {
    requireBound("softshrink", bound);
    return new Saturating.Softshrink(bound).apply(Operands.floating(x));
  }

  private static void requireBound(String operation, double bound) {
    if (!(bound >= 0)) {
      throw new IllegalArgumentException(operation + ": bound " + bound + ", needs at least 0");
    }
  }

  /** x − tanh x. */
  public static Tensor tanhshrink(Tensor x) {
    return new Saturating.Tanhshrink().apply(Operands.floating(x));
  }

  // ---- along an axis ----

  /** eˣ / Σeˣ along the last axis. */
  public static Tensor softmax(Tensor x) {
    return x.softmax(-1);
  }

  /** x − ln Σeˣ along the last axis. */
  public static Tensor logSoftmax(Tensor x) {
    return x.logSoftmax(-1);
  }

  /** The softmax of −x along an axis. */
  public static Tensor softmin(Tensor x, int axis) {
    int at = x.shape().axis(axis, "softmin");
    return Operands.floating(x).neg().softmax(at);
  }

  /** The point nearest to x whose elements along an axis are at least 0 and sum to 1; many of them are 0. */
  public static Tensor sparsemax(Tensor x, int axis) {
    int at = x.shape().axis(axis, "sparsemax");
    return new Sparsemax(at).apply(Operands.floating(x));
  }

  /**
   * A differentiable draw from the categorical distribution with the given logits along an axis: softmax of logits plus
   * Gumbel noise, divided by the temperature (E. Jang, S. Gu and B. Poole, 2017).
   *
   * @param hard whether the value is the one-hot vector of the greatest element; the gradient is that of the soft one
   */
  public static Tensor gumbelSoftmax(Tensor logits, double temperature, boolean hard, int axis, Rng rng) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("gumbelSoftmax: temperature " + temperature + ", needs a positive number");
    }
    Tensor in = Operands.floating(logits);
    int at = in.shape().axis(axis, "gumbelSoftmax");
    // Draws of float64 are never 1, of which the noise would be infinite, and 0, of which it is −∞, once in 10¹⁶.
    Tensor noise = rng.rand(DType.FLOAT64, in.shape().extents()).log().neg().log().neg();
    Tensor soft = in.add(noise.to(in.dtype())).div(temperature).softmax(at);
    return hard ? Lookups.hardmax(soft.detach(), at).sub(soft.detach()).add(soft) : soft;
  }

  /** a·sigmoid b with a and b the halves of x along an axis. */
  public static Tensor glu(Tensor x, int axis) {
    Tensor[] halves = halves("glu", x, axis);
    return halves[0].mul(halves[1].sigmoid());
  }

  /** silu(a)·b with a and b the halves of x along an axis (N. Shazeer, "GLU variants improve transformer", 2020). */
  public static Tensor swiglu(Tensor x, int axis) {
    Tensor[] halves = halves("swiglu", x, axis);
    return silu(halves[0]).mul(halves[1]);
  }

  /** gelu(a)·b with a and b the halves of x along an axis (N. Shazeer, "GLU variants improve transformer", 2020). */
  public static Tensor geglu(Tensor x, int axis) {
    Tensor[] halves = halves("geglu", x, axis);
    return gelu(halves[0]).mul(halves[1]);
  }

  private static Tensor[] halves(String operation, Tensor x, int axis) {
    int at = x.shape().axis(axis, operation);
    int n = x.extent(at);
    if (n % 2 != 0) {
      throw new ShapeException(operation + ": axis " + at + " of shape " + x.shape() + " has extent " + n
          + ", needs an even one");
    }
    Tensor in = Operands.floating(x);
    return new Tensor[] {in.narrow(at, 0, n / 2), in.narrow(at, n / 2, n / 2)};
  }
}
