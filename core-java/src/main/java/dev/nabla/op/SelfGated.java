package dev.nabla.op;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Unary;
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

/** Activations of the form x·gate(x), each in one pass forward and one pass backward. */
final class SelfGated {
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
  private static final double STEEPNESS = Math.sqrt(8 / Math.PI);
  private static final double CUBIC = 0.044715;

  private SelfGated() {}

  /** x·gate(x), with one kernel for the value and one for the gradient. */
  private interface Gated extends ElementwiseOp {
    Unary function();

    GatedGradient gradient();

    @Override
    default Tensor forward(Tensor x) {
      return Elementwise.unary(function(), x);
    }

    @Override
    default Tensor backward(Tensor g, Tensor y, Tensor x) {
      return gradient().apply(g, x);
    }

    @Override
    default boolean needsOutput() {
      return false;
    }
  }

  /** g times the derivative of x·gate(x): linear in g, and the second derivative times g in x. */
  private interface GatedGradient extends ElementwiseBinaryOp {
    Binary function();

    Tensor secondDerivative(Tensor x);

    @Override
    default Tensor forward(Tensor g, Tensor x) {
      return Elementwise.binary(function(), g, x);
    }

    @Override
    default Tensor backwardA(Tensor v, Tensor out, Tensor g, Tensor x) {
      return apply(v, x);
    }

    @Override
    default Tensor backwardB(Tensor v, Tensor out, Tensor g, Tensor x) {
      return v.mul(g).mul(secondDerivative(x));
    }

    @Override
    default boolean needsOutput() {
      return false;
    }
  }

  /** x·σ(x). */
  record Silu() implements Gated {
    @Override
    public Unary function() {
      return Unary.SILU;
    }

