package dev.nabla.op;

import dev.nabla.kernel.Binary;
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

/** The functions around the error function, the gamma function and the logarithm of odds; integers become float32. */
public final class SpecialFunctions {
  private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

  private static final int GREATEST_ORDER = 170;

  private SpecialFunctions() {}

  /** erf x = 2/√π ∫₀ˣ exp(−t²) dt. */
  public static Tensor erf(Tensor x) {
    return new Erf().apply(Operands.floating(x));
  }

  /** 1 − erf x, without cancellation for large x. */
  public static Tensor erfc(Tensor x) {
    return new Erfc().apply(Operands.floating(x));
  }

  /** The inverse of erf: ±∞ at ±1, where its gradient is ∞, and NaN beyond. */
  public static Tensor erfinv(Tensor x) {
    return new Erfinv().apply(Operands.floating(x));
  }

  /** ln |Γ(x)|; +∞ at 0 and the negative integers. */
  public static Tensor lgamma(Tensor x) {
    return new Lgamma().apply(Operands.floating(x));
  }

  /** ψ(x) = Γ′(x)/Γ(x); at ±0 it is ∓∞, at the negative integers NaN. */
  public static Tensor digamma(Tensor x) {
    return new Digamma().apply(Operands.floating(x));
  }

  /**
   * The derivative of order n of digamma. At 0 and the negative integers it is +∞ for odd n and NaN for even n.
   *
   * @throws IllegalArgumentException when n is not between 0 and 170, the greatest number whose factorial is one
   */
  public static Tensor polygamma(int n, Tensor x) {
    if (n < 0 || n > GREATEST_ORDER) {
      throw new IllegalArgumentException("polygamma: order " + n + ", needs 0 to " + GREATEST_ORDER);
    }
    return n == 0 ? digamma(x) : new Polygamma(n).apply(Operands.floating(x));
  }

  /** ln(x / (1 − x)), the inverse of sigmoid: ∓∞ at 0 and 1, NaN outside. */
  public static Tensor logit(Tensor x) {
    return new Logit().apply(Operands.floating(x));
  }

  /**
   * logit of x clamped to [eps, 1 − eps]; outside that interval, and at NaN, the gradient is 0.
   *
   * @throws IllegalArgumentException when eps is not between 0 and 1/2
   */
  public static Tensor logit(Tensor x, double eps) {
    if (!(eps >= 0 && eps <= 0.5)) {
      throw new IllegalArgumentException("logit: eps " + eps + ", needs at least 0 and at most 0.5");
    }
    return new LogitWithin(eps).apply(Operands.floating(x));
  }

  /** erf x; the derivative is 2/√π exp(−x²). */
  record Erf() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ERF, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(bell(x).mul(TWO_BY_ROOT_PI));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("erf", "2·exp(−x²) / √π");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Erf(), Domain.REALS);
    }
  }

  /** 1 − erf x. */
  record Erfc() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ERFC, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(bell(x).mul(-TWO_BY_ROOT_PI));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("erfc", "−2·exp(−x²) / √π");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Erfc(), Domain.REALS);
    }
  }

  /** exp(−x²). */
  private static Tensor bell(Tensor x) {
    return x.pow(2).neg().exp();
  }

  /** The y with erf y = x; the derivative is √π/2 exp(y²). */
  record Erfinv() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.ERFINV, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(y.pow(2).exp().mul(1 / TWO_BY_ROOT_PI));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("erfinv", "√π·exp(y²) / 2");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Erfinv(), Domain.UNIT_BALL);
    }
  }

  /** ln |Γ(x)|; the derivative is ψ(x). */
  record Lgamma() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LGAMMA, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(digamma(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(|Γ(x)|)", "ψ(x) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Lgamma(), Domain.POSITIVE),
          Samples.elementwise(new Lgamma(), Domain.BETWEEN_INTEGERS));
    }
  }

  /** ψ(x). */
  record Digamma() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.DIGAMMA, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(polygamma(1, x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("ψ", "ψ₁(x)");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Digamma(), Domain.POSITIVE),
          Samples.elementwise(new Digamma(), Domain.BETWEEN_INTEGERS));
    }
  }

  /** ψ⁽ⁿ⁾(x). */
  record Polygamma(int n) implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.binary(Binary.POLYGAMMA, x, n);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(polygamma(n + 1, x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("ψ" + Formula.subscript(n), "ψ" + Formula.subscript(n + 1) + "(x)");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Polygamma(1), Domain.POSITIVE),
          Samples.elementwise(new Polygamma(2), Domain.POSITIVE),
          Samples.elementwise(new Polygamma(1), Domain.BETWEEN_INTEGERS));
    }
  }

  /** ln(x / (1 − x)); the derivative is 1/(x(1 − x)). */
  record Logit() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LOGIT, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.div(new Parabola(0, 1).apply(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(x / (1 − x))", "g / (x ⊙ (1 − x))");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Logit(), Domain.UNIT_INTERVAL);
    }
  }

  /** logit of x clamped to [eps, 1 − eps], with no slope outside: not even 0 times one that is infinite. */
  record LogitWithin(double eps) implements ElementwiseOp, Kinked {
    @Override
    public String label() {
      return "logit";
    }

    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LOGIT, Extremes.clamp(x, eps, 1 - eps));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor within = x.ge(eps).logicalAnd(x.le(1 - eps));
      Tensor slope = new Parabola(0, 1).apply(Tensor.where(within, x, Operands.number(0.5, x)));
      return Operands.where(within, g.div(slope));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(eps).logicalOr(x.get(0).eq(1 - eps));
    }

    @Override
    public Formula formula(int inputs) {
      String least = Formula.number(eps);
      String greatest = Formula.number(1 - eps);
      return Formula.of("ln(min(max(x, " + least + "), " + greatest + ") / (1 − min(max(x, " + least + "), " + greatest
          + ")))", "[" + least + " ≤ x ≤ " + greatest + "] ⊙ g / (x ⊙ (1 − x))");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new LogitWithin(0.25), Domain.UNIT_INTERVAL);
    }
  }
}
