package dev.nabla.check;

import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;

/** Inputs and output that an operator asks to keep are read by at least one gradient: no memory is held in vain. */
final class MemoryLaw {
  private MemoryLaw() {}

  static void check(List<Sample> samples) {
    boolean keepsInputs = samples.stream().anyMatch(s -> s.op().needsInputs());
    boolean keepsOutput = samples.stream().anyMatch(s -> s.op().needsOutput());
    if (keepsInputs && samples.stream().allMatch(s -> worksWith(s, false, s.op().needsOutput()))) {
      throw new BrokenLaw("inputs are kept, but no gradient reads them; override needsInputs");
    }
    if (keepsOutput && samples.stream().allMatch(s -> worksWith(s, s.op().needsInputs(), false))) {
      throw new BrokenLaw("the output is kept, but no gradient reads it; override needsOutput");
    }
  }

  private static boolean worksWith(Sample sample, boolean inputs, boolean output) {
    Op op = sample.op();
    List<Tensor> x = sample.inputs();
    try {
      Calculus.gradients(keeping(op, inputs, output), x, Calculus.direction(9, Calculus.value(op, x)));
      return true;
    } catch (NullPointerException absent) {
      return false;
    }
  }

  private static Op keeping(Op op, boolean inputs, boolean output) {
    if (op instanceof UnaryOp unary) {
      return new Unary(unary, inputs, output);
    }
    return op instanceof BinaryOp binary ? new Binary(binary, inputs, output) : new Nary((NaryOp) op, inputs, output);
  }

  /** The operator, with other things kept for its gradient. */
  private record Unary(UnaryOp op, boolean needsInputs, boolean needsOutput) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      return op.forward(x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return op.backward(g, y, x);
    }
  }

  /** The operator, with other things kept for its gradient. */
  private record Binary(BinaryOp op, boolean needsInputs, boolean needsOutput) implements BinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return op.forward(a, b);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return op.backwardA(g, y, a, b);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return op.backwardB(g, y, a, b);
    }
  }

  /** The operator, with other things kept for its gradient. */
  private record Nary(NaryOp op, boolean needsInputs, boolean needsOutput) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return op.forward(x);
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      return op.backward(i, g, y, x);
    }
  }
}
