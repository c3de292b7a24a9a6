package dev.nabla.op;

import dev.nabla.kernel.Binary;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Elementwise;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Activations that let positive numbers pass and weaken negative ones. */
final class Rectifiers {
  private Rectifiers() {}

  /** x where positive, else slope·x; the derivative at 0 is the slope. */
  record LeakyRelu(double slope) implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.binary(Binary.PRELU, x, slope);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return Tensor.where(x.gt(0), g, g.mul(slope));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise(label(), "[x > 0] + " + Formula.number(slope) + "·[x ≤ 0]");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new LeakyRelu(0.2), Domain.AWAY_FROM_ZERO);
    }
  }

  /** x where positive, else weight·x, which is also what the gradient of x at 0 follows. */
  record Prelu() implements ElementwiseBinaryOp, Kinked {
    @Override
    public Tensor forward(Tensor x, Tensor weight) {
      return Elementwise.binary(Binary.PRELU, x, weight);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor x, Tensor weight) {
      return Tensor.where(x.gt(0), g, g.mul(weight));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor x, Tensor weight) {
      return g.mul(Operands.where(x.le(0), x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "w"), "([x > 0] + w ⊙ [x ≤ 0]) ⊙ x", "([x > 0] + w ⊙ [x ≤ 0]) ⊙ g",
          "g ⊙ x ⊙ [x ≤ 0]");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Prelu(), Domain.AWAY_FROM_ZERO, Domain.REALS);
    }
  }

  /**
   * scale·x where positive, else scale·α(exp(rate·x) − 1): the family of elu (D.-A. Clevert et al., 2015), selu
   * (G. Klambauer et al., 2017) and celu (J. T. Barron, 2017). The derivative at 0 is that from below.
   */
  record Elu(double alpha, double scale, double rate) implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      Tensor below = Exponentials.expm1(x.minimum(Operands.number(0, x)).mul(rate)).mul(scale * alpha);
      return Tensor.where(x.gt(0), x.mul(scale), below);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor below = Tensor.where(x.gt(0), Operands.number(0, x), x);
      Tensor slope = below.mul(rate).exp().mul(scale * alpha * rate);
      return g.mul(Tensor.where(x.gt(0), Operands.number(scale, x), slope));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    /** For α·rate = 1 only the second derivative jumps. */
    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(alpha * rate == 1 ? Double.NaN : 0);
    }

    @Override
    public Formula formula(int inputs) {
      String k = Formula.number(scale);
      String below = Formula.number(scale * alpha * rate);
      return Formula.elementwise(label(), k + "·[x > 0] + " + below + "·[x ≤ 0] ⊙ exp(" + Formula.number(rate)
          + "·min(x, 0))");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Elu(1.5, 1, 1), Domain.AWAY_FROM_ZERO),
          Samples.elementwise(new Elu(1.7, 1.1, 1), Domain.AWAY_FROM_ZERO),
          Samples.elementwise(new Elu(2, 1, 0.5), Domain.AWAY_FROM_ZERO));
    }
  }

  /** x where above a bound, else a value. */
  record Threshold(double bound, double value) implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      return Tensor.where(x.le(bound), Operands.number(value, x), x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return Tensor.where(x.le(bound), Operands.number(0, g), g);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(bound);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise(label(), "[x > " + Formula.number(bound) + "]");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Threshold(0.1, -2), Domain.AWAY_FROM_ZERO);
    }
  }
}
