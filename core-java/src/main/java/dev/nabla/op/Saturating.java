package dev.nabla.op;

import dev.nabla.kernel.Unary;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Elementwise;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Activations that bend towards a bound on one side or both, and those that shrink towards 0. */
final class Saturating {
  private Saturating() {}

  /** min(max(x, low), high); the derivative at the bounds is 0, unlike that of clamp. */
  record Hardtanh(double low, double high) implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      return x.maximum(Operands.number(low, x)).minimum(Operands.number(high, x));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return Operands.where(x.gt(low).logicalAnd(x.lt(high)), g);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(low).logicalOr(x.get(0).eq(high));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise(label(), "[" + Formula.number(low) + " < x < " + Formula.number(high) + "]");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Hardtanh(-0.4, 0.3), Domain.REALS);
    }
  }

  /** What is 0 unless |x| exceeds the bound, and has the slope 1 there. */
  private interface Shrink extends ElementwiseOp, Kinked {
    double bound();

    @Override
    default Tensor backward(Tensor g, Tensor y, Tensor x) {
      return Tensor.where(x.abs().le(bound()), Operands.number(0, g), g);
    }

    @Override
    default boolean needsOutput() {
      return false;
    }

    @Override
    default Tensor kinks(List<Tensor> x) {
      return x.get(0).abs().eq(bound());
    }

    @Override
    default Formula formula(int inputs) {
      return Formula.elementwise(label(), "[|x| > " + Formula.number(bound()) + "]");
    }
  }

  /** x where |x| exceeds the bound, else 0. */
  record Hardshrink(double bound) implements Shrink {
    @Override
    public Tensor forward(Tensor x) {
      return Tensor.where(x.abs().le(bound), Operands.number(0, x), x);
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Hardshrink(0.4), Domain.REALS);
    }
  }

  /** x less the bound, towards 0, where |x| exceeds it, else 0. */
  record Softshrink(double bound) implements Shrink {
    @Override
    public Tensor forward(Tensor x) {
      return x.sub(x.maximum(Operands.number(-bound, x)).minimum(Operands.number(bound, x)));
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Softshrink(0.4), Domain.REALS);
    }
  }

  /** x − tanh x; the derivative is tanh² x. */
  record Tanhshrink() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return x.sub(x.tanh());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.tanh().pow(2));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("tanhshrink", "tanh(x)²");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Tanhshrink(), Domain.REALS);
    }
  }

  /** x/(1 + |x|); the derivative is 1/(1 + |x|)². */
  record Softsign() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return x.div(x.abs().add(1));
    }

    /** Divided twice, because squares overflow. */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor distance = x.abs().add(1);
      return g.div(distance).div(distance);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x / (1 + |x|)", "g / (1 + |x|)²");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Softsign(), Domain.AWAY_FROM_ZERO);
    }
  }

  /** ln(1 + exp(βx))/β, and x itself where βx exceeds the threshold. */
  record Softplus(double beta, double threshold) implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      Tensor scaled = x.mul(beta);
      return Tensor.where(scaled.gt(threshold), x, Elementwise.unary(Unary.SOFTPLUS, scaled).div(beta));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor scaled = x.mul(beta);
      return Tensor.where(scaled.gt(threshold), g, g.mul(scaled.sigmoid()));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    /** It jumps at the threshold, by 2·10⁻⁹ at the usual one. */
    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).mul(beta).eq(threshold);
    }

    @Override
    public Formula formula(int inputs) {
      String z = Formula.number(beta) + "·x";
      String bound = Formula.number(threshold);
      return Formula.elementwise(label(), "[" + z + " > " + bound + "] + [" + z + " ≤ " + bound + "] ⊙ σ(" + z + ")");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Softplus(1, 20), Domain.REALS),
          Samples.elementwise(new Softplus(2.5, 20), Domain.REALS),
          Samples.elementwise(new Softplus(1, 0.25), Domain.AWAY_FROM_ZERO));
    }
  }

  /** ln σ(x); the derivative is σ(−x). */
  record LogSigmoid() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LOGSIGMOID, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.neg().sigmoid());
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(σ(x))", "σ(−x) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new LogSigmoid(), Domain.REALS);
    }
  }

  /** (x + r)/2 with r = √(x² + b), below 0 as b/2/(r − x), where nothing cancels; the derivative is y/r. */
  record Squareplus(double b) implements ElementwiseOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      Tensor r = radius(x);
      return Tensor.where(x.lt(0), Operands.number(b / 2, x).div(r.sub(x)), x.add(r).mul(0.5));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor r = radius(x);
      return g.mul(y.div(b == 0 ? Tensor.where(r.eq(0), Operands.number(1, r), r) : r));
    }

    private Tensor radius(Tensor x) {
      return Powers.hypot(x, Operands.number(Math.sqrt(b), x));
    }

    /** Without b it is relu. */
    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(b == 0 ? 0 : Double.NaN);
    }

    @Override
    public Formula formula(int inputs) {
      String root = "√(x² + " + Formula.number(b) + ")";
      return Formula.of("(x + " + root + ") / 2", "g ⊙ y / " + root);
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Squareplus(4), Domain.REALS),
          Samples.elementwise(new Squareplus(0.5), Domain.REALS));
    }
  }
}
