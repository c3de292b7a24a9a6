package dev.nabla.samples;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.check.OperatorCheck;
import dev.nabla.check.OperatorReport;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;

/** 8 · An operator of your own: value, gradient, tangent and samples in one record, and every law checked by one call. */
public final class YourOwnOperator {
  private YourOwnOperator() {}

  /**
   * ln cosh x, without overflow: cosh 1000 is infinite, ln cosh 1000 is 999.3. Its derivative is tanh x.
   *
   * <p>Here the tangent is written out. As an {@code ElementwiseOp} it would follow from the gradient.
   */
  record LogCosh() implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Tensor size = x.abs();
      return size.add(size.mul(-2).exp().add(1).log()).sub(Math.log(2));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.tanh());
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return x.tanh().mul(dx);
    }

    /** The gradient reads x alone, so the engine keeps no y. */
    @Override
    public boolean needsOutput() {
      return false;
    }

    /** What the checks run on: the operator vouches for itself on these. */
    static List<Sample> samples() {
      return Samples.elementwise(new LogCosh(), Domain.REALS);
    }
  }

  /** The same with a mistake, which an eye may miss: sinh in place of tanh. */
  record Mistaken() implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      return new LogCosh().forward(x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.exp().sub(x.neg().exp()).mul(0.5));
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Mistaken(), Domain.REALS);
    }
  }

  public static void main(String[] args) {
    Tensor x = Tensor.of(-1000.0, -0.5, 0, 1, 1000);
    Tensor y = new LogCosh().apply(x);
    Tensor slope = Autodiff.grad((Tensor t) -> new LogCosh().apply(t).sum()).apply(x);
    System.out.println("ln cosh  " + y + "\nslope    " + slope + "\n");
    Check.equal(Tensor.of(1000 - Math.log(2)), y.narrow(0, 4, 1), "ln cosh 1000 does not overflow");
    Check.equal(x.tanh(), slope, "its derivative is tanh");

    OperatorReport report = OperatorCheck.check(LogCosh.class);
    System.out.println("\n" + report + "\n");
    Check.that(report.satisfied(), "LogCosh obeys every law");

    List<String> faults = OperatorCheck.check(Mistaken.class).faults();
    System.out.println("\n" + faults.get(0) + "\n");
    Check.that(faults.get(0).contains("gradient"), "the mistaken gradient is found");
  }
}
