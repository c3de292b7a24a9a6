package dev.nabla.tensor;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Unary;
import java.util.List;

/** The everyday functions of one element. Where the gradient is a fused loop, that loop is an operator of its own. */
final class Functions {
  private Functions() {}

  /** eˣ. */
  record Exp() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.EXP, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(y);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("e^x", "y ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Exp(), Domain.REALS);
    }
  }

  /** ln x; −∞ at 0 and NaN below, where the gradient g/x is not masked. */
  record Log() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LOG, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.div(x);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(x)", "g / x");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Log(), Domain.POSITIVE);
    }
  }

  /** √x; the gradient at 0 is ∞. */
  record Sqrt() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.SQRT, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.div(y.mul(2));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("√x", "g / (2·y)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Sqrt(), Domain.POSITIVE);
    }
  }

  /** tanh x. */
  record Tanh() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.TANH, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new TanhGradient().apply(g, y);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("tanh", "1 − y²");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Tanh(), Domain.REALS);
    }
  }

  /** g(1 − y²), in one pass. */
  record TanhGradient() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor g, Tensor y) {
      return Elementwise.binary(Binary.TANH_GRADIENT, g, y);
    }

    @Override
    public Tensor backwardA(Tensor v, Tensor out, Tensor g, Tensor y) {
      return apply(v, y);
    }

    @Override
    public Tensor backwardB(Tensor v, Tensor out, Tensor g, Tensor y) {
      return v.mul(g).mul(y).mul(-2);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("u", "v"), "u ⊙ (1 − v²)", "g ⊙ (1 − v²)", "−2·g ⊙ u ⊙ v");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new TanhGradient(), Domain.REALS, Domain.REALS);
    }
  }

  /** 1 / (1 + e⁻ˣ), without overflow on either side. */
  record Sigmoid() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.SIGMOID, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new SigmoidGradient().apply(g, y);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("σ", "y ⊙ (1 − y)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Sigmoid(), Domain.REALS);
    }
  }

  /** g·y(1 − y), in one pass. */
  record SigmoidGradient() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor g, Tensor y) {
      return Elementwise.binary(Binary.SIGMOID_GRADIENT, g, y);
    }

    @Override
    public Tensor backwardA(Tensor v, Tensor out, Tensor g, Tensor y) {
      return apply(v, y);
    }

    @Override
    public Tensor backwardB(Tensor v, Tensor out, Tensor g, Tensor y) {
      return v.mul(g).mul(y.mul(-2).add(1));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("u", "v"), "u ⊙ v ⊙ (1 − v)", "g ⊙ v ⊙ (1 − v)", "g ⊙ u ⊙ (1 − 2·v)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new SigmoidGradient(), Domain.REALS, Domain.REALS);
    }
  }

  /** max(x, 0); the gradient at 0 is 0. */
  record Relu() implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.RELU, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new ReluGradient().apply(g, y);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("relu", "[x > 0]");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Relu(), Domain.AWAY_FROM_ZERO);
    }
  }

  /** g where y > 0, else 0, in one pass; it does not change with y but by jumps. */
  @FreeOf(value = Law.EDGES, because = "y is 0 on the whole flat side; the kink is that of relu")
  record ReluGradient() implements ElementwiseBinaryOp {
    @Override
    public Tensor forward(Tensor g, Tensor y) {
      return Elementwise.binary(Binary.RELU_GRADIENT, g, y);
    }

    @Override
    public Tensor backwardA(Tensor v, Tensor out, Tensor g, Tensor y) {
      return apply(v, y);
    }

    @Override
    public Tensor backwardB(Tensor v, Tensor out, Tensor g, Tensor y) {
      return Tensor.zerosLike(v);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("u", "v"), "u ⊙ [v > 0]", "g ⊙ [v > 0]", "0·g");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new ReluGradient(), Domain.REALS, Domain.AWAY_FROM_ZERO);
    }
  }
}
