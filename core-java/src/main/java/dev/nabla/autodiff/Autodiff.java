package dev.nabla.autodiff;

import dev.nabla.tensor.Graph;
import dev.nabla.tensor.Subgradient;
import dev.nabla.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Gradients as functions. A function that is to be differentiated takes a tensor of a floating type, or a
 * {@linkplain Trees tree} of those, and gives a single element of one; parameters and other tensors that it reads on the
 * way are constants to it. What it gives is again a function of tensors, so that gradients of gradients are gradients of
 * these functions, and what is outside, parameters too, can be differentiated through them.
 *
 * <p>The functions that these methods return throw {@link IllegalArgumentException} when a tensor of their argument is
 * not of a floating type, or {@code f} gives anything but one element of a floating type.
 */
@SuppressWarnings("overloads") // for a lambda without types, UnaryOperator<Tensor> is the more specific of the two
public final class Autodiff {
  private Autodiff() {}

  /** The gradient of {@code f} as a function of its argument: zeros where {@code f} does not depend on it. */
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
    Function<Tensor, ValueAndGradient<Tensor>> both = valueAndGrad(f);
    return x -> both.apply(x).gradient();
  }

  /** The gradient of a function of a {@linkplain Trees tree}, which is like its argument. */
  public static <P> UnaryOperator<P> grad(Function<P, Tensor> f) {
    Function<P, ValueAndGradient<P>> both = valueAndGrad(f);
    return x -> both.apply(x).gradient();
  }

  /** {@link #grad(UnaryOperator)} under a policy for kinks: with {@code STRICT} the gradient of {@code strict(f)}. */
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f, Subgradient policy) {
    return grad(Subgradients.under(policy, (Function<Tensor, Tensor>) f))::apply;
  }

  /** {@link #grad(Function)} under a policy for kinks. */
  public static <P> UnaryOperator<P> grad(Function<P, Tensor> f, Subgradient policy) {
    return grad(Subgradients.under(policy, f));
  }

  /** {@link #grad(UnaryOperator)} for a function of several tensors: the gradients with respect to each of them. */
  public static UnaryOperator<List<Tensor>> gradients(Function<List<Tensor>, Tensor> f) {
    return grad(f);
  }

  /** The value of {@code f} together with its {@linkplain #grad gradient}, in one evaluation. */
  public static Function<Tensor, ValueAndGradient<Tensor>> valueAndGrad(UnaryOperator<Tensor> f) {
    return valueAndGrad((Function<Tensor, Tensor>) f);
  }

  /** The value of a function of a {@linkplain Trees tree} together with its gradient, in one evaluation. */
  public static <P> Function<P, ValueAndGradient<P>> valueAndGrad(Function<P, Tensor> f) {
    Function<P, ValueGradientAndAuxiliary<P, Object>> all =
        valueAndGradWithAuxiliary(x -> new WithAuxiliary<>(f.apply(x), null));
    return x -> {
      ValueGradientAndAuxiliary<P, Object> at = all.apply(x);
      return new ValueAndGradient<>(at.value(), at.gradient());
    };
  }

  /** {@link #valueAndGrad(UnaryOperator)} under a policy for kinks. */
  public static Function<Tensor, ValueAndGradient<Tensor>> valueAndGrad(UnaryOperator<Tensor> f, Subgradient policy) {
    return valueAndGrad(Subgradients.under(policy, (Function<Tensor, Tensor>) f));
  }

  /** {@link #valueAndGrad(Function)} under a policy for kinks. */
  public static <P> Function<P, ValueAndGradient<P>> valueAndGrad(Function<P, Tensor> f, Subgradient policy) {
    return valueAndGrad(Subgradients.under(policy, f));
  }

  /** {@link #valueAndGrad(UnaryOperator)} for a function of several tensors. */
  public static Function<List<Tensor>, ValueAndGradient<List<Tensor>>> valueAndGradients(
      Function<List<Tensor>, Tensor> f) {
    return valueAndGrad(f);
  }

  /** Value and gradient of a function that gives something else beside, in one evaluation. */
  public static <P, A> Function<P, ValueGradientAndAuxiliary<P, A>> valueAndGradWithAuxiliary(
      Function<P, WithAuxiliary<A>> f) {
    return x -> {
      Recording<P, WithAuxiliary<A>> recording = Recording.of(f, x, Trees.point("grad", x));
      Tensor y = recording.output().value();
      requireSingleElement(y);
      Tensor value = recording.constant(y);
      A auxiliary = recording.constant(recording.output().auxiliary());
      P gradient = recording.gradient(List.of(y), Collections.singletonList(null), Graph.FREE);
      return new ValueGradientAndAuxiliary<>(value, gradient, auxiliary);
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