    @Override
    public GatedGradient gradient() {
      return new SiluGradient();
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("silu", "σ(x) ⊙ (1 + x ⊙ (1 − σ(x)))");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Silu(), Domain.REALS);
    }
  }

  /** g·s(1 + x(1 − s)) with s = σ(x). */
  record SiluGradient() implements GatedGradient {
    @Override
    public Binary function() {
      return Binary.SILU_GRADIENT;
    }

    /** The second derivative is s(1 − s)(2 + x(1 − 2s)). */
    @Override
    public Tensor secondDerivative(Tensor x) {
      Tensor s = x.sigmoid();
      Tensor change = s.mul(complement(s));
      return change.mul(x.mul(s.mul(-2).add(1)).add(2));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("u", "v"), "u ⊙ silu′(v)", "g ⊙ silu′(v)", "g ⊙ u ⊙ silu′′(v)")
          .where("silu′′(v) = σ(v) ⊙ (1 − σ(v)) ⊙ (2 + v ⊙ (1 − 2·σ(v)))");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new SiluGradient(), Domain.REALS, Domain.REALS);
    }
  }

  /** x·Φ(x) with the normal distribution's Φ(x) = (1 + erf(x/√2))/2. */
  record Gelu() implements Gated {
    @Override
    public Unary function() {
      return Unary.GELU;
    }

    @Override
    public GatedGradient gradient() {
      return new GeluGradient();
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("gelu", "Φ(x) + x ⊙ φ(x)").where("Φ, φ: the normal distribution and its density");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Gelu(), Domain.REALS);
    }
  }

  /** g(Φ(x) + xφ(x)) with the density φ. */
  record GeluGradient() implements GatedGradient {
    @Override
    public Binary function() {
      return Binary.GELU_GRADIENT;
    }

    /** The second derivative is φ(x)(2 − x²). */
    @Override
    public Tensor secondDerivative(Tensor x) {
      Tensor square = Extremes.clamp(x, -100.0, 100.0).pow(2); // the density is 0 before, and squares are finite
      Tensor density = square.mul(-0.5).exp().mul(1 / ROOT_TWO_PI);
      return density.mul(square.neg().add(2));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("u", "v"), "u ⊙ gelu′(v)", "g ⊙ gelu′(v)", "g ⊙ u ⊙ gelu′′(v)")
          .where("gelu′′(v) = (2 − v²) ⊙ exp(−v² / 2) / √(2·π)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new GeluGradient(), Domain.REALS, Domain.REALS);
    }
  }

  /** x·σ(z) with z = √(8/π)(x + 0.044715x³). */
  record GeluTanh() implements Gated {
    @Override
    public Unary function() {
      return Unary.GELU_TANH;
    }

    @Override
    public GatedGradient gradient() {
      return new GeluTanhGradient();
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x ⊙ σ(z)", "g ⊙ σ(z) ⊙ (1 + x ⊙ (1 − σ(z)) ⊙ z′)")
          .where("z = √(8 / π)·(x + 0.044715·x³)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new GeluTanh(), Domain.REALS);
    }
  }

  /** g(s + x·s(1 − s)·z′) with s = σ(z). */
  record GeluTanhGradient() implements GatedGradient {
    @Override
    public Binary function() {
      return Binary.GELU_TANH_GRADIENT;
    }

    /** The second derivative is s(1 − s)(2z′ + x·z″ + x·z′²(1 − 2s)); beyond 30, s(1 − s) is 0, however large the rest. */
    @Override
    public Tensor secondDerivative(Tensor argument) {
      Tensor x = Extremes.clamp(argument, -30.0, 30.0);
      Tensor square = x.pow(2);
      Tensor s = x.mul(square.mul(CUBIC).add(1)).mul(STEEPNESS).sigmoid();
      Tensor first = square.mul(3 * CUBIC).add(1).mul(STEEPNESS);
      Tensor second = x.mul(6 * CUBIC * STEEPNESS);
      Tensor bend = first.mul(2).add(x.mul(second)).add(x.mul(first.pow(2)).mul(s.mul(-2).add(1)));
      return s.mul(complement(s)).mul(bend);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("u", "v"), "u ⊙ gelu′(v)", "g ⊙ gelu′(v)", "g ⊙ u ⊙ gelu′′(v)")
          .where("gelu: the approximation by tanh");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new GeluTanhGradient(), Domain.REALS, Domain.REALS);
    }
  }

  /** x·w with w = tanh(ln(1 + eˣ)). */
  record Mish() implements Gated {
    @Override
    public Unary function() {
      return Unary.MISH;
    }

    @Override
    public GatedGradient gradient() {
      return new MishGradient();
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x ⊙ w", "g ⊙ (w + x ⊙ σ(x) ⊙ (1 − w²))")
          .where("w = tanh(ln(1 + e^x))");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Mish(), Domain.REALS);
    }
  }

  /** g(w + x·w′) with w′ = σ(x)(1 − w²). */
  record MishGradient() implements GatedGradient {
    @Override
    public Binary function() {
      return Binary.MISH_GRADIENT;
    }

    /** The second derivative is 2w′ + x·w″ with w″ = w′(1 − σ(x) − 2w·σ(x)). */
    @Override
    public Tensor secondDerivative(Tensor x) {
      Tensor s = x.sigmoid();
      Tensor w = Activations.softplus(x).tanh();
      Tensor slope = s.mul(complement(w.pow(2)));
      Tensor bend = slope.mul(complement(s).sub(w.mul(s).mul(2)));
      return slope.mul(2).add(x.mul(bend));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("u", "v"), "u ⊙ mish′(v)", "g ⊙ mish′(v)", "g ⊙ u ⊙ mish′′(v)")
          .where("mish′, mish′′: its first two derivatives");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new MishGradient(), Domain.REALS, Domain.REALS);
    }
  }

  /** x·min(max(x + 3, 0), 6)/6; the derivative is 0 at −3 and 1 at 3. */
  record Hardswish() implements Gated, Kinked {
    @Override
    public Unary function() {
      return Unary.HARDSWISH;
    }

    @Override
    public GatedGradient gradient() {
      return new HardswishGradient();
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).abs().eq(3);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x ⊙ min(max(x + 3, 0), 6) / 6", "([x ≥ 3] + [−3 < x < 3] ⊙ (x / 3 + 0.5)) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Hardswish(), Domain.REALS);
    }
  }

  /** g times the slope of hardswish, which jumps at ±3. */
  record HardswishGradient() implements GatedGradient, Kinked {
    @Override
    public Binary function() {
      return Binary.HARDSWISH_GRADIENT;
    }

    @Override
    public Tensor secondDerivative(Tensor x) {
      return Operands.where(x.abs().lt(3), Operands.number(1.0 / 3, x));
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(1).abs().eq(3).expand(x.get(0).shape().broadcast(x.get(1).shape(), "hardswish"));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("u", "v"), "([v ≥ 3] + [−3 < v < 3] ⊙ (v / 3 + 0.5)) ⊙ u",
          "([v ≥ 3] + [−3 < v < 3] ⊙ (v / 3 + 0.5)) ⊙ g", "g ⊙ u ⊙ [−3 < v < 3] / 3");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new HardswishGradient(), Domain.REALS, Domain.REALS);
    }
  }

  private static Tensor complement(Tensor x) {
    return x.neg().add(1);
  }
}
