package dev.nabla.op;

import dev.nabla.kernel.BesselFunction;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** The modified Bessel functions of the first kind I₀ and I₁, also times exp(−|x|); integers become float32. */
public final class Bessel {
  private Bessel() {}

  /** I₀(x). */
  public static Tensor i0(Tensor x) {
    return new Modified(0).apply(Operands.floating(x));
  }

  /** I₁(x), the derivative of I₀. */
  public static Tensor i1(Tensor x) {
    return new Modified(1).apply(Operands.floating(x));
  }

  /** exp(−|x|) I₀(x), which never overflows; the gradient at its kink at 0 is 0. */
  public static Tensor i0e(Tensor x) {
    return new Scaled(0).apply(Operands.floating(x));
  }

  /** exp(−|x|) I₁(x). */
  public static Tensor i1e(Tensor x) {
    return new Scaled(1).apply(Operands.floating(x));
  }

  /** I of order ν; the derivative is the mean of its neighbours, which needs no division by x. */
  record Modified(int order) implements ElementwiseOp {
    @Override
    public String label() {
      return "i" + order;
    }

    @Override
    public Tensor forward(Tensor x) {
      return Pointwise.map(label(), p -> BesselFunction.modified(order, p[0]), x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor above = new Modified(order + 1).apply(x);
      return g.mul(order == 0 ? above : new Modified(order - 1).apply(x).add(above).mul(0.5));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      String above = "I" + Formula.subscript(order + 1) + "(x)";
      String below = "I" + Formula.subscript(Math.abs(order - 1)) + "(x)";
      return Formula.elementwise("I" + Formula.subscript(order),
          order == 0 ? above : "(" + below + " + " + above + ") / 2");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Modified(0), Domain.REALS),
          Samples.elementwise(new Modified(1), Domain.REALS), Samples.elementwise(new Modified(2), Domain.REALS));
    }
  }

  /** exp(−|x|) times I of order ν. */
  record Scaled(int order) implements ElementwiseOp, Kinked {
    @Override
    public String label() {
      return "i" + order + "e";
    }

    @Override
    public Tensor forward(Tensor x) {
      return Pointwise.map(label(), p -> BesselFunction.scaled(order, p[0]), x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor above = new Scaled(order + 1).apply(x);
      Tensor neighbours = order == 0 ? above : new Scaled(order - 1).apply(x).add(above).mul(0.5);
      return g.mul(neighbours.sub(y.mul(x.sign())));
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return order == 0 ? x.get(0).eq(0) : Tensor.zeros(x.get(0).shape(), DType.BOOL);
    }

    @Override
    public Formula formula(int inputs) {
      Formula unscaled = new Modified(order).formula(inputs);
      String slope = unscaled.where().substring(unscaled.where().indexOf('=') + 2);
      return Formula.of("exp(−|x|) ⊙ I" + Formula.subscript(order) + "(x)",
          "(exp(−|x|) ⊙ " + slope + " − sign(x) ⊙ y) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.join(Samples.elementwise(new Scaled(0), Domain.AWAY_FROM_ZERO),
          Samples.elementwise(new Scaled(1), Domain.AWAY_FROM_ZERO));
    }
  }
}
