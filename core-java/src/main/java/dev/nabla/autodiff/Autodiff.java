package dev.nabla.autodiff;

import dev.nabla.tensor.Graph;
import dev.nabla.tensor.Tape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Gradients as functions. A function that is to be differentiated takes tensors of a floating type and gives a single
 * element of one; parameters and other tensors that it reads on the way are constants to it. What it gives is again a
 * function of tensors, so that gradients of gradients are gradients of these functions, and what is outside, parameters
 * too, can be differentiated through them.
 */
public final class Autodiff {
  private Autodiff() {}

  /**
   * The gradient of {@code f} as a function of its argument: zeros where {@code f} does not depend on it.
   *
   * <p>That function throws {@link IllegalArgumentException} when its argument is not of a floating type, or {@code f}
   * gives anything but one element of a floating type.
   */
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
    Function<Tensor, ValueAndGradient> both = valueAndGrad(f);
    return x -> both.apply(x).gradient();
  }

  /** The value of {@code f} together with its {@linkplain #grad gradient}, in one evaluation. */
  public static Function<Tensor, ValueAndGradient> valueAndGrad(UnaryOperator<Tensor> f) {
    Function<List<Tensor>, ValueAndGradients> all = valueAndGradients(x -> f.apply(x.get(0)));
    return x -> {
      ValueAndGradients at = all.apply(List.of(x));
      return new ValueAndGradient(at.value(), at.gradients().get(0));
    };
  }

  /** {@link #grad} for a function of several tensors: the gradients with respect to each of them. */
  public static UnaryOperator<List<Tensor>> gradients(Function<List<Tensor>, Tensor> f) {
    Function<List<Tensor>, ValueAndGradients> both = valueAndGradients(f);
    return x -> both.apply(x).gradients();
  }

  /** {@link #valueAndGrad} for a function of several tensors. */
  public static Function<List<Tensor>, ValueAndGradients> valueAndGradients(Function<List<Tensor>, Tensor> f) {
    return x -> {
      try (Tape tape = Tape.open()) {
        List<Tensor> variables = new ArrayList<>(x.size());
        x.forEach(each -> variables.add(tape.variable(each)));
        Tensor y = f.apply(List.copyOf(variables));
        requireSingleElement(y);
        return new ValueAndGradients(tape.value(y), tape.gradients(y, null, variables, Graph.FREE));
      }
    };
  }

  private static void requireSingleElement(Tensor y) {
    if (!y.dtype().isFloating()) {
      throw new IllegalArgumentException("grad: the function gives " + y.dtype() + " " + y.shape()
          + ", but only float32 and float64 have gradients");
    }
    if (y.size() != 1) {
      throw new IllegalArgumentException("grad: the function gives shape " + y.shape()
          + ", but a gradient is that of a single element; reduce it with sum() or mean()");
    }
  }
}
