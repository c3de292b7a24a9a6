package dev.nabla.op;

import dev.nabla.kernel.NormalFunction;
import dev.nabla.kernel.Unary;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Elementwise;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * The distribution function Φ of the standard normal distribution, its logarithm and its inverse, exact in both tails;
 * integers become float32.
 */
public final class NormalIntegrals {
  private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);

  private NormalIntegrals() {}

  /** Φ(x) = 1/√2π ∫ exp(−t²/2) dt from −∞ to x. */
  public static Tensor ndtr(Tensor x) {
    return new Ndtr().apply(Operands.floating(x));
  }

  /** ln Φ(x), where Φ(x) itself vanishes too. */
  public static Tensor logNdtr(Tensor x) {
    return new LogNdtr().apply(Operands.floating(x));
  }

  /** The x with Φ(x) = p: ∓∞ at 0 and 1, where the gradient is ∞, and NaN outside. */
  public static Tensor ndtri(Tensor p) {
    return new Ndtri().apply(Operands.floating(p));
  }

  /** Φ(x); the derivative is exp(−x²/2)/√2π. */
  record Ndtr() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.NDTR, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.pow(2).mul(-0.5).exp().mul(1 / ROOT_2_PI));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.elementwise("Φ", "exp(−x² / 2) / √(2·π)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Ndtr(), Domain.REALS);
    }
  }

  /** ln Φ(x). */
  record LogNdtr() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.LOG_NDTR, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(new Hazard(0).apply(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("ln(Φ(x))", "g ⊙ φ(x) / Φ(x)")
          .where("Φ, φ: the normal distribution and its density");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new LogNdtr(), Domain.REALS);
    }
  }

  /** The derivative of a given order of φ/Φ, which is that of ln Φ and falls from −x to 0. */
  record Hazard(int order) implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Pointwise.map("hazard", p -> NormalFunction.hazard(order, p[0]), x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(new Hazard(order + 1).apply(x));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("r" + Formula.subscript(order) + "(x)", "r" + Formula.subscript(order + 1) + "(x) ⊙ g")
          .where("rₙ: the derivative of order n of φ / Φ");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Hazard(0), Domain.REALS),
          Samples.elementwise(new Hazard(1), Domain.REALS));
    }
  }

  /** The inverse of Φ; the derivative is √2π exp(y²/2). */
  record Ndtri() implements ElementwiseOp {
    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.unary(Unary.NDTRI, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(y.pow(2).mul(0.5).exp().mul(ROOT_2_PI));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("Φ⁻¹(x)", "√(2·π)·(exp(y² / 2) ⊙ g)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Ndtri(), Domain.UNIT_INTERVAL);
    }
  }
}
