package dev.nabla.op;

import dev.nabla.kernel.PointFunction;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Products with logarithms in which a factor of 0 prevails; integers become float32. */
public final class Entropies {
  private Entropies() {}

  /** −x ln x: 0 at 0, where the gradient is ∞, and −∞ below. */
  public static Tensor entr(Tensor x) {
    return new Entr().apply(Operands.floating(x));
  }

  /** a ln(1 + b), and 0 where a is 0 and b a number; exact for small b. */
  public static Tensor xlog1py(Tensor a, Tensor b) {
    DType type = Pointwise.type(a, b);
    return new Xlog1py().apply(a.to(type), b.to(type));
  }

  /** −x ln x; the derivative is −ln x − 1. */
  record Entr() implements ElementwiseOp {
    private static final PointFunction VALUE =
        p -> p[0] > 0 ? -p[0] * Math.log(p[0]) : p[0] == 0 ? 0 : p[0] < 0 ? Double.NEGATIVE_INFINITY : p[0];

    @Override
    public Tensor forward(Tensor x) {
      return Pointwise.map("entr", VALUE, x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.log().add(1)).neg();
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("−x ⊙ ln(x)", "−(ln(x) + 1) ⊙ g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Entr(), Domain.POSITIVE);
    }
  }

  /** a ln(1 + b); the derivatives are ln(1 + b) and a/(1 + b), and 0 where a is 0. */
  record Xlog1py() implements ElementwiseBinaryOp {
    private static final PointFunction VALUE =
        p -> p[0] == 0 && !Double.isNaN(p[1]) ? 0 : p[0] * Math.log1p(p[1]);

    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Pointwise.map("xlog1py", VALUE, a, b);
    }

    /** At a = 0 and b ≤ −1 the value is 0 on a line where the logarithm is none: the gradient there is 0. */
    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return xlog1py(Operands.where(a.ne(0).logicalOr(b.gt(-1)), g), b);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      Tensor vanishing = a.eq(0).logicalAnd(b.eq(-1));
      return g.mul(a.div(Tensor.where(vanishing, Operands.number(1, b), b.add(1))));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a ⊙ ln(1 + b)", "g ⊙ ln(1 + b)", "g ⊙ a / (1 + b)");
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new Xlog1py(), Domain.REALS, Domain.UNIT_BALL);
    }
  }
}
