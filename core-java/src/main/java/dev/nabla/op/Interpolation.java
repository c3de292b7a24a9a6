package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Combinations of three tensors in one step; all broadcast, integers become float32. */
public final class Interpolation {
  private Interpolation() {}

  /** start + weight·(end − start), exactly end for weight 1; the gradient of the weight is g ⊙ (end − start). */
  public static Tensor lerp(Tensor start, Tensor end, Tensor weight) {
    DType type = DType.promote(start, end).promote(DType.promote(start, weight)).floating();
    return new Lerp().apply(List.of(start.to(type), end.to(type), weight.to(type)));
  }

  /** start + weight·(end − start), which is exactly end for weight 1. */
  public static Tensor lerp(Tensor start, Tensor end, double weight) {
    return lerp(start, end, Tensor.full(weight, Shape.SCALAR, DType.promote(start, end).floating()));
  }

  /** x + scale·a·b. */
  public static Tensor addcmul(Tensor x, Tensor a, Tensor b, double scale) {
    return new Addcmul(scale).apply(promoted(x, a, b));
  }

  /** x + scale·a/b. */
  public static Tensor addcdiv(Tensor x, Tensor a, Tensor b, double scale) {
    return new Addcdiv(scale).apply(promoted(x, a, b));
  }

  private static List<Tensor> promoted(Tensor x, Tensor a, Tensor b) {
    DType type = DType.promote(x, a).promote(DType.promote(x, b)).floating();
    return List.of(x.to(type), a.to(type), b.to(type));
  }

  /** start + weight·(end − start), from the nearer end, so that both ends are exact. */
  record Lerp() implements ElementwiseNaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      Tensor start = x.get(0);
      Tensor end = x.get(1);
      Tensor weight = x.get(2);
      Tensor way = end.sub(start);
      return Tensor.where(weight.abs().lt(0.5), start.add(weight.mul(way)), end.sub(weight.neg().add(1).mul(way)));
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      Tensor weight = x.get(2);
      return g.mul(i == 0 ? weight.neg().add(1) : i == 1 ? weight : x.get(1).sub(x.get(0)));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("a", "b", "w"), "a + w ⊙ (b − a)", "(1 − w) ⊙ g", "w ⊙ g", "(b − a) ⊙ g");
    }

    static List<Sample> samples() {
      return threes(new Lerp());
    }
  }

  /** x + scale·a·b. */
  record Addcmul(double scale) implements ElementwiseNaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return x.get(0).add(x.get(1).mul(x.get(2)).mul(scale));
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      return i == 0 ? g : g.mul(x.get(3 - i)).mul(scale);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      String c = Formula.number(scale);
      return Formula.of(List.of("x", "a", "b"), "x + a ⊙ b·(" + c + ")", "g", c + "·(g ⊙ b)", c + "·(g ⊙ a)");
    }

    static List<Sample> samples() {
      return threes(new Addcmul(-1.5));
    }
  }

  /** x + scale·a/b. */
  record Addcdiv(double scale) implements ElementwiseNaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return x.get(0).add(x.get(1).div(x.get(2)).mul(scale));
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      Tensor a = x.get(1);
      Tensor b = x.get(2);
      return switch (i) {
        case 0 -> g;
        case 1 -> g.mul(scale).div(b);
        default -> g.mul(a.div(b).div(b)).mul(-scale);
      };
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "a", "b"), "x + a·(" + Formula.number(scale) + ") / b", "g",
          Formula.number(scale) + "·g / b", Formula.number(-scale) + "·g ⊙ a / b²");
    }

    static List<Sample> samples() {
      return threes(new Addcdiv(-1.5));
    }
  }

  /** Operands of one shape, ones that broadcast against one another, empty ones, and ones in other layouts. */
  private static List<Sample> threes(NaryOp op) {
    Domain any = Domain.REALS;
    Domain divisor = Domain.AWAY_FROM_ZERO;
    return List.of(
        Sample.of(op, any.draw(1, 3, 4), any.draw(2, 3, 4), divisor.draw(3, 3, 4)),
        Sample.of(op, any.draw(4, 3, 4), any.draw(5, 4), divisor.draw(6)),
        Sample.of(op, any.draw(7), any.draw(8, 2, 1), divisor.draw(9, 4, 3).transpose().get(0)),
        Sample.of(op, any.draw(10, 0), any.draw(11, 1), divisor.draw(12)));
  }
}
