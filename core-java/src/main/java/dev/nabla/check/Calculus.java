package dev.nabla.check;

import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Graph;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tape;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Value, gradients and tangent of an operator of any arity, for checks, and random directions to take them along. */
public final class Calculus {
  private Calculus() {}

  /** The operator applied to its inputs. */
  public static Tensor value(Op op, List<? extends Tensor> x) {
    if (op instanceof UnaryOp unary) {
      return unary.apply(x.get(0));
    }
    return op instanceof BinaryOp binary ? binary.apply(x.get(0), x.get(1)) : ((NaryOp) op).apply(List.copyOf(x));
  }

  /**
   * The tangent along {@code dx}; null stands for a constant input.
   *
   * @throws BrokenLaw when it has not the shape of the output
   */
  public static Tensor tangent(Op op, List<Tensor> dx, Tensor y, List<Tensor> x) {
    Tensor tangent = op instanceof UnaryOp unary ? unary.tangent(dx.get(0), y, x.get(0))
        : op instanceof BinaryOp binary ? binary.tangent(dx.get(0), dx.get(1), y, x.get(0), x.get(1))
            : ((NaryOp) op).tangent(dx, y, x);
    if (!tangent.shape().equals(y.shape())) {
      throw new BrokenLaw("the tangent has shape " + tangent.shape() + ", but the output " + y.shape());
    }
    return tangent;
  }

  /** Jᵀu by input; null at inputs that have no gradient. The inputs keep their layout, which parameters would not. */
  public static List<Tensor> gradients(Op op, List<Tensor> x, Tensor u) {
    try (Tape tape = Tape.open()) {
      List<Tensor> in = new ArrayList<>(x);
      in.replaceAll(t -> t.dtype().isFloating() ? tape.variable(t) : t);
      List<Tensor> wanted = floating(x).stream().map(in::get).toList();
      List<Tensor> found = tape.gradients(value(op, in), u, wanted, Graph.KEEP);
      List<Tensor> gradients = new ArrayList<>();
      for (int i = 0, k = 0; i < x.size(); i++) {
        gradients.add(x.get(i).dtype().isFloating() ? found.get(k++) : null);
      }
      return gradients;
    }
  }

  /** The numbers of the inputs that have gradients. */
  public static List<Integer> floating(List<Tensor> x) {
    return IntStream.range(0, x.size()).filter(i -> x.get(i).dtype().isFloating()).boxed().toList();
  }

  /** Whether a derivative is defined: the operator has gradients, and floating numbers go in and come out. */
  public static boolean hasDerivative(Op op, List<Tensor> x) {
    return op.differentiable() && !floating(x).isEmpty() && value(op, x).dtype().isFloating();
  }

  /** A random tensor of the shape and type of another, the same one for the same seed. */
  static Tensor direction(long seed, Tensor like) {
    return Rng.of(seed).randn(DType.FLOAT64, like.shape().extents()).to(like.dtype());
  }

  /** One direction for each input; null at inputs that cannot move. */
  static List<Tensor> directions(long seed, List<Tensor> x) {
    Rng rng = Rng.of(seed);
    List<Tensor> directions = new ArrayList<>();
    for (Tensor t : x) {
      directions.add(t.dtype().isFloating() ? rng.randn(t.dtype(), t.shape().extents()) : null);
    }
    return directions;
  }
}
