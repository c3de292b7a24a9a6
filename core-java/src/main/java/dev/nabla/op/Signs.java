package dev.nabla.op;

import dev.nabla.kernel.Binary;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Elementwise;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Signs, and steps between them. */
public final class Signs {
  private Signs() {}

  /** −1, 0 or 1 after the sign, as {@link Tensor#sign()}; the two differ for complex numbers only. */
  public static Tensor sgn(Tensor x) {
    if (x.dtype() == DType.BOOL) {
      throw new IllegalArgumentException("sgn: needs numbers, got a bool tensor of shape " + x.shape());
    }
    return x.sign();
  }

  /** |a| with the sign of b, zeros having one; the gradient of a is 0 where a is 0. Integers become float32. */
  public static Tensor copysign(Tensor a, Tensor b) {
    DType type = DType.promote(a, b).floating();
    return new Copysign().apply(a.to(type), b.to(type));
  }

  /** 0 below 0, 1 above, v at 0; NaN counts as below. The gradients are 0. */
  public static Tensor heaviside(Tensor x, Tensor v) {
    DType type = DType.promote(x, v);
    return new Heaviside().apply(x.to(type), v.to(type));
  }

  /** |a| with the sign of b; the derivative is ±1 after whether a changes its sign. */
  record Copysign() implements ElementwiseBinaryOp, Kinked {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.binary(Binary.COPYSIGN, a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return g.mul(a.sign().mul(y.sign()));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return Tensor.zerosLike(g);
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0).logicalOr(x.get(1).eq(0));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("|a| ⊙ sign(b)", "g ⊙ sign(a) ⊙ sign(y)", "0·g");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Copysign(), Domain.AWAY_FROM_ZERO, Domain.AWAY_FROM_ZERO);
    }
  }

  /** 0, b or 1 after the sign of a. */
  record Heaviside() implements StepOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Tensor.where(a.eq(0), b, a.gt(0).to(b.dtype()));
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("[a > 0] + b ⊙ [a = 0]", "0·g", "0·g");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Heaviside(), Domain.AWAY_FROM_ZERO, Domain.REALS);
    }
  }
}
