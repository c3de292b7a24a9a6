package dev.nabla.op;

import dev.nabla.tensor.Domain;
import dev.nabla.tensor.ElementwiseOp;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * (x − low)(high − x), exact near its roots. It stands in the slopes of functions that are infinitely steep there: by the
 * rule of products their second derivative would be the sum of ∞ and of ∞·0.
 */
record Parabola(double low, double high) implements ElementwiseOp {
  @Override
  public Tensor forward(Tensor x) {
    return x.sub(low).mul(x.neg().add(high));
  }

  @Override
  public Tensor backward(Tensor g, Tensor y, Tensor x) {
    return g.mul(x.mul(-2).add(low + high));
  }

  @Override
  public boolean needsOutput() {
    return false;
  }

  @Override
  public Formula formula(int inputs) {
    String sum = Formula.number(low + high);
    return Formula.of("(x − " + Formula.number(low) + ") ⊙ (" + Formula.number(high) + " − x)",
        "g ⊙ (" + sum + " − 2·x)");
  }

  static List<Sample> samples() {
    return Samples.join(Samples.elementwise(new Parabola(0, 1), Domain.REALS),
        Samples.elementwise(new Parabola(-1, 1.5), Domain.REALS));
  }
}
