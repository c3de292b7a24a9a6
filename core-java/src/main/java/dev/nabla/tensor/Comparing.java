package dev.nabla.tensor;

import dev.nabla.kernel.Comparison;
import dev.nabla.kernel.Logic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Comparisons and logic, whose results are bool and so end every derivative, and the choice between two tensors. */
final class Comparing {
  private Comparing() {}

  /** Whether {@code how} holds between a and b; NaN compares as in Java. */
  record Compare(Comparison how) implements BinaryOp {
    @Override
    public String label() {
      return how.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.compare(how, a, b);
    }

    static List<Sample> samples() {
      List<Sample> samples = new ArrayList<>();
      for (Comparison how : Comparison.values()) {
        samples.addAll(Samples.broadcasting(new Compare(how), Domain.REALS, Domain.REALS));
      }
      return samples;
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return null;
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return null;
    }

    @Override
    public Tensor batched(Tensor a, Tensor b) {
      return apply(Entries.aligned(a, b.rank()), Entries.aligned(b, a.rank()));
    }
  }

  /** a and b, a or b, either a or b. */
  record Connect(Logic how) implements BinaryOp {
    @Override
    public String label() {
      return "logical" + how.name().charAt(0) + how.name().substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return Elementwise.logic(how, a, b);
    }

    static List<Sample> samples() {
      Tensor column = Tensor.of(true, false).reshape(2, 1);
      Tensor row = Tensor.of(true, false, true);
      List<Sample> samples = new ArrayList<>();
      for (Logic how : Logic.values()) {
        samples.add(Sample.of(new Connect(how), column, row));
        samples.add(Sample.of(new Connect(how), row, row.get(Index.range(null, null, -1))));
        samples.add(Sample.of(new Connect(how), column, Tensor.zeros(Shape.of(2, 0), DType.BOOL)));
      }
      return samples;
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return null;
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return null;
    }

    @Override
    public Tensor batched(Tensor a, Tensor b) {
      return apply(Entries.aligned(a, b.rank()), Entries.aligned(b, a.rank()));
    }
  }

  /** Not x. */
  record LogicalNot() implements UnaryOp {
    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      return Elementwise.logic(Logic.XOR, x, Tensor.scalar(true));
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new LogicalNot(), Tensor.of(true, false, true, true).reshape(2, 2).transpose()),
          Sample.of(new LogicalNot(), Tensor.zeros(Shape.of(0), DType.BOOL)));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    @Override
    public Tensor batched(Tensor x) {
      return apply(x);
    }
  }

  /**
   * The element of the second input where the first, a bool tensor, holds, else that of the third. The gradient goes to
   * the element chosen; a NaN or infinite derivative of the other branch still turns 0 · ∞ into NaN further back, so
   * keep that branch's argument in its domain.
   */
  record Where() implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return Elementwise.select(x.get(0), x.get(1), x.get(2));
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      Tensor zero = Tensor.zeros(Shape.SCALAR, g.dtype());
      return i == 1 ? Tensor.where(x.get(0), g, zero) : Tensor.where(x.get(0), zero, g);
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      Tensor zero = Tensor.zeros(y.shape(), y.dtype());
      return Tensor.where(x.get(0), dx.get(1) == null ? zero : dx.get(1), dx.get(2) == null ? zero : dx.get(2));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return apply(Entries.aligned(x));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("c", "a", "b"), "where(c, a, b)", null, "c ⊙ g", "(1 − c) ⊙ g");
    }

    static List<Sample> samples() {
      Tensor mask = Tensor.of(true, false, true, true, false, false).reshape(2, 3);
      return List.of(
          new Sample(new Where(), List.of(mask, Domain.REALS.draw(1, 2, 3), Domain.REALS.draw(2, 2, 3))),
          new Sample(new Where(), List.of(mask, Domain.REALS.draw(3, 1, 3), Domain.REALS.draw(4))),
          new Sample(new Where(), List.of(mask.get(0), Domain.REALS.draw(5, 2, 1), Domain.REALS.draw(6, 3))));
    }
  }
}
